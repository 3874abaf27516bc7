"""One source per real-world source: the entities of all documents, joined where they are the same.

Every join has a reason that can be told: the same institution, the same full name, a family name with the
same office, initials. Joins are found in an order that does not depend on the order of documents.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.extract import gazetteer
from firsthand.extract.name_kinds import lexicon
from firsthand.model import Document, Source, content_id
from firsthand.resolve.entities import Cast, Entity, body_key, is_acronym, same_body
from firsthand.resolve.identity import find_identity
from firsthand.resolve.naming import best_name, source_kind
from firsthand.resolve.people import name_words, part_of, same_full_name

Place = tuple[int, int]  # (document, entity) by their places in the sorted collection

_SHARED_NAMES = 2  # full names two documents must share before a bare family name joins across them


@dataclass(slots=True)
class _Joined:
    """Sets of entities that grow together (union-find), with the reason for every join."""

    parent: dict[Place, Place]
    reasons: dict[tuple[Place, Place], str]

    def find(self, key: Place) -> Place:
        while self.parent[key] != key:
            self.parent[key] = self.parent[self.parent[key]]
            key = self.parent[key]
        return key

    def join(self, one: Place, other: Place, reason: str) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        if first != second:
            self.parent[second] = first
            self.reasons[(one, other)] = reason


@dataclass(frozen=True, slots=True)
class Directory:
    """Which source each entity of each document is: `of[document id][entity number]` is a source id."""

    sources: tuple[Source, ...]
    of: dict[str, dict[int, str]]
    publishers: dict[str, str]


def join_sources(casts: Sequence[Cast]) -> Directory:
    """Join the entities of all documents into sources."""
    ordered = sorted(casts, key=lambda cast: cast.document.id)
    _add_publishers(ordered)
    entities = {(d, entity.number): entity for d, cast in enumerate(ordered) for entity in cast.entities}
    joined = _Joined({key: key for key in entities}, {})
    _join_institutions(entities, joined)
    _join_people(ordered, entities, joined)
    _join_bodies(entities, joined)
    _join_administrations(ordered, entities, joined)
    groups: dict[Place, list[Place]] = defaultdict(list)
    for key in sorted(entities):
        groups[joined.find(key)].append(key)
    return _directory(ordered, entities, list(groups.values()))


def publisher_entity(cast: Cast) -> Entity | None:
    """Return the entity that is the outlet a document was published by."""
    publisher = cast.document.publisher
    if not publisher:
        return None
    identity = find_identity(publisher)
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
            identity = find_identity(publisher)
            known = identity if identity is not None and identity.kind == "outlet" else None
            entity = cast.create("outlet", known)
            entity.names[publisher] += 1


def _join_institutions(entities: dict[Place, Entity], joined: _Joined) -> None:
    by_key: dict[tuple[str, ...], Place] = {}
    for key, entity in sorted(entities.items()):
        if entity.key:
            joined.join(by_key.setdefault(entity.key, key), key, "the same institution")


def _join_people(casts: Sequence[Cast], entities: dict[Place, Entity], joined: _Joined) -> None:
    """Join full names, then bare family names where an office or the company they keep agrees."""
    full: list[tuple[Place, set[tuple[str, ...]]]] = []
    bare: list[Place] = []
    for key, entity in sorted(entities.items()):
        if entity.key or entity.kind != "person" or not entity.names:
            continue
        words = {w for w in map(name_words, entity.names) if len(w) > 1}
        if words:
            full.append((key, words))
        else:
            bare.append(key)
    by_word: dict[str, list[int]] = defaultdict(list)
    for n, (key, words) in enumerate(full):
        near = sorted({m for name in words for word in name for m in by_word[word[:2]]})
        for m in near:
            other_key, other_words = full[m]
            if any(same_full_name(a, b) for a in words for b in other_words):
                joined.join(other_key, key, "the same full name")
        for name in words:
            for word in name:
                by_word[word[:2]].append(n)
    company = _company(casts)
    for key in bare:
        _join_bare(key, full, entities, joined, company)


def _company(casts: Sequence[Cast]) -> list[set[str]]:
    """Return the full and institutional names of every document."""
    found: list[set[str]] = []
    for cast in casts:
        names: set[str] = set()
        for entity in cast.entities:
            if entity.known_as:
                names.add(entity.known_as)
            names.update(gazetteer.plain(name) for name in entity.names if " " in name)
        found.append(names)
    return found


def _join_bare(
    key: Place,
    full: list[tuple[Place, set[tuple[str, ...]]]],
    entities: dict[Place, Entity],
    joined: _Joined,
    company: list[set[str]],
) -> None:
    """Join a bare family name to the one full name that fits, if the documents tell of one matter."""
    entity = entities[key]
    votes: Counter[Place] = Counter()
    for other_key, words in full:
        other = entities[other_key]
        if other_key[0] == key[0] or (entity.gender and other.gender and entity.gender != other.gender):
            continue
        match = max(part_of(part, name) for part in map(name_words, entity.names) for name in words)
        # After a title stands a family name, also where families come first: "Mr. Kim".
        if match == 0 or (match == 1 and not entity.roles & set(lexicon().titles)):
            continue
        shared_roles = len((entity.roles & other.roles & set(lexicon().roles)) - {"of", "the"})
        shared = len(company[key[0]] & company[other_key[0]])
        if shared_roles or shared >= _SHARED_NAMES:
            votes[joined.find(other_key)] += match + 3 * shared_roles + min(len(other.mentions), 10)
    if not votes:
        return
    ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0]))
    if len(ranked) == 1 or ranked[0][1] > 2 * ranked[1][1]:
        joined.join(ranked[0][0], key, "the family name, in the same company")


def _join_bodies(entities: dict[Place, Entity], joined: _Joined) -> None:
    """Join organisations of one name, and initials with the one name they stand for."""
    by_plain: dict[str, list[Place]] = defaultdict(list)
    acronyms: list[Place] = []
    for key, entity in sorted(entities.items()):
        if entity.key or entity.kind == "person" or not entity.names:
            continue
        for plain in sorted({body_key(name)[1] for name in entity.names}):
            for word in {plain, *(plain.split()[:1])}:
                for other in by_plain[word]:
                    if any(same_body(a, b) for a in entity.names for b in entities[other].names):
                        joined.join(other, key, "the same name")
                by_plain[word].append(key)
        if all(len(name) < 8 and name.replace(".", "").isupper() for name in entity.names):
            acronyms.append(key)
    for key in acronyms:
        spelled = {
            joined.find(other)
            for other, entity in entities.items()
            if any(is_acronym(short, name) for short in entities[key].names for name in entity.names)
        }
        if len(spelled) == 1:
            joined.join(spelled.pop(), key, "initials")


def _join_administrations(casts: Sequence[Cast], entities: dict[Place, Entity], joined: _Joined) -> None:
    """Join "the Lindgren administration" of every document, by the person it is named for."""
    by_person: dict[Place, Place] = {}
    for d, cast in enumerate(casts):
        for entity in cast.entities:
            if entity.kind == "government" and entity.author is not None and not entity.key:
                person = joined.find((d, entity.author))
                key = (d, entity.number)
                joined.join(by_person.setdefault(person, key), key, "the same person's administration")
    _join_white_house(entities, joined, by_person)


def _join_white_house(entities: dict[Place, Entity], joined: _Joined, by_person: dict[Place, Place]) -> None:
    """Join the White House with the administration of the president most spoken of, not a former one."""
    house = next(
        (key for key, entity in sorted(entities.items()) if entity.key == ("house", "White House")), None
    )
    spoken: Counter[Place] = Counter()
    for key, entity in entities.items():
        person = joined.find(key)
        if person in by_person and entity.country in (None, "US") and "former" not in entity.roles:
            spoken[person] += len(entity.mentions) * ("president" in entity.roles)
    if house is not None and spoken:
        person = max(sorted(spoken), key=spoken.__getitem__)
        if spoken[person]:
            joined.join(house, by_person[person], "the White House is the president's administration")


def _directory(casts: Sequence[Cast], entities: dict[Place, Entity], groups: list[list[Place]]) -> Directory:
    of: dict[str, dict[int, str]] = {cast.document.id: {} for cast in casts}
    made: dict[str, Source] = {}
    publishers = {cast.document.id: publisher_entity(cast) for cast in casts}
    own = {
        (d, entity.number): cast.document
        for d, cast in enumerate(casts)
        if (entity := publishers[cast.document.id]) is not None
    }
    for group in groups:
        members = [entities[key] for key in group]
        name = best_name(members)
        kind = source_kind(members)
        nameless = not any(member.names or member.key for member in members)
        parts = [gazetteer.plain(name), *([casts[group[0][0]].document.id] if nameless else [])]
        source_id = content_id("src", *parts)
        if source_id in made:
            source_id = content_id("src", *parts, group[0][0])
        published = [own[key] for key in group if key in own]
        made[source_id] = Source(
            id=source_id,
            name=name,
            kind=kind,
            aliases=_aliases(members, name),
            document=published[0].id if len(published) == 1 else None,
        )
        for d, number in group:
            of[casts[d].document.id][number] = source_id
    sources = tuple(sorted(made.values(), key=lambda source: (source.name, source.id)))
    return Directory(sources, of, _published(publishers, of))


def _published(publishers: dict[str, Entity | None], of: dict[str, dict[int, str]]) -> dict[str, str]:
    return {
        document: of[document][entity.number] for document, entity in publishers.items() if entity is not None
    }


def _aliases(members: Sequence[Entity], name: str) -> tuple[str, ...]:
    """Return the other ways documents name a source, proper names first."""
    found: dict[str, str] = {}
    for texts in ([m.names for m in members], [m.described for m in members]):
        for text in sorted({text for counted in texts for text in counted}):
            plain = gazetteer.plain(text)
            if plain and plain != gazetteer.plain(name):
                found.setdefault(plain, text)
    return tuple(found.values())


def documents_of(casts: Sequence[Cast]) -> list[Document]:
    """Return the documents of casts, in the order of their ids."""
    return sorted((cast.document for cast in casts), key=lambda document: document.id)
