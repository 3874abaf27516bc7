"""The properties of an Outlook message: what is written in each stream of its storage (MS-OXMSG)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from olefile import OleFileIO  # type: ignore[import-untyped]

from firsthand.read.encoding import NotTextError
from firsthand.read.mail.compound import Storage
from firsthand.read.mail.mime import characters

_VALUES = "__properties_version1.0"
_NAMES = "__nameid_version1.0"
_HEAD_WHOLE, _HEAD_INNER, _HEAD_PART = 32, 24, 8
_TEXT, _BYTES_TEXT, _BYTES, _OBJECT = 0x001F, 0x001E, 0x0102, 0x000D
_CODE_PAGE, _MESSAGE_PAGE = 0x3FDE, 0x3FFD
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_DEEPEST = 30
_PAGES = {65001: "utf-8", 936: "gb18030", 54936: "gb18030", 20127: "ascii", 28591: "latin-1"}


@dataclass(slots=True)
class Properties:
    """A storage of a message: the message itself, one within another, or something that hangs on it."""

    ole: OleFileIO
    path: tuple[str, ...] = ()
    head: int = _HEAD_WHOLE
    encoding: str | None = None
    _fixed: dict[int, bytes] | None = field(default=None, init=False)

    def empty(self) -> bool:
        """Tell whether there is nothing here that a message has."""
        return not self._values() and not any(
            entry[-1].startswith("__substg1.0_") for entry in self.ole.listdir()
        )

    def text(self, number: int) -> str:
        """Return a text, empty where there is none."""
        if (wide := self._stream(number, _TEXT)) is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\x00")
        if (narrow := self._stream(number, _BYTES_TEXT)) is not None:
            try:
                return characters(narrow.rstrip(b"\x00"), self.code_page())
            except NotTextError:
                return narrow.decode("cp1252", "replace")
        return ""

    def data(self, number: int) -> bytes:
        """Return bytes, none where there are none."""
        return self._stream(number, _BYTES) or b""

    def number(self, number: int) -> int | None:
        """Return a whole number, None where there is none."""
        value = self._values().get(number)
        return int(struct.unpack("<i", value[:4])[0]) if value else None

    def time(self, number: int) -> datetime | None:
        """Return a time in UTC, None where there is none, or one that no calendar has."""
        value = self._values().get(number)
        if not value:
            return None
        try:
            return _EPOCH + timedelta(microseconds=struct.unpack("<Q", value)[0] // 10)
        except OverflowError:
            return None

    def parts(self, prefix: str = "__attach_version1.0_#") -> Iterator["Properties"]:
        """Yield the storages of what hangs on the message, in order."""
        depth = len(self.path)
        found = {
            entry[depth]
            for entry in self.ole.listdir(streams=False, storages=True)
            if len(entry) > depth
            and tuple(entry[:depth]) == self.path
            and entry[depth].lower().startswith(prefix)
        }
        for name in sorted(found):
            yield Properties(self.ole, (*self.path, name), _HEAD_PART, self.code_page())

    def inner(self, number: int) -> Storage | None:
        """Return a storage within as one that stands alone: a letter in a letter becomes a letter."""
        path = [*self.path, f"__substg1.0_{number:04X}{_OBJECT:04X}"]
        if not self.ole.exists("/".join(path)):
            return None
        storage = _copied(self.ole, tuple(path), 0)
        values = storage.get(_VALUES)
        if isinstance(values, bytes):  # a message: within another its head is shorter
            head = values[:_HEAD_INNER].ljust(_HEAD_WHOLE, b"\x00")
            storage[_VALUES] = head + values[_HEAD_INNER:]
            if _NAMES not in storage and self.ole.exists(_NAMES):
                storage[_NAMES] = _copied(self.ole, (_NAMES,), 0)
        return storage

    def code_page(self) -> str | None:
        """Return the encoding of texts that are not in Unicode."""
        if self.encoding is None:
            page = self.number(_MESSAGE_PAGE) or self.number(_CODE_PAGE)
            self.encoding = _PAGES.get(page, f"cp{page}") if page else "cp1252"
        return self.encoding

    def _stream(self, number: int, kind: int) -> bytes | None:
        path = "/".join([*self.path, f"__substg1.0_{number:04X}{kind:04X}"])
        if not self.ole.exists(path):
            return None
        with self.ole.openstream(path) as stream:
            found: bytes = stream.read()
        return found

    def _values(self) -> dict[int, bytes]:
        if self._fixed is None:
            self._fixed = {}
            path = "/".join([*self.path, _VALUES])
            if self.ole.exists(path):
                with self.ole.openstream(path) as stream:
                    values = stream.read()[self.head :]
                for at in range(0, len(values) - 15, 16):
                    self._fixed.setdefault(
                        int.from_bytes(values[at + 2 : at + 4], "little"), values[at + 8 : at + 16]
                    )
        return self._fixed


def _copied(ole: OleFileIO, path: tuple[str, ...], depth: int) -> "dict[str, bytes | Storage]":
    """Return a storage with all that is in it."""
    out: dict[str, bytes | Storage] = {}
    for entry in ole.listdir(streams=True, storages=True):
        if tuple(entry[:-1]) != path:
            continue
        whole = "/".join(entry)
        if ole.get_type(whole) == 2:
            with ole.openstream(whole) as stream:
                out[entry[-1]] = stream.read()
        elif depth < _DEEPEST:
            out[entry[-1]] = _copied(ole, tuple(entry), depth + 1)
    return out
