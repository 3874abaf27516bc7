"""The one text of a PDF: its paragraphs, their broken words mended, and where each page begins and ends."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from firsthand.model import BlockKind, Sheet
from firsthand.read.furniture import Piece
from firsthand.read.language import tongue
from firsthand.read.page_words import page_words
from firsthand.read.paged.naming import tells_itself
from firsthand.read.paged.pdf.account import Item, Paragraph, flowing, spaced
from firsthand.read.paged.pdf.gathering import Gathered
from firsthand.read.paged.pdf.hints import hints_of
from firsthand.read.paged.pdf.layout.joining import TURN, habits_of, joint, known_words, mended
from firsthand.read.paged.pdf.layout.lines import BROKEN
from firsthand.read.paged.pdf.layout.paragraphs import CLOSED
from firsthand.read.paged.scan import Scanned

_SAMPLE_LETTERS = 5_000


def written(gathered: Gathered) -> "Written":
    """Put the text together: what stands on each page, what each stretch of it is."""
    paragraphs = flowing(gathered.pages)
    texts = [_marked(paragraph) for paragraph in paragraphs]
    language = tongue(_sample([*texts, *(scan.text for scan in gathered.scans.values())]))
    known = known_words(texts) if any(BROKEN in text for text in texts) else frozenset[str]()
    habits = habits_of(language)
    hints = hints_of([one[0] for one in paragraphs], page_words(language))
    out = Written(language)
    scans = deque(sorted(gathered.scans))
    for (space, paragraph), text, hint in zip(spaced(paragraphs), texts, hints, strict=True):
        while scans and scans[0] < paragraph[0].sheet:
            number = scans.popleft()
            out.add_scan(number, gathered.scans[number])
        mend = mended(text, known, habits) if BROKEN in text else text
        out.add(space, mend.split(TURN), [item.sheet for item in _turns(paragraph)], hint)
    for number in scans:
        out.add_scan(number, gathered.scans[number])
    return out


class Written:
    """The text under way, its pieces, and where each page begins and ends."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.spans: dict[int, tuple[int, int]] = {}
        self.words: dict[int, int] = {}  # where the text of a scanned page begins
        self._at = 0
        self._scanned = 0  # the page last read from its picture

    def add(self, space: str, parts: Sequence[str], sheets: Sequence[int], hint: BlockKind | None) -> None:
        """Add a paragraph, in the parts that stand on each page."""
        self._write(space if self._at else "")
        start = self._at
        for part, sheet in zip(parts, sheets, strict=True):
            begin = self._at
            self._write(part)
            first, _ = self.spans.get(sheet, (begin, begin))
            self.spans[sheet] = (first, self._at)
        self.pieces.append(Piece(start, self._at, "".join(parts), hint))

    def add_scan(self, number: int, scan: Scanned) -> None:
        """Add what was read on the picture of a page, as it is; a sentence may go on from the page before."""
        if not scan.text:
            return
        last = self.pieces[-1] if self.pieces and self._scanned == number - 1 else None
        runs_on = last is not None and not CLOSED.search(last.text) and scan.text[0].islower()
        self._write(" " if runs_on else "\n\n" if self._at else "")
        start = self._at
        self._write(scan.text)
        self._scanned = number
        self.spans[number] = (start, self._at)
        self.words[number] = start
        hints = scan.hints or (None,) * len(scan.paragraphs)
        for (first, end), hint in zip(scan.paragraphs, hints, strict=True):
            line = scan.text[first:end]
            if runs_on and first == 0 and last is not None:
                self.pieces[-1] = replace(last, end=start + end, text=f"{last.text} {line}")
                continue
            told = hint is not None and tells_itself(line, page_words(self.language))
            self.pieces.append(Piece(start + first, start + end, line, None if told else hint))

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self._at += len(text)


def _sample(texts: Sequence[str]) -> str:
    """Return as much of the middle of a document as it takes to tell its language."""
    middle = len(texts) // 2
    found = ""
    for at in sorted(range(len(texts)), key=lambda at: (abs(at - middle), at)):
        found += texts[at].replace(BROKEN, "").replace(TURN, "") + "\n"
        if len(found) > _SAMPLE_LETTERS:
            break
    return found


def _marked(paragraph: Paragraph) -> str:
    """Return a paragraph's text with a mark where a page ends in it."""
    text = paragraph[0].text
    for before, item in pairwise(paragraph):
        text += joint(text, item.text) + (TURN if item.sheet != before.sheet else "") + item.text
    return text


def _turns(paragraph: Paragraph) -> Iterator[Item]:
    """Yield the first item of a paragraph on each page that it stands on."""
    last = 0
    for item in paragraph:
        if item.sheet != last:
            yield item
        last = item.sheet


def sheets_of(gathered: Gathered, text: Written) -> Iterator[Sheet]:
    """Yield the pages, each with its stretch of the text."""
    at = 0
    for leaf in gathered.leaves:
        start, end = text.spans.get(leaf.number, (at, at))
        at = end
        scan = gathered.scans.get(leaf.number)
        if scan is None:
            yield Sheet(leaf.number, start, end, leaf.width, leaf.height, leaf.label)
            continue
        words = tuple(replace(word, start=word.start + start, end=word.end + start) for word in scan.words)
        yield Sheet(leaf.number, start, end, leaf.width, leaf.height, leaf.label, scan.confidence, words)
