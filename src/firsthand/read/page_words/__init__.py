"""What pages in a language carry beside the account, as data: a TOML file per language."""

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

_STRAIGHT = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("\xa0", " "))
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,80}>|[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}")


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one language's file, ready to look up; all lower case."""

    alone: frozenset[str]
    opening: tuple[str, ...]
    weak_opening: tuple[str, ...]
    addressing: frozenset[str]
    lists: frozenset[str]
    offers: tuple[str, ...]
    selling: re.Pattern[str]
    dangling: frozenset[str]
    by: tuple[str, ...]
    dated: tuple[str, ...]
    between: frozenset[str]
    agencies: frozenset[str]
    caption_opening: tuple[str, ...]
    suppliers: frozenset[str]
    always: frozenset[str]
    finite: frozenset[str]
    nominal: frozenset[str]
    subjects: frozenset[str]
    after: frozenset[str]
    outlet_last: frozenset[str]
    outlet_first: frozenset[str]
    bodies: frozenset[str]
    notices: tuple[str, ...]
    broadcasts: frozenset[str]
    programme: frozenset[str]
    name_links: frozenset[str]
    short_words: frozenset[str]
    named_ed: frozenset[str]
    spoken_to: tuple[str, ...]
    archives: frozenset[str]
    tells_verbs: bool
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    articles: frozenset[str]
    fillers: frozenset[str]
    outlet_ends: tuple[str, ...]
    body_ends: tuple[str, ...]
    day_first: bool


@functools.cache
def page_words(language: str = "en") -> PageWords:
    """Load a language's words once a process.

    The English words hold in every language, since pages are often built with English software. Only of
    languages whose verbs are listed is anything concluded from a line having no verb.
    """
    data = _read("en")
    own = _read(language) if language != "en" else {}
    tells = language == "en"
    if own:
        data = _with(data, own)
    selling = "|".join(re.escape(phrase) for phrase in sorted(data["selling"], key=len, reverse=True))
    return PageWords(
        alone=frozenset(data["alone"]),
        opening=tuple(data["opening"]),
        weak_opening=tuple(data["weak_opening"]),
        addressing=frozenset(data["addressing"]),
        lists=frozenset(data["lists"]),
        offers=tuple(data["offers"]),
        selling=re.compile(rf"(?<![a-zß-ÿ])(?:{selling})(?![a-zß-ÿ])"),
        dangling=frozenset(data["dangling"]),
        by=tuple(sorted(data["byline"]["by"], key=len, reverse=True)),
        dated=tuple(sorted(data["byline"]["dated"], key=len, reverse=True)),
        between=frozenset(data["byline"]["between"]),
        agencies=frozenset(data["byline"]["agencies"]),
        caption_opening=tuple(data["caption"]["opening"]),
        suppliers=frozenset(data["caption"]["suppliers"]),
        always=frozenset(data["verbs"]["always"]),
        finite=frozenset(data["verbs"]["finite"]),
        nominal=frozenset(data["verbs"]["nominal"]),
        subjects=frozenset(data["verbs"]["subjects"]),
        after=frozenset(data["verbs"]["after"]),
        outlet_last=frozenset(data["masthead"]["outlet_last"]),
        outlet_first=frozenset(data["masthead"]["outlet_first"]),
        bodies=frozenset(data["masthead"]["bodies"]),
        notices=tuple(sorted(data["masthead"]["notices"], key=len, reverse=True)),
        broadcasts=frozenset(data["masthead"]["broadcasts"]),
        programme=frozenset(data["masthead"]["programme"]),
        name_links=frozenset(data["masthead"]["name_links"]),
        short_words=frozenset(data["masthead"]["short_words"]),
        named_ed=frozenset(data["masthead"]["named_ed"]),
        spoken_to=tuple(data["masthead"]["spoken_to"]),
        archives=frozenset(data["masthead"]["archives"]),
        tells_verbs=tells,
        months=tuple(data["dates"]["months"]),
        weekdays=tuple(data["dates"]["weekdays"]),
        articles=frozenset(data["masthead"]["articles"]),
        fillers=frozenset(data["dates"]["fillers"]),
        outlet_ends=tuple(data["masthead"]["outlet_ends"]),
        body_ends=tuple(data["masthead"]["body_ends"]),
        day_first=language != "en",
    )


def _read(language: str) -> dict[str, Any]:
    file = resources.files(__name__) / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def _with(words: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """Return the words of two languages together; months and weekdays are those of the second alone."""
    joined: dict[str, Any] = dict(words)
    for key, value in more.items():
        if isinstance(value, dict):
            joined[key] = {**value} if key == "dates" else _with(words[key], value)
        else:
            joined[key] = [*value, *(word for word in words[key] if word not in value)]
    return joined


@functools.cache
def tag_words() -> dict[str, Any]:
    """Load what the tags and class names of web pages mean; callers must not change it."""
    return tomllib.loads((resources.files(__name__) / "html.toml").read_text(encoding="utf-8"))


@functools.lru_cache(maxsize=16)  # one line is looked at in several ways
def plain(text: str) -> str:
    """Return a line as it is compared with the words: straight quotation marks, no markup, one space."""
    line = text
    if not text.isascii():
        for curly, straight in _STRAIGHT:
            line = line.replace(curly, straight)
    if "<" in line or "*" in line or "_" in line:
        line = _MARKUP.sub("", line)
    line = " ".join(line.split())
    return text if line == text else line  # a long text is not kept twice
