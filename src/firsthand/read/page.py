"""What every reader of a format hands back."""

from dataclasses import dataclass
from datetime import date

from firsthand.model import Block, Sheet


@dataclass(frozen=True, slots=True)
class Page:
    """What was read from one original: its text, the blocks on it, its pages, and what it says of itself."""

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None
    notes: tuple[str, ...] = ()
    sheets: tuple[Sheet, ...] = ()
