"""A Word document (DOCX) to a page: its text as a reader sees it, deleted text and comments left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.beat import beat
from firsthand.read.limits import Limits
from firsthand.read.office.package import Element, Package, attribute, child, local, named, open_package
from firsthand.read.office.properties import core_properties
from firsthand.read.office.texts.flow import CELL, PARAGRAPH, ROW, Flow, Stretch
from firsthand.read.office.texts.numbering import Numbering
from firsthand.read.office.texts.said import said
from firsthand.read.office.texts.styles import Look, Styles
from firsthand.read.page import Page
from firsthand.read.properties import filled

_MAIN = re.compile(r"word/document\d*\.xml")
_PARAGRAPHS_A_BEAT = 500
# What holds no text a reader sees: properties, field codes, what was deleted, moved away or hidden, and the
# drawing of a text box for programs that do not know the newer one.
_SILENT = frozenset(
    "pPr rPr tblPr trPr tcPr sectPr sdtPr sdtEndPr instrText delText delInstrText rt rubyPr annotationRef "
    "footnoteRef endnoteRef object".split()
)
_DELETED = frozenset(("del", "moveFrom"))
_INSERTED = frozenset(("ins", "moveTo"))
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
_OFF = frozenset(("0", "false", "off", "none"))


@dataclass(slots=True)
class _Reading:
    """What is known and seen while a document is read."""

    styles: Styles
    numbering: Numbering
    flow: Flow = field(default_factory=Flow)
    notes: list[tuple[str, str]] = field(default_factory=list)  # (kind, id) in order of their marks
    boxes: list[Element] = field(default_factory=list)  # text boxes anchored in the paragraph under way
    carried: str = ""  # of a paragraph whose end was deleted: it runs on into the next
    deleted: int = 0
    inserted: int = 0
    hidden: int = 0
    pictures: int = 0
    chunks: int = 0
    paragraphs: int = 0


def read(data: bytes, *, name: str, limits: Limits) -> Page:
    """Read a DOCX; raises UnreadableDocumentError."""
    package = open_package(data, name=name, limits=limits)
    paths = package.paths
    main = next((path for path in paths if _MAIN.fullmatch(path)), "word/document.xml")
    body = child(package.tree(main), "body")
    if body is None:
        raise UnreadableDocumentError(
            f"{name}: there is no text in it ({main} is empty). Open it in an office program "
            "and save it again."
        )
    reading = _Reading(Styles(package.tree("word/styles.xml")), Numbering(package.tree("word/numbering.xml")))
    _beside(package, reading, [path for path in paths if path.startswith("word/header")])
    _read_blocks(body, reading)
    reading.flow.add(Stretch(reading.carried))
    reading.carried = ""
    _read_notes(package, reading)
    _beside(package, reading, [path for path in paths if path.startswith("word/footer")])
    return filled(reading.flow.page(notes=_said(package, reading)), core_properties(package))


def _read_blocks(parent: Element, reading: _Reading, *, kind: str | None = None) -> None:
    for block in _blocks(parent):
        if local(block) == "tbl":
            _read_table(block, reading, kind=kind)
        elif local(block) == "altChunk":
            reading.chunks += 1
        else:
            _read_paragraph(block, reading, kind=kind or ("furniture" if _in_contents(block) else None))


def _blocks(parent: Element) -> Iterator[Element]:
    """Yield paragraphs and tables below an element, not those within them."""
    for one in parent:
        tag = local(one)
        if tag in ("p", "tbl", "altChunk"):
            yield one
        elif tag in _DELETED or tag in _SILENT:
            continue
        elif tag == "AlternateContent":
            chosen = child(one, "Choice")
            yield from _blocks(chosen if chosen is not None else one)
        else:
            yield from _blocks(one)


def _in_contents(paragraph: Element) -> bool:
    """Tell whether a paragraph is a line of a table of contents."""
    for above in paragraph.iterancestors():
        if local(above) == "sdt":
            gallery = child(above, "sdtPr", "docPartObj", "docPartGallery")
            return (attribute(gallery, "val") or "").lower() == "table of contents"
    return False


def _read_paragraph(
    paragraph: Element,
    reading: _Reading,
    *,
    kind: str | None = None,
    before: str = PARAGRAPH,
    cell: bool = False,
) -> None:
    reading.paragraphs += 1
    if reading.paragraphs % _PARAGRAPHS_A_BEAT == 0:
        beat()
    properties = child(paragraph, "pPr")
    text = reading.carried + _text(paragraph, reading)
    reading.carried = ""
    if child(properties, "rPr", "del") is not None:
        reading.carried = text  # the end of this paragraph was deleted: what follows stands on its line
        return
    look = reading.styles.look(attribute(child(properties, "pStyle"), "val"), properties)
    marker = reading.numbering.marker(properties, look.numbered) if text.strip() else ""
    stretch = _stretch(text, look, kind, marker, before, cell)
    reading.flow.add(stretch)
    boxes, reading.boxes = reading.boxes, []
    for box in boxes:
        _read_blocks(box, reading, kind=kind)


def _stretch(text: str, look: Look, kind: str | None, marker: str, before: str, cell: bool) -> Stretch:
    if kind == "furniture" or look.contents:
        return Stretch(text, "furniture", before=before, cell=cell)
    if look.caption and not cell:
        return Stretch(text, "caption", before=before)
    return Stretch(text, None, None if cell else look.level, marker, before, cell)


def _text(paragraph: Element, reading: _Reading) -> str:
    """Return a paragraph's text; what hangs on it (boxes, notes, pictures) is put aside in `reading`."""
    parts: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        one = waiting.pop()
        tag = local(one)
        if tag == "t":
            parts.append(one.text or "")
        elif tag in _DELETED:
            reading.deleted += 1
        elif tag == "r" and _is_hidden(one):
            reading.hidden += 1
        elif tag in _MARKS:
            parts.append(_MARKS[tag])
        elif tag in ("footnoteReference", "endnoteReference"):
            parts.append(_note_mark(one, tag, reading))
        elif tag == "txbxContent":
            reading.boxes.append(one)
        elif tag == "AlternateContent":
            chosen = child(one, "Choice")
            waiting.extend(reversed(chosen if chosen is not None else one))
        elif tag == "tbl":
            reading.boxes.append(one.getparent())
        elif tag not in _SILENT:
            reading.inserted += tag in _INSERTED and len(one) > 0
            reading.pictures += tag in ("blip", "imagedata")
            waiting.extend(reversed(one))
    return "".join(parts)


def _is_hidden(run: Element) -> bool:
    hidden = child(run, "rPr", "vanish")
    return hidden is not None and (attribute(hidden, "val") or "1") not in _OFF and len(run) > 1


def _note_mark(reference: Element, tag: str, reading: _Reading) -> str:
    number = attribute(reference, "id")
    if number is None:
        return ""
    reading.notes.append((tag.removesuffix("Reference"), number))
    return f"[{len(reading.notes)}]"


def _read_table(table: Element, reading: _Reading, *, kind: str | None = None) -> None:
    """Read a table row by row; one of a single column is a box around paragraphs."""
    rows = [row for row in _within(table, "tr") if child(row, "trPr", "del") is None]
    reading.deleted += sum(1 for _ in _within(table, "tr")) - len(rows)
    columns = max((sum(1 for _ in _within(row, "tc")) for row in rows), default=0)
    for number, row in enumerate(rows):
        beat()
        for column, cell in enumerate(_within(row, "tc")):
            if columns == 1:
                _read_blocks(cell, reading, kind=kind)
                continue
            before = CELL if column else ROW if number else PARAGRAPH
            merged = child(cell, "tcPr", "vMerge")
            if merged is not None and (attribute(merged, "val") or "continue") == "continue":
                reading.flow.add(Stretch("", before=before, cell=True))  # goes on from the row above
            else:
                _read_cell(cell, reading, before, kind)


def _read_cell(cell: Element, reading: _Reading, before: str, kind: str | None) -> None:
    empty = True
    for block in _blocks(cell):
        if local(block) == "tbl":
            _read_table(block, reading, kind=kind)
            empty = False
        elif local(block) == "p":
            was = len(reading.flow.stretches)
            text_before = before if empty else ROW
            if empty or _has_text(block):
                _read_paragraph(block, reading, kind=kind, before=text_before, cell=True)
            empty = empty and len(reading.flow.stretches) == was
            if empty:
                before = ""  # its separator is kept already
    if empty and before:
        reading.flow.add(Stretch("", before=before, cell=True))


def _has_text(paragraph: Element) -> bool:
    return any((one.text or "").strip() for one in named(paragraph, "t"))


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """Yield rows or cells below an element, also through content controls."""
    for one in parent:
        if local(one) == tag:
            yield one
        elif local(one) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _within(one, tag)


def _read_notes(package: Package, reading: _Reading) -> None:
    """Read foot- and endnotes after the text, in the order of their marks, each under its number."""
    known: dict[tuple[str, str], Element] = {}
    for kind in ("footnote", "endnote"):
        root = package.tree(f"word/{kind}s.xml")
        for note in root if root is not None else ():
            if local(note) == kind:
                known[kind, attribute(note, "id") or ""] = note
    at = 0
    while at < len(reading.notes):  # a note may have a mark in it that calls another
        note = known.pop(reading.notes[at], None)
        at += 1
        first = True
        for block in _blocks(note) if note is not None else ():
            if local(block) == "tbl":
                _read_table(block, reading)
                continue
            text = _text(block, reading)
            reading.flow.add(Stretch(text, marker=f"[{at}] " if first else ""))
            first = first and not text.strip()


def _beside(package: Package, reading: _Reading, paths: list[str]) -> None:
    """Read page headers or footers, each line once, as what surrounds the account."""
    seen: set[str] = set()
    for path in paths:
        root = package.tree(path)
        if root is None:
            continue
        for paragraph in named(root, "p"):
            text = " ".join(_text(paragraph, reading).split())
            reading.boxes.clear()  # their paragraphs are met on the way
            if text and text not in seen:
                seen.add(text)
                reading.flow.add(Stretch(text, "furniture"))


def _said(package: Package, reading: _Reading) -> list[str]:
    """Say what is in the file and was not read, and what was read though it is not settled."""
    comments = sum(
        1
        for path in package.paths
        if path == "word/comments.xml"
        for _ in named(package.tree(path), "comment")
    )
    return said(
        deleted=reading.deleted,
        inserted=reading.inserted,
        comments=comments,
        hidden=reading.hidden,
        pictures=reading.pictures,
        embedded=reading.chunks,
    )
