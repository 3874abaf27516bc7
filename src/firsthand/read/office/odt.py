"""An OpenDocument text (ODT) to a page: its text as a reader sees it, deleted text and comments left out."""

import re
from dataclasses import dataclass, field

from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.beat import beat
from firsthand.read.limits import Limits
from firsthand.read.office.package import (
    Element,
    Package,
    attribute,
    child,
    local,
    locked,
    named,
    open_package,
)
from firsthand.read.office.texts.flow import CELL, PARAGRAPH, ROW, Flow, Stretch
from firsthand.read.office.texts.odf_lists import ListAt, Lists
from firsthand.read.office.texts.said import said
from firsthand.read.page import Page
from firsthand.read.properties import Properties, filled

_PARAGRAPHS_A_BEAT = 500
_SPACE = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 1_000
# Empty cells are written once with a count.
_MOST_REPEATED = 100
_HEADING = re.compile(r"heading(?:_20_| )?(\d*)$")
_CAPTIONS = frozenset(("caption", "illustration", "drawing", "figure"))
_LONGEST_CHAIN = 20
_SILENT = frozenset(
    "tracked-changes sequence-decls variable-decls user-field-decls forms settings title desc ruby-text "
    "event-listeners image object object-ole".split()
)
_MARKS = {"tab": "\t", "line-break": "\n"}
_INDEXES = frozenset(
    "table-of-content alphabetical-index illustration-index table-index object-index user-index".split()
)


@dataclass(slots=True)
class _Reading:
    styles: dict[str, Element]
    lists: Lists
    flow: Flow = field(default_factory=Flow)
    notes: list[Element] = field(default_factory=list)
    aside: list[Element] = field(default_factory=list)  # text boxes anchored in the paragraph under way
    comments: int = 0
    hidden: int = 0
    pictures: int = 0
    paragraphs: int = 0


def read(data: bytes, *, name: str, limits: Limits) -> Page:
    """Read an ODT; raises UnreadableDocumentError."""
    package = open_package(data, name=name, limits=limits)
    if any(True for _ in named(package.tree("META-INF/manifest.xml"), "encryption-data")):
        raise locked(name)
    content = package.tree("content.xml")
    body = child(content, "body", "text")
    if body is None:
        raise UnreadableDocumentError(
            f"{name}: there is no text in it (content.xml is empty). Open it in an office program "
            "and save it again."
        )
    around = package.tree("styles.xml")
    reading = _Reading({**_styles(around), **_styles(content)}, Lists(around, content))
    _beside(around, reading, ("header", "header-left", "header-first"))
    _read_blocks(body, reading)
    _read_notes(reading)
    _beside(around, reading, ("footer", "footer-left", "footer-first"))
    changes = child(body, "tracked-changes")
    notes = said(
        deleted=sum(1 for _ in named(changes, "deletion")),
        inserted=sum(1 for _ in named(changes, "insertion")),
        comments=reading.comments,
        hidden=reading.hidden,
        pictures=reading.pictures,
    )
    return filled(reading.flow.page(notes=notes), _properties(package))


def _styles(root: Element | None) -> dict[str, Element]:
    return {attribute(one, "name") or "": one for one in named(root, "style")}


def _read_blocks(
    parent: Element,
    reading: _Reading,
    *,
    kind: str | None = None,
    item: str = "",
    within: ListAt | None = None,
) -> str:
    """Read what stands below an element in order; returns the bullet that no paragraph has used yet."""
    for one in parent:
        tag = local(one)
        if tag in ("p", "h"):
            _read_paragraph(one, reading, kind=kind, marker=item)
            item = ""
        elif tag == "table":
            _read_table(one, reading, kind=kind)
        elif tag in ("list-item", "list-header"):
            marker = reading.lists.marker(within, one) if within and tag == "list-item" else ""
            _read_blocks(one, reading, kind=kind, item=marker, within=within)
        elif tag == "list":
            _read_blocks(one, reading, kind=kind, within=reading.lists.entered(one, within))
        elif tag in _INDEXES:
            _read_blocks(one, reading, kind="furniture")
        elif tag == "annotation":
            reading.comments += 1
        elif tag == "section" and attribute(one, "display") == "none":
            reading.hidden += 1
        elif tag and tag not in _SILENT:
            item = _read_blocks(one, reading, kind=kind, item=item, within=within)
    return item


def _read_paragraph(
    paragraph: Element,
    reading: _Reading,
    *,
    kind: str | None = None,
    marker: str = "",
    before: str = PARAGRAPH,
    cell: bool = False,
) -> None:
    reading.paragraphs += 1
    if reading.paragraphs % _PARAGRAPHS_A_BEAT == 0:
        beat()
    text = _text(paragraph, reading)
    style = _named_style(attribute(paragraph, "style-name"), reading.styles)
    if kind == "furniture":
        reading.flow.add(Stretch(text, "furniture", before=before, cell=cell))
    elif not cell and style in _CAPTIONS:
        reading.flow.add(Stretch(text, "caption", before=before))
    else:
        level = None if cell else _level(paragraph, style)
        reading.flow.add(Stretch(text, None, level, marker if level is None else "", before, cell))
    aside, reading.aside = reading.aside, []
    for one in aside:
        _read_blocks(one, reading, kind=kind)


def _level(paragraph: Element, style: str) -> int | None:
    if style == "title":
        return 0
    if local(paragraph) == "h":
        given = attribute(paragraph, "outline-level") or "1"
        return int(given) if given.isdecimal() else 1
    if style == "subtitle":
        return 2
    found = _HEADING.match(style)
    return (int(found[1]) if found[1] else 1) if found else None


def _named_style(style: str | None, known: dict[str, Element]) -> str:
    """Return the lower-case name of the first style that says what a paragraph is, from its own downwards."""
    name = ""
    for _ in range(_LONGEST_CHAIN):
        if style is None:
            break
        name = style.lower()
        if name in ("title", "subtitle") or name in _CAPTIONS or _HEADING.match(name):
            return name
        style = attribute(known.get(style), "parent-style-name")
    return name


def _text(paragraph: Element, reading: _Reading) -> str:
    """Return a paragraph's text; runs of white space in the mark-up are one blank."""
    parts: list[str] = []
    blank = True  # what stands before swallows a blank

    def put(text: str | None) -> None:
        nonlocal blank
        if text and (text := _SPACE.sub(" ", text)):
            parts.append(text[1:] if blank and text[0] == " " else text)
            blank = text[-1] == " "

    put(paragraph.text)
    waiting: list[Element | str] = []

    def into(one: Element) -> None:
        for below in reversed(one):
            waiting.extend((below.tail or "", below))

    into(paragraph)
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            put(one)
            continue
        tag = local(one)
        if tag == "s":
            count = attribute(one, "c") or "1"
            parts.append(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
        elif tag in _MARKS:
            parts.append(_MARKS[tag])
            blank = True
        elif tag == "note":
            reading.notes.append(one)
            parts.append(f"[{len(reading.notes)}]")
            blank = False
        elif tag == "annotation":
            reading.comments += 1
        elif tag in ("text-box", "table"):
            reading.aside.append(one if tag == "text-box" else one.getparent())
        elif tag in ("hidden-text", "hidden-paragraph"):
            reading.hidden += 1
        elif tag in _SILENT:
            reading.pictures += tag == "image"
        elif tag:
            put(one.text)
            into(one)
    return "".join(parts)


def _read_table(table: Element, reading: _Reading, *, kind: str | None = None) -> None:
    """Read a table row by row; one of a single column is a box around paragraphs."""
    rows = list(_within(table, "table-row"))
    columns = max(
        (sum(1 for _ in _within(row, "table-cell", "covered-table-cell")) for row in rows), default=0
    )
    for number, row in enumerate(rows):
        beat()
        for column, cell in enumerate(_within(row, "table-cell", "covered-table-cell")):
            before = CELL if column else ROW if number else PARAGRAPH
            if columns == 1:
                _read_blocks(cell, reading, kind=kind)
            elif local(cell) == "covered-table-cell":
                reading.flow.add(Stretch("", before=before, cell=True))
            else:
                _read_cell(cell, reading, before, kind)


def _read_cell(cell: Element, reading: _Reading, before: str, kind: str | None) -> None:
    begun = False
    for one in _within(cell, "p", "h", "table"):
        if local(one) == "table":
            _read_table(one, reading, kind=kind)
            begun = True
        elif not begun or "".join(one.itertext()).strip():
            _read_paragraph(one, reading, kind=kind, before=ROW if begun else before, cell=True)
            begun = True
    if not begun:
        reading.flow.add(Stretch("", before=before, cell=True))


def _within(parent: Element, *tags: str) -> list[Element]:
    """Return what of these names hangs below an element, through what only groups."""
    found: list[Element] = []
    for one in parent:
        tag = local(one)
        if tag in tags:
            found += [one] * _times(one)
        elif tag.startswith(("table-header", "table-row", "list", "section", "table-rows")):
            found += _within(one, *tags)
    return found


def _times(one: Element) -> int:
    """Return how often an empty cell is repeated; what holds something stands there once for each."""
    times = attribute(one, "number-columns-repeated") or "1"
    return min(int(times), _MOST_REPEATED) if times.isdecimal() and not len(one) else 1


def _read_notes(reading: _Reading) -> None:
    """Read foot- and endnotes after the text, in the order of their marks, each under its number."""
    at = 0
    while at < len(reading.notes):  # a note may have a mark in it that calls another
        note = child(reading.notes[at], "note-body")
        at += 1
        first = True
        for paragraph in named(note, "p", "h"):
            text = _text(paragraph, reading)
            reading.flow.add(Stretch(text, marker=f"[{at}] " if first else ""))
            first = first and not text.strip()


def _beside(root: Element | None, reading: _Reading, tags: tuple[str, ...]) -> None:
    """Read page headers or footers, each line once, as what surrounds the account."""
    seen: set[str] = set()
    for part in named(root, *tags):
        for paragraph in named(part, "p", "h"):
            text = " ".join(_text(paragraph, reading).split())
            reading.aside.clear()
            if text and text not in seen:
                seen.add(text)
                reading.flow.add(Stretch(text, "furniture"))


def _properties(package: Package) -> Properties:
    found = child(package.tree("meta.xml"), "meta")
    values = {local(one): (one.text or "").strip() for one in found} if found is not None else {}
    return Properties(
        title=values.get("title"),
        author=values.get("initial-creator") or values.get("creator"),
        made=values.get("creation-date") or values.get("date"),
    )
