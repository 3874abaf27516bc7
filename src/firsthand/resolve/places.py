"""One name of a place means one place in a story, whichever of its documents names it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from firsthand.extract.places import resolve_together
from firsthand.model import Document, Place, Statement

Span = tuple[int, int]


def agree_places(documents: Sequence[Document], statements: Sequence[Statement]) -> list[Statement]:
    """Return a story's statements with names read alike in all its documents.

    A name that its documents take for different places, each in its own light, is read again in the light
    of all of them together: their other places, the countries and peoples they name, and what any of them
    says right behind the name ("Springfield, Ohio"). Names that nobody reads differently stay as they are.
    The order of documents and statements changes nothing; the statements keep theirs.
    """
    told = {document.id: document for document in sorted(documents, key=lambda document: document.id)}
    placed: dict[str, dict[Span, Place]] = {name: {} for name in told}
    for statement in statements:
        if statement.document in told:
            for place in statement.places:
                placed[statement.document][place.start, place.end] = place
    disputed = _disputed(told, placed)
    if not disputed:
        return list(statements)
    texts = [(d.text, d.language or "en", sorted(placed[d.id])) for d in told.values()]
    together = {
        (name, (place.start, place.end)): place
        for name, places in zip(told, resolve_together(texts), strict=True)
        for place in places
    }
    agreed: list[Statement] = []
    for statement in statements:
        document = told.get(statement.document)
        if document is None:
            agreed.append(statement)
            continue
        places = tuple(
            together[document.id, (place.start, place.end)] if _name(document, place) in disputed else place
            for place in statement.places
        )
        agreed.append(statement if places == statement.places else replace(statement, places=places))
    return agreed


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


def _name(document: Document, place: Place) -> tuple[str, str]:
    return document.language or "en", document.text[place.start : place.end].casefold()
