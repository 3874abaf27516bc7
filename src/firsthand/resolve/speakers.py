"""Fill in who said each statement, whom it is about, and how it reads without its pronouns."""

import bisect
from dataclasses import replace

from firsthand.extract.tagging.script import simplified
from firsthand.model import Extraction, Statement
from firsthand.resolve.across.sources import Directory
from firsthand.resolve.reading import reading_of
from firsthand.resolve.within.entities import Cast, Entity


def source_of(cast: Cast, directory: Directory, index: int) -> str | None:
    """Return the source that a name stands for: the author, where it is a report whose author is known.

    A publisher that writes of itself ("our paper") is the publisher, and nobody where none is known.
    """
    name = cast.names[cast.ranks[index]]
    if name.form == "description" and simplified(name.text) in cast.vocabulary.own_voice:
        return directory.publishers.get(cast.document.id)
    number = cast.of[cast.ranks[index]]
    if number is None:
        return None
    seen: set[int] = set()
    entity: Entity = cast.entities[number]
    while entity.kind == "document" and entity.author is not None and entity.author not in seen:
        seen.add(entity.number)
        entity = cast.entities[entity.author]
    return directory.of[cast.document.id][entity.number]


def attributed(
    cast: Cast, directory: Directory, extraction: Extraction, shown: dict[str, str]
) -> list[Statement]:
    """Return a document's statements with sources filled in; `shown` maps source ids to names."""
    publisher = directory.publishers.get(cast.document.id)
    filled: list[Statement] = []
    order = sorted((name.start, i) for i, name in enumerate(cast.names))
    for statement in extraction.statements:
        inside = _inside(cast, order, statement)
        chain: list[str] = []
        for speaker in statement.speakers:
            source = source_of(cast, directory, speaker)
            if source is not None and source not in chain and source != publisher:
                chain.append(source)
        filled.append(
            replace(
                statement,
                attribution=tuple(chain),
                about=_about(cast, directory, inside),
                reading=reading_of(cast, directory, statement, inside, shown),
            )
        )
    return filled


def _inside(cast: Cast, order: list[tuple[int, int]], statement: Statement) -> list[int]:
    """Return the names that lie in a statement, in order of text; `order` are all by where they start."""
    first = bisect.bisect_left(order, (statement.start, -1))
    last = bisect.bisect_left(order, (statement.end, -1))
    return [i for _, i in order[first:last] if cast.names[i].end <= statement.end]


def _about(cast: Cast, directory: Directory, inside: list[int]) -> tuple[str, ...]:
    """Return the named sources a statement mentions, in order of text; places are none."""
    found: list[str] = []
    for i in inside:
        number = cast.of[i]
        if number is None:
            continue
        entity = cast.entities[number]
        if (not entity.names and not entity.key) or _as_place(cast, i):
            continue
        source = directory.of[cast.document.id][number]
        if source not in found and source not in directory.things:
            found.append(source)
    return tuple(found)


def _as_place(cast: Cast, index: int) -> bool:
    """Tell whether a country or capital is named as where something is, not as who acts."""
    name = cast.names[index]
    if name.kind != "government" or name.form != "name" or name.subject:
        return False
    before = cast.document.text[max(0, name.start - 20) : name.start].casefold().split()
    if before and before[-1] == "the":
        before.pop()
    return bool(before) and before[-1] in cast.vocabulary.names("locative")
