"""The places of a statement: with those only the codebook knows, without those that are a person's name."""

import functools
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from firsthand.extract.packs import words
from firsthand.extract.tagging.script import simplified
from firsthand.model import Findings, Place
from firsthand.register.codebook import KnownPlace
from firsthand.register.reading import Telling
from firsthand.trace.wording.words import language_of

PlacesOf = Callable[[Telling], tuple[Place, ...]]
# Before a name stands "in" or "at", and blanks.
_BEFORE = 12
# A short name is rather a person's where it is one so many times as often as something lies "in" it ("aimed
# at Reed"). Set before any result was looked at.
_RATHER = 3


@dataclass(frozen=True, slots=True)
class Names:
    """Names of a case: surnames of those who speak with their whole names, short names, and bodies' names."""

    surnames: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    persons: frozenset[str] = frozenset()
    bodies: tuple[str, ...] = ()


def surnames_of(findings: Findings) -> Mapping[str, tuple[str, ...]]:
    """Return the last words of the names of persons who speak in a case, with their whole names."""
    found: dict[str, set[str]] = {}
    for source in findings.sources:
        parts = source.name.split()
        if source.kind == "person" and len(parts) > 1 and all(part[:1].isupper() for part in parts):
            found.setdefault(parts[-1], set()).add(source.name)
    return {surname: tuple(sorted(names)) for surname, names in found.items()}


def names_of(findings: Findings) -> Names:
    """Return the names of a case that are no places though they hold one's name."""
    spoken = surnames_of(findings)
    called: Counter[str] = Counter()
    for person in findings.people:
        last = person.name.split()[-1]
        if last != person.name and last in person.aliases:
            called[last] += len(person.mentions)
    documents = {document.id: document for document in findings.documents}
    lain = {
        (document.id, place.start, document.text[place.start : place.end])
        for statement in findings.statements
        if (document := documents.get(statement.document)) is not None
        for place in statement.places
        if _lies(document.text, place, language_of(document))
    }
    towns = Counter(name for _, _, name in lain)
    persons = frozenset(name for name, times in called.items() if times >= _RATHER * towns[name])
    bodies = {
        source.name
        for source in findings.sources
        if source.kind in ("organisation", "outlet") and " " in source.name
    }
    return Names(spoken, persons, tuple(sorted(bodies)))


def places_with(known: tuple[KnownPlace, ...], names: Names | None = None) -> PlacesOf:
    """Return what finds the places of a statement: those read in it, and those the codebook tells.

    What is called like a person whom the same document names in full is no town; nor what a person of the
    case is called for short, unless things are told to be "in" it as well; nor the region that a
    company is named after ("the North Coast Bank").
    """
    names = names or Names()

    @functools.cache
    def pattern(language: str) -> tuple[re.Pattern[str], dict[str, KnownPlace]]:
        own: dict[str, KnownPlace] = {}
        for place in known:
            for name in (place.name, *(n for each in place.names.values() for n in each)):
                own.setdefault(_plain(name, language), place)
        either = "|".join(re.escape(name) for name in sorted(own, key=lambda n: (-len(n), n)))
        if not either or language == "zh":
            return re.compile(either or r"(?!)"), own
        # A lost space glues a name to the word behind it: "at Kell Ridgein Tarnovia".
        glued = "|".join(sorted(re.escape(word) for word in words("placing", "at", language=language)))
        return re.compile(rf"\b(?:{either})(?=\b|(?:{glued})\b)"), own

    def is_person(place: Place, telling: Telling) -> bool:
        text = telling.document.text
        if place.precision == "country":
            return False
        written = text[place.start : place.end]
        if any(name in text for name in names.surnames.get(written, ())):
            return True
        return place.precision != "region" and written in names.persons

    def is_body(place: Place, telling: Telling) -> bool:
        if place.precision in ("city", "country"):
            return False
        text = telling.document.text
        powers = words("placing", "powers", language=telling.language)
        return any(
            text.startswith(name, place.start)
            and len(name) > place.end - place.start
            and not powers & set(name.lower().split())
            for name in names.bodies
        )

    def places_of(telling: Telling) -> tuple[Place, ...]:
        statement = telling.statement
        towns = tuple(
            place
            for place in statement.places
            if not is_person(place, telling) and not is_body(place, telling)
        )
        if not known:
            return towns
        found, ours = pattern(telling.language)
        own = []
        for match in found.finditer(_plain(statement.text, telling.language)):
            place = ours[match.group()]
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


def _lies(text: str, place: Place, language: str) -> bool:
    """Tell whether "in" or "at" stands before a place."""
    before = text[max(0, place.start - _BEFORE) : place.start].lower().split()
    return bool(before) and before[-1] in words("placing", "at", language=language)


def _plain(text: str, language: str) -> str:
    return simplified(text) if language == "zh" else text
