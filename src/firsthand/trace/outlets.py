"""The outlets that an account names: an account in the same collection, or a news agency.

Whoever reads an account sees "The Harbour Post first reported the leak" at once. An outlet's name in
another outlet's account is a credit, whatever the sentence around it: news names no competitor without need.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from firsthand.extract.packs import has, load
from firsthand.model import Document, Passage, Source, content_id
from firsthand.trace.once import once
from firsthand.trace.wording.words import account, language_of

# A name of one word is as often something else ("The Post was vacant").
_FEWEST_WORDS = 2
_LONGEST_NAME = 4  # words before or behind the ones that say it is an agency
_HEAD = 250  # characters: masthead, title, writer
_KEPT = 65_536  # names
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


def named_outlets(
    documents: Mapping[str, Document],
    sources: Mapping[str, Source],
    *,
    by_name: Mapping[str, Source] | None = None,
) -> tuple[list[tuple[str, str, Passage]], dict[str, Source]]:
    """Return where documents name the outlet of another document or a news agency, and the sources meant.

    The rows are (document id, source id, the name's passage), as citations are. The sources returned are
    those among the rows, taken for outlets whatever they were taken for before. `by_name` is what
    `by_name_of` makes of the sources, where that is known.
    """
    by_name = by_name if by_name is not None else by_name_of(tuple(sources.values()))
    wanted = _publishers(documents)
    agencies: dict[str, list[tuple[str, Passage]]] = defaultdict(list)
    texts = {one: account(document) for one, document in documents.items()}
    for one in sorted(documents):
        for name, passage in _agencies_in(documents[one], texts[one]):
            agencies[name].append((one, passage))
    rows: list[tuple[str, str, Passage]] = []
    meant: dict[str, Source] = {}
    pattern = _any_of(wanted)
    for one in sorted(documents) if pattern else ():
        for match in pattern.finditer(texts[one]):  # type: ignore[union-attr]
            known = by_name.get(plain_name(match.group()))
            if known is not None and known.kind != "outlet":
                continue  # a body that publishes is told of, not drawn on, wherever its name stands
            source = _source(match.group(), by_name)
            if not _is_own(documents[one], match.group(), match.start()):
                rows.append((one, source.id, Passage(one, match.start(), match.end())))
                meant[source.id] = source
    for name, found in sorted(agencies.items()):
        source = _source(name, by_name)
        for one, passage in found:
            if not _is_own(documents[one], name, passage.start):
                rows.append((one, source.id, passage))
                meant[source.id] = source
    return sorted(set(rows)), meant


def _is_own(document: Document, name: str, at: int) -> bool:
    """Tell whether a name is the document's own publisher or, where none is known, stands at its head."""
    if document.publisher:
        return plain_name(document.publisher) == plain_name(name)
    return at < _HEAD


@functools.lru_cache(maxsize=_KEPT)  # every story of a case asks for the names of the same sources
def plain_name(name: str) -> str:
    """Return a name as it is compared: lower case, without marks and the article."""
    return plain_text(name)


def plain_text(text: str) -> str:
    """Return a text as names are compared, so that they are found in it."""
    words = text.casefold().translate(_BLANKED).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


class _Blanked(dict[int, int]):
    """Letters and digits as they are, all else as blanks."""

    def __missing__(self, code: int) -> int:
        self[code] = kept = code if chr(code).isalnum() else ord(" ")
        return kept


_BLANKED = _Blanked()


@once  # all stories of a case have the same sources
def by_name_of(sources: Sequence[Source]) -> Mapping[str, Source]:
    """Return the sources that may publish, by every name of theirs; of one name outlets go first."""
    found: dict[str, Source] = {}
    for source in sorted(sources, key=lambda source: (source.kind != "outlet", source.id)):
        if source.kind in ("outlet", "organisation", "government", "document"):
            for name in (source.name, *source.aliases):
                found.setdefault(plain_name(name), source)
    return found


def _source(name: str, by_name: Mapping[str, Source]) -> Source:
    known = by_name.get(plain_name(name)) or _within(plain_name(name), by_name)
    if known is None:
        bare = _ARTICLE.sub("", name)
        return Source(content_id("outlet", plain_name(name)), bare, "outlet")
    if known.kind == "outlet":
        return known
    return Source(known.id, known.name, "outlet", known.aliases, known.document)


def _within(name: str, by_name: Mapping[str, Source]) -> Source | None:
    """Return the known outlet whose name stands in a longer one, the longest: "Agentur Northern Wire"."""
    held = [
        known
        for known, source in by_name.items()
        if source.kind == "outlet"
        and known != name
        and (f" {known} " in f" {name} " if known.isascii() or " " in name else name.endswith(known))
    ]
    return by_name[max(held, key=lambda known: (len(known), known))] if held else None


def _publishers(documents: Mapping[str, Document]) -> list[str]:
    names = {_ARTICLE.sub("", document.publisher) for document in documents.values() if document.publisher}
    return sorted(
        (name for name in names if len(name.split()) >= _FEWEST_WORDS), key=lambda name: (-len(name), name)
    )


def _any_of(names: Iterable[str]) -> re.Pattern[str] | None:
    joined = "|".join(map(re.escape, names))
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)") if joined else None


def _agencies_in(document: Document, text: str) -> Iterable[tuple[str, Passage]]:
    pattern = _agency(language_of(document))
    if pattern is None:
        return
    for match in pattern.finditer(text):
        yield match.group(), Passage(document.id, match.start(), match.end())


@functools.cache
def _agency(language: str) -> re.Pattern[str] | None:
    if not has("agencies", language):
        return None
    words = load("agencies", language)
    capital = r"(?!The\b)[A-ZÀ-ÖØ-Þ][\w’'-]*"
    run = rf"{capital}(?: {capital}){{0,{_LONGEST_NAME - 1}}}"
    behind = "|".join(map(re.escape, sorted(words["behind"], key=len, reverse=True)))
    before = "|".join(map(re.escape, sorted(words["before"], key=len, reverse=True)))
    forms = []
    if behind:
        unspaced = not any(" " in one or one.isascii() for one in words["behind"])
        forms.append(rf"[㐀-鿿]{{2,6}}(?:{behind})" if unspaced else rf"{run} (?:{behind})(?!\w)")
    if before:
        forms.append(rf"(?<!\w)(?:{before}) {run}")
    return re.compile("|".join(forms)) if forms else None
