"""Web archives packed as WACZ: the pages that their maker lists, and the documents beside them.

https://specs.webrecorder.net/wacz/1.1.1/; what is captured is in WARC files within.
"""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator
from typing import IO

from firsthand.model import Failure
from firsthand.read.archives.captures.choosing import key_of
from firsthand.read.archives.captures.digests import fits
from firsthand.read.archives.captures.taking import WarcFile, take_out
from firsthand.read.archives.inflating import DamagedError, TooMuchError, deflated, gather, inflate
from firsthand.read.archives.passed import failure
from firsthand.read.archives.paths import clean_name
from firsthand.read.beat import beat
from firsthand.read.limits import Limits
from firsthand.read.parts import Part

_LOCAL = struct.Struct("<4s5H3I2H")
_ENCRYPTED = 0x1
_DIGESTED = "datapackage-digest.json"
_PACKAGE = "datapackage.json"
_AGAIN = "Download or copy the archive again."
_DOUBT = "Do not rely on it before who made the archive has explained it."
_LONGEST_LINE = 10_000_000
_MOST_PACKAGE = 100_000_000


class _Window(io.RawIOBase):
    """A stretch of bytes as a file, without a copy of it."""

    def __init__(self, view: memoryview) -> None:
        self._view = view
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        target = memoryview(buffer)  # type: ignore[arg-type]
        piece = self._view[self._at : self._at + len(target)]
        target[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        start = (0, self._at, len(self._view))[whence]
        self._at = max(0, start + offset)
        return self._at


class _Zip:
    """The members of a ZIP by name; one that is stored as it is can be looked at without a copy."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._view = memoryview(data)
        self._limits = limits
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            # The library's own test for a folder fails on an empty name.
            self.members = {one.filename: one for one in archive.infolist() if not one.filename.endswith("/")}
        if sum(one.compress_size for one in self.members.values()) > len(data):
            raise zipfile.BadZipFile("it is made of the same bytes many times over, as in a bomb")

    def window(self, name: str) -> memoryview:
        """Return a member; raises DamagedError, TooMuchError."""
        member = self.members[name]
        at = member.header_offset
        head = self._view[at : at + _LOCAL.size] if at >= 0 else b""
        if len(head) < _LOCAL.size or bytes(head[:4]) != b"PK\x03\x04":
            raise DamagedError("it does not begin where the archive says")
        if member.flag_bits & _ENCRYPTED:
            raise DamagedError("it is encrypted")
        fields = _LOCAL.unpack(head)
        start = at + _LOCAL.size + fields[9] + fields[10]
        packed = self._view[start : start + member.compress_size]
        if len(packed) < member.compress_size:
            raise DamagedError("it breaks off")
        if member.compress_type == zipfile.ZIP_STORED:
            return packed
        if member.compress_type != zipfile.ZIP_DEFLATED:
            raise DamagedError("it is packed in a way that no web archive is")
        return memoryview(gather(inflate(packed, deflated, self._limits), self._limits))

    def checked(self, name: str, digest: str | None) -> tuple[memoryview, str | None]:
        """Return a member, and what is wrong with it, by the package's digest or else by the ZIP's."""
        window = self.window(name)
        beat()
        if digest and (fit := fits(digest, window)) is not None:
            fault = None if fit else f"not what the package's digest says ({digest})"
        else:
            same = zlib.crc32(window) == self.members[name].CRC
            fault = None if same else "not what the ZIP's checksum says"
        return window, fault and f"{fault}: changed after it was packed, or damaged; it was read all the same"


def unpack(data: bytes, *, name: str, limits: Limits) -> Iterator[Part | Failure]:
    """Yield the pages and documents that a WACZ holds, each capture under its time and address.

    Its own digests are checked: what does not fit is read, and said. Packages within a package are parts.
    """
    try:
        archive = _Zip(data, limits)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, struct.error) as error:
        yield failure(name, f"a WACZ that cannot be opened ({error}). {_AGAIN}")
        return
    digests = yield from _package(archive, name)
    pages: set[str] = set()
    files: list[WarcFile] = []
    packages: list[Part] = []
    for path in archive.members:
        lower = path.lower()
        warc = lower.startswith("archive/") and lower.endswith((".warc", ".warc.gz"))
        listed = lower.startswith("pages/") and lower.endswith(".jsonl")
        if path in (_PACKAGE, _DIGESTED) or not (
            warc or listed or path in digests or lower.endswith(".wacz")
        ):
            continue
        try:
            window, fault = archive.checked(path, digests.get(path))
        except DamagedError as error:
            yield failure(f"{name}/{path}", f"{error}. {_AGAIN}")
            continue
        except TooMuchError as error:
            kind, _, value = str(error).partition("=")
            yield failure(
                f"{name}/{path}",
                f"unfolds to more than is read ({kind}={value}). Raise the limit: --limit {kind}=NUMBER",
            )
            continue
        if fault:
            yield failure(f"{name}/{path}", f"{fault}. {_DOUBT}")
        if warc:
            files.append(_file(path, window))
        elif listed:
            pages |= _pages(window)
        elif lower.endswith(".wacz"):
            packages.append(Part(clean_name(path), bytes(window)))
    for path in sorted(set(digests) - set(archive.members)):
        yield failure(f"{name}/{path}", f"listed in the package, and not in it: it was removed. {_DOUBT}")
    if files or not packages:
        yield from take_out(files, name=name, limits=limits, pages=frozenset(pages) or None)
    yield from packages


def _package(archive: _Zip, name: str) -> Generator[Failure, None, dict[str, str]]:
    """Return the digest of each file by its path, as the package says, and what is wrong with the package."""
    if _PACKAGE not in archive.members:
        yield failure(name, f"a WACZ without its {_PACKAGE}: nothing says what should be in it. {_DOUBT}")
        return {}
    try:
        window, fault = archive.checked(_PACKAGE, _told_of_package(archive))
        told = json.loads(bytes(window[:_MOST_PACKAGE]))
        resources = [one for one in told["resources"] if isinstance(one, dict)]
    except (DamagedError, TooMuchError, ValueError, KeyError, TypeError, RecursionError) as error:
        yield failure(f"{name}/{_PACKAGE}", f"cannot be read ({error}): no digest was checked. {_AGAIN}")
        return {}
    if fault:
        yield failure(f"{name}/{_PACKAGE}", f"{fault}. {_DOUBT}")
    return {str(one.get("path")): str(one.get("hash") or "") for one in resources if one.get("path")}


def _told_of_package(archive: _Zip) -> str | None:
    """Return the digest of the package's own file; None where there is none to be had."""
    if _DIGESTED not in archive.members:
        return None
    try:
        told = json.loads(bytes(archive.window(_DIGESTED)[:_MOST_PACKAGE]))
        return str(told["hash"])
    except (DamagedError, TooMuchError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _file(path: str, window: memoryview) -> WarcFile:
    return WarcFile(path, len(window), lambda: _opened(window))


def _opened(window: memoryview) -> IO[bytes]:
    return io.BufferedReader(_Window(window), 1 << 16)


def _pages(window: memoryview) -> set[str]:
    """Return the addresses in a list of pages, a JSON object a line; a line that is none is passed over."""
    found: set[str] = set()
    for line in io.BytesIO(window):
        if len(line) > _LONGEST_LINE:
            continue
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(entry, dict) and isinstance(url := entry.get("url"), str):
            found.add(key_of(url))
    return found
