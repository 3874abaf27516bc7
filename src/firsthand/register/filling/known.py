"""The places of a statement: with those only the codebook knows, without those that are a person's name."""

import functools
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from firsthand.extract.packs import words
from firsthand.extract.tagging.script import simplified
from firsthand.model import Findings, Place
from firsthand.register.codebook import KnownPlace
from firsthand.register.reading import Telling

PlacesOf = Callable[[Telling], tuple[Place, ...]]


def surnames_of(findings: Findings) -> Mapping[str, tuple[str, ...]]:
    """Return the last words of the names of persons who speak in a case, with their whole names."""
    found: dict[str, set[str]] = {}
    for source in findings.sources:
        parts = source.name.split()
        if source.kind == "person" and len(parts) > 1 and all(part[:1].isupper() for part in parts):
            found.setdefault(parts[-1], set()).add(source.name)
    return {surname: tuple(sorted(names)) for surname, names in found.items()}


def places_with(
    known: tuple[KnownPlace, ...], surnames: Mapping[str, tuple[str, ...]] = MappingProxyType({})
) -> PlacesOf:
    """Return what finds the places of a statement: those read in it, and those the codebook tells.

    What is called like a person whom the same document names in full (`surnames`) is no town.
    """

    @functools.cache
    def pattern(language: str) -> tuple[re.Pattern[str], dict[str, KnownPlace]]:
        names: dict[str, KnownPlace] = {}
        for place in known:
            for name in (place.name, *(n for each in place.names.values() for n in each)):
                names.setdefault(_plain(name, language), place)
        either = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
        if not either or language == "zh":
            return re.compile(either or r"(?!)"), names
        # A lost space glues a name to the word behind it: "at Kell Ridgein Tarnovia".
        glued = "|".join(sorted(re.escape(word) for word in words("placing", "at", language=language)))
        return re.compile(rf"\b(?:{either})(?=\b|(?:{glued})\b)"), names

    def is_person(place: Place, telling: Telling) -> bool:
        text = telling.document.text
        names = surnames.get(text[place.start : place.end], ())
        return place.precision != "country" and any(name in text for name in names)

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
