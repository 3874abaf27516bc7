"""Reports and who wrote them: "the report" again, "a new report" whose author is told later."""

from collections import Counter

from firsthand.resolve.within.entities import Cast, Entity


def find_report(cast: Cast, index: int, owner: Entity | None) -> Entity | None:
    """Return the report already spoken of."""
    name = cast.names[index]
    if owner is not None:
        for entity in cast.entities:
            alike = any(cast.names[k].head == name.head for k in entity.mentions)
            if entity.kind == "document" and entity.author == owner.number and alike:
                return entity
        return None
    if not name.definite or (name.plural and name.head in cast.vocabulary.names("anybodys")):
        return None
    same: list[tuple[bool, int, Entity]] = []
    for entity in cast.entities:
        earlier = [k for k in entity.mentions if k < index and cast.names[k].head == name.head]
        if entity.kind == "document" and earlier and cast.names[earlier[-1]].plural == name.plural:
            # "The report" among reports: rather the one told about than the news of it.
            told = entity.author is None or cast.entities[entity.author].kind != "outlet"
            same.append((told, earlier[-1], entity))
    return max(same, key=lambda candidate: candidate[:2])[2] if same else None


def find_authors(cast: Cast) -> None:
    """Give reports without an author the author that a later mention of such a report tells.

    "Citing a new report" comes before "the group's report" says whose it is.
    """
    reports = [entity for entity in cast.entities if entity.kind == "document" and entity.mentions]
    for entity in reports:
        first = cast.names[entity.mentions[0]]
        if entity.author is not None or first.plural or entity.names:
            continue
        authored: list[tuple[int, int]] = [
            (abs(k - entity.mentions[0]), other.author)
            for other in reports
            if other.author is not None and cast.entities[other.author].kind not in ("outlet", "unnamed")
            for k in other.mentions
            if cast.names[k].head == first.head and _body(cast.entities[other.author])
        ]
        if authored:
            entity.author = min(authored)[1]
        elif first.head in cast.vocabulary.names("findings"):
            entity.author = _chief_author(cast, reports)


def _chief_author(cast: Cast, reports: list[Entity]) -> int | None:
    """Return whose findings a document tells about, where most reports in it are one author's."""
    authors = Counter(
        entity.author
        for entity in reports
        if entity.author is not None and cast.entities[entity.author].kind in ("organisation", "person")
    )
    if not authors:
        return None
    author, count = min(authors.items(), key=lambda item: (-item[1], item[0]))
    return author if count > 1 and count > 0.6 * sum(authors.values()) else None


def _body(entity: Entity) -> bool:
    return bool(entity.names or entity.key)
