"""One name of a place means one place in a story, whichever of its documents names it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from firsthand.extract.languages import LANGUAGES
from firsthand.extract.places import Spans, resolve_together
from firsthand.extract.places.candidates import candidates
from firsthand.model import Document, Place, Statement

Span = tuple[int, int]
# A city of so many people is meant by its name whatever else a story is about. Set before any result.
_GREAT = 1_000_000
# So many names are read again at once.
_AT_ONCE = 40


def agree_places(documents: Sequence[Document], statements: Sequence[Statement]) -> list[Statement]:
    """Return a story's statements with names read alike in all its documents.

    A name that its documents take for different places, each in its own light, is read again in the light
    of all of them together: their other places, the countries and peoples they name, and what any of them
    says right behind the name ("Springfield, Ohio"). So is a town or region in a country of which no
    document that names it names anything else. Other names stay as they are. The order of documents and
    statements changes nothing; the statements keep theirs.
    """
    told = {
        document.id: document
        for document in sorted(documents, key=lambda document: document.id)
        if (document.language or "en") in LANGUAGES  # what a place is called in others nobody can tell
    }
    placed: dict[str, dict[Span, Place]] = {name: {} for name in told}
    for statement in statements:
        if statement.document in told:
            for place in statement.places:
                placed[statement.document][place.start, place.end] = place
    again = _disputed(told, placed) | _alone(told, placed)
    if not again:
        return list(statements)
    # Few at a time: every meaning of a name is weighed against every other's.
    order = sorted(again)
    together = {
        key: place
        for at in range(0, len(order), _AT_ONCE)
        for key, place in _read_again(told, placed, frozenset(order[at : at + _AT_ONCE])).items()
    }
    agreed: list[Statement] = []
    for statement in statements:
        document = told.get(statement.document)
        if document is None:
            agreed.append(statement)
            continue
        places = tuple(
            together.get((document.id, (place.start, place.end)), place) for place in statement.places
        )
        agreed.append(statement if places == statement.places else replace(statement, places=places))
    return agreed


def _read_again(
    told: dict[str, Document], placed: dict[str, dict[Span, Place]], names: frozenset[tuple[str, str]]
) -> dict[tuple[str, Span], Place]:
    """Return what these names mean in the light of all documents, by document and span."""
    texts = []
    for document in told.values():
        own = placed[document.id]
        settled = {span: place for span, place in own.items() if _name(document, place) not in names}
        texts.append(Spans(document.text, document.language or "en", sorted(own), settled))
    return {
        (document.id, (place.start, place.end)): place
        for document, places in zip(told.values(), resolve_together(texts), strict=True)
        for place in places
        if _name(document, place) in names
    }


def _disputed(told: dict[str, Document], placed: dict[str, dict[Span, Place]]) -> set[tuple[str, str]]:
    """Return the names, with their languages, that documents take for different places."""
    meant: dict[tuple[str, str], set[object]] = defaultdict(set)
    for name, places in placed.items():
        for place in places.values():
            if not place.note:  # what was translated word by word has been looked up already
                meant[_name(told[name], place)].add(
                    (place.geoname, place.country, place.precision, place.name)
                    if place.geoname or place.country
                    else None
                )
    return {name for name, meanings in meant.items() if len(meanings) > 1}


def _alone(told: dict[str, Document], placed: dict[str, dict[Span, Place]]) -> set[tuple[str, str]]:
    """Return the names of towns and regions that nothing else in a document speaks for, great ones aside."""
    if sum(bool(places) for places in placed.values()) < 2:
        return set()
    alone: set[tuple[str, str]] = set()
    backed: set[tuple[str, str]] = set()
    for name, places in placed.items():
        countries: dict[str | None, set[tuple[str, str]]] = defaultdict(set)
        for place in places.values():
            countries[place.country].add(_name(told[name], place))
        for place in places.values():
            called = _name(told[name], place)
            own = countries[place.country] == {called} and place.precision in ("city", "region")
            if place.note or not own or _is_great(place, told[name]):
                backed.add(called)
            else:
                alone.add(called)
    return alone - backed


def _is_great(place: Place, document: Document) -> bool:
    """Tell whether a place is known to everybody: a capital or a city of a million people."""
    name = document.text[place.start : place.end]
    return any(
        meaning.geoname == place.geoname and (meaning.capital or meaning.population >= _GREAT)
        for meaning in candidates(name, document.language or "en")
        if meaning.precision == "city"
    )


def _name(document: Document, place: Place) -> tuple[str, str]:
    return document.language or "en", document.text[place.start : place.end].casefold()
