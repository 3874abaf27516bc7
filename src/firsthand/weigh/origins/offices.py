"""For which body somebody speaks: a minister for her ministry, a ministry for its government.

A source is told by its name ("Ruritanian foreign ministry") and, if it is a person, by the offices that
documents set beside the name ("Sprecherin des Außenministeriums"). Bodies are compared by what resolution
knows them as, which is the same in all languages. Whose office is over speaks for nobody.
"""

import functools
import re
from collections.abc import Iterable

from firsthand.extract.languages import LANGUAGES
from firsthand.extract.naming import gazetteer
from firsthand.extract.packs import has, load, table, words
from firsthand.model import Source
from firsthand.resolve import institutions
from firsthand.resolve.identity import country_in, find_identity
from firsthand.trace.wording.words import is_unspaced

Key = tuple[str, ...]
_ENGLISH = "en"
_WORD = re.compile(r"[\w'’-]+")


@functools.lru_cache(maxsize=65_536)
def body_of(source: Source) -> Key | None:
    """Return the key of the known body that a source is; None if it is none."""
    if source.kind not in ("government", "organisation"):
        return None
    identity = find_identity(source.name)
    if identity is None and source.name in table("institutions", "organs"):
        return ("body", source.name)
    return identity.key if identity is not None else None


@functools.lru_cache(maxsize=65_536)
def speaks_for(source: Source) -> frozenset[Key]:
    """Return the keys of the bodies for which a source speaks beside itself."""
    if source.kind == "person":
        return frozenset(key for told in source.offices for key in _of_office(told))
    key = body_of(source)
    return frozenset(_above(key)) if key is not None else frozenset()


def holds_office(described: Iterable[str]) -> bool:
    """Tell whether words hold an office in which one speaks for a government: no "Ruritanian scholar"."""
    told = " ".join(described).casefold()
    return any(office in told for office in _state_offices())


def alike(one: Key, other: Key) -> bool:
    """Tell whether two keys may be one body's: a ministry of no country told is any country's."""
    if one[0] == other[0] == "ministry" and "" in (one[1], other[1]):
        return one[2] == other[2]
    return one == other


def _above(key: Key) -> Iterable[Key]:
    """Return the bodies that a body speaks for: a ministry's government, a commission's union."""
    if key[0] == "ministry" and key[1] and key[2].split()[-1] in words("institutions", "words", "executive"):
        yield ("government", key[1])
    if key[0] == "house":
        for code, office in table("institutions", "offices_of").items():
            if office["name"] == key[1]:
                yield ("government", code)
    if key[0] == "body":
        whole = table("institutions", "organs").get(key[1])
        if whole:
            yield ("body", whole)


@functools.lru_cache(maxsize=65_536)
def _of_office(told: str) -> frozenset[Key]:
    found: set[Key] = set()
    for language in sorted(LANGUAGES):
        if has("claims", language) and not _is_over(told, language):
            found |= _read(told, language)
    return frozenset(found)


def _read(told: str, language: str) -> set[Key]:
    code, rest = _country(told, language)
    which = _ministry(rest, language)
    if which is not None:
        key = ("ministry", code or "", which)
        return {key, *_above(key)}
    if code is None or not _holds_office_only(rest, language):
        return set()
    held = set(gazetteer.plain(rest).split())
    houses = {
        ("house", str(office["name"]))
        for country, office in table("institutions", "offices_of").items()
        if country == code and held >= set(office["roles"])
    }
    return {("government", code), *houses}


def _country(told: str, language: str) -> tuple[str | None, str]:
    """Split an office into its country's code and the rest: "foreign minister of Ruritania"."""
    code, rest = country_in(told, language=language)
    if code is None and language == _ENGLISH and " of " in told:
        office, country = told.rsplit(" of ", 1)
        code, more = country_in(country)
        return (None, told) if more else (code, office)
    return code, rest


def _ministry(rest: str, language: str) -> str | None:
    """Return which ministry an office is of: "foreign minister", "porte-parole du ministère de la Santé"."""
    speakers = _known(language, "names", "spokespeople") | _known(language, "claims", "deputies")
    named = _known_table(language, "claims", "ministers")
    if is_unspaced(language):
        for ending in sorted({*named, *_known(language, "claims", "state_offices")}, key=len, reverse=True):
            if rest.endswith(ending):
                return institutions.ministry_named(
                    rest.removesuffix(ending) + named.get(ending, ""), language
                )
        return institutions.ministry_named(rest, language)
    parts = [_ministry_word(part, named) for part in _WORD.findall(rest.casefold()) if part not in speakers]
    linking = _known(language, "institutions", "words", "linking")
    while parts and parts[0] in linking | {"for", "of", "the"}:
        parts = parts[1:]
    text = " ".join(part for part in parts if part not in linking)
    if language == _ENGLISH:
        return gazetteer.ministries().get(gazetteer.plain(" ".join(parts)))
    return institutions.ministry_named(institutions.bare(text, language), language)


def _ministry_word(word: str, named: dict[str, str]) -> str:
    """Return the word of a ministry for that of its head: "außenministerin" to "außenministerium"."""
    for office, ministry in named.items():
        if word.endswith(office):
            return word.removesuffix(office) + ministry
    return word


def _holds_office_only(rest: str, language: str) -> bool:
    """Tell whether nothing but an office of state follows the country: no "president of Ruritanian Steel"."""
    offices = _known(language, "claims", "state_offices")
    if is_unspaced(language):
        return any(rest.removeprefix("副") == office for office in offices)
    modifiers = _known(language, "names", "role_modifiers") | _known(
        language, "institutions", "words", "linking"
    )
    state = _known(language, "institutions", "words", "government")
    told = [
        part
        for part in _WORD.findall(rest.casefold())
        if part not in modifiers | state | {"of", "for", "the"}
    ]
    return bool(told) and all(any(office in part for office in offices) for part in told)


def _is_over(told: str, language: str) -> bool:
    over = _known(language, "claims", "no_longer")
    if is_unspaced(language):
        return any(word in told for word in over)
    return bool(over & set(_WORD.findall(told.casefold())))


@functools.cache
def _state_offices() -> frozenset[str]:
    return frozenset(
        office for language in LANGUAGES for office in _known(language, "claims", "state_offices")
    )


@functools.cache
def _known(language: str, subject: str, *keys: str) -> frozenset[str]:
    found = load(subject, language) if has(subject, language) else {}
    for key in keys:
        found = found.get(key, {})
    return frozenset(found)


@functools.cache
def _known_table(language: str, subject: str, key: str) -> dict[str, str]:
    return dict(load(subject, language).get(key, {})) if has(subject, language) else {}
