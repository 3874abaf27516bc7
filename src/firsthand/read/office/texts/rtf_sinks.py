"""Where the text of an RTF goes while it is read: paragraphs, cells and rows, what hangs on them."""

import re
from dataclasses import dataclass, field, replace

from firsthand.model import BlockKind
from firsthand.read.office.texts.flow import CELL, PARAGRAPH, ROW, Stretch

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|标题) ?(\d)\b")
_TITLES = frozenset(("title", "titel", "titre", "título", "titolo", "标题"))
_CAPTIONS = frozenset(("caption", "beschriftung", "légende", "leyenda", "didascalia", "题注"))
_CONTENTS = re.compile(r"(?:toc|verzeichnis|contents) ?\d")


@dataclass(slots=True)
class Sink:
    """The body, a page header or footer, a note, a text box: paragraphs one after the other.

    `kind` is what all of it surely is, `label` what stands before the first paragraph: a note's number.
    """

    kind: BlockKind | None = None
    label: str = ""
    stretches: list[Stretch] = field(default_factory=list)
    marker: str = ""
    _parts: list[str] = field(default_factory=list)
    _cell: list[Stretch] = field(default_factory=list)
    _row: list[list[Stretch]] = field(default_factory=list)
    _rows: int = 0  # of the table under way
    _boxes: list[Stretch] = field(default_factory=list)

    def put(self, text: str) -> None:
        """Add to the paragraph under way."""
        self._parts.append(text)

    def hang(self, boxes: list[Stretch]) -> None:
        """Let the paragraphs of a text box follow the one that it is anchored in."""
        self._boxes += boxes

    def taken(self) -> str:
        """Return the text under way and begin anew."""
        text = "".join(self._parts)
        self._parts.clear()
        if any("\ud800" <= character <= "\udfff" for character in text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return text

    def end_paragraph(self, *, table: bool, style: str = "", outline: int | None = None) -> None:
        """Close the paragraph under way; `outline` counts from 1."""
        if not table and (self._row or self._cell):
            self.end_row()
        stretch = _styled(self.taken(), self.kind, style, outline, self.marker)
        if self.label and stretch.text.strip():
            stretch, self.label = replace(stretch, marker=self.label), ""
        self.marker = ""
        if table:
            self._cell.append(stretch)
            return
        if stretch.text.strip():
            self._rows = 0
        self.stretches += [stretch, *self._boxes]
        self._boxes = []

    def end_cell(self) -> None:
        """Close the cell under way."""
        self.end_paragraph(table=True)
        self._row.append([one for one in self._cell if one.text.strip()])
        self._cell = []

    def end_row(self) -> None:
        """Close the row under way; one of a single cell is a box around paragraphs."""
        if self._cell:
            self._row.append([one for one in self._cell if one.text.strip()])
            self._cell = []
        if len(self._row) == 1:
            self.stretches += self._row[0]
            self._rows = 0
        else:
            for column, cell in enumerate(self._row):
                before = CELL if column else ROW if self._rows else PARAGRAPH
                for at, one in enumerate(cell or [Stretch("")]):
                    kind = one.kind if one.kind == "furniture" else None
                    separator = ROW if at else before
                    self.stretches.append(Stretch(one.text, kind, None, one.marker, separator, cell=True))
            self._rows += bool(self._row)
        self._row = []
        self.stretches += self._boxes
        self._boxes = []

    def finish(self) -> None:
        """Close all that is under way."""
        self.end_paragraph(table=bool(self._row or self._cell))
        self.end_row()


def _styled(text: str, kind: BlockKind | None, style: str, outline: int | None, marker: str) -> Stretch:
    name = style.lower()
    if kind or _CONTENTS.match(name):
        return Stretch(text, kind or "furniture")
    if name in _CAPTIONS:
        return Stretch(text, "caption")
    if name in _TITLES:
        return Stretch(text, level=0)
    found = _HEADING.match(name)
    level = outline or (int(found[1]) if found else None)
    return Stretch(text, level=level, marker=marker)
