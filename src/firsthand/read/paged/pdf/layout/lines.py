"""The lines of a PDF's page: what stands in each, where, how large.

A PDF knows no lines, only where letters are drawn. pdfium puts them together in the order in which they were
drawn. Asking for every letter takes longer than reading the page, so a line is asked for as a whole, and only
one with a wide gap (a table, columns drawn line by line) or a raised mark (a footnote's number) letter by
letter.
"""

import ctypes
import itertools
import math
import re
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from firsthand.read.paged.pdf.layout.asking import (
    address_of,
    count_rects,
    get_box,
    get_matrix,
    get_rect,
    get_size,
    get_weight,
    is_unmapped,
)
from firsthand.read.paged.pdf.layout.frame import Box, Frame, frame_of
from firsthand.read.script import IDEOGRAPH

BROKEN = "\ufffe"
"""Stands for the hyphen of a word that is broken at a line's end, as pdfium writes it."""

_ROW = re.compile(f"[^\r\n{BROKEN}]+{BROKEN}?")
_DIGIT = re.compile("[0-9]")
_WORD = re.compile(r"\S+")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\xad\u2010]\Z")
# In sizes of the letters: a gap that may part two columns, and how wide a letter is at most in the mean (in
# Latin ones about .5); a mark stands this much above the line and is this high at most.
_GAP = 1.1
_WIDE_LETTERS = 0.75
_RAISED, _SMALL = 0.2, 0.56
# A gap this many times as wide as the line's others, or as this many letters, is none of justified text.
_WIDER, _WIDEST = 2.2, 3.0
_REALS, _MATRIX = struct.Struct("4d"), struct.Struct("6f")
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Line(NamedTuple):
    """One line, or the part of it before or after a wide gap; a tuple, as a page has hundreds of them.

    `text` has one character for each of pdfium's letters from `first` on; the box is in points as the page
    is to be read, `size` that of the letters, `weight` how bold they are (400 is plain, -1 unknown).
    """

    text: str
    first: int
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    weight: int

    @property
    def broken(self) -> bool:
        """Whether the last word goes on in the next line."""
        return self.text.endswith(BROKEN)


class Letters:
    """Asks pdfium for lines and letters of one page; `text` is all of the page's, in the order drawn."""

    def __init__(self, page: pypdfium2.PdfTextPage, frame: Frame, most: int, *, upright: bool) -> None:
        self._page = page  # or it is closed while in use
        self._raw = page.raw
        self.count = raw.FPDFText_CountChars(self._raw)
        asked = min(self.count, most)
        buffer = ctypes.create_string_buffer(2 * asked + 2)
        got = raw.FPDFText_GetText(self._raw, 0, asked, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
        data = buffer.raw[: 2 * max(0, got - 1)]
        self.text = data.decode("utf-16-le", "replace")
        if len(self.text) != len(data) // 2:  # a letter beyond the first 65,536 counts as two
            self.text = "".join(map(chr, memoryview(data).cast("H")))
        self._same = got - 1 == self.count == len(self.text)
        self._at = address_of(self._raw)
        self._answer = ctypes.create_string_buffer(_REALS.size)
        first = ctypes.addressof(self._answer)
        self._four = tuple(range(first, first + _REALS.size, 8))
        self.frame = frame if upright else self._upright(frame)

    def rows(self) -> Iterator[tuple[Line, ...]]:
        """Yield the lines in the order drawn, each with its parts where wide gaps part it."""
        for found in _ROW.finditer(self.text):
            at, text = found.start(), found[0]
            stripped = text.lstrip(" \t\xa0")
            at += len(text) - len(stripped)
            stripped = stripped.rstrip(" \t\xa0")
            if not stripped or stripped.isspace():
                continue
            row = self._row(at if self._same else self.index(at), stripped)
            if row:
                yield row

    def index(self, at: int) -> int:
        """Return which of pdfium's letters a character of the text is."""
        return at if self._same else int(raw.FPDFText_GetCharIndexFromTextIndex(self._raw, at))

    def box(self, letter: int) -> Box:
        """Return where a letter stands as the page is read, all zero where pdfium does not know."""
        if not get_box(self._at, letter, *self._four):  # pdfium answers left, right, bottom, top
            return 0.0, 0.0, 0.0, 0.0
        left, right, bottom, top = _REALS.unpack(self._answer)
        return self.frame.shown(left, bottom, right, top)

    def unmapped(self, asked: int) -> float:
        """Return the share of letters, of some asked, of which the file does not say what they mean."""
        step = max(1, self.count // asked)
        seen = range(0, self.count, step)
        unknown: int = sum(is_unmapped(self._at, at) == 1 for at in seen)
        return unknown / max(1, len(seen))

    def _upright(self, frame: Frame) -> Frame:
        """Return the frame in which the longest line stands upright."""
        longest = max(_ROW.finditer(self.text), key=lambda row: row.end() - row.start(), default=None)
        if longest is None:
            return frame
        angle = raw.FPDFText_GetCharAngle(self._raw, self.index((longest.start() + longest.end()) // 2))
        quarters = -round(angle / (math.pi / 2)) if angle >= 0 else frame.turned
        return frame.turned_by(quarters - frame.turned)

    def _row(self, first: int, text: str) -> tuple[Line, ...] | None:
        get_matrix(self._at, first, self._four[0])
        _, _, c, d, e, f = _MATRIX.unpack_from(self._answer)
        size = get_size(self._at, first) * math.hypot(c, d)
        base = self.frame.shown(e, f, e, f)[3]
        boxes = self.boxes(first, len(text))
        if not boxes or not 0 < size < 10_000:
            return None
        left, top, right, bottom = boxes[0] if len(boxes) == 1 else around(boxes)
        if not top - size <= base <= bottom + size:  # a letter drawn by itself, far from its origin
            base = bottom
        weight = get_weight(self._at, first)
        if text[-1] in "-\xad\u2010":  # pdfium tells broken words within a column only
            text = _HYPHEN.sub(BROKEN, text)
        line = Line(text, first, left, top, right, bottom, base, size, weight)
        return tuple(self._parts(line)) if _odd(line, boxes) else (line,)

    def boxes(self, first: int, count: int, frame: Frame | None = None) -> list[Box]:
        """Return the boxes of a stretch of letters, one for each stretch drawn at once."""
        boxes: list[Box] = []
        shown = (frame or self.frame).shown
        page, answer, (one, two, three, four) = self._at, self._answer, self._four
        for at in range(count_rects(page, first, count)):
            get_rect(page, at, one, two, three, four)
            left, top, right, bottom = _REALS.unpack(answer)
            boxes.append(shown(left, bottom, right, top))
        return boxes

    def _parts(self, line: Line) -> Iterator[Line]:
        """Part a line at its wide gaps; write a raised number as one."""
        text = _DIGIT.sub(lambda found: self._as_it_stands(found, line), line.text)
        words = [found.span() for found in _WORD.finditer(text)]
        gaps = [
            self.box(line.first + after[0])[0] - self.box(line.first + before[1] - 1)[2]
            for before, after in itertools.pairwise(words)
        ]
        usual = sorted(gaps)[len(gaps) // 3] if len(gaps) > 2 else 0.0
        wide = max(_GAP * line.size, min(_WIDER * usual, _WIDEST * line.size))
        start = 0
        for gap, before, after in zip(gaps, words, words[1:], strict=False):
            if gap > wide:
                yield self._part(line, text, start, before[1])
                start = after[0]
        yield self._part(line, text, start, len(text))

    def _as_it_stands(self, number: re.Match[str], line: Line) -> str:
        box = self.box(line.first + number.start())
        return number[0].translate(_RAISED_DIGITS) if _is_raised(box, line) else number[0]

    def _part(self, line: Line, text: str, start: int, end: int) -> Line:
        """Return what stands between two gaps, with the box around it."""
        boxes = self.boxes(line.first + start, end - start) if start or end < len(text) else []
        left, top, right, bottom = around(boxes or [line[2:6]])
        return Line(
            text[start:end],
            line.first + start,
            left,
            top,
            right,
            bottom,
            line.baseline,
            line.size,
            line.weight,
        )


@contextmanager
def letters_of(page: pypdfium2.PdfPage, *, most: int) -> Iterator[Letters]:
    """Ask for the letters of an open page, of `most` at most.

    pdfium puts lines together as the page is shown: a page whose text stands sideways is turned for it.
    """
    frame = frame_of(page)
    text_page = page.get_textpage()
    turned = False
    try:
        letters = Letters(text_page, frame, most, upright=False)
        if letters.frame != frame:
            turned = True
            text_page.close()
            page.set_rotation(90 * letters.frame.turned)
            text_page = page.get_textpage()
            letters = Letters(text_page, letters.frame, most, upright=True)
        yield letters
    finally:
        text_page.close()
        if turned:
            page.set_rotation(90 * frame.turned)


def around(boxes: Sequence[Box]) -> Box:
    """Return the rectangle around some others."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _odd(line: Line, boxes: list[Box]) -> bool:
    """Tell whether a line must be looked at letter by letter."""
    if len(boxes) == 1:
        wide = line.right - line.left > _WIDE_LETTERS * line.size * len(line.text)
        return wide and not IDEOGRAPH.search(line.text)
    numbered = bool(_DIGIT.search(line.text))
    boxes = sorted(boxes)
    reached = boxes[0][2]
    for box in boxes:
        if box[0] - reached > _GAP * line.size or (numbered and _is_raised(box, line)):
            return True
        reached = max(reached, box[2])
    return False


def _is_raised(box: Box, line: Line) -> bool:
    return box[3] < line.baseline - _RAISED * line.size and box[3] - box[1] < _SMALL * line.size
