"""Where on its page each character of a text stands: the page is laid out again and matched, line by line.

What was kept of a document is its text, not where each letter stood. The lines of the page are found again in
the text of its sheet, so that a place is never guessed: a line that is not in the text has none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.read.paged.pdf.layout.frame import Box, Frame
from firsthand.read.paged.pdf.layout.joining import LETTERS
from firsthand.read.paged.pdf.layout.lines import BROKEN, Letters, Line, around
from firsthand.read.paged.pdf.layout.order import Row, in_order

# A line shorter than this may be in the text by chance; it is looked for beside its neighbours first.
_SHORT = 8


@dataclass(frozen=True, slots=True)
class Placed:
    """A line found in a text: for each of its characters the offset and pdfium's letter."""

    at: tuple[tuple[int, int], ...]


def placed(letters: Letters, text: str) -> Iterator[Placed]:
    """Yield the lines of a page that are in a text, with the offset of each of their characters."""
    offsets = [at for at, character in enumerate(text) if not character.isspace()]
    ink = "".join(text[at] for at in offsets)
    lines = [_ink(line) for line in _lines(letters)]
    found = _found(ink, [line[0].removesuffix(BROKEN) for line in lines])
    for (written, source), start in zip(lines, found, strict=True):
        if start is None:
            continue
        length = len(written.removesuffix(BROKEN))
        if written.endswith(BROKEN) and ink[start + length : start + length + 1] == "-":
            length += 1
        yield Placed(tuple((offsets[start + at], source[at]) for at in range(length)))


def boxes(letters: Letters, found: Placed, start: int, end: int, frame: Frame) -> Box | None:
    """Return the rectangle around those characters of a line that are in [start, end), None if none are."""
    inside = [letter for offset, letter in found.at if start <= offset < end]
    if not inside:
        return None
    first, last = min(inside), max(inside)
    parts = [
        box for box in letters.boxes(first, last - first + 1, frame) if box[2] > box[0] and box[3] > box[1]
    ]
    if not parts:
        return None
    return around(parts)


def _lines(letters: Letters) -> Iterator[Line]:
    for one in in_order(list(letters.rows())):
        if isinstance(one, Row):
            for cell in one.cells:
                yield from cell
        else:
            yield one


def _ink(line: Line) -> tuple[str, tuple[int, ...]]:
    """Return a line's characters without white space, as they are written, and the letter of each."""
    written: list[str] = []
    source: list[int] = []
    half = ""
    for at, letter in enumerate(line.text, start=line.first):
        if "\ud800" <= letter <= "\udbff":
            half = letter
            continue
        if half and "\udc00" <= letter <= "\udfff":
            letter = (half + letter).encode("utf-16-le", "surrogatepass").decode("utf-16-le")
        half = ""
        for character in LETTERS.get(ord(letter), letter) or "":
            if not character.isspace():
                written.append("\ufffd" if "\ud800" <= character <= "\udfff" else character)
                source.append(at)
    return "".join(written), tuple(source)


def _found(ink: str, lines: Sequence[str]) -> list[int | None]:
    """Return where each line stands in a text without white space; long ones are looked for first."""
    used = bytearray(len(ink))
    starts: list[int | None] = [None] * len(lines)
    open_ends = [0]  # where what was found so far may go on: a note may stand between
    for at, line in enumerate(lines):
        if len(line) < _SHORT:
            continue
        start = _following(ink, line, used, open_ends)
        if start is None:
            start = _free(ink, line, used, open_ends[-1])
        if start is None:
            start = _free(ink, line, used, 0)
        if start is not None:
            starts[at] = start
            used[start : start + len(line)] = b"\x01" * len(line)
            open_ends = [end for end in open_ends if end != start]
            open_ends.append(start + len(line))
    for at, line in enumerate(lines):
        if not line or len(line) >= _SHORT:
            continue
        start = _beside(ink, lines, starts, at, used)
        if start is not None:
            starts[at] = start
            used[start : start + len(line)] = b"\x01" * len(line)
    return starts


def _following(ink: str, line: str, used: bytearray, ends: Sequence[int]) -> int | None:
    """Return where a line follows on something that was found already, the latest first."""
    for end in reversed(ends):
        for start in (end, end + 1):  # a hyphen may stand between
            if ink.startswith(line, start) and not any(used[start : start + len(line)]):
                return start
    return None


def _free(ink: str, line: str, used: bytearray, cursor: int) -> int | None:
    start = ink.find(line, cursor)
    while start >= 0:
        if not any(used[start : start + len(line)]):
            return start
        start = ink.find(line, start + 1)
    return None


def _beside(
    ink: str, lines: Sequence[str], starts: Sequence[int | None], at: int, used: bytearray
) -> int | None:
    """Return where a short line stands: after the one before, before the one after, or where it fits."""
    line = lines[at]
    before = starts[at - 1] if at else None
    guesses = [before + len(lines[at - 1]) + hyphen for hyphen in (0, 1)] if before is not None else []
    after = starts[at + 1] if at + 1 < len(starts) else None
    guesses += [after - len(line) - hyphen for hyphen in (0, 1)] if after is not None else []
    guesses += [0, len(ink) - len(line)]
    for guess in guesses:
        if guess >= 0 and ink.startswith(line, guess) and not any(used[guess : guess + len(line)]):
            return guess
    return _whole(ink, line, used)


def _whole(ink: str, line: str, used: bytearray) -> int | None:
    """Return where a short line fills all that is free between two others, else where it is free at all."""
    start = _free(ink, line, used, 0)
    first = start
    while start is not None:
        end = start + len(line)
        if (start == 0 or used[start - 1]) and (end == len(ink) or used[end]):
            return start
        start = _free(ink, line, used, start + 1)
    return first
