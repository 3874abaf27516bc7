"""One page tried with several models and turns: which reading is the best, and how two are made one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

from PIL import Image

from firsthand.read.beat import beat
from firsthand.read.paged.ocr.languages import SIMPLIFIED, TRADITIONAL
from firsthand.read.paged.ocr.picture import Ready, ready
from firsthand.read.paged.ocr.tesseract import Seen, Turned, orientation, read_words
from firsthand.read.script import IDEOGRAPH

# A word of less confidence may be better read by a model for another script.
_UNSURE = 0.6
_CLEARLY = 0.1
_FOREIGN_LETTERS = 12  # of Latin in a row, on a page in Chinese
# A line of this share of the usual height, this near to another, may be that one's dots and accents.
_LOW, _NEAR = 0.6, 0.2
_ROUGH_DPI = 150  # enough to tell how a page stands


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one model, or several together, read on a picture turned in one way."""

    words: tuple[Seen, ...]
    models: tuple[str, ...]
    turned: int
    ready: Ready

    @property
    def confidence(self) -> float:
        """The mean confidence of the words, each counted by its letters."""
        return weighed(self.words)

    @property
    def letters(self) -> int:
        """How many letters and digits were read."""
        return sum(letter.isalnum() for word in self.words for letter in word.text)


def weighed(words: Sequence[Seen]) -> float:
    """Return the mean confidence of words, each counted by its letters."""
    count = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / count if count else 0.0


def without_ghosts(words: Sequence[Seen]) -> list[Seen]:
    """Leave out lines that are the dots and accents of the line below, read once more as words.

    A ghost is unsure, lower than print, and lies on a line that is sure.
    """
    lines = [
        list(line) for _, line in groupby(words, key=lambda word: (word.block, word.paragraph, word.line))
    ]
    sure = [line for line in lines if weighed(line) >= _UNSURE]
    usual = median(_height(line) for line in sure) if sure else 0.0

    def ghost(line: list[Seen]) -> bool:
        if weighed(line) >= _UNSURE or median(word.bottom - word.top for word in line) > _LOW * usual:
            return False
        top, bottom = min(word.top for word in line), max(word.bottom for word in line)
        left, right = min(word.left for word in line), max(word.right for word in line)
        near = _NEAR * usual
        return any(
            word.left < right and word.right > left and word.top < bottom + near and word.bottom > top - near
            for other in sure
            for word in other
        )

    return [word for line in lines if not ghost(line) for word in line]


def _height(line: Sequence[Seen]) -> int:
    return max(word.bottom for word in line) - min(word.top for word in line)


class Attempts:
    """The readings of one picture; each turn of it is made ready once."""

    def __init__(self, picture: Image.Image, *, dpi: float, pixels: int, seconds: float) -> None:
        self._picture = picture
        self._dpi = dpi
        self._pixels = pixels
        self._seconds = seconds
        self._ready: dict[int, Ready] = {}

    def read(self, models: Sequence[str], *, turned: int = 0, sparse: bool = False) -> Attempt:
        """Read the picture with some models, turned clockwise; raises TesseractFailedError."""
        beat()
        made = self._made_ready(turned)
        words = read_words(made.picture, models=models, dpi=made.dpi, seconds=self._seconds, sparse=sparse)
        return Attempt(words, tuple(models), turned, made)

    def stand(self) -> Turned | None:
        """Tell how the picture stands and in which script it is; None where that cannot be told."""
        beat()
        made = self._made_ready(0)
        scale = min(1.0, _ROUGH_DPI / made.dpi)
        size = (max(1, round(made.picture.width * scale)), max(1, round(made.picture.height * scale)))
        rough = made.picture.resize(size, Image.Resampling.BOX) if scale < 1 else made.picture
        return orientation(rough, dpi=round(made.dpi * scale), seconds=self._seconds)

    def _made_ready(self, turned: int) -> Ready:
        if turned not in self._ready:
            self._ready[turned] = ready(self._picture, dpi=self._dpi, turned=turned, most=self._pixels)
        return self._ready[turned]


def merged(main: Attempt, other: Attempt) -> Attempt:
    """Return a reading with the passages replaced that another model, for another script, reads better.

    Both are of the same picture in the same turn, so that their boxes agree.
    """
    words: list[Seen] = []
    used = False
    chinese = SIMPLIFIED in main.models or TRADITIONAL in main.models
    for _, line in groupby(main.words, key=lambda word: (word.block, word.paragraph, word.line)):
        for passage, foreign in _passages(list(line), chinese=chinese):
            there = _within(passage, other.words) if foreign else []
            if there and _better(there, passage, chinese=chinese):
                first = passage[0]
                words += [
                    replace(word, block=first.block, paragraph=first.paragraph, line=first.line)
                    for word in there
                ]
                used = True
            else:
                words += passage
    if not used:
        return main
    return replace(main, words=tuple(words), models=tuple(dict.fromkeys((*main.models, *other.models))))


def _passages(line: list[Seen], *, chinese: bool) -> Iterator[tuple[list[Seen], bool]]:
    """Cut a line into passages, each with whether it may be in another script than the page."""

    def foreign(word: Seen) -> bool:
        return not IDEOGRAPH.search(word.text) if chinese else word.confidence < _UNSURE

    for strange, words in groupby(line, key=foreign):
        passage = list(words)
        letters = sum(letter.isalpha() for word in passage for letter in word.text)
        yield passage, strange and (not chinese or letters >= _FOREIGN_LETTERS)


def _within(passage: Sequence[Seen], words: Sequence[Seen]) -> list[Seen]:
    """Return the words whose middle lies in the box around a passage."""
    left, right = min(word.left for word in passage), max(word.right for word in passage)
    top, bottom = min(word.top for word in passage), max(word.bottom for word in passage)
    return [
        word
        for word in words
        if left <= (word.left + word.right) / 2 <= right and top <= (word.top + word.bottom) / 2 <= bottom
    ]


def _better(there: Sequence[Seen], here: Sequence[Seen], *, chinese: bool) -> bool:
    if chinese:
        return not _ideographs(there) and weighed(there) > weighed(here)
    return bool(_ideographs(there)) and weighed(there) > weighed(here) + _CLEARLY


def _ideographs(words: Sequence[Seen]) -> int:
    return sum(len(IDEOGRAPH.findall(word.text)) for word in words)
