"""Texts: plain, Markdown, and web pages."""

import re
from dataclasses import replace

from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.encoding import NotTextError, decode
from firsthand.read.language import tongue
from firsthand.read.limits import Limits
from firsthand.read.page import Page
from firsthand.read.plain import read_plain

_TAGS = re.compile(r"<[^<>]*>")
# Bytes to a character: four where it is all text, more where markup takes room, too.
_TEXT, _MARKUP = 4, 16


def read_text(data: bytes, *, name: str, limits: Limits) -> Page:
    """Read a plain text."""
    text, note = _decoded(data, name, limits, _TEXT)
    return _noted(read_plain(text, language=tongue(text)), note)


def read_marked(data: bytes, *, name: str, limits: Limits) -> Page:
    """Read a Markdown text."""
    from firsthand.read.markdown import read_markdown

    text, note = _decoded(data, name, limits, _TEXT)
    return _noted(read_markdown(text, language=tongue(text)), note)


def read_web(data: bytes, *, name: str, limits: Limits) -> Page:
    """Read a web page."""
    from firsthand.read.web import declared_encoding, read_html

    text, note = _decoded(data, name, limits, _MARKUP, declared=declared_encoding(data))
    return _noted(read_html(text, language=tongue(_TAGS.sub(" ", text))), note)


def _decoded(
    data: bytes, name: str, limits: Limits, most: int, *, declared: str | None = None
) -> tuple[str, str | None]:
    if len(data) > most * limits.characters + 4:
        raise too_long(name, f"{len(data) / 1e6:.0f} MB", limits)
    try:
        text, note = decode(data, declared=declared)
    except NotTextError as error:
        raise UnreadableDocumentError(
            f"{name}: not a text ({error}); export it as text or HTML and read that instead."
        ) from error
    if most == _TEXT and len(text) > limits.characters:
        raise too_long(name, f"{len(text):,} characters", limits)
    return text, note


def too_long(name: str, size: str, limits: Limits) -> UnreadableDocumentError:
    """Return the error for a text that is longer than is read."""
    return UnreadableDocumentError(
        f"{name}: too long to be one document ({size}; at most {limits.characters:,} characters). "
        "Split it into the accounts it holds, or raise the limit with --limit characters=NUMBER."
    )


def _noted(page: Page, note: str | None) -> Page:
    return replace(page, notes=(*page.notes, note)) if note else page
