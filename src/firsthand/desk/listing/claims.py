"""Claims narrowed to those that are asked for, and in the order that is asked for."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from firsthand.desk.folding import fold, wanted_words
from firsthand.desk.holding.lines import Line
from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.listing.paging import Key, Ordered, ordered
from firsthand.desk.shapes import Asked, Sort

Test = Callable[[Line], bool]

_TEXT = 80  # letters by which claims are sorted by their text


def asked_claims(snapshot: Snapshot, asked: Asked) -> Ordered[Line]:
    """Return the claims that are asked for, in order."""
    return snapshot.once(("claims", asked), lambda: _asked(snapshot, asked))


def within(snapshot: Snapshot, asked: Asked) -> Sequence[Line]:
    """Return the claims of the story or the document that is asked for, of the case where none is."""
    if asked.story:
        story = snapshot.stories.get(asked.story)
        return story.lines if story else ()
    if asked.document:
        found = snapshot.told(asked.document)
        return found.lines if found else ()
    return snapshot.once("lines", lambda: [line for told in snapshot.stories.values() for line in told.lines])


def tests(asked: Asked) -> dict[str, Test]:
    """Return, by the name of what is asked for, how to tell whether a claim fits."""
    found: dict[str, Test] = {}
    if asked.standing:
        found["standing"] = lambda line: line.row.standing == asked.standing
    if asked.origin:
        found["origin"] = lambda line: asked.origin in line.origins
    if asked.source:
        found["source"] = lambda line: asked.source in line.chain
    if asked.place:
        place = fold(asked.place)
        found["place"] = lambda line: place in line.places
    if asked.document:
        found["document"] = lambda line: asked.document in line.documents
    if asked.language:
        found["language"] = lambda line: asked.language in line.row.languages
    if asked.state:
        found["state"] = lambda line: line.row.state == asked.state
    if asked.denied:
        found["denied"] = lambda line: line.row.denied
    if asked.changed:
        found["changed"] = lambda line: line.row.variants > 0
    if asked.since or asked.until:
        first = (asked.since or date.min).toordinal()
        last = (asked.until or date.max).toordinal()
        found["days"] = lambda line: any(first <= day <= last for day in line.days)
    if words := wanted_words(asked.text):
        found["text"] = lambda line: all(word in line.folded for word in words)
    return found


def _asked(snapshot: Snapshot, asked: Asked) -> Ordered[Line]:
    lines: Iterable[Line] = within(snapshot, asked)
    for test in tests(asked).values():
        lines = filter(test, lines)
    return ordered(list(lines), _KEYS[asked.sort])


def _by_documents(line: Line) -> Key:
    row = line.row
    return (-row.documents, -row.independent_origins, -row.statements, row.id)


def _by_origins(line: Line) -> Key:
    row = line.row
    return (-row.independent_origins, -row.documents, -row.statements, row.id)


def _by_date(line: Line) -> Key:
    return (-line.days[-1] if line.days else 1, -line.row.documents, line.row.id)


def _by_conflict(line: Line) -> Key:
    row = line.row
    return (row.standing != "contested", -line.surest, -row.conflicts, -row.documents, row.id)


def _by_text(line: Line) -> Key:
    return (fold(line.row.text[: 2 * _TEXT])[:_TEXT], line.row.id)


_KEYS: dict[Sort, Callable[[Line], Key]] = {
    "documents": _by_documents,
    "origins": _by_origins,
    "newest": _by_date,
    "contested": _by_conflict,
    "text": _by_text,
}
