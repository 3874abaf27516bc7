"""The part of a document that is shown: paragraph by paragraph, each with its notes in the margin."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from firsthand.model import Block, Document, Sheet, Statement
from firsthand.publish.report.views import STANDINGS, Said, mark_of, said_view
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.whereabouts import doubtful_words, sheet_told
from firsthand.publish.telling.wording import clean, cut
from firsthand.read.office.cells import rows_of
from firsthand.web.views.reading.decided import OPEN, Decided, Struck
from firsthand.web.views.reading.marking import Underlined, marked

FELLOWS = 6  # accounts a note leads to that tell the same; its claim has all of them
_LONGEST = 6_000  # code points of one paragraph: what is longer, as a text without breaks, is set in pieces


@dataclass(frozen=True, slots=True)
class Fellow:
    """A statement of the same claim in another document."""

    id: str
    document: str
    called: str
    start: int


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin beside a statement: who said it, the claim it belongs to, what was decided.

    `claim` is "" where it is in none; `origins` and `documents` are those of the claim.
    """

    id: str
    said: Said
    chain: tuple[str, ...]  # names, the origin first; empty where the document says it itself
    start: int
    end: int
    begins: str  # its first words
    claim: str
    origins: int
    documents: int
    standing: str
    decided: Decided
    fellows: tuple[Fellow, ...]
    more: int  # fellows that are not listed
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of the document, [start, end) in code points, with the notes of what begins in it."""

    kind: str
    start: int
    end: int
    body: Markup
    notes: tuple[Note, ...]
    page: str = ""  # "page 3", where that page of the original begins
    sheet: int = 0  # the number of that page
    row: str = ""  # "row 12", where that row of a table begins


def paragraphs_of(
    index: Index,
    document: Document,
    statements: Sequence[Statement],
    *,
    start: int,
    end: int,
    decided: Mapping[str, Decided],
    struck: Sequence[Struck] = (),
    asked: tuple[int, int] | None = None,
) -> tuple[Paragraph, ...]:
    """Return the blocks of [start, end) of a document, its statements underlined in their origins' colours.

    `asked` is a passage somebody was led to: it is marked, under the address "asked".
    """
    said = sorted(statements, key=lambda s: (s.start, -s.end, s.id))
    lines = [_underlined(index, one, decided) for one in said]
    lines += [_struck_line(one) for one in struck]
    if asked:
        lines.append(Underlined("asked", *asked, "asked", "", "", ""))
    lines.sort(key=lambda one: (one.start, -one.end, one.id))
    noted = {one.id: _note(index, one, decided.get(one.id, OPEN)) for one in said}
    noted |= {one.id: _struck_note(index, document, one) for one in struck}
    doubts = doubtful_words(document, start, end)
    rows = dict(rows_of(document)) if document.format in ("workbook", "csv") else {}
    pages = _pages(document, start, end)
    placed: set[str] = set()
    found: list[Paragraph] = []
    for block in _blocks(document, start, end):
        inside = [one for one in lines if one.start < block.end and block.start < one.end]
        body = marked(document.text, block.start, block.end, inside, doubts=doubts, placed=placed)
        sheet = next((one for one in pages if one.start < block.end), None)
        if sheet is not None:
            pages = [one for one in pages if one.start >= block.end]
        found.append(
            Paragraph(
                kind=block.kind,
                start=block.start,
                end=block.end,
                body=body,
                notes=tuple(noted.pop(one.id) for one in inside if one.id in noted),
                page=sheet_told(document, sheet) if sheet else "",
                sheet=sheet.number if sheet else 0,
                row=f"row {rows[block.start]}" if block.start in rows else "",
            )
        )
    return tuple(found)


def blocks_of(document: Document) -> tuple[Block, ...]:
    """Return the blocks of a document; of one that has none its lines."""
    return document.blocks or tuple(
        Block(m.start(), m.end(), "paragraph") for m in re.finditer(r"\S[^\n]*", document.text)
    )


def _blocks(document: Document, start: int, end: int) -> Iterator[Block]:
    """Yield the blocks of [start, end) that say something, endless ones in pieces."""
    blocks = blocks_of(document)
    first = bisect_right(blocks, start, key=lambda block: block.end)
    for block in islice(blocks, first, None):
        if block.start >= end:
            return
        begun, last = max(block.start, start), min(block.end, end)
        while begun < last:
            until = last
            if last - begun > _LONGEST:
                until = max(document.text.rfind(" ", begun, begun + _LONGEST) + 1, begun + _LONGEST // 2)
            if document.text[begun:until].strip():
                yield Block(begun, until, block.kind)
            begun = until


def _pages(document: Document, start: int, end: int) -> list[Sheet]:
    """Return the pages that begin in [start, end), and the one on which it begins; none of a single one."""
    sheets = document.sheets
    if not sheets or (len(sheets) == 1 and document.format not in ("workbook", "pdf", "image")):
        return []
    first = max(0, bisect_right(sheets, start, key=lambda sheet: sheet.start) - 1)
    return list(sheets[first : bisect_left(sheets, end, key=lambda sheet: sheet.start)])


def _underlined(index: Index, one: Statement, decided: Mapping[str, Decided]) -> Underlined:
    origin = index.origin_of(one)
    mark = mark_of(index, origin)
    quoted = bool(one.attribution) or mark.colour != "x"
    classes = f"o{mark.colour}" if quoted else "ox own"
    if one.stance != "asserts":
        classes += f" {one.stance}"
    if (state := decided.get(one.id, OPEN).state) != "open":
        classes += f" is-{state}"
    return Underlined(
        one.id,
        one.start,
        one.end,
        classes,
        index.claim_of.get(one.id, ""),
        (mark.letter if quoted else "") or "•",
        f"note on what {clean(mark.name)} says",
    )


def _struck_line(one: Struck) -> Underlined:
    passage = one.passage
    return Underlined(
        one.id, passage.start, passage.end, "ox struck", "", "×", "note on a rejected statement"
    )


def _note(index: Index, one: Statement, decided: Decided) -> Note:
    claim_id = index.claim_of.get(one.id, "")
    claim = index.claim.get(claim_id)
    fellows, more = _fellows(index, one, claim.statements if claim else ())
    return Note(
        id=one.id,
        said=said_view(index, one),
        chain=tuple(clean(index.name(source)) for source in one.attribution),
        start=one.start,
        end=one.end,
        begins=cut(clean(one.text), 60),
        claim=claim_id,
        origins=claim.independent_origins if claim else 0,
        documents=claim.documents if claim else 0,
        standing=STANDINGS[claim.standing] if claim else "",
        decided=decided,
        fellows=fellows,
        more=more,
    )


def _struck_note(index: Index, document: Document, one: Struck) -> Note:
    passage = one.passage
    text = document.text[passage.start : passage.end]
    shown = Statement(one.id, document.id, passage.start, passage.end, text, 0)
    said = said_view(index, shown)
    return Note(
        one.id, said, (), passage.start, passage.end, cut(clean(text), 60), "", 0, 0, "", one.decided, (), 0,
        struck=True,
    )  # fmt: skip


def _fellows(index: Index, one: Statement, fellows: Collection[str]) -> tuple[tuple[Fellow, ...], int]:
    """Return the first statement of each other document that tells the same, and how many documents more."""
    by_document: defaultdict[str, list[Statement]] = defaultdict(list)
    for fellow in islice(fellows, 500):  # a claim of thousands is told in more documents than a note names
        other = index.statement.get(fellow)
        if other is not None and other.document != one.document:
            by_document[other.document].append(other)
    ordered = sorted(by_document, key=lambda document: index.order.get(document, 0))
    found = []
    for document in ordered[:FELLOWS]:
        first = min(by_document[document], key=lambda s: (s.start, s.id))
        found.append(Fellow(first.id, document, clean(index.title(document)), first.start))
    return tuple(found), max(0, len(ordered) - FELLOWS)
