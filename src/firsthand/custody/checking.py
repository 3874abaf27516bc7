"""Whether the entries of a custody log are one unbroken chain, and which is not."""

from collections.abc import Sequence

from firsthand.custody.chain import digest_of
from firsthand.custody.faults import Notebook
from firsthand.model import NOTHING, Entry

Row = tuple[int, Entry | None]
"""The place of an entry in the log, and the entry, None where it cannot be read."""


def check_chain(rows: Sequence[Row], head: tuple[int, str] | None, notebook: Notebook) -> None:
    """Note every entry that was changed, taken out, put in or moved.

    `rows` are in the order of their places; `head` is place and digest of the last entry as the case tells
    apart, None where it tells none.
    """
    sound = {number: entry for number, entry in rows if entry and digest_of(entry) == entry.digest}
    places: dict[str, list[int]] = {}
    for number in sound:
        places.setdefault(sound[number].digest, []).append(number)
    expected = 1
    for at, (number, entry) in enumerate(rows):
        for gap in range(expected, min(number, expected + 1000)):
            notebook.fault("missing", "entry", str(gap), f"entry {gap} of the log is missing")
        expected = number + 1
        if entry is None:
            notebook.fault("unreadable", "entry", str(number), f"entry {number} of the log cannot be read")
        elif number not in sound:
            notebook.fault("changed", "entry", str(number), f"{_named(number, entry)} was changed")
        elif entry.number != number:
            _moved(number, entry, places, notebook)
        else:
            _follows(number, entry, rows[at - 1] if at else None, sound, notebook)
    _ends(rows[-1][0] if rows else 0, sound, head, notebook)


def _moved(number: int, entry: Entry, places: dict[str, list[int]], notebook: Notebook) -> None:
    if entry.number in places[entry.digest]:
        told = f"entry {number} of the log was put in: it is a copy of entry {entry.number}"
        notebook.fault("inserted", "entry", str(number), told)
    else:
        told = f"in the place of entry {number} of the log stands entry {entry.number}: they were reordered"
        notebook.fault("reordered", "entry", str(number), told)


def _follows(
    number: int, entry: Entry, before: Row | None, sound: dict[int, Entry], notebook: Notebook
) -> None:
    """Note an entry that is sound in itself and not bound to the one before."""
    if before is None:
        if number == 1 and entry.previous != NOTHING:
            told = f"{_named(number, entry)} is not the first of its log: what was before it is missing"
            notebook.fault("missing", "entry", "1", told)
        return
    if before[0] not in sound or before[0] != number - 1 or sound[before[0]].number != before[0]:
        return  # that one is named already
    if entry.previous != sound[before[0]].digest:
        told = (
            f"{_named(number, entry)} does not follow the one before it: one of the two was replaced, or "
            "what was between them was taken out"
        )
        notebook.fault("changed", "entry", str(number), told)


def _ends(last: int, sound: dict[int, Entry], head: tuple[int, str] | None, notebook: Notebook) -> None:
    if head is None:
        if last:
            notebook.fault("missing", "table", "head", "the table head, which names the last entry, is empty")
        return
    number, digest = head
    for gap in range(last + 1, min(number, last + 1000) + 1):
        told = f"entry {gap} of the log is missing: the log was cut off after entry {last}"
        notebook.fault("missing", "entry", str(gap), told)
    for more in range(number + 1, min(last, number + 1000) + 1):
        told = f"entry {more} of the log was put in after the last one, entry {number}"
        notebook.fault("inserted", "entry", str(more), told)
    if number in sound and sound[number].digest != digest:
        told = f"entry {number}, the last of the log, is not the one that was written: it was replaced"
        notebook.fault("changed", "entry", str(number), told)


def _named(number: int, entry: Entry) -> str:
    about = f" {entry.name}" if entry.name else ""
    return f"entry {number} of the log ({entry.deed}{about}, {entry.time:%Y-%m-%d %H:%M} UTC)"
