"""Every text that a file holds, whatever it is packed in: archives, documents, tables, escapes."""

import base64
import binascii
import gzip
import html
import io
import re
import urllib.parse
import zipfile
from collections.abc import Iterator
from typing import Any

_DEEPEST = 4  # archives within archives; what is packed deeper than that was not made by firsthand
_TAG = re.compile(r"<(?:!--.*?--|[^<>]*)>", re.DOTALL)
_BASE64 = re.compile(r"(?<![\w+/=-])[A-Za-z0-9+/_-]{16,}={0,2}(?![\w+/=-])")
_ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-9a-fA-F]{1,6})\s?)"
)
_PUNYCODE = re.compile(r"xn--[a-z0-9-]+", re.IGNORECASE)
_STRING = re.compile(rb"[\x20-\x7e\x80-\xff]{4,}")
_APART = "\n|\n"  # between two runs, so that no name is made of both
_READABLE = 0.9  # share of a decoded blob that must be characters for it to be text


def texts_in(data: bytes, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield every text in a file's bytes, with a word for where it was found ("word/document.xml").

    A text comes as it stands and once more for each way of reading it: without its markup, its entities
    and escapes resolved. Text within packed or encoded parts is yielded, too.
    """
    if depth > _DEEPEST:
        return
    if data[:2] == b"\x1f\x8b":
        yield from _within("unpacked", gzip.decompress(data), depth)
    elif data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield "comment", archive.comment.decode("utf-8", "replace")
            for name in archive.namelist():
                yield "file name", name
                yield from _within(name, archive.read(name), depth)
    elif data[:5] == b"%PDF-":
        yield from _pdf(data)
        yield from _strings(data)
    elif data[:4] == b"PAR1":
        yield from _parquet(data)
    elif (text := _decoded(data)) is None:
        yield from _strings(data)
    else:
        yield from readings(text, depth)


def readings(text: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield a text in every way that a program may read it."""
    yield "", text
    plain = text
    if "<" in text and ">" in text:
        # A name may be split by markup within a word and between two words.
        for between in ("", " "):
            plain = html.unescape(_TAG.sub(between, text))
            yield "without markup", plain
    if "&" in text:
        yield "entities", html.unescape(text)
    if "\\" in text:
        yield "escapes", _ESCAPE.sub(_unescaped, text)
    if "%" in text:
        yield "percent signs", urllib.parse.unquote(text)
        yield "percent signs", urllib.parse.unquote_plus(text)
    if "=\n" in text or "=\r\n" in text:
        yield "soft line ends", re.sub(r"=\r?\n", "", text)
    for match in _PUNYCODE.finditer(text):
        try:
            yield "host name", match[0].lower().encode("ascii").decode("idna")
        except UnicodeError:
            continue
    for match in _BASE64.finditer(text):
        if (packed := _unpacked(match[0])) is not None:
            yield from _within("base64", packed, depth)


def _within(where: str, data: bytes, depth: int) -> Iterator[tuple[str, str]]:
    for inner, text in texts_in(data, depth + 1):
        yield f"{where}, {inner}" if inner else where, text


def _unescaped(match: re.Match[str]) -> str:
    code = int(next(group for group in match.groups() if group), 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else match[0]


def _unpacked(blob: str) -> bytes | None:
    """Return what a run of base64 holds if it is text or a file of its own; a digest is neither."""
    try:
        data = base64.b64decode(
            blob.rstrip("=") + "=" * (-len(blob.rstrip("=")) % 4), altchars=None, validate=False
        )
    except (binascii.Error, ValueError):
        return None
    if data[:4] in (b"PK\x03\x04", b"%PDF", b"PAR1") or data[:2] == b"\x1f\x8b":
        return data
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    good = sum(c.isprintable() or c in "\n\r\t" for c in text)
    return data if text and good / len(text) >= _READABLE else None


def _decoded(data: bytes) -> str | None:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text


def _strings(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield the readable runs of a binary file, in one and in two bytes a character."""
    yield "bytes", _APART.join(run.decode("utf-8", "ignore") for run in _STRING.findall(data))
    for start in (0, 1):
        wide = data[start:].decode("utf-16-le", "ignore")
        runs = re.findall(r"[\x20-\x7e\u00a0-\u024f\u3400-\u9fff]{4,}", wide)
        yield "wide bytes", _APART.join(run for run in runs if sum(c < "\u0250" for c in run) > len(run) / 2)


def _pdf(data: bytes) -> Iterator[tuple[str, str]]:
    import pypdfium2

    document: Any = pypdfium2.PdfDocument(data)
    try:
        for key, value in sorted(document.get_metadata_dict().items()):
            yield f"metadata {key}", value
        for item in document.get_toc():
            title = item.get_title() if hasattr(item, "get_title") else item.title
            yield "outline", title or ""
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            yield f"page {number + 1}", text.get_text_range()
            text.close()
            page.close()
    finally:
        document.close()


def _parquet(data: bytes) -> Iterator[tuple[str, str]]:
    import pyarrow.parquet

    table: Any = pyarrow.parquet.read_table(io.BytesIO(data))
    for key, value in (table.schema.metadata or {}).items():
        yield "metadata", f"{key.decode('utf-8', 'replace')} {value.decode('utf-8', 'replace')}"
    for name in table.column_names:
        yield "column name", name
        for row, value in enumerate(table.column(name).to_pylist()):
            if value is not None and not isinstance(value, int | float | bool):
                yield f"column {name}, row {row + 1}", str(value)
