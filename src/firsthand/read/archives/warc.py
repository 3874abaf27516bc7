"""Web archives as WARC files, as crawlers, browsers and wget write them: what they hold, with dates."""

import zlib
from collections.abc import Iterator
from io import BytesIO

from firsthand.model import Failure
from firsthand.read.archives.captures.taking import WarcFile, take_out
from firsthand.read.archives.passed import failure
from firsthand.read.limits import Limits
from firsthand.read.parts import Part

_OLDER = b"filedesc:"


def unpack(data: bytes, *, name: str, limits: Limits) -> Iterator[Part | Failure]:
    """Yield the pages and documents that a WARC file holds, each capture under its time and address.

    What only helps to show a page (styles, scripts, pictures) is passed over. Then follows what is broken,
    what is not what the archive's own digests say, and what lies in another archive.
    """
    if _begins(data).startswith(_OLDER):
        yield failure(
            name,
            "an ARC file, the format before WARC, which is not read. Convert it (warcio recompress "
            "FILE.arc.gz FILE.warc.gz) and read that.",
        )
        return
    yield from take_out([WarcFile("", len(data), lambda: BytesIO(data))], name=name, limits=limits)


def _begins(data: bytes) -> bytes:
    head = data[:4096]
    if not head.startswith(b"\x1f\x8b"):
        return head
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 64)
    except zlib.error:
        return b""
