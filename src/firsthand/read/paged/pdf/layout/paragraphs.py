"""The lines of a page to its paragraphs: a paragraph ends where the page shows that it does.

It shows by white space, by an indent, by a line that stops though the next word had room, by letters of
another size, or by a bullet or a number that opens the next.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from firsthand.read.paged.pdf.layout.lines import Line
from firsthand.read.paged.pdf.layout.order import Row

CLOSED = re.compile(r"[.!?…:;。！？：；][\"'»”’」』）)\]¹²³⁰⁴-⁹]*$")
BULLET = re.compile(
    r"(?:[-–—•·▪●○■□◦‣∙*§]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\[\S{1,9}\])\s"
    r"|[•▪●■◦‣]|[⁰¹²³⁴-⁹]+|[（(]?[一二三四五六七八九十]{1,3}[)）、]"
)
# In sizes of the letters: an indent; how much wider than between the lines before a gap must be that ends a
# paragraph, and any gap that does; how much other letters may differ that belong to the same one.
_INDENT = 0.8
_WIDER_GAP, _LARGE_GAP = 0.28, 2.7
_OTHER_SIZE = 1.1
_BOLDER = 150
_LEFT_OVER = 0.25  # of a column's width: a line that stops this early ends what it is in


@dataclass(frozen=True, slots=True)
class Stretch:
    """The lines of one paragraph, heading, note or table cell; `full` is how far right its column goes."""

    lines: tuple[Line, ...]
    full: float
    cell: bool = False

    @property
    def size(self) -> float:
        """The size of its letters: that of the longest line."""
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def weight(self) -> int:
        """How bold its letters are: those of the longest line."""
        return max(self.lines, key=lambda line: len(line.text)).weight


def paragraphs(found: Sequence[Line | Row]) -> Iterator[list[Stretch]]:
    """Yield the stretches of a page in order: each alone, but all cells of a table's row together."""
    run: list[Line] = []
    for one in found:
        if isinstance(one, Row):
            yield from _in_run(run)
            run = []
            yield [Stretch(cell, max(line.right for line in cell), cell=True) for cell in one.cells]
        else:
            run.append(one)
    yield from _in_run(run)


def _in_run(run: Sequence[Line]) -> Iterator[list[Stretch]]:
    if not run:
        return
    fulls = _fulls(run)
    usual = _pitches(run)
    lines: list[Line] = [run[0]]
    for at in range(1, len(run)):
        last, line = run[at - 1], run[at]
        pitch = usual.get(round(line.size), 0.0)
        if len(lines) > 1:
            pitch = min(pitch or _LARGE_GAP * line.size, last.baseline - lines[-2].baseline)
        if _goes_on(lines, line, pitch, fulls[at - 1]):
            lines.append(line)
        else:
            yield [Stretch(tuple(lines), fulls[at - 1])]
            lines = [line]
    yield [Stretch(tuple(lines), fulls[-1])]


def _pitches(run: Sequence[Line]) -> dict[int, float]:
    """Return for letters of each size how far apart their lines mostly are."""
    steps = Counter(
        (round(line.size), round(2 * (line.baseline - last.baseline)) / 2)
        for last, line in pairwise(run)
        if abs(last.size - line.size) < 0.5 and _near(last, line)
    )
    usual: dict[int, float] = {}
    for (size, step), _ in sorted(steps.items(), key=lambda one: (-one[1], one[0])):
        usual.setdefault(size, step)
    return usual


def _fulls(run: Sequence[Line]) -> list[float]:
    """Return for each line how far right its column goes: the lines before and after that begin near it."""
    fulls: list[float] = []
    begin, right = 0, run[0].right
    for at, line in enumerate(run):
        first = run[begin]
        if (
            abs(line.left - first.left) > 3 * line.size
            or line.size > _OTHER_SIZE * first.size
            or (first.size > _OTHER_SIZE * line.size)
        ):
            fulls += [right] * (at - begin)
            begin, right = at, line.right
        elif line.right > right:
            right = line.right
    return fulls + [right] * (len(run) - begin)


def _near(last: Line, line: Line) -> bool:
    return (
        0 < line.baseline - last.baseline < _LARGE_GAP * max(last.size, line.size)
        and line.left < last.right
        and line.right > last.left
    )


def _goes_on(lines: Sequence[Line], line: Line, pitch: float, full: float) -> bool:
    """Tell whether a paragraph goes on in a line."""
    last = lines[-1]
    size = max(last.size, line.size)
    if not _near(last, line) or size > _OTHER_SIZE * min(last.size, line.size):
        return False
    if pitch and line.baseline - last.baseline > pitch + _WIDER_GAP * size:
        return False
    if last.broken:
        return True
    if _is_listed(line.text):
        return False
    if abs(last.weight - line.weight) > _BOLDER and last.right < full - size:
        return False
    if abs(line.left - last.left) < 0.3 * size and full - last.right < 0.5 * size:
        return True  # as most lines do: the last is full, this one begins below it
    return not _ends(lines, line, full)


def _is_listed(text: str) -> bool:
    """Tell whether a line opens with a bullet or a number."""
    return not text[:3].isalpha() and bool(BULLET.match(text))


def _ends(lines: Sequence[Line], line: Line, full: float) -> bool:
    """Tell whether indent or a line that stops early says that a paragraph is over."""
    last = lines[-1]
    listed = _is_listed(lines[0].text)
    indent = line.left - last.left
    centred = abs((line.left + line.right) - (last.left + last.right)) < 2 * line.size
    if not centred and not listed:
        if indent > _INDENT * line.size:
            return True
        if indent < -_INDENT * line.size and len(lines) > 1:
            return True
    room = full - last.right
    width = full - min(last.left, line.left)
    closed = bool(CLOSED.search(last.text))
    if room < _room_for(line) or (line.text[0].islower() and not closed):
        return False
    if centred and line.right < full - line.size and not closed:
        return False
    return closed or room > _LEFT_OVER * width


def _room_for(line: Line) -> float:
    """Return how much room the first word of a line takes, with the space before it."""
    word = line.text.split(maxsplit=1)[0]
    letters = len(word) + 1 if len(word) < 0.9 * len(line.text) else 2
    return max(letters * (line.right - line.left) / len(line.text), 0.5 * line.size)
