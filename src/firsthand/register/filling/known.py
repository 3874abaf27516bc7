"""The places of a statement: with those only the codebook knows, without those that are a person's name."""

import functools
import re
from collections.abc import Callable

from firsthand.extract.packs import words
from firsthand.extract.tagging.script import simplified
from firsthand.model import Findings, Place
from firsthand.register.codebook import KnownPlace
from firsthand.register.reading import Telling

PlacesOf = Callable[[Telling], tuple[Place, ...]]


def surnames_of(findings: Findings) -> frozenset[str]:
    """Return the last words of the names of persons who speak in a case: "Marlow" for "Ina Marlow"."""
    found = set()
    for source in findings.sources:
        words_of = source.name.split()
        if source.kind == "person" and len(words_of) > 1 and all(word[:1].isupper() for word in words_of):
            found.add(words_of[-1])
    return frozenset(found)


def places_with(known: tuple[KnownPlace, ...], surnames: frozenset[str] = frozenset()) -> PlacesOf:
    """Return what finds the places of a statement: those read in it, and those the codebook tells.

    What is called like a person of the case (`surnames`) is no town unless something lies in it.
    """

    @functools.cache
    def pattern(language: str) -> tuple[re.Pattern[str], dict[str, KnownPlace]]:
        names: dict[str, KnownPlace] = {}
        for place in known:
            for name in (place.name, *(n for each in place.names.values() for n in each)):
                names.setdefault(_plain(name, language), place)
        either = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
        edge = "" if language == "zh" else r"\b"
        return re.compile(rf"{edge}(?:{either}){edge}" if either else r"(?!)"), names

    def is_person(place: Place, telling: Telling) -> bool:
        text = telling.document.text
        if place.precision == "country" or text[place.start : place.end] not in surnames:
            return False
        before = text[max(0, place.start - 20) : place.start].lower().split()
        return not before or before[-1] not in words("placing", "at", language=telling.language)

    def places_of(telling: Telling) -> tuple[Place, ...]:
        statement = telling.statement
        towns = tuple(place for place in statement.places if not is_person(place, telling))
        if not known:
            return towns
        found, names = pattern(telling.language)
        own = []
        for match in found.finditer(_plain(statement.text, telling.language)):
            place = names[match.group()]
            own.append(
                Place(
                    start=statement.start + match.start(),
                    end=statement.start + match.end(),
                    name=place.name,
                    country=place.country,
                    latitude=place.latitude,
                    longitude=place.longitude,
                    precision=place.precision,
                )
            )
        read = [p for p in towns if not any(p.start < o.end and o.start < p.end for o in own)]
        return tuple(sorted((*read, *own), key=lambda p: (p.start, p.end)))

    return places_of


def _plain(text: str, language: str) -> str:
    return simplified(text) if language == "zh" else text
