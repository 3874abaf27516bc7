"""An office file is a ZIP of XML parts: each is taken out within limits, and read as data only.

Nothing that a part points at is ever loaded: no entity, no DTD, no file, no address.
"""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import TypeAlias

from lxml import etree

from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.beat import beat
from firsthand.read.limits import Limits

# Word processors nest a table within a table seldom more than three deep, at four elements each.
_DEEPEST = 256
# Compressed white space and repeated mark-up reach high ratios while small: no harm below this size.
_HARMLESS_BYTES = 1_000_000
# Mark-up takes room: of 40 letters written by word processors none had more than 60 bytes a character.
_BYTES_A_CHARACTER = 200
_EVENTS_A_BEAT = 20_000
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError, ValueError, RuntimeError,
)  # fmt: skip

Element: TypeAlias = etree._Element


@dataclass(frozen=True, slots=True)
class Package:
    """An office file that was opened: its parts by their path. `most` is the size of a part at most."""

    name: str
    archive: zipfile.ZipFile
    most: int

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of all parts, in order."""
        return tuple(sorted(set(self.archive.namelist())))

    def size(self, path: str) -> int:
        """Return how many bytes a part says that it has."""
        return self.archive.getinfo(path).file_size

    def part(self, path: str) -> bytes | None:
        """Return the bytes of a part, None where there is none; raises UnreadableDocumentError."""
        if path not in self.archive.NameToInfo:
            return None
        beat()
        info = self.archive.getinfo(path)
        if info.file_size > self.most:
            raise UnreadableDocumentError(
                f"{self.name}: {path} in it unfolds to {info.file_size / 1e6:,.0f} MB, which is more than is "
                f"read ({self.most / 1e6:,.0f} MB). Split the document, or raise the limit with "
                "--limit characters=NUMBER (for tables also cells=NUMBER)."
            )
        try:
            return self.archive.read(path)
        except _BROKEN as error:
            raise UnreadableDocumentError(
                f"{self.name}: {path} in it is damaged ({error}). Open it in an office program, let it be "
                "repaired, and save it again."
            ) from error

    def tree(self, path: str) -> Element | None:
        """Return the root of an XML part, None where there is none; raises UnreadableDocumentError."""
        data = self.part(path)
        return None if data is None else tree(data, name=self.name, path=path)


def open_package(data: bytes, *, name: str, limits: Limits) -> Package:
    """Open an office file, its sizes checked before anything is unfolded.

    Raises UnreadableDocumentError for what is broken, encrypted or made to do harm.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _BROKEN as error:
        raise UnreadableDocumentError(
            f"{name}: the file is cut off or damaged ({error}). Copy it again, or open it in an office "
            "program and save it again."
        ) from error
    infos = archive.infolist()
    if len(infos) > limits.parts:
        raise UnreadableDocumentError(
            f"{name}: an office file of {len(infos):,} parts, more than are read ({limits.parts:,}). Save it "
            "again in an office program, or raise the limit with --limit parts=NUMBER."
        )
    total = 0
    for info in infos:
        total += info.file_size
        unfolds = info.file_size > limits.ratio * max(1, info.compress_size)
        if (unfolds and info.file_size > _HARMLESS_BYTES) or total > limits.unpacked:
            limit = "ratio" if unfolds else "unpacked"
            raise UnreadableDocumentError(
                f"{name}: {info.filename} in it is made to unfold beyond measure ("
                f"{info.file_size / 1e6:,.0f} MB out of {info.compress_size / 1e6:,.1f} MB). If you trust "
                f"it, raise the limit with --limit {limit}=NUMBER."
            )
        if info.flag_bits & 1:
            raise locked(name)
    return Package(
        name, archive, min(limits.unpacked, _BYTES_A_CHARACTER * max(limits.characters, limits.cells))
    )


def locked(name: str) -> UnreadableDocumentError:
    """Return the error for a file that asks for a password."""
    return UnreadableDocumentError(
        f"{name}: protected by a password. Open it in an office program and save it without one."
    )


def tree(data: bytes, *, name: str, path: str) -> Element:
    """Return the root of some XML, read as data: nothing is expanded, loaded, or nested without end.

    Raises UnreadableDocumentError.
    """
    depth = count = 0
    root: Element | None = None
    try:
        events = etree.iterparse(
            BytesIO(data),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        for event, element in events:
            if root is None:
                root = element
                if element.getroottree().docinfo.internalDTD is not None:
                    raise _odd(name, path, "it declares entities, which office programs never do")
            count += 1
            if count % _EVENTS_A_BEAT == 0:
                beat()
            depth += 1 if event == "start" else -1
            if depth > _DEEPEST:
                raise _odd(name, path, "it is nested too deep")
    except (etree.LxmlError, ValueError) as error:
        raise _odd(name, path, str(error)) from error
    if root is None:
        raise _odd(name, path, "it is empty")
    return root


def _odd(name: str, path: str, why: str) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        f"{name}: {path} in it cannot be read ({why}). Open it in an office program and save it again, as "
        "DOCX or PDF."
    )


def local(element: Element) -> str:
    """Return an element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """Return an attribute by its name without a namespace (strict and loose OOXML name them apart)."""
    if element is None:
        return None
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), None)


def child(element: Element | None, *names: str) -> Element | None:
    """Return what hangs below an element by this path of names, None where there is no such thing."""
    for name in names:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


def named(element: Element | None, *names: str) -> Iterable[Element]:
    """Yield the descendants with one of these names, in order."""
    if element is not None:
        wanted = frozenset(names)
        for one in element.iter():
            if local(one) in wanted:
                yield one
