"""A preserved original and the text read from it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

# Confidence below which a word read from a picture is marked as doubtful: see `read.paged.ocr.notes`.
DOUBTFUL = 0.6

BlockKind = Literal["title", "byline", "dateline", "heading", "paragraph", "caption", "cell", "furniture"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch [start, end) of a document's text that does one job on the page.

    `furniture` is what the page carries beside the account: weather, menus, sign-up boxes,
    "keep reading", adverts. A `cell` is a cell of a table that holds no sentence: a name, a date, a figure.
    Furniture, cells, captions and bylines yield no statement.
    """

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a sheet: points (1/72 inch) from the sheet's left upper corner."""

    sheet: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word that was read from a picture: its passage [start, end), where it stands, how sure it is.

    `confidence` is 0 to 1.
    """

    start: int
    end: int
    area: Area
    confidence: float

    @property
    def doubtful(self) -> bool:
        """Tell whether the word may well be misread, so that a reader should look at the page."""
        return self.confidence < DOUBTFUL


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a paged original, or a sheet of a workbook: the stretch [start, end) of the text it holds.

    `number` counts from 1. `width` and `height` are in points, 0 where the original has none (a workbook).
    `label` is what the original calls it: "iv", "Incidents". `confidence` (0 to 1) says that the sheet was
    read from a picture, and how sure its words are in the mean; `words` are then there. Where the original
    holds text, both are empty: where a passage stands is looked up in the original (`read.locate`).
    """

    number: int
    start: int
    end: int
    width: float = 0.0
    height: float = 0.0
    label: str | None = None
    confidence: float | None = None
    words: tuple[ReadWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One preserved original and the text read from it.

    `id` is the SHA-256 of the original bytes, in hex. `name` is the path as the user gave it, or the address.
    `text` is whole: furniture is marked in `blocks`, never cut out, so that offsets hold.
    `blocks` are in order and do not overlap; white space between them belongs to none.
    `sheets` are the pages of a paged original, in order, none where it has no pages.
    `format` is the original's (a name of `read.formats`). `within` is the id of the original that it was
    taken out of: an archive, a letter with attachments. `taken` is when it was collected, in UTC.
    What is unknown is None. `language` is an ISO 639-1 code.
    """

    id: str
    name: str
    text: str
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None
    notes: tuple[str, ...] = ()  # what the reader had to do: "decoded as windows-1252", ...
    format: str = "text"
    sheets: tuple[Sheet, ...] = ()
    within: str | None = None
    taken: datetime | None = None
