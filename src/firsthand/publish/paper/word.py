"""The report as a Word document: styles, heading levels, tables with repeated heads, real footnotes.

Format: ECMA-376 (Office Open XML), part 1. The same report gives the same bytes: the day stands for every
time in the file.
"""

import io
import zipfile
from datetime import datetime
from typing import Any

from firsthand.publish.paper.blocks import Block, Bullets, Grid, Heading, Line, Note, Paper, Paragraph, Text
from firsthand.publish.paper.word_footnotes import Footnotes, add_run, style_footnotes
from firsthand.publish.telling.wording import day


def docx(paper: Paper) -> bytes:
    """Return the report as a .docx file."""
    from docx import Document  # imported here: only publishing needs it

    document: Any = Document()
    _set_properties(document, paper)
    style_footnotes(document)
    notes = Footnotes(document)
    document.add_heading(paper.title, 0)
    for text in (*paper.lines, day(paper.day)):
        document.add_paragraph(text, style="Subtitle")
    document.add_page_break()
    for block in paper.blocks:
        _add(document, block, notes)
    _number_pages(document)
    notes.write()
    out = io.BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def _set_properties(document: Any, paper: Paper) -> None:
    when = datetime(paper.day.year, paper.day.month, paper.day.day)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = paper.title[:255], "firsthand", ""
    properties.created = properties.modified = when
    properties.language, properties.comments, properties.revision = "en", "", 1


def _add(document: Any, block: Block, notes: Footnotes) -> None:
    if isinstance(block, Heading):
        document.add_heading(block.text, block.level)
    elif isinstance(block, Paragraph):
        added = document.add_paragraph(style="Intense Quote" if block.look == "lead" else None)
        _fill(added, block.content, notes)
    elif isinstance(block, Bullets):
        for item in block.items:
            _fill(document.add_paragraph(style="List Bullet"), item, notes)
    else:
        _add_grid(document, block, notes)


def _add_grid(document: Any, grid: Grid, notes: Footnotes) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    caption = document.add_paragraph(style="Caption")
    caption.paragraph_format.keep_with_next = True
    caption.add_run(grid.caption)
    table = document.add_table(rows=1, cols=len(grid.heads), style="Table Grid")
    told = OxmlElement("w:tblCaption")  # what a screen reader says of the table
    told.set(qn("w:val"), grid.caption)
    table._tbl.tblPr.append(told)
    head = OxmlElement("w:tblHeader")  # repeated on every page
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    for cell, text in zip(table.rows[0].cells, grid.heads, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for row in grid.rows:
        for cell, content in zip(table.add_row().cells, row, strict=True):
            _fill(cell.paragraphs[0], content, notes)
    document.add_paragraph()


def _fill(paragraph: Any, content: Line, notes: Footnotes) -> None:
    for part in content:
        if isinstance(part, Note):
            notes.add(paragraph, part)
        else:
            _run(paragraph, part)


def _run(paragraph: Any, text: Text) -> None:
    add_run(paragraph._p, text, paragraph.part)


def _number_pages(document: Any) -> None:
    """Put "page / pages" into the footer, as fields that Word counts."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    footer = document.sections[0].footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for i, field in enumerate(("PAGE", "NUMPAGES")):
        if i:
            footer.add_run(" / ")
        element = OxmlElement("w:fldSimple")
        element.set(qn("w:instr"), field)
        run = OxmlElement("w:r")
        shown = OxmlElement("w:t")
        shown.text = "1"
        run.append(shown)
        element.append(run)
        footer._p.append(element)


def _timeless(data: bytes) -> bytes:
    """Return a zip file with the times of its members set to the first that zip knows."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return out.getvalue()
