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
_ENOUGH = 4  # full lines with one below, that tell how far apart the lines of a paragraph are
_RAGGED, _FILLING = 3, 3  # sizes that a full line may end before its column does; so many of them show it
_SHOWING = 4  # lines that show others how wide their column is
_LEFT_FREE = 0.14  # of a column's width: a full line leaves no more, as words are long
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


Pitches = dict[int, Counter[float]]
"""For letters of each size, how often the lines of a paragraph stood how far apart, in points."""


def paragraphs(found: Sequence[Line | Row], before: Pitches | None = None) -> Iterator[list[Stretch]]:
    """Yield the stretches of a page in order: each alone, but all cells of a table's row together.

    `before` says how far apart lines stood on earlier pages; this page's are added to it.
    """
    before = {} if before is None else before
    run: list[Line] = []
    for one in found:
        if isinstance(one, Row):
            yield from _in_run(run, before)
            run = []
            yield [Stretch(cell, max(line.right for line in cell), cell=True) for cell in one.cells]
        else:
            run.append(one)
    yield from _in_run(run, before)


def _in_run(run: Sequence[Line], before: Pitches) -> Iterator[list[Stretch]]:
    if not run:
        return
    columns = _columns(run)
    fulls = [right for _, right in columns]
    usual = _pitches(run, fulls, before)
    lines: list[Line] = [run[0]]
    for at in range(1, len(run)):
        last, line = run[at - 1], run[at]
        pitch = usual.get(round(line.size), 0.0)
        if len(lines) > 1:
            pitch = min(pitch or _LARGE_GAP * line.size, last.baseline - lines[-2].baseline)
        if _goes_on(lines, line, pitch, columns[at - 1]):
            lines.append(line)
        else:
            yield [Stretch(tuple(lines), fulls[at - 1])]
            lines = [line]
    yield [Stretch(tuple(lines), fulls[-1])]


def _pitches(run: Sequence[Line], fulls: Sequence[float], before: Pitches) -> dict[int, float]:
    """Return for letters of each size how far apart the lines of a paragraph mostly are.

    Lines that leave no room tell it best: what follows them goes on. Where a page has too few of them,
    earlier pages tell, and only then all of its lines: short lines may stand as far apart as paragraphs.
    """
    steps: Counter[tuple[int, float]] = Counter()
    for at, (last, line) in enumerate(pairwise(run)):
        if abs(last.size - line.size) < 0.5 and _near(last, line):
            size, step = round(line.size), round(2 * (line.baseline - last.baseline)) / 2
            steps[size, step] += 1
            if fulls[at] - last.right < _room_for(line):
                before.setdefault(size, Counter())[step] += 1
    usual: dict[int, float] = {}
    for (size, step), _ in sorted(steps.items(), key=lambda one: (-one[1], one[0])):
        usual.setdefault(size, step)
    for size in usual:
        if sum((told := before.get(size, Counter[float]())).values()) >= _ENOUGH:
            usual[size] = min(told, key=lambda step: (-told[step], step))
    return usual


def _columns(run: Sequence[Line]) -> list[tuple[float, float]]:
    """Return for each line where its column begins and ends: that of the lines around that begin near it.

    Few lines do not show how far they may go: such a group, a letterhead say, goes as far as the text that
    begins where it does, unless something stands beside it.
    """
    groups: list[list[Line]] = []
    for line in run:
        first = groups[-1][0] if groups else None
        if (
            first is None
            or abs(line.left - first.left) > 3 * line.size
            or max(line.size, first.size) > _OTHER_SIZE * min(line.size, first.size)
        ):
            groups.append([])
        groups[-1].append(line)
    edges = [(min(line.left for line in group), max(line.right for line in group)) for group in groups]
    shown = [edge for group, edge in zip(groups, edges, strict=True) if len(group) >= _SHOWING]
    columns: list[tuple[float, float]] = []
    for group, (left, right) in zip(groups, edges, strict=True):
        if not _fills(group, right) and not _beside(run, group, right):
            near = (end for begin, end in shown if abs(begin - left) <= 3 * group[0].size)
            right = max((right, *near))
        columns += [(left, right)] * len(group)
    return columns


def _fills(group: Sequence[Line], right: float) -> bool:
    """Tell whether lines show how wide their column is: some of them end together at its right."""
    return sum(right - line.right < _RAGGED * line.size for line in group) >= _FILLING


def _beside(run: Sequence[Line], group: Sequence[Line], right: float) -> bool:
    """Tell whether something stands to the right of lines."""
    top, bottom = group[0].top, group[-1].baseline
    return any(line.left >= right and line.baseline > top and line.top < bottom for line in run)


def _near(last: Line, line: Line) -> bool:
    return (
        0 < line.baseline - last.baseline < _LARGE_GAP * max(last.size, line.size)
        and line.left < last.right
        and line.right > last.left
    )


def _goes_on(lines: Sequence[Line], line: Line, pitch: float, column: tuple[float, float]) -> bool:
    """Tell whether a paragraph goes on in a line."""
    full = column[1]
    last = lines[-1]
    size = max(last.size, line.size)
    if not _near(last, line) or size > _OTHER_SIZE * min(last.size, line.size):
        return False
    if pitch and line.baseline - last.baseline > pitch + _WIDER_GAP * size:
        return False
    if last.broken:
        return True
    if _is_listed(line.text) and not _wraps(lines, column):
        return False
    if abs(last.weight - line.weight) > _BOLDER and last.right < full - size:
        return False
    if abs(line.left - last.left) < 0.3 * size and full - last.right < 0.5 * size:
        return True  # as most lines do: the last is full, this one begins below it
    return not _ends(lines, line, column)


def _wraps(lines: Sequence[Line], column: tuple[float, float]) -> bool:
    """Tell whether a dash or a bracket that opens a line is the sentence's own: the last line is full."""
    free = column[1] - lines[-1].right
    full = free < _LEFT_FREE * (column[1] - column[0])
    return full and not CLOSED.search(lines[-1].text) and not _is_listed(lines[0].text)


def _is_listed(text: str) -> bool:
    """Tell whether a line opens with a bullet or a number."""
    return not text[:3].isalpha() and bool(BULLET.match(text))


def _ends(lines: Sequence[Line], line: Line, column: tuple[float, float]) -> bool:
    """Tell whether indent or a line that stops early says that a paragraph is over."""
    edge, full = column
    last = lines[-1]
    listed = _is_listed(lines[0].text)
    indent = line.left - last.left
    # Lines of one length that begin at the column's edge have their middles below each other by chance.
    centred = abs((line.left + line.right) - (last.left + last.right)) < 2 * line.size
    centred = centred and max(abs(indent), last.left - edge) > 0.3 * line.size
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
