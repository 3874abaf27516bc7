"""One source per real-world source: the entities of all documents, joined where they are the same."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.extract.naming import gazetteer
from firsthand.model import Source, content_id
from firsthand.resolve.across.counterparts import Encoder
from firsthand.resolve.across.joining import join_entities
from firsthand.resolve.across.naming import best_name, is_unnamed_word, source_kind
from firsthand.resolve.across.things import is_thing
from firsthand.resolve.across.union import Place
from firsthand.resolve.identity import find_identity
from firsthand.resolve.within.entities import Cast, Entity, body_key


@dataclass(frozen=True, slots=True)
class Directory:
    """Which source each entity of each document is: `of[document id][entity number]` is a source id.

    `things` are the ids of names that are nobody's: places, nouns with a capital.
    """

    sources: tuple[Source, ...]
    of: dict[str, dict[int, str]]
    publishers: dict[str, str]
    things: frozenset[str] = frozenset()


def join_sources(casts: Sequence[Cast], *, encoder: Encoder | None = None) -> Directory:
    """Join the entities of all documents into sources."""
    ordered = sorted(casts, key=lambda cast: cast.document.id)
    _add_publishers(ordered)
    entities = {(d, entity.number): entity for d, cast in enumerate(ordered) for entity in cast.entities}
    joined = join_entities(ordered, entities, encoder=encoder)
    groups: dict[Place, list[Place]] = defaultdict(list)
    for key in sorted(entities):
        groups[joined.find(key)].append(key)
    return _directory(ordered, entities, list(groups.values()))


def publisher_entity(cast: Cast) -> Entity | None:
    """Return the entity that is the outlet a document was published by."""
    publisher = cast.document.publisher
    if not publisher:
        return None
    identity = find_identity(publisher, language=cast.language)
    for entity in cast.entities:
        if identity is not None and entity.key == identity.key:
            return entity
        if any(body_key(name) == body_key(publisher) for name in entity.names):
            return entity
    return None


def _add_publishers(casts: Sequence[Cast]) -> None:
    for cast in casts:
        publisher = cast.document.publisher
        if publisher and publisher_entity(cast) is None:
            identity = find_identity(publisher, language=cast.language)
            known = identity if identity is not None and identity.kind == "outlet" else None
            entity = cast.create("outlet", known)
            entity.names[publisher] += 1


def _directory(casts: Sequence[Cast], entities: dict[Place, Entity], groups: list[list[Place]]) -> Directory:
    of: dict[str, dict[int, str]] = {cast.document.id: {} for cast in casts}
    made: dict[str, Source] = {}
    things: set[str] = set()
    publishers = {cast.document.id: publisher_entity(cast) for cast in casts}
    own = {
        (d, entity.number): cast.document
        for d, cast in enumerate(casts)
        if (entity := publishers[cast.document.id]) is not None
    }
    for group in groups:
        members = [entities[key] for key in group]
        kind = source_kind(members)
        name = best_name(members, kind)
        nameless = not any(member.names or member.key for member in members)
        # By the document and not by its place among the others: what is elsewhere changes no id.
        first, number = casts[group[0][0]].document.id, group[0][1]
        parts = [gazetteer.plain(name), *([first] if nameless else [])]
        source_id = content_id("src", *parts)
        if source_id in made:
            source_id = content_id("src", *parts, first, number)
        published = [own[key] for key in group if key in own]
        made[source_id] = Source(
            id=source_id,
            name=name,
            kind=kind,
            aliases=_aliases(members, name, _written(casts, group)),
            document=published[0].id if len(published) == 1 else None,
            offices=_offices(members) if kind == "person" else (),
        )
        if not published and is_thing(group, casts, entities):
            things.add(source_id)
        for d, number in group:
            of[casts[d].document.id][number] = source_id
    sources = tuple(sorted(made.values(), key=lambda source: (source.name, source.id)))
    return Directory(sources, of, _published(publishers, of), frozenset(things))


def _published(publishers: dict[str, Entity | None], of: dict[str, dict[int, str]]) -> dict[str, str]:
    return {
        document: of[document][entity.number] for document, entity in publishers.items() if entity is not None
    }


def _written(casts: Sequence[Cast], group: Sequence[Place]) -> list[Entity]:
    """Return the reports whose author a source is: documents cite it by them."""
    return [
        entity
        for d, number in group
        for entity in casts[d].entities
        if entity.kind == "document" and entity.author == number and entity.spoke
    ]


def _offices(members: Sequence[Entity]) -> tuple[str, ...]:
    """Return what documents say a person is, each office once."""
    phrases = {
        part.strip() for member in members for told in member.role_phrases for part in told.split(" / ")
    }
    return tuple(sorted(phrase for phrase in phrases if phrase))


def _aliases(members: Sequence[Entity], name: str, written: Sequence[Entity]) -> tuple[str, ...]:
    """Return the other ways documents name a source: proper names, descriptions, its reports."""
    found: dict[str, str] = {}
    if is_unnamed_word(members):
        found["unnamed"] = "unnamed"
    for texts in (
        [member.names for member in members],
        [member.described for member in members],
        [report.described for report in written],
    ):
        for text in sorted({text for counted in texts for text in counted}):
            plain = gazetteer.plain(text)
            if plain and plain != gazetteer.plain(name):
                found.setdefault(plain, text)
    return tuple(found.values())
