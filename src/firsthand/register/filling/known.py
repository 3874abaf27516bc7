"""The places of a statement, with those that only the codebook knows."""

import functools
import re
from collections.abc import Callable

from firsthand.extract.tagging.script import simplified
from firsthand.model import Place
from firsthand.register.codebook import KnownPlace
from firsthand.register.reading import Telling

PlacesOf = Callable[[Telling], tuple[Place, ...]]


def places_with(known: tuple[KnownPlace, ...]) -> PlacesOf:
    """Return what finds the places of a statement: those read in it, and those the codebook tells."""

    @functools.cache
    def pattern(language: str) -> tuple[re.Pattern[str], dict[str, KnownPlace]]:
        names: dict[str, KnownPlace] = {}
        for place in known:
            for name in (place.name, *(n for each in place.names.values() for n in each)):
                names.setdefault(_plain(name, language), place)
        words = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
        edge = "" if language == "zh" else r"\b"
        return re.compile(rf"{edge}(?:{words}){edge}" if words else r"(?!)"), names

    def places_of(telling: Telling) -> tuple[Place, ...]:
        statement = telling.statement
        if not known:
            return statement.places
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
        read = [p for p in statement.places if not any(p.start < o.end and o.start < p.end for o in own)]
        return tuple(sorted((*read, *own), key=lambda p: (p.start, p.end)))

    return places_of


def _plain(text: str, language: str) -> str:
    return simplified(text) if language == "zh" else text
