"""What a PDF says of itself: taken, as from any file, where the page itself says nothing better."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pypdfium2

from firsthand.read.page import Page
from firsthand.read.properties import Properties, filled

_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")
# A title that programs write there by themselves, beside those of office programs.
_NO_TITLE = re.compile(r"\S{1,3}|https?://\S*|.*\.(?:indd|qxd|tex|pptx?|tmp|dvi)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """What a PDF says of itself; `attached` counts the files in it."""

    properties: Properties
    attached: int


def told_by(document: pypdfium2.PdfDocument) -> Told:
    """Return what an open PDF says of itself."""
    said = document.get_metadata_dict(skip_empty=True)
    title, author = (_plain(said.get(key, "")) for key in ("Title", "Author"))
    return Told(
        Properties(
            title=None if _NO_TITLE.fullmatch(title) else title,
            author=author,
            made=_day(said.get("CreationDate", "")),
        ),
        max(0, document.count_attachments()),
    )


def completed(page: Page, told: Told) -> Page:
    """Return a page with what only the file's properties say, and notes that say so."""
    page = filled(page, told.properties)
    return replace(page, notes=(*page.notes, *_attached(told.attached)))


def _attached(count: int) -> Iterator[str]:
    if count:
        files = "a file is" if count == 1 else f"{count:,} files are"
        yield f"{files} attached in the PDF and not read: save what you need from it in a PDF viewer"


def _plain(text: str) -> str:
    return " ".join("".join(one for one in text if one.isprintable() or one.isspace()).split())[:300]


def _day(text: str) -> str | None:
    """Return the day of "D:20240512093000+02'00'" as "2024-05-12"."""
    found = _DATE.match(text.strip())
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat() if found else None
    except ValueError:
        return None
