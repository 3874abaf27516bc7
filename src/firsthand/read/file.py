"""One file to one document: its format, its limits, its language."""

import hashlib
import unicodedata
from collections import Counter
from pathlib import Path

from firsthand.model import Document
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.formats import format_of
from firsthand.read.language import LETTERS_TO_TELL, language_of, surely_in
from firsthand.read.limits import Limits
from firsthand.read.page import Page
from firsthand.read.text import too_long

# Paragraphs looked at to tell a document's language.
_MOST_BLOCKS_TO_TELL = 100


def read_file(path: Path, *, name: str | None = None, limits: Limits | None = None) -> Document:
    """Read one file; `name` is what it is called in messages and in the case (else the path).

    Raises UnreadableDocumentError, which names the document and the next thing to do.
    """
    name = str(path) if name is None else name
    return read_bytes(load(path, name=name, limits=limits), name=name, limits=limits)


def load(path: Path, *, name: str, limits: Limits | None = None) -> bytes:
    """Return the original bytes of one file, unless there are more than is read.

    Raises UnreadableDocumentError, which names the document and the next thing to do.
    """
    limits = limits or Limits()
    try:
        size = path.stat().st_size
        if size > limits.file:
            raise UnreadableDocumentError(
                f"{name}: too large to be opened ({size / 1e6:,.0f} MB). Split it, or raise the limit: "
                f"--limit file={size}"
            )
        return path.read_bytes()
    except PermissionError as error:
        raise UnreadableDocumentError(
            f"{name}: you may not read it; change its permissions (chmod u+r) and build again."
        ) from error
    except FileNotFoundError as error:
        raise UnreadableDocumentError(f"{name}: there is no such file; check the path.") from error
    except IsADirectoryError as error:
        raise UnreadableDocumentError(f"{name}: it is a folder; name the files in it.") from error
    except OSError as error:
        raise UnreadableDocumentError(
            f"{name}: cannot be read ({error.strerror or error}); check the disk, or leave the file out."
        ) from error


def read_bytes(data: bytes, *, name: str, media: str | None = None, limits: Limits | None = None) -> Document:
    """Read one document from its original bytes.

    What they are is told by themselves, then by `media` and `name`. `media` is the type that a server or a
    letter gave it. An archive is no document: see `open_original`.
    Raises UnreadableDocumentError, which names the document and the next thing to do.
    """
    limits = limits or Limits()
    if not data.strip():
        raise UnreadableDocumentError(f"{name}: the file is empty; save it again or leave it out.")
    kind = format_of(data, name=name, media=media)
    if not kind.reads:
        raise UnreadableDocumentError(f"{name}: an archive ({kind.label}), not a document; open it first.")
    page = kind.read(data, name=name, limits=limits)
    if len(page.text) > limits.characters:
        raise too_long(name, f"{len(page.text):,} characters", limits)
    if not any(unicodedata.category(character)[0] in "LN" for character in page.text):
        raise UnreadableDocumentError(f"{name}: there is no word in it; save it again or leave it out.")
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        name=name,
        text=page.text,
        blocks=page.blocks,
        title=page.title,
        publisher=page.publisher,
        author=page.author,
        published=page.published,
        language=_language(page),
        url=page.url,
        notes=page.notes,
        format=kind.name,
        sheets=page.sheets,
    )


def _language(page: Page) -> str | None:
    """Return the language most of an account is in: the detector alone leans to the rarer script."""
    texts = [
        page.text[block.start : block.end]
        for block in page.blocks[:_MOST_BLOCKS_TO_TELL]
        if block.kind == "paragraph" and block.end - block.start > LETTERS_TO_TELL
    ]
    told: Counter[str] = Counter()
    left = sum(map(len, texts))
    for text in texts:
        left -= len(text)
        if found := surely_in(text):
            told[found] += len(text)
            (_, most), *others = told.most_common(2)
            if most > left + sum(count for _, count in others):
                break  # whatever language the others are in
    return told.most_common(1)[0][0] if told else language_of(_account(page))


def _account(page: Page) -> str:
    told = " ".join(page.text[block.start : block.end] for block in page.blocks if block.kind == "paragraph")
    return told or page.text
