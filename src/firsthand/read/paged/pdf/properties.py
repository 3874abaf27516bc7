"""What a PDF's properties say of title, author and date: taken where the page itself says nothing better."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pypdfium2

from firsthand.read.page import Page

_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})?(\d{2})?")
# What programs write there by themselves.
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|excel|powerpoint)\b.*|untitled.*|unbenannt.*|sans titre.*|sin título.*|"
    r"document\d*|dokument\d*|.*\.(?:docx?|xlsx?|pptx?|indd|pdf|qxd|tex|rtf|odt|html?|tmp|dvi)|[\W\d_]*|\S{1,3})",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?:user\d*|admin\w*|administrator|owner|unknown|anonymous|author|benutzer|microsoft.*|[\W\d_]*|\S+@\S+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself; `attached` are the names of files in it."""

    title: str | None
    author: str | None
    created: date | None
    attached: int


def properties_of(document: pypdfium2.PdfDocument) -> Properties:
    """Return what an open PDF says of itself."""
    told = document.get_metadata_dict(skip_empty=True)
    title, author = (_plain(told.get(key, "")) for key in ("Title", "Author"))
    return Properties(
        None if _NO_TITLE.fullmatch(title) else title,
        None if _NO_AUTHOR.fullmatch(author) else author,
        _date(told.get("CreationDate", "")),
        max(0, document.count_attachments()),
    )


def completed(page: Page, told: Properties) -> Page:
    """Return a page with what only the file's properties say, and a note that says so."""
    page = replace(page, notes=(*page.notes, *_notes(page, told)))
    return replace(
        page,
        title=page.title or told.title,
        author=page.author or told.author,
        published=page.published or told.created,
    )


def _notes(page: Page, told: Properties) -> Iterator[str]:
    if not page.title and told.title:
        yield "the title is the file's: the page has none"
    if not page.author and told.author:
        yield f"the author ({told.author}) is the one in the file's properties: the page names none"
    if not page.published and told.created:
        yield f"the date ({told.created}) is that of the file: the page has none"
    if told.attached:
        files = "a file is" if told.attached == 1 else f"{told.attached:,} files are"
        yield f"{files} attached in the PDF and not read: save what you need from it in a PDF viewer"


def _plain(text: str) -> str:
    return " ".join("".join(one for one in text if one.isprintable() or one.isspace()).split())[:300]


def _date(text: str) -> date | None:
    found = _DATE.match(text.strip())
    if not found or not found[2] or not found[3]:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
