"""Institutions everybody knows, whichever way they are named.

"Lisbon", "Portugal" and "the Portuguese side" speak as one: the Portuguese government. "The Portuguese
foreign ministry" and "Portugal's Ministry of Foreign Affairs" are one ministry. A web address is its outlet.
"""

import functools
from dataclasses import dataclass

from firsthand.extract.countries import country_name, country_of
from firsthand.extract.languages import LANGUAGES
from firsthand.extract.naming import gazetteer
from firsthand.extract.packs import words
from firsthand.model import SourceKind
from firsthand.resolve import institutions
from firsthand.resolve.vocabulary import ENGLISH

_LONGEST_COUNTRY = 4  # words of a country's name, "the Democratic Republic of Congo" aside


@dataclass(frozen=True, slots=True)
class Identity:
    """One institution: `key` tells it from every other, `name` is what firsthand calls it."""

    key: tuple[str, ...]
    name: str
    kind: SourceKind


@functools.lru_cache(maxsize=65_536)
def find_identity(text: str, *, country: str | None = None, language: str = ENGLISH) -> Identity | None:
    """Return the institution that a name or description stands for; None if it is none we know.

    `country` is the ISO 3166-1 code of the country that the words before the name tell ("Portugal's ...");
    `language` the language the name stands in.
    """
    if language in LANGUAGES and language != ENGLISH:
        return _find_elsewhere(" ".join(text.split()), country, language)
    bare = " ".join(text.split()).removesuffix("'s").removesuffix("’s")
    outlet = gazetteer.find_outlet(bare)
    if outlet:
        return Identity(("outlet", outlet), outlet, "outlet")
    plain = gazetteer.bare_article(bare)
    body = gazetteer.bodies().get(plain)
    if body and (len(plain) > 3 or bare.removeprefix("the ").replace(".", "").isupper()):
        return Identity(("body", body), body, "organisation")
    if plain in gazetteer.houses() and not bare.removeprefix("the ").removeprefix("The ")[:1].islower():
        name, code = gazetteer.houses()[plain]
        return find_identity(name, country=code) if _is_national(name) else _house(name)
    named = country_of(bare)
    if named:
        return government(named)
    return _national(bare, plain, country)


def _find_elsewhere(text: str, country: str | None, language: str) -> Identity | None:
    """Return the institution that a name in another language stands for."""
    outlet = institutions.find_outlet(text)
    if outlet:
        return Identity(("outlet", outlet), outlet, "outlet")
    body = institutions.find_body(text, language)
    if body:
        return Identity(("body", body), body, "organisation")
    house = institutions.find_house(text, language)
    if house:
        return find_identity(house[0], country=house[1]) or _house(house[0])
    code, rest = institutions.parts_of(text, language)
    if code and (not rest or institutions.is_government(rest, language)):
        return government(code)
    which = institutions.ministry_named(rest, language)
    code = code or country
    if which is not None and (code or " " in which):
        return ministry(code, which)
    return government(code) if code and institutions.is_government(rest, language) else None


def country_behind(text: str, *, language: str = ENGLISH) -> str | None:
    """Return the code of the country that a whole name is, whether name, people or capital."""
    return country_of(text, language=language) if language in LANGUAGES else None


def government(code: str) -> Identity:
    """Return a country's government."""
    return Identity(("government", code), f"{adjective(code)} government", "government")


def ministry(code: str | None, which: str) -> Identity:
    """Return a country's ministry, police, parliament or embassy; without a country it is its own."""
    name = f"{adjective(code)} {which}" if code else which
    return Identity(("ministry", code or "", which), name, "government")


def adjective(code: str) -> str:
    """Return the word before "government": "Portuguese"; the country's name where English has none."""
    return gazetteer.adjectives().get(code, country_name(code))


@functools.lru_cache(maxsize=65_536)
def country_in(text: str, *, language: str = ENGLISH) -> tuple[str | None, str]:
    """Split a phrase into the code of the country it opens with and the rest of its words.

    In other languages than English the country may stand anywhere.
    """
    if language != ENGLISH:
        return institutions.parts_of(text, language) if language in LANGUAGES else (None, text)
    parts = text.replace("’", "'").split()
    if parts and parts[0].casefold() in ("the", "a", "an", "this"):
        parts = parts[1:]
    for length in range(min(_LONGEST_COUNTRY, len(parts)), 0, -1):
        code = country_of(" ".join(parts[:length]))
        if code:
            return code, " ".join(parts[length:])
    return None, " ".join(parts)


def _house(name: str) -> Identity:
    return Identity(("house", name), name, "government")


def _is_national(name: str) -> bool:
    code, rest = country_in(name)
    return code is not None and bool(rest)


def _national(bare: str, plain: str, country: str | None) -> Identity | None:
    """Return the government or ministry that a phrase with a country in it stands for."""
    code, rest = country_in(bare)
    code = code or country
    tail = rest.split()
    if not tail:
        return None
    if code is None and " of " in bare:
        code = country_of(bare.rsplit(" of ", 1)[1])
        tail = bare.rsplit(" of ", 1)[0].split() if code else tail
    if tail and tail[0].casefold() in ("the", "a", "an"):
        tail = tail[1:]
    last = tail[-1].casefold() if tail else ""
    if code and last in words("institutions", "words", "government") and len(tail) <= 3:
        return government(code)
    which = gazetteer.ministries().get(gazetteer.plain(" ".join(tail)))
    if which is None and code is None:
        which = gazetteer.ministries().get(plain)
    if which is not None and (code or " " in which):
        return ministry(code, which)
    return None
