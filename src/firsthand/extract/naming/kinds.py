"""What kind of speaker a word announces: a person's office, an organisation, an outlet, a report."""

import functools
from dataclasses import dataclass
from typing import Literal

from babel import Locale

from firsthand.extract.countries import country_of
from firsthand.extract.naming import gazetteer
from firsthand.extract.packs import load, table, words
from firsthand.model import SourceKind

Gender = Literal["m", "f", "n"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of a language pack, lower case, ready for look-up."""

    titles: dict[str, str]
    roles: dict[str, str]
    people: frozenset[str]
    spokespeople: frozenset[str]
    organisations: dict[str, SourceKind]
    name_only: frozenset[str]
    any_body: frozenset[str]
    reports: frozenset[str]
    publishing: frozenset[str]
    role_modifiers: frozenset[str]
    offices: frozenset[str]
    bare_people: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    pronouns: dict[str, dict[str, object]]
    first_person: frozenset[str]
    calendar: frozenset[str]
    sites: frozenset[str]
    weak_roles: frozenset[str]


@functools.cache
def lexicon() -> Lexicon:
    """Return the word lists about names, read once a process."""
    organisations: dict[str, SourceKind] = {}
    kinds: tuple[SourceKind, ...] = ("outlet", "organisation", "government")
    for kind in kinds:
        organisations.update(dict.fromkeys(words("names", "organisations", kind), kind))
    return Lexicon(
        titles={word: gender for gender, group in table("names", "titles").items() for word in group},
        roles={word: gender for gender, group in table("names", "roles").items() for word in group},
        people=words("names", "people"),
        spokespeople=words("names", "spokespeople"),
        organisations=organisations,
        name_only=words("names", "name_only"),
        any_body=words("institutions", "words", "any_body"),
        reports=words("names", "reports"),
        publishing=words("names", "publishing"),
        role_modifiers=words("names", "role_modifiers"),
        offices=words("names", "offices"),
        bare_people=words("names", "bare_people"),
        definite=words("names", "definite"),
        indefinite=words("names", "indefinite"),
        pronouns=table("names", "pronouns"),
        first_person=words("names", "first_person"),
        calendar=_calendar(),
        sites=words("names", "sites"),
        weak_roles=words("names", "weak_roles"),
    )


def _calendar() -> frozenset[str]:
    """Days and months in every width: capitalised, and nobody."""
    english = Locale("en")
    found: set[str] = set()
    for names in (english.days, english.months):
        for width in ("wide", "abbreviated"):
            found.update(str(name).casefold() for name in names["format"][width].values())
    return frozenset(found - {"may", "sun", "mar"} | {"sept"})


def kind_of_head(head: str) -> SourceKind | None:
    """Return the kind of speaker that a head noun's lemma announces, None if it cannot speak."""
    words_ = lexicon()
    if head in words_.roles:
        return "person"
    if head in words_.people:
        return "unnamed"
    if head in words_.reports:
        return "document"
    if head in words_.organisations and head not in words_.name_only:
        return words_.organisations[head]
    return None


def gender_of(titles: tuple[str, ...], given: str | None) -> Gender | None:
    """Return the gender that titles and offices, else a frequent given name, tell of a person."""
    words_ = lexicon()
    for title in titles:
        gender = words_.titles.get(title) or words_.roles.get(title)
        if gender == "m":
            return "m"
        if gender == "f":
            return "f"
    gender = gazetteer.first_names().get((given or "").casefold())
    if gender == "m":
        return "m"
    return "f" if gender == "f" else None


@functools.cache
def _common_words() -> frozenset[str]:
    """Return the words that stand in at least one of 256 news articles."""
    return frozenset(word for band in load("commonness").values() for word in str(band).split())


def is_common(token: str) -> bool:
    """Tell whether a word is one of everyday news English, or its plural."""
    word = token.casefold()
    return word in _common_words() or word.removesuffix("s") in _common_words()


@functools.lru_cache(maxsize=65_536)
def kind_of_name(tokens: tuple[str, ...], *, titled: bool) -> SourceKind | None:
    """Return the kind of bearer that a proper name's words announce, None if they leave it open.

    `tokens` are the words without titles; `titled` tells that a title or office stood before them.
    """
    text = " ".join(tokens)
    last = tokens[-1].casefold()
    if gazetteer.find_outlet(text):
        return "outlet"
    plain = gazetteer.bare_article(text)
    if plain in gazetteer.houses():
        return "government"
    if plain in gazetteer.bodies():
        return "organisation"
    lemma = last.removesuffix("s") if last not in lexicon().organisations else last
    if (len(tokens) > 1 or not titled) and last not in gazetteer.first_names():
        governing = tokens[tokens.index("of") - 1] if "of" in tokens[1:] else last
        kind = lexicon().organisations.get(governing.casefold())  # a "Ministry of Ports" is no port
        kind = kind or lexicon().organisations.get(lemma)
        if kind:
            return kind
    if titled:
        return "person"
    if country_of(text):
        return "government"
    if gazetteer.is_web_address(text):
        return "outlet"
    if tokens[0].casefold() in gazetteer.first_names() and 1 < len(tokens) < 5:
        return "person"
    if last in lexicon().sites:
        return "organisation"
    if len(tokens) > 1 and not titled and any(t.casefold() in words("names", "outlet_marks") for t in tokens):
        return "outlet"  # "BBC Radio Kent"
    if len(tokens) == 2 and gazetteer.find_outlet(tokens[0]) and is_common(last):
        return "outlet"  # a part of a known one
    if len(tokens) > 1 and all(is_common(token) for token in tokens):
        return "organisation"  # "Harbour Watch", "Protect Democracy"
    if len(tokens) == 1 and text.isupper() and 2 <= len(text.replace(".", "")) <= 6:
        return "organisation"
    return None
