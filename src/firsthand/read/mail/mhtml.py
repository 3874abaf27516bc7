"""A page that a browser saved as one file (MHTML, RFC 2557): the page, without the pictures around it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.encoding import NotTextError
from firsthand.read.language import tongue
from firsthand.read.limits import Limits
from firsthand.read.mail import mime
from firsthand.read.mail.letter import day_of
from firsthand.read.mail.mime import Entity
from firsthand.read.page import Page
from firsthand.read.text import too_long
from firsthand.read.web import declared_encoding, read_html

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_DEEPEST = 20
_BYTES = 16  # to a character, with the markup


def read(data: bytes, *, name: str, limits: Limits) -> Page:
    """Read a saved page; raises UnreadableDocumentError.

    `url` is the address it was saved from. The day of saving is a note, not the account's date.
    """
    whole = mime.letter(data)
    pages = list(islice(_pages(whole, 0), limits.parts))
    root = _root(whole, pages)
    if root is None:
        raise UnreadableDocumentError(
            f"{name}: a saved page (MHTML) without a page in it. Save it again in the browser, as one file."
        )
    source = root.body
    if len(source) > _BYTES * limits.characters:
        raise too_long(name, f"{len(source) / 1e6:.0f} MB", limits)
    charset = mime.parameter(root.head, "charset") or declared_encoding(source)
    try:
        text, note = mime.decode_as(source, charset)
    except NotTextError as error:
        raise UnreadableDocumentError(
            f"{name}: the page in it is not a text ({error}). Save it again in the browser."
        ) from error
    page = read_html(text, language=tongue(text))
    saved = day_of(mime.field(whole.head, "Date"))
    notes = [*page.notes, *([note] if note else [])]
    if saved:
        notes.append(f"saved on {saved.isoformat()}, as the file says")
    frames = sum(one.media != "text/plain" for one in pages) - 1
    if frames > 0:
        notes.append(f"holds {frames} more page{'s' if frames > 1 else ''} shown in frames, not read")
    address = (
        mime.field(root.head, "Content-Location")
        or mime.field(whole.head, "Snapshot-Content-Location")
        or mime.field(whole.head, "Content-Location")
    ).replace(" ", "")
    return replace(
        page,
        title=page.title or mime.field(whole.head, "Subject") or None,
        url=address if address.startswith(("http:", "https:")) else page.url,
        notes=tuple(notes),
    )


def _pages(part: Entity, depth: int) -> Iterator[Entity]:
    if part.media.startswith("multipart/") and depth < _DEEPEST:
        for inner in part.parts():
            yield from _pages(inner, depth + 1)
    elif part.media in _PAGES and part.body.strip():
        yield part


def _root(whole: Entity, pages: list[Entity]) -> Entity | None:
    """Return the page that the others belong to: the one that the head names, else the first."""
    named = (mime.parameter(whole.head, "start") or "").strip("<> ")
    address = mime.field(whole.head, "Snapshot-Content-Location")
    marked = [one for one in pages if one.media != "text/plain"]
    for one in pages:
        if named and mime.field(one.head, "Content-ID").strip("<> ") == named:
            return one
    for one in marked:
        if address and mime.field(one.head, "Content-Location") == address:
            return one
    return next(iter([*marked, *pages]), None)
