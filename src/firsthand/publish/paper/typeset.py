"""The report as a PDF, set by typst: tagged for screen readers (PDF/UA-1), with real footnotes.

Only the fonts that come with typst and with firsthand are used, never those of the machine, so that the
same report gives the same bytes everywhere. No character is drawn as an empty box: see `fonts`.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from importlib import resources
from typing import Any

from firsthand.publish.paper.blocks import Block, Bullets, Grid, Heading, Line, Note, Paper, Paragraph, Text
from firsthand.publish.paper.fonts import drawable, font_folders, substitute
from firsthand.publish.telling.wording import day

_TEMPLATE = "typst_template.txt"
_IN_CELL, _IN_TITLE, _IN_LINE = 14, 24, 60  # letters that surely fit a cell, a title, a line
_ROWS = 25  # of one table: longer ones are told in parts, each with its notes under it
_NOTICE = (
    "This PDF lacks a font for some characters of the documents: Chinese ones are written in pinyin, others "
    "by their numbers, in brackets. The Word and Markdown forms of this report have them as they are."
)


def pdf(paper: Paper) -> bytes:
    """Return the report as a PDF; needs no network and reads no font of the machine."""
    import typst  # imported here: only publishing needs it

    folders = font_folders()
    missing = set(_all_text(paper)) - drawable(set(_all_text(paper)), folders)
    lines = (*paper.lines, _NOTICE) if missing else paper.lines
    data = {
        "title": paper.title,
        "shown": breakable(paper.title, _IN_TITLE),
        "lines": [breakable(text, _IN_LINE) for text in lines],
        "date": day(paper.day),
        "year": paper.day.year,
        "month": paper.day.month,
        "day": paper.day.day,
        "blocks": list(_blocks(paper.blocks)),
    }
    template = resources.files("firsthand.publish.paper").joinpath(_TEMPLATE).read_bytes()
    first = date(1970, 1, 1)  # typst counts seconds from here
    when = datetime.combine(max(paper.day, first), time(), tzinfo=UTC)
    words = json.dumps(_substituted(data, frozenset(missing)), ensure_ascii=False)
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[*folders])
    seconds = int(when.timestamp())
    try:
        made: bytes = typst.compile(
            template,
            format="pdf",
            sys_inputs={"paper": words},
            font_paths=fonts,
            timestamp=seconds,
            pdf_standards="ua-1",
        )
    except typst.TypstError:
        # Tagging is young in typst and gives up on some page breaks: a report without tags beats none.
        made = typst.compile(
            template,
            format="pdf",
            sys_inputs={"paper": words},
            font_paths=fonts,
            timestamp=seconds,
            pdf_tags=False,
        )
    return made


def _all_text(thing: Any) -> str:
    """Return all words of a report in one text, for the characters in it."""
    if isinstance(thing, Paper):
        return _NOTICE + thing.title + "".join(thing.lines) + "".join(_all_text(b) for b in thing.blocks)
    if isinstance(thing, str):
        return thing
    if isinstance(thing, tuple):
        return "".join(map(_all_text, thing))
    if isinstance(thing, Text | Heading):
        return thing.text
    if isinstance(thing, Grid):
        return thing.caption + _all_text(thing.heads) + _all_text(thing.rows)
    return _all_text(thing.items if isinstance(thing, Bullets) else thing.content)


def _substituted(thing: Any, missing: frozenset[str]) -> Any:
    if isinstance(thing, dict):
        return {key: value if key == "link" else _substituted(value, missing) for key, value in thing.items()}
    if isinstance(thing, list):
        return [_substituted(item, missing) for item in thing]
    return substitute(thing, missing) if isinstance(thing, str) and missing else thing


def _blocks(blocks: Iterable[Block]) -> Iterator[dict[str, Any]]:
    """Yield the blocks as the template takes them, each footnote with its number."""
    number = 0
    for block in blocks:
        if isinstance(block, Heading):
            yield {"kind": "heading", "level": block.level, "text": breakable(block.text, _IN_TITLE)}
        elif isinstance(block, Paragraph):
            number += _notes_in([block.content])
            yield {"kind": "lead" if block.look == "lead" else "paragraph", "content": _line(block.content)}
        elif isinstance(block, Bullets):
            notes = _notes_in(block.items)
            number += notes
            yield {"kind": "points" if notes else "bullets", "items": [_line(item) for item in block.items]}
        else:
            for first in range(0, max(len(block.rows), 1), _ROWS):
                rows = block.rows[first : first + _ROWS]
                yield _table(block, rows, first, number)
                number += sum(map(_notes_in, rows))


def _table(grid: Grid, rows: Sequence[tuple[Line, ...]], first: int, number: int) -> dict[str, Any]:
    """Return a table, or a part of a long one, with its notes, which are numbered from `number` + 1.

    Notes of a table stand under it: footnotes in a table that breaks over pages make typst 0.15 fail.
    """
    cells: list[list[dict[str, Any]]] = []
    notes: list[dict[str, Any]] = []
    for cell in (cell for row in rows for cell in row):
        cells.append([])
        for part in cell:
            if isinstance(part, Note):
                number += 1
                notes.append({"number": number, "content": [_words(t, _IN_LINE) for t in part.content]})
                cells[-1].append({"kind": "mark", "number": number})
            else:
                cells[-1].append(_words(part, _IN_CELL))
    part_of = f" ({first + 1}–{first + len(rows)} of {len(grid.rows)})" if len(grid.rows) > _ROWS else ""
    return {
        "kind": "table",
        "caption": breakable(grid.caption + part_of, _IN_LINE),
        "heads": [breakable(head, _IN_CELL) for head in grid.heads],
        "cells": cells,
        "notes": notes,
    }


def _notes_in(lines: Iterable[Line]) -> int:
    return sum(isinstance(part, Note) for content in lines for part in content)


def _line(content: Line) -> list[dict[str, Any]]:
    return [
        {"kind": "note", "content": [_words(text, _IN_LINE) for text in part.content]}
        if isinstance(part, Note)
        else _words(part, _IN_LINE)
        for part in content
    ]


def breakable(text: str, longest: int) -> str:
    """Return a text of which every word can be broken: longer ones get places to do so."""

    def broken(match: re.Match[str]) -> str:
        word = match[0]
        mark = "\u00ad" if word.isalpha() else "\u200b"
        return mark.join(word[i : i + longest // 2] for i in range(0, len(word), longest // 2))

    return re.sub(rf"[^\s\u2e80-\uffff]{{{longest + 1},}}", broken, text)


def _words(text: Text, longest: int) -> dict[str, Any]:
    return {
        "kind": "text",
        "text": breakable(text.text, longest),
        "style": text.style,
        "link": text.link,
        "language": text.language[:2],
    }
