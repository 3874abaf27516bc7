"""Reports that the collection holds: "the report, titled “Quiet Tides”" is its publisher's."""

import re
from collections.abc import Sequence

from firsthand.extract.naming import gazetteer
from firsthand.resolve.within.entities import Cast, Entity, body_key

_QUOTED = re.compile(r",?\s+(\w+),?\s+[“\"]([^“”\"\n]{3,120}?),?[”\"]")


def sign_reports(casts: Sequence[Cast]) -> None:
    """Give reports whose title a document names the publisher of the document that bears it.

    Only where one document of the collection bears the title, whole or up to its colon. A name that is but
    such a title ("Quiet Tides: 31 leaks" as a headline) stands for the publisher too.
    """
    titles = _titles(casts)
    named: set[str] = set()
    for cast in casts:
        reports = [entity for entity in cast.entities if entity.kind == "document"]
        signed: list[Entity] = []
        for entity in reports:
            title = next((t for t in map(gazetteer.plain, _told_titles(cast, entity)) if t in titles), None)
            if title is not None:
                named.add(title)
                entity.author = _entity_of(cast, titles[title]).number
                signed.append(entity)
        if len({entity.author for entity in signed}) == 1:
            for entity in reports:
                if entity.author is None and _same_heads(cast, entity, signed[0]):
                    entity.author = signed[0].author
    for cast in casts:
        for entity in list(cast.entities):
            title = next((t for t in map(gazetteer.plain, entity.names) if t in named), None)
            if title is not None and entity.kind != "person" and not entity.key:
                entity.kind = "document"
                entity.author = _entity_of(cast, titles[title]).number


def _titles(casts: Sequence[Cast]) -> dict[str, str]:
    """Map the titles of the collection, plain, to publishers; titles of two publishers are left out."""
    found: dict[str, set[str]] = {}
    for cast in casts:
        title, publisher = cast.document.title, cast.document.publisher
        if title and publisher:
            for part in {title, title.split(":")[0]}:
                if len(part.split()) > 1:
                    found.setdefault(gazetteer.plain(part), set()).add(publisher)
    return {title: publishers.pop() for title, publishers in found.items() if len(publishers) == 1}


def _told_titles(cast: Cast, entity: Entity) -> list[str]:
    """Return the titles that stand right behind the mentions of a report."""
    found: list[str] = []
    for k in entity.mentions:
        match = _QUOTED.match(cast.document.text, cast.names[k].end)
        if match and match[1].casefold() in cast.vocabulary.names("titled"):
            found.append(match[2])
    return found


def _same_heads(cast: Cast, entity: Entity, other: Entity) -> bool:
    """Tell whether two reports are called by the same noun, none in the plural."""
    heads = {cast.names[k].head for k in entity.mentions}
    return heads <= {cast.names[k].head for k in other.mentions} and not any(
        cast.names[k].plural for k in entity.mentions
    )


def _entity_of(cast: Cast, publisher: str) -> Entity:
    """Return the entity of one document that bears a publisher's name, added where it has none."""
    for entity in cast.entities:
        if any(body_key(name) == body_key(publisher) for name in entity.names):
            return entity
    entity = cast.create("outlet")
    entity.names[publisher] += 1
    return entity
