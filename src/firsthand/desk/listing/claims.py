"""Claims narrowed to those that are asked for, and in the order that is asked for."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from firsthand.desk.folding import fold, wanted_words
from firsthand.desk.holding.lines import Line
from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.holding.told import Told
from firsthand.desk.listing.over_all import every, of_story, with_changes
from firsthand.desk.listing.paging import Key, Ordered
from firsthand.desk.operations import ANY
from firsthand.desk.shapes import Asked, Sort

_Item = TypeVar("_Item")
Narrow = Callable[[Iterable[Line]], list[Line]]
Changes = tuple[list[Line], list[Line]]
"""Lines that are gone, and lines that are new."""

_TEXT = 80  # letters by which claims are sorted by their text


def asked_claims(snapshot: Snapshot, asked: Asked) -> Ordered[Line]:
    """Return the claims that are asked for, in order."""
    return snapshot.lately(("claims", asked), lambda: _asked(snapshot, asked))


def within(snapshot: Snapshot, asked: Asked) -> Ordered[Line]:
    """Return the claims of the story or the document that is asked for, of the case where none is."""
    key = _KEYS[asked.sort]
    if asked.story or asked.document:
        told = _told(snapshot, asked)
        return of_story(told, _lines, key=key) if told else Ordered((), key)
    return over_lines(snapshot, f"claims by {asked.sort}", lambda line: (line,), key=key)


def over_lines(
    snapshot: Snapshot, name: str, items: Callable[[Line], Iterable[_Item]], *, key: Callable[[_Item], Key]
) -> Ordered[_Item]:
    """Return as `over_all` what is made of the lines of claims, each by itself."""
    name_of_list = ("over all", name)

    def work() -> Ordered[_Item]:
        if name_of_list in snapshot.before:
            before, since = snapshot.before[name_of_list]
            gone, new = changes_since(snapshot, ANY, since)
            found = with_changes(before, _made(gone, items), _made(new, items))
            if found is not None:
                return found
        return Ordered(sorted(_made(every(snapshot, _lines), items), key=key), key)

    return snapshot.once(name_of_list, work)


def _made(lines: Iterable[Line], items: Callable[[Line], Iterable[_Item]]) -> list[_Item]:
    return [item for line in lines for item in items(line)]


def changes_since(snapshot: Snapshot, asked: Asked, since: Mapping[str, Told]) -> Changes:
    """Return which lines left and came, of those that may be asked for, since stories were as in `since`."""
    told = _told(snapshot, asked)
    gone: list[Line] = []
    new: list[Line] = []
    for story, before in since.items():
        if not (asked.story or asked.document) or (told is not None and told.id == story):
            lines = _changed(snapshot, snapshot.stories[story], before)
            gone += lines[0]
            new += lines[1]
    return gone, new


def _changed(snapshot: Snapshot, now: Told, before: Told) -> Changes:
    """Return which lines of a story are others than before; worked out once for all lists."""

    def work() -> Changes:
        if now.index is before.index:  # the same claims, of which some are marked otherwise
            pairs = [pair for pair in zip(before.lines, now.lines, strict=True) if pair[0] is not pair[1]]
            return [old for old, _ in pairs], [new for _, new in pairs]
        gone = [line for claim, line in before.line.items() if now.line.get(claim) is not line]
        return gone, [line for claim, line in now.line.items() if before.line.get(claim) is not line]

    return snapshot.once(("lines", id(before)), work)  # the snapshot holds on to what was before


def _told(snapshot: Snapshot, asked: Asked) -> Told | None:
    return snapshot.stories.get(asked.story) if asked.story else snapshot.told(asked.document)


def _lines(told: Told) -> tuple[Line, ...]:
    return told.lines


def narrowings(asked: Asked) -> dict[str, Narrow]:
    """Return, by the name of what is asked for, what leaves the claims that fit."""
    row = asked.standing, asked.state, asked.language
    found: dict[str, Narrow] = {}
    if asked.story and asked.document:
        found["story"] = lambda lines: [line for line in lines if line.row.story == asked.story]
    if row[0]:
        found["standing"] = lambda lines: [line for line in lines if line.row.standing == row[0]]
    if row[1]:
        found["state"] = lambda lines: [line for line in lines if line.row.state == row[1]]
    if row[2]:
        found["language"] = lambda lines: [line for line in lines if row[2] in line.row.languages]
    if asked.origin:
        found["origin"] = lambda lines: [line for line in lines if asked.origin in line.origins]
    if asked.source:
        found["source"] = lambda lines: [line for line in lines if asked.source in line.chain]
    if asked.place:
        place = fold(asked.place)
        found["place"] = lambda lines: [line for line in lines if place in line.places]
    if asked.document:
        found["document"] = lambda lines: [line for line in lines if asked.document in line.documents]
    if asked.denied:
        found["denied"] = lambda lines: [line for line in lines if line.row.denied]
    if asked.changed:
        found["changed"] = lambda lines: [line for line in lines if line.row.variants]
    if asked.since or asked.until:
        first = (asked.since or date.min).toordinal()
        last = (asked.until or date.max).toordinal()
        found["days"] = lambda lines: [
            line for line in lines if any(first <= day <= last for day in line.days)
        ]
    if words := wanted_words(asked.text):
        found["text"] = lambda lines: _holding(lines, words)
    return found


def narrowed(lines: Iterable[Line], narrowings: Iterable[Narrow]) -> list[Line]:
    """Return the claims that fit all that is asked for, in the order they come."""
    for narrow in narrowings:
        lines = narrow(lines)
    return lines if isinstance(lines, list) else list(lines)


def _holding(lines: Iterable[Line], words: Iterable[str]) -> list[Line]:
    """Return the claims in which, or in whose statements, all the words stand."""
    for word in words:
        lines = [line for line in lines if word in line.folded]
    return list(lines)


def _asked(snapshot: Snapshot, asked: Asked) -> Ordered[Line]:
    chosen = narrowings(asked)
    if not chosen and not asked.story and not asked.document:
        return within(snapshot, asked)
    if ("claims", asked) in snapshot.before:
        before, since = snapshot.before["claims", asked]
        gone, new = changes_since(snapshot, asked, since)
        found = with_changes(before, narrowed(gone, chosen.values()), narrowed(new, chosen.values()))
        if found is not None:
            return found
    among = within(snapshot, asked)
    return Ordered(narrowed(among.items, chosen.values()), among.key)


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
    return (line.folded[:_TEXT].partition("\n")[0], line.row.id)


_KEYS: dict[Sort, Callable[[Line], Key]] = {
    "documents": _by_documents,
    "origins": _by_origins,
    "newest": _by_date,
    "contested": _by_conflict,
    "text": _by_text,
}
