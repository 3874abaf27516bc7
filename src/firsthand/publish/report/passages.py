"""A document's text with its statements marked where they stand, chains beside them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from firsthand.model import Block, Document, Statement
from firsthand.publish.report.addresses import anchor
from firsthand.publish.report.views import Said, foreign, mark_of, said_view
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import clean, day


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
    notes: tuple[str, ...]
    statements: int
    paragraphs: tuple[Paragraph, ...]
    language: str  # ISO 639-1
    foreign: str  # what the language is called, empty if it is that of most of the case


def document_view(index: Index, document: Document, numbers: dict[str, int]) -> DocumentView:
    """Return a document with every statement marked in its origin's colour."""
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
        notes=tuple(clean(note) for note in document.notes),
        statements=len(said),
        paragraphs=tuple(_paragraphs(index, document, said, numbers)),
        language=document.language or "en",
        foreign=foreign(index, document.language or "en"),
    )


def _paragraphs(
    index: Index, document: Document, said: Sequence[Statement], numbers: dict[str, int]
) -> list[Paragraph]:
    blocks = document.blocks or tuple(
        Block(m.start(), m.end(), "paragraph") for m in re.finditer(r"\S[^\n]*", document.text)
    )
    found: list[Paragraph] = []
    at = 0  # statements are in order, and so are blocks: one pass
    for block in blocks:
        inside: list[Statement] = []
        while at < len(said) and said[at].start < block.end:
            if said[at].end > block.start:
                inside.append(said[at])
            at += 1
        body = _marked(index, document.text, block.start, block.end, inside)
        notes = tuple(
            Note(said_view(index, s), anchor("c", c) if c else "", numbers.get(c or "", 0))
            for s in inside
            for c in [index.claim_of.get(s.id)]
        )
        if document.text[block.start : block.end].strip():
            found.append(Paragraph(block.kind, body, notes))
    return found


def _marked(index: Index, text: str, start: int, end: int, said: Sequence[Statement]) -> Markup:
    """Return a stretch of text with statements as nested spans; one that sticks out of another is cut."""
    out: list[str | Markup] = []
    open_spans: list[tuple[int, Markup]] = []  # (where it ends, what closes it)
    at = start

    def up_to(place: int) -> None:
        nonlocal at
        while open_spans and open_spans[-1][0] <= place:
            until, closing = open_spans.pop()
            out.extend((escape(text[at:until]), closing))
            at = until
        out.append(escape(text[at:place]))
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
    return Markup('<span class="st o{}{}" id="{}" data-c="{}" data-at="{}-{}">').format(
        colour if statement.attribution or colour != "x" else "x own",
        "" if statement.stance == "asserts" else f" {statement.stance}",
        anchor("s", statement.id),
        anchor("c", claim) if claim else "",
        statement.start,
        statement.end,
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
