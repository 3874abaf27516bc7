"""ZIP archives: their members, within limits, whatever the archive says of itself."""

import bz2
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import PurePosixPath

from firsthand.model import Failure
from firsthand.read.archives.inflating import (
    DamagedError,
    Inflater,
    TooMuchError,
    deflated,
    gather,
    inflate,
)
from firsthand.read.archives.passed import Passed, failure
from firsthand.read.archives.paths import Names, clean_name, climbs, hidden
from firsthand.read.formats import SUFFIXES
from firsthand.read.limits import Limits
from firsthand.read.parts import Part

_ENCRYPTED, _UTF8 = 0x1, 0x800
_LOCAL = struct.Struct("<4s5H3I2H")
_LOCAL_SIGN = b"PK\x03\x04"
_UNICODE_PATH = 0x7075
_METHODS: dict[int, Callable[[], Inflater]] = {
    zipfile.ZIP_DEFLATED: deflated,
    zipfile.ZIP_BZIP2: bz2.BZ2Decompressor,
}
_PACKED = {9: "Deflate64", 93: "Zstandard", 95: "XZ", 96: "JPEG", 98: "PPMd", 99: "AES encryption"}
# Chinese names from Windows carry no mark: nearly every sign of theirs is then one of GB 2312.
_CHINESE_SHARE = 0.8

_LOCKED = ("encrypted, and not read", "Unpack the archive with its password, and add the files.")
_TRAVERSAL = (
    "named so as to lead out of the archive, and read under a harmless name; nothing was written outside",
    "Ask who made the archive.",
)
_OVERLAP = (
    "made of the same bytes as another, as in a bomb, and not read",
    "Unpack the archive yourself if you trust it.",
)


def unpack(data: bytes, *, name: str, limits: Limits) -> Iterator[Part | Failure]:
    """Yield the members of a ZIP in the order of the archive, then what of it could not be had."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, struct.error) as error:
        yield failure(
            name, f"a ZIP that cannot be opened ({error}). Download or copy it again, or repair it (zip -FF)."
        )
        return
    if all(map(_is_folder, members)):
        yield failure(name, "an archive with nothing in it; leave it out, or make it again.")
        return
    passed, names, view = Passed(name), Names(), memoryview(data)
    overlapping = _overlapping(members)
    for at, member in enumerate(members):
        given = _name(member)
        clean = clean_name(given)
        if _is_folder(member) or hidden(given):
            continue
        if climbs(given):
            passed.by(given, *_TRAVERSAL)
        if (member.external_attr >> 16) & 0xF000 == 0xA000:
            passed.by(given, "passed over as links", "Add the files that they lead to.")
        elif PurePosixPath(clean).suffix.lower() not in SUFFIXES:
            passed.unread(clean)
        elif member.flag_bits & _ENCRYPTED or member.compress_type == 99:
            passed.by(given, *_LOCKED)
        elif at in overlapping:
            passed.by(given, *_OVERLAP)
        else:
            clean = names.give(clean)
            try:
                yield Part(clean, _inflated(view, member, limits))
            except TooMuchError as error:
                yield _too_much(f"{name}/{clean}", str(error))
            except NotImplementedError:
                packed = _PACKED.get(member.compress_type, f"method {member.compress_type}")
                passed.by(
                    given, f"packed in a way that is not read ({packed})", "Pack the files anew as ZIP."
                )
            except DamagedError as error:
                yield failure(f"{name}/{clean}", f"{error}. Download or copy the archive again.")
    yield from passed.failures()


def _is_folder(member: zipfile.ZipInfo) -> bool:
    return member.filename.endswith("/")  # the library's own test fails on an empty name


def _too_much(name: str, limit: str) -> Failure:
    kind, _, value = limit.partition("=")
    what = f"unfolds to more than {value} times its size" if kind == "ratio" else f"larger than {value} bytes"
    return failure(
        name, f"{what}, and was not read. Unpack it yourself, or raise the limit: --limit {kind}=NUMBER"
    )


def _inflated(view: memoryview, member: zipfile.ZipInfo, limits: Limits) -> bytes:
    """Return a member's bytes, counted as they come: what the archive says of their number may be a lie."""
    packed = _packed(view, member)
    if member.compress_type == zipfile.ZIP_STORED:
        pieces = iter([bytes(packed)] if len(packed) <= limits.file else [b""])
        if len(packed) > limits.file:
            raise TooMuchError(f"file={limits.file}")
    elif member.compress_type == zipfile.ZIP_LZMA:
        pieces = inflate(packed[4 + int.from_bytes(packed[2:4], "little") :], _lzma(packed), limits)
    elif start := _METHODS.get(member.compress_type):
        pieces = inflate(packed, start, limits)
    else:
        raise NotImplementedError
    data = gather(pieces, limits)
    if zlib.crc32(data) != member.CRC:
        raise DamagedError("its checksum does not fit: the bytes were changed")
    return data


def _packed(view: memoryview, member: zipfile.ZipInfo) -> memoryview:
    head = (
        view[member.header_offset : member.header_offset + _LOCAL.size] if member.header_offset >= 0 else b""
    )
    if len(head) < _LOCAL.size:
        raise DamagedError("it breaks off")
    fields = _LOCAL.unpack(head)
    if fields[0] != _LOCAL_SIGN:
        raise DamagedError("it does not begin where the archive says")
    start = member.header_offset + _LOCAL.size + fields[9] + fields[10]
    packed = view[start : start + member.compress_size]
    if len(packed) < member.compress_size:
        raise DamagedError("it breaks off")
    return packed


def _lzma(packed: memoryview) -> Callable[[], Inflater]:
    """Return what unfolds a member packed by LZMA, whose own head says how (APPNOTE 5.8)."""
    if len(packed) < 9 or int.from_bytes(packed[2:4], "little") != 5:
        raise DamagedError("it is damaged (LZMA)")
    setting, size = packed[4], int.from_bytes(packed[5:9], "little")
    if setting >= 225 or size > 512 << 20:
        raise DamagedError("it is damaged (LZMA)")
    spec = {
        "id": lzma.FILTER_LZMA1,
        "dict_size": size,
        "lc": setting % 9,
        "lp": setting // 9 % 5,
        "pb": setting // 45,
    }
    return lambda: _Endless(lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[spec]))


class _Endless:
    """An LZMA stream without a mark at its end: it is over when all that there is was used."""

    def __init__(self, inflater: lzma.LZMADecompressor) -> None:
        self._inflater = inflater
        self._over = False

    @property
    def eof(self) -> bool:
        return self._over or self._inflater.eof

    @property
    def needs_input(self) -> bool:
        return self._inflater.needs_input

    @property
    def unused_data(self) -> bytes:
        return self._inflater.unused_data if self._inflater.eof else b""

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        asked = self._inflater.needs_input
        out = self._inflater.decompress(data, max_length)
        self._over = asked and not data and not out
        return out


def _overlapping(members: list[zipfile.ZipInfo]) -> frozenset[int]:
    """Return which members begin inside another: a bomb of few bytes uses them many times over."""
    order = sorted(range(len(members)), key=lambda at: (members[at].header_offset, at))
    found: set[int] = set()
    end = 0
    for at in order:
        member = members[at]
        if member.header_offset < end:
            found.add(at)
        least = _LOCAL.size + member.compress_size  # its name comes on top
        end = max(end, member.header_offset + least)
    return frozenset(found)


def _name(member: zipfile.ZipInfo) -> str:
    """Return a member's name; where the archive does not say how it is written, as what it looks like."""
    if member.flag_bits & _UTF8:
        return member.orig_filename
    try:
        raw = member.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return member.orig_filename
    if told := _told(member.extra, raw):
        return told
    if raw.isascii():
        return member.orig_filename
    for encoding in ("utf-8", "gb18030"):
        try:
            name = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or _chinese(name):
            return name
    return member.orig_filename


def _told(extra: bytes, raw: bytes) -> str | None:
    """Return the name that an extra field gives in UTF-8, if it is of this name (APPNOTE 4.6.9)."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        body = extra[at + 4 : at + 4 + size]
        if kind == _UNICODE_PATH and len(body) > 5 and int.from_bytes(body[1:5], "little") == zlib.crc32(raw):
            return body[5:].decode("utf-8", "replace")
        at += 4 + size
    return None


def _chinese(name: str) -> bool:
    beyond = [character for character in name if not character.isascii()]
    plain = sum(bool(character.encode("gb2312", "ignore")) for character in beyond)
    return plain >= _CHINESE_SHARE * len(beyond)
