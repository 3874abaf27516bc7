"""What a report is made of, whatever it is printed as: headings, paragraphs, lists, tables, footnotes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Text:
    """Words of one look. `link` is a web address they lead to; `language` is given unless English."""

    text: str
    style: Literal["plain", "strong", "quiet"] = "plain"
    link: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, marked at the place where it stands."""

    content: tuple[Text, ...]


Inline = Text | Note
Line = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 begins a chapter."""

    level: Literal[1, 2, 3]
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text; a "lead" one is larger."""

    content: Line
    look: Literal["body", "lead"] = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of lines."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a caption and one row of heads; every row has as many cells as there are heads."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


Block = Heading | Paragraph | Bullets | Grid


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole report. `lines` stand under the title on its page; `day` is its date."""

    title: str
    lines: tuple[str, ...]
    day: date
    blocks: tuple[Block, ...]


def line(*parts: str | Inline | Iterable[Inline]) -> Line:
    """Return words and footnotes as one line: texts become plain words, empty ones are left out."""
    found: list[Inline] = []
    for part in parts:
        if isinstance(part, str):
            found += [Text(part)] if part else []
        elif isinstance(part, Text | Note):
            found.append(part)
        else:
            found += part
    return tuple(found)


def paragraph(*parts: str | Inline | Iterable[Inline]) -> Paragraph:
    """Return a paragraph of these words and footnotes."""
    return Paragraph(line(*parts))
