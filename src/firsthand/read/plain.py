"""A plain text to a page: its paragraphs and what each of them does, the text itself unchanged."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from firsthand.model import Block
from firsthand.read.bylines import byline, dateline, find_date, signature, web_address
from firsthand.read.furniture import Piece, classify
from firsthand.read.mastheads import archive_name, called, copyright_name, is_name, is_outlet_name, spoken_to
from firsthand.read.page import Page
from firsthand.read.page_words import PageWords, page_words, plain

_LINE = re.compile(r"[^\r\n\f\x0b\x85\u2028\u2029]+")
_LINE_END = re.compile(r"\r\n|[\r\n\f\x0b\x85\u2028\u2029]")
_LISTED = re.compile(r"(?:[-*•·>#|]|\d+[.)])\s")
_EDGE = " \t\xa0\ufeff\u200b\u3000"
# A file whose longest line is no longer than this was wrapped by hand or by an editor.
_WRAPPED_WIDTH = 120
_SUBSCRIBE = re.compile(r"^(?i:subscribe to) ((?:the |The )?[A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*){0,4})\W*$")
# Where a page names its publisher, from the surest place to the least sure: an outlet that prints another's
# text keeps the other's dateline below its own masthead, and a picture may be from anybody's archive.
_MASTHEAD, _LETTERHEAD, _CREDITED, _SIGNED, _COPYRIGHT, _SPOKEN_TO, _SOLD, _ARCHIVE = range(8, 0, -1)
_Said = TypeVar("_Said")


def read_plain(text: str, *, language: str = "en") -> Page:
    """Return the page that a plain text is; `page.text` is the text given, character for character."""
    return page_of(text, pieces_of(text), language=language)


def page_of(text: str, pieces: Sequence[Piece], *, language: str = "en") -> Page:
    """Tell the pieces of a text apart and take from them what the page says of itself."""
    words = page_words(language)
    kinds, imprints = classify(pieces, words)
    blocks: list[Block] = []
    title = author = programme = None
    publishers: list[tuple[int, str]] = []  # (how much the place says that it is the publisher, name)
    dates: list[tuple[int, date]] = []  # (how much it says of the account's own date, date)
    told = False
    account = "\n".join(one.text for one, kind in zip(pieces, kinds, strict=True) if kind == "paragraph")
    for at, (piece, kind) in enumerate(zip(pieces, kinds, strict=True)):
        start = piece.start
        if imprint := imprints.get(at):
            if imprint.publisher:
                name, spelled = called(imprint.publisher, account, words)
                if not spelled:
                    name, spelled = called(imprint.publisher, text[piece.end :], words)
                publishers.append((_LETTERHEAD if imprint.body and not spelled else _MASTHEAD, name))
            if imprint.published:
                dates.append((2, imprint.published))
            programme = programme or (plain(piece.text) if imprint.programme else None)
        elif kind == "title" and title is None:
            title = plain(piece.text)
        elif kind == "byline":
            writers, outlet = signature(byline(piece.text, words), words, is_outlet_name)
            author = author or writers
            if outlet:
                publishers.append((_SIGNED, outlet))
            if day := find_date(piece.text, words):
                dates.append((2 if byline(piece.text, words) or _leads(piece.text, words) else 1 - told, day))
        elif kind in ("furniture", "caption"):
            publishers += _beside(piece.text, text, above=not told, words=words)
        if kind in ("paragraph", "title") and at not in imprints:
            length, credit = dateline(piece.text, words)
            if length and credit:
                lead = piece.text[:length]
                if credit.lower() in words.agencies:
                    author = author or credit
                else:
                    publishers.append((_CREDITED, web_address(credit) or credit))
                if day := find_date(lead, words):
                    dates.append((3, day))
            if length:
                blocks.append(Block(start, start + len(piece.text[:length].rstrip()), "dateline"))
                start += length
        told = told or kind == "paragraph"
        blocks.append(Block(start, piece.end, kind))
    return Page(
        text,
        tuple(blocks),
        title=title or programme,
        publisher=_best(publishers),
        author=author,
        published=_best(dates),
    )


def _best(found: Sequence[tuple[int, _Said]]) -> _Said | None:
    return max(found, key=lambda one: one[0])[1] if found else None


def _beside(line: str, text: str, *, above: bool, words: PageWords) -> Iterator[tuple[int, str]]:
    """Yield the outlets that a line beside the account names as its own."""
    if sold := _sold(line):
        yield _SOLD, sold
    if owner := copyright_name(line, words):
        yield _COPYRIGHT, owner
    if archive := archive_name(line, words):
        yield _ARCHIVE, archive
    if above and is_name(line, words) and spoken_to(text, plain(line), words):
        yield _SPOKEN_TO, called(plain(line), text, words)[0]


def _leads(text: str, words: PageWords) -> bool:
    return plain(text).lower().startswith(words.dated)


def _sold(text: str) -> str | None:
    """Return what an advert asks to subscribe to, where it is a name: "Subscribe to The Harbour Post"."""
    line = plain(text)
    if line.isupper() or not (found := _SUBSCRIBE.match(line)):
        return None
    name = found[1]
    if not name[0].isupper():
        name = name[0].upper() + name[1:]
    return name if len(name.split()) > 1 else None


def pieces_of(text: str) -> list[Piece]:
    """Return the paragraphs of a plain text; lines that an editor wrapped are joined."""
    lines = [(found.start(), found.end()) for found in _LINE.finditer(text)]
    spans = [span for span in (_trimmed(text, *line) for line in lines) if span]
    return [Piece(start, end, text[start:end]) for start, end in _joined(text, spans)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return (start, end) if start < end else None


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """Join lines that an editor wrapped: a line goes on if the next one's first word had no room on it."""
    width = max((end - start for start, end in spans), default=0)
    wrapped = 40 <= width <= _WRAPPED_WIDTH
    current: tuple[int, int] | None = None
    last = (0, 0)
    for start, end in spans:
        if current is not None and _goes_on(text, last, (start, end), width if wrapped else None):
            current = (current[0], end)
        else:
            if current is not None:
                yield current
            current = (start, end)
        last = (start, end)
    if current is not None:
        yield current


def _goes_on(text: str, last: tuple[int, int], this: tuple[int, int], width: int | None) -> bool:
    gap = text[last[1] : this[0]]
    if gap != "\n" and len(_LINE_END.findall(gap)) != 1:
        return False
    if _LISTED.match(text[this[0] : this[0] + 5]):
        return False
    ends = text[last[1] - 1]
    if text[this[0]].islower() and ends not in '.!?:;”"':
        return True
    if width is None:
        return False
    first = len(text[this[0] : this[1]].split(maxsplit=1)[0])
    return last[1] - last[0] + 1 + first > width
