"""The report as Markdown with footnotes, as GitHub, Pandoc and most others read it."""

import re
from collections.abc import Iterator

from firsthand.publish.paper.blocks import Block, Bullets, Grid, Heading, Line, Note, Paper, Paragraph, Text
from firsthand.publish.rows.characters import in_markdown
from firsthand.publish.telling.wording import day


def markdown(paper: Paper) -> bytes:
    """Return the report as Markdown in UTF-8; footnotes are numbered through and stand at the end."""
    notes: list[str] = []
    lines = [f"# {in_markdown(paper.title)}", "", *_apart(in_markdown(text) for text in paper.lines)]
    lines += [day(paper.day), ""]
    for block in paper.blocks:
        lines += [*_block(block, notes), ""]
    lines += [f"[^{number}]: {text}" for number, text in enumerate(notes, start=1)]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _apart(paragraphs: Iterator[str]) -> Iterator[str]:
    for text in paragraphs:
        yield from (text, "")


def _block(block: Block, notes: list[str]) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * (block.level + 1)} {in_markdown(block.text)}"
    elif isinstance(block, Paragraph):
        yield _line(block.content, notes)
    elif isinstance(block, Bullets):
        yield from (f"- {_line(item, notes)}" for item in block.items)
    else:
        yield from _grid(block, notes)


def _grid(grid: Grid, notes: list[str]) -> Iterator[str]:
    yield f"**{in_markdown(grid.caption)}**"
    yield ""
    yield f"| {' | '.join(in_markdown(head) for head in grid.heads)} |"
    yield f"|{' --- |' * len(grid.heads)}"
    for row in grid.rows:
        yield f"| {' | '.join(_line(cell, notes) for cell in row)} |"


def _line(content: Line, notes: list[str]) -> str:
    parts = []
    for part in content:
        if isinstance(part, Note):
            notes.append("".join(_text(text) for text in part.content))
            parts.append(f"[^{len(notes)}]")
        else:
            parts.append(_text(part))
    return "".join(parts).strip()


def _text(text: Text) -> str:
    """Return words with their mark-up, and the spaces around them outside of it."""
    before, inner, after = re.match(r"(\s*)(.*?)(\s*)$", text.text, re.DOTALL).groups()  # type: ignore[union-attr]
    if not inner:
        return " " if text.text else ""
    marked = in_markdown(inner)
    if text.link:
        marked = f"<{text.link}>" if text.link == inner else f"[{marked}](<{text.link}>)"
    if text.style == "strong":
        marked = f"**{marked}**"
    return f"{' ' if before else ''}{marked}{' ' if after else ''}"
