"""Which formats are read, how one is told from its bytes, and who reads it.

A name's suffix can lie, and a server's media type too: what the bytes say goes first. Only where they say
nothing (all kinds of text) a server's media type, then the suffix decides.
"""

import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from firsthand.model import Failure
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.limits import Limits
from firsthand.read.page import Page

if TYPE_CHECKING:
    from firsthand.read.parts import Part

_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read.

    `reads` names the module (":" and the function, if it is not called so) whose
    `read(data, *, name, limits) -> Page` reads it, `unpacks` the one whose
    `unpack(data, *, name, limits) -> Iterator[Part | Failure]` takes out what it holds; a letter has both.
    """

    name: str
    label: str
    suffixes: tuple[str, ...]
    media: tuple[str, ...] = ()
    reads: str | None = None
    unpacks: str | None = None

    def read(self, data: bytes, *, name: str, limits: Limits) -> Page:
        """Read one original of this format; raises UnreadableDocumentError."""
        assert self.reads is not None
        module, _, function = self.reads.partition(":")
        reader: Callable[..., Page] = getattr(import_module(f"firsthand.read.{module}"), function or "read")
        return reader(data, name=name, limits=limits)

    def unpack(self, data: bytes, *, name: str, limits: Limits) -> "Iterator[Part | Failure]":
        """Yield what an original of this format holds, and what of it cannot be had."""
        assert self.unpacks is not None
        unpacker: Callable[..., Iterator[Part | Failure]] = import_module(
            f"firsthand.read.{self.unpacks}"
        ).unpack
        return unpacker(data, name=name, limits=limits)


FORMATS = (
    Format("text", "text", (".txt", ".text"), ("text/plain",), "text:read_text"),
    Format("markdown", "Markdown", (".md", ".markdown"), ("text/markdown",), "text:read_marked"),
    Format(
        "html", "HTML", (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml"), "text:read_web"
    ),
    Format("pdf", "PDF", (".pdf",), ("application/pdf",), "paged.pdf"),
    Format(
        "image",
        "pictures",
        (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp", ".gif"),
        ("image/png", "image/jpeg", "image/tiff", "image/webp", "image/bmp", "image/gif"),
        "paged.image",
    ),
    Format(
        "docx",
        "DOCX",
        (".docx", ".docm", ".dotx"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
        "office.docx",
    ),
    Format("odt", "ODT", (".odt", ".ott"), ("application/vnd.oasis.opendocument.text",), "office.odt"),
    Format("rtf", "RTF", (".rtf",), ("application/rtf", "text/rtf"), "office.rtf"),
    Format(
        "workbook",
        "XLSX, ODS, XLS",
        (".xlsx", ".xlsm", ".ods", ".xls", ".xlsb"),
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.ms-excel",
        ),
        "office.workbook",
    ),
    Format("csv", "CSV", (".csv", ".tsv"), ("text/csv", "text/tab-separated-values"), "office.csv"),
    Format("eml", "EML", (".eml",), ("message/rfc822",), "mail.eml", "mail.eml"),
    Format("msg", "MSG", (".msg",), ("application/vnd.ms-outlook",), "mail.msg", "mail.msg"),
    Format("mhtml", "MHTML", (".mhtml", ".mht"), ("multipart/related",), "mail.mhtml"),
    Format("zip", "ZIP", (".zip",), ("application/zip",), None, "archives.zipped"),
    Format(
        "tar", "TAR", (".tar", ".tgz", ".gz", ".bz2", ".xz"), ("application/x-tar",), None, "archives.tarred"
    ),
    Format("warc", "WARC", (".warc",), ("application/warc",), None, "archives.warc"),
    Format("wacz", "WACZ", (".wacz",), ("application/wacz",), None, "archives.wacz"),
)
_BY_NAME = {one.name: one for one in FORMATS}
_BY_SUFFIX = {suffix: one for one in FORMATS for suffix in one.suffixes}
_BY_MEDIA = {media: one for one in FORMATS for media in one.media}
SUFFIXES = frozenset(_BY_SUFFIX)
_MAGIC = (
    (b"{\\rtf", "rtf"), (b"\x89PNG\r\n\x1a\n", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"),
    (b"II*\x00", "image"), (b"MM\x00*", "image"), (b"BM", "image"), (b"WARC/", "warc"),
)  # fmt: skip
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S
)


def format_of(data: bytes, *, name: str, media: str | None = None) -> Format:
    """Tell the format of an original from its bytes, its name and what a server said of it.

    Raises UnreadableDocumentError for formats that are known and not read, with what to do.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if binary := _by_bytes(data, name, suffix):
        return _BY_NAME[binary]
    kind = (media or "").partition(";")[0].strip().lower()
    told = (_BY_MEDIA.get(kind) or _BY_SUFFIX.get(suffix)) if media else _BY_SUFFIX.get(suffix)
    if media and _MARKUP.match(data[:_HEAD]):
        return _BY_NAME["html"]  # a server's "text/plain" for a page is a common mistake
    return told or _BY_NAME["text"]


def _by_bytes(data: bytes, name: str, suffix: str) -> str | None:
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zipped(data, suffix)
    if head.startswith(_OLE):
        return _compound(data, name)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image"
    if head[:2] == b"\x1f\x8b":
        return "warc" if suffix == ".warc" or name.lower().endswith(".warc.gz") else "tar"
    if head[:3] == b"BZh" or head[:6] == b"\xfd7zXZ\x00" or head[257:262] == b"ustar":
        return "tar"
    found = next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)
    return None if found == "image" and head.startswith(b"BM") and suffix != ".bmp" else found


def _zipped(data: bytes, suffix: str) -> str:
    """Tell what kind of ZIP it is; one whose directory is broken is what its suffix says, or a ZIP."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            # The library unfolds bzip2 without a limit; office programs do not pack this member at all.
            plain = "mimetype" in names and archive.getinfo("mimetype").compress_type in (0, 8)
            mimetype = archive.open("mimetype").read(100) if plain else b""
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, ValueError, RuntimeError, EOFError):
        told = _BY_SUFFIX.get(suffix)
        return told.name if told and told.name in ("docx", "odt", "workbook") else "zip"
    if any(one.startswith("word/document") and one.endswith(".xml") for one in names):
        return "docx"
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names or b"opendocument.spreadsheet" in mimetype:
        return "workbook"
    if b"opendocument.text" in mimetype:
        return "odt"
    if "datapackage.json" in names and any(one.startswith("archive/") for one in names):
        return "wacz"
    return "zip"


def _compound(data: bytes, name: str) -> str:
    """Tell what an OLE file is: a letter, an old workbook, or something that is not read."""
    if "__properties_version1.0".encode("utf-16-le") in data:
        return "msg"
    if any(f"{one}\0".encode("utf-16-le") in data for one in ("Workbook", "Book")):
        return "workbook"
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableDocumentError(
            f"{name}: protected by a password. Open it in an office program and save it without one."
        )
    if name.lower().endswith(".msg"):
        return "msg"  # a damaged one: its reader says so
    raise UnreadableDocumentError(
        f"{name}: an old Office format (or a password-protected new one), which is not read. Open it in an "
        "office program and save it as DOCX or PDF, without a password."
    )
