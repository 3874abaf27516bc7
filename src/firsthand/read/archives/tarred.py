"""TAR archives, and single files in gzip, bzip2 or xz: what they hold, within limits."""

import bz2
import tarfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO, cast

from firsthand.model import Failure
from firsthand.read.archives.inflating import (
    HARMLESS,
    DamagedError,
    Inflater,
    TooMuchError,
    gather,
    gzipped,
    inflate,
    xz,
)
from firsthand.read.archives.passed import Passed, failure
from firsthand.read.archives.paths import Names, clean_name, climbs, hidden
from firsthand.read.formats import SUFFIXES
from firsthand.read.limits import Limits
from firsthand.read.parts import Part

_STREAMS: tuple[tuple[bytes, Callable[[], Inflater]], ...] = (
    (b"\x1f\x8b", gzipped),
    (b"BZh", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\x00", xz),
)
_BLOCK = 512
_CHUNK = 1 << 20
# Heads that carry a long name or a comment; a longer one is made to fill the memory.
_HEADS = frozenset(
    {
        tarfile.GNUTYPE_LONGNAME,
        tarfile.GNUTYPE_LONGLINK,
        tarfile.XHDTYPE,
        tarfile.XGLTYPE,
        tarfile.SOLARIS_XHDTYPE,
    }
)
_LONGEST_HEAD = 1 << 20
_TRAVERSAL = (
    "named so as to lead out of the archive, and read under a harmless name; nothing was written outside",
    "Ask who made the archive.",
)


class _Member(tarfile.TarInfo):
    """A member whose head is no longer than a head is, and is no damaged one: that would end the archive."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> "_Member":
        try:
            return super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError as error:
            if len(buf) and bytes(buf).strip(b"\x00"):
                raise tarfile.ReadError(str(error)) from error
            raise

    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _HEADS and self.size > _LONGEST_HEAD:
            raise tarfile.ReadError(f"a head of {self.size:,} bytes")
        member: tarfile.TarInfo = super()._proc_member(archive)  # type: ignore[misc]
        return member


def unpack(data: bytes, *, name: str, limits: Limits) -> Iterator[Part | Failure]:
    """Yield the members of a TAR, or the one file in a compressed one, then what of it could not be had."""
    start = next((begin for magic, begin in _STREAMS if data.startswith(magic)), None)
    passed = Passed(name)
    try:
        if start is None:
            yield from _members(BytesIO(data), len(data), passed, name, limits)
        else:
            unfolding = _Unfolding(inflate(memoryview(data), start, limits, joined=True))
            if _is_tar(unfolding.peek(_BLOCK)):
                yield from _members(unfolding, len(data), passed, name, limits)
            else:
                yield Part(_single_name(data, name), gather(unfolding.rest(), limits))
    except TooMuchError as error:
        kind, _, value = str(error).partition("=")
        what = (
            f"unfolds to more than {value} times its size" if kind == "ratio" else f"more than {value} bytes"
        )
        yield failure(
            name,
            f"{what}; from there on it was not read. Unpack it yourself, or raise the limit: "
            f"--limit {kind}=NUMBER",
        )
    except DamagedError as error:
        yield failure(name, f"{error}; from there on it was not read. Download or copy it again.")
    yield from passed.failures()


def _members(
    stream: "_Unfolding | BytesIO", size: int, passed: Passed, name: str, limits: Limits
) -> Iterator[Part | Failure]:
    names, count = Names(), 0
    try:
        with tarfile.open(
            fileobj=cast(IO[bytes], stream),
            mode="r|",
            tarinfo=_Member,
            errorlevel=1,
            encoding="utf-8",
            bufsize=_CHUNK,
        ) as archive:
            for member in archive:
                count += 1
                given = member.name
                clean = clean_name(given)
                if member.isdir() or hidden(given):
                    continue
                if climbs(given):
                    passed.by(given, *_TRAVERSAL)
                if member.issym() or member.islnk():
                    passed.by(
                        f"{given} → {member.linkname}",
                        "passed over as links",
                        "Add the files that they lead to.",
                    )
                elif not member.isfile():
                    passed.by(given, "passed over as devices or pipes", "Leave them out.")
                elif PurePosixPath(clean).suffix.lower() not in SUFFIXES:
                    passed.unread(clean)
                else:
                    yield _member(archive, member, names.give(clean), size, name, limits)
    except (
        tarfile.TarError,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        OverflowError,
        RecursionError,
    ) as error:
        yield failure(
            name,
            f"a damaged archive ({error}); what came before was read, the rest was not. Download or copy it "
            "again.",
        )
    else:
        if not count:
            yield failure(name, "an archive with nothing in it; leave it out, or make it again.")


def _member(
    archive: tarfile.TarFile, member: tarfile.TarInfo, clean: str, size: int, name: str, limits: Limits
) -> Part | Failure:
    whole = f"{name}/{clean}"
    most = max(HARMLESS, size * limits.ratio)
    if member.size > min(limits.file, most):
        kind = "file" if member.size > limits.file else "ratio"
        return failure(
            whole,
            f"said to be of {member.size:,} bytes, and was not read. Unpack it yourself, or raise the limit: "
            f"--limit {kind}=NUMBER",
        )
    file = archive.extractfile(member)
    assert file is not None  # a regular file has one
    data = file.read(member.size)
    if len(data) < member.size:
        return failure(whole, "it breaks off. Download or copy the archive again.")
    return Part(clean, data)


def _is_tar(head: bytes) -> bool:
    """Tell whether a TAR begins here: its first block carries its own checksum."""
    if len(head) < _BLOCK or not head.strip(b"\x00"):
        return False
    try:
        tarfile.TarInfo.frombuf(head[:_BLOCK], "utf-8", "surrogateescape")
    except tarfile.HeaderError:
        return False
    return True


def _single_name(data: bytes, name: str) -> str:
    """Return the name of the one file within: its archive's without the suffix, or what gzip kept of it."""
    outer = PurePosixPath(name.replace("\\", "/")).name
    stem = (
        PurePosixPath(outer).stem if PurePosixPath(outer).suffix.lower() in (".gz", ".bz2", ".xz") else outer
    )
    if (
        PurePosixPath(stem).suffix.lower() not in SUFFIXES
        and data[:2] == b"\x1f\x8b"
        and data[3:4] == b"\x08"
    ):
        kept = data[10:300].partition(b"\x00")[0].decode("latin-1")
        stem = kept if PurePosixPath(kept).suffix.lower() in SUFFIXES else stem
    return Names().give(stem)


class _Unfolding:
    """A file to read forward in, made of pieces as they come."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._held = bytearray()

    def peek(self, size: int) -> bytes:
        """Return the next bytes without taking them."""
        while len(self._held) < size and (piece := next(self._pieces, None)) is not None:
            self._held += piece
        return bytes(self._held[:size])

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, fewer only at the end."""
        out = self.peek(size)
        del self._held[: len(out)]
        return out

    def rest(self) -> Iterator[bytes]:
        """Yield all that is left."""
        held, self._held = bytes(self._held), bytearray()
        yield held
        yield from self._pieces
