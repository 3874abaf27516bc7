"""A document's text with its statements marked where they stand, chains beside them."""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from firsthand.model import Block, Document, Statement
from firsthand.publish.pictures import PagePicture
from firsthand.publish.report.addresses import anchor
from firsthand.publish.report.views import Said, foreign, mark_of, said_view
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.provenance import collected, provenance
from firsthand.publish.telling.whereabouts import doubtful_words, sheet_told, whereabouts
from firsthand.publish.telling.wording import clean, cut, day
from firsthand.read.office.cells import rows_of


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin beside a paragraph: one statement's chain and its claim."""

    said: Said
    claim: str  # address, empty if it is in none
    number: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of a document."""

    kind: str
    body: Markup
    notes: tuple[Note, ...]
    page: str = ""  # "page 3", where that page of the original begins
    picture: str = ""  # address of its picture, if it is shown
    row: str = ""  # "row 12", where that row of a table begins


@dataclass(frozen=True, slots=True)
class Spot:
    """A statement on the picture of a page, in percent of it."""

    statement: str  # address
    colour: str
    text: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PictureView:
    """A page of an original as it looks."""

    address: str
    page: str
    data: str  # a data: address
    ratio: float  # height to width
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as the page shows it."""

    address: str
    name: str
    title: str
    called: str
    short: str
    publisher: str
    author: str
    published: str
    url: str
    digest: str
    provenance: tuple[str, ...]  # what the original is, what it lay in, how surely it was read
    collected: str  # on which day; empty where it was not
    notes: tuple[str, ...]
    statements: int
    paragraphs: tuple[Paragraph, ...]
    language: str  # ISO 639-1
    foreign: str  # what the language is called, empty if it is that of most of the case
    pictures: tuple[PictureView, ...]


def document_view(
    index: Index, document: Document, numbers: dict[str, int], pictures: Sequence[PagePicture] = ()
) -> DocumentView:
    """Return a document with every statement marked in its origin's colour, its pages beside it."""
    shown = tuple(picture_view(index, document, one) for one in pictures if one.document == document.id)
    said = sorted(
        (s for s in index.findings.statements if s.document == document.id),
        key=lambda s: (s.start, -s.end, s.id),
    )
    return DocumentView(
        address=anchor("d", document.id),
        name=clean(document.name),
        title=clean(document.title or ""),
        called=clean(index.title(document.id)),
        short=index.short[document.id],
        publisher=clean(document.publisher or ""),
        author=clean(document.author or ""),
        published=day(document.published) if document.published else "",
        url=document.url if document.url and re.match(r"https?://", document.url) else "",
        digest=document.id,
        provenance=provenance(document, index.document),
        collected=collected(document),
        notes=tuple(clean(note) for note in document.notes),
        statements=len(said),
        paragraphs=tuple(_paged(document, _paragraphs(index, document, said, numbers), shown)),
        language=document.language or "en",
        foreign=foreign(index, document.language or "en"),
        pictures=shown,
    )


def picture_view(index: Index, document: Document, picture: PagePicture) -> PictureView:
    """Return a page as it looks, its statements in their origins' colours."""
    sheet = next(one for one in document.sheets if one.number == picture.number)
    spots = tuple(
        Spot(
            anchor("s", statement.id),
            mark_of(index, index.origin_of(statement)).colour,
            cut(clean(statement.text), 120),
            100 * area.left / picture.width,
            100 * area.top / picture.height,
            100 * (area.right - area.left) / picture.width,
            100 * (area.bottom - area.top) / picture.height,
        )
        for statement_id, areas in picture.marks
        if (statement := index.statement.get(statement_id))
        for area in areas
    )
    page = sheet_told(document, sheet)
    ratio = picture.height / picture.width
    return PictureView(_page_address(document, picture.number), page, picture.address, ratio, spots)


def _page_address(document: Document, number: int) -> str:
    return f"{anchor('p', document.id)}-{number}"


def _paged(
    document: Document, paragraphs: list[tuple[int, Paragraph]], pictures: Sequence[PictureView]
) -> Iterator[Paragraph]:
    """Say before a paragraph which page begins with it, or in it."""
    shown = {picture.address for picture in pictures}
    waiting = deque(document.sheets)
    for end, paragraph in paragraphs:
        begun = None
        while waiting and waiting[0].start < end:
            begun = waiting.popleft()
        alone = len(document.sheets) == 1 and document.format != "workbook"
        if begun is None or (alone and not shown):
            yield paragraph
            continue
        address = _page_address(document, begun.number)
        page = sheet_told(document, begun)
        yield replace(paragraph, page=page, picture=address if address in shown else "")


def _paragraphs(
    index: Index, document: Document, said: Sequence[Statement], numbers: dict[str, int]
) -> list[tuple[int, Paragraph]]:
    """Return every block that says something, with where it ends in the text."""
    blocks = document.blocks or tuple(
        Block(m.start(), m.end(), "paragraph") for m in re.finditer(r"\S[^\n]*", document.text)
    )
    found: list[tuple[int, Paragraph]] = []
    doubts = doubtful_words(document, 0, len(document.text))
    rows = dict(rows_of(document))
    at = 0  # statements are in order, and so are blocks: one pass
    for block in blocks:
        inside: list[Statement] = []
        while at < len(said) and said[at].start < block.end:
            if said[at].end > block.start:
                inside.append(said[at])
            at += 1
        body = _marked(index, document.text, block.start, block.end, inside, doubts)
        notes = tuple(
            Note(said_view(index, s), anchor("c", c) if c else "", numbers.get(c or "", 0))
            for s in inside
            for c in [index.claim_of.get(s.id)]
        )
        if document.text[block.start : block.end].strip():
            row = f"row {rows[block.start]}" if block.start in rows else ""
            found.append((block.end, Paragraph(block.kind, body, notes, row=row)))
    return found


def _worded(text: str, start: int, end: int, doubts: Sequence[tuple[int, int]]) -> Markup:
    """Return a stretch of text, the words in it that may be misread marked."""
    out: list[str | Markup] = []
    first = bisect_left(doubts, start, key=lambda word: word[1])
    for begun, ended in doubts[first:]:
        if begun >= end:
            break
        out.append(escape(text[start : max(start, begun)]))
        start, begun = min(end, ended), max(start, begun)
        out.append(Markup('<span class="doubt" title="may be misread">{}</span>').format(text[begun:start]))
    out.append(escape(text[start:end]))
    return Markup("").join(out)


def _marked(
    index: Index,
    text: str,
    start: int,
    end: int,
    said: Sequence[Statement],
    doubts: Sequence[tuple[int, int]],
) -> Markup:
    """Return a stretch of text with statements as nested spans; one that sticks out of another is cut."""
    out: list[str | Markup] = []
    open_spans: list[tuple[int, Markup]] = []  # (where it ends, what closes it)
    at = start

    def up_to(place: int) -> None:
        nonlocal at
        while open_spans and open_spans[-1][0] <= place:
            until, closing = open_spans.pop()
            out.extend((_worded(text, at, until, doubts), closing))
            at = until
        out.append(_worded(text, at, place, doubts))
        at = place

    for s in said:
        first, last = max(s.start, start), min(s.end, end)
        if last <= first:
            continue
        up_to(first)
        if open_spans:
            last = min(last, open_spans[-1][0])
        out.append(_opening(index, s))
        open_spans.append((last, _closing(index, s)))
    up_to(end)
    return Markup("").join(out)


def _opening(index: Index, statement: Statement) -> Markup:
    colour = mark_of(index, index.origin_of(statement)).colour
    claim = index.claim_of.get(statement.id)
    where = whereabouts(index.document[statement.document], statement.start, statement.end)
    return Markup('<span class="st o{}{}" id="{}" data-c="{}" data-at="{}-{}"{}>').format(
        colour if statement.attribution or colour != "x" else "x own",
        "" if statement.stance == "asserts" else f" {statement.stance}",
        anchor("s", statement.id),
        anchor("c", claim) if claim else "",
        statement.start,
        statement.end,
        Markup(' data-w="{}"').format(where) if where else "",
    )


def _closing(index: Index, statement: Statement) -> Markup:
    """Return the small letter after a statement that leads to its claim."""
    origin = index.origin_of(statement)
    claim = index.claim_of.get(statement.id)
    if not claim:
        return Markup("</span>")
    quoted = statement.attribution or mark_of(index, origin).colour != "x"
    letter = index.letter.get(origin, "•") if quoted else "•"
    return Markup('<a class="mk" href="#{}" aria-label="claim of {}">{}</a></span>').format(
        anchor("c", claim), clean(index.name(origin)), letter
    )
