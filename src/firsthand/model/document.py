"""A preserved original and the text read from it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

BlockKind = Literal["title", "byline", "dateline", "heading", "paragraph", "caption", "furniture"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch [start, end) of a document's text that does one job on the page.

    `furniture` is what the page carries beside the account: weather, menus, sign-up boxes,
    "keep reading", adverts. Furniture, captions and bylines yield no statement.
    """

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Document:
    """One preserved original and the text read from it.

    `id` is the SHA-256 of the original bytes, in hex. `name` is the path as the user gave it.
    `text` is whole: furniture is marked in `blocks`, never cut out, so that offsets hold.
    `blocks` are in order and do not overlap; white space between them belongs to none.
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
