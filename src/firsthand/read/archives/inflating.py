"""Compressed bytes unfolded step by step, and no further than agreed."""

import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

from firsthand.read.beat import beat
from firsthand.read.limits import Limits

_CHUNK = 1 << 20
_XZ_MEMORY = 512 << 20
# Below this nothing is a bomb, however well it was packed.
HARMLESS = 16 << 20


class TooMuchError(Exception):
    """More comes out than agreed; the message names the limit as "file=…" or "ratio=…"."""


class DamagedError(Exception):
    """The bytes are not what they should be."""


class Inflater(Protocol):
    """What unfolds bytes, at most so many at a time; bytes it was given and has not used stay within."""

    @property
    def eof(self) -> bool:
        """Whether the stream has come to its end."""

    @property
    def needs_input(self) -> bool:
        """Whether all that it was given is used."""

    @property
    def unused_data(self) -> bytes:
        """What came after the stream's end."""

    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes:
        """Return the next bytes, at most `max_length`."""


class _Deflated:
    """Gives zlib the face that bz2 and lzma have."""

    def __init__(self, window: int) -> None:
        self._inflater = zlib.decompressobj(window)
        self._rest = b""

    @property
    def eof(self) -> bool:
        return self._inflater.eof

    @property
    def needs_input(self) -> bool:
        return not self._rest

    @property
    def unused_data(self) -> bytes:
        return self._inflater.unused_data

    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes:
        out = self._inflater.decompress(self._rest + data, max_length)
        self._rest = self._inflater.unconsumed_tail
        return out


def deflated() -> Inflater:
    """Return what unfolds a ZIP's usual members."""
    return _Deflated(-zlib.MAX_WBITS)


def gzipped() -> Inflater:
    """Return what unfolds a gzip stream."""
    return _Deflated(zlib.MAX_WBITS | 16)


def xz() -> Inflater:
    """Return what unfolds an xz stream; one that asks for more memory than this is made to do harm."""
    return lzma.LZMADecompressor(memlimit=_XZ_MEMORY)


def inflate(
    data: memoryview, start: Callable[[], Inflater], limits: Limits, *, joined: bool = False
) -> Iterator[bytes]:
    """Yield what compressed bytes hold, a megabyte at a time; with `joined` streams may follow each other.

    Raises TooMuchError as soon as more has come out than the limits allow, and DamagedError.
    """
    most = max(HARMLESS, len(data) * limits.ratio)
    at = out = 0
    try:
        inflater = start()
        while True:
            fresh = b""
            if inflater.needs_input:
                fresh = bytes(data[at : at + _CHUNK])
                at += len(fresh)
            piece = inflater.decompress(fresh, _CHUNK)
            if piece:
                beat()
                out += len(piece)
                if out > most:
                    raise TooMuchError(f"ratio={limits.ratio}")
                yield piece
            if inflater.eof:
                at -= len(inflater.unused_data)
                # Padding of zeros may end a file.
                if not joined or not bytes(data[at : at + _CHUNK]).strip(b"\x00"):
                    return
                inflater = start()
            elif not piece and not fresh and at >= len(data):
                raise DamagedError("it breaks off")
    except (zlib.error, OSError, EOFError, lzma.LZMAError, ValueError) as error:
        raise DamagedError(f"it is damaged ({error})") from error


def gather(pieces: Iterator[bytes], limits: Limits) -> bytes:
    """Return the pieces as one part; raises TooMuchError beyond the largest that is opened."""
    whole = bytearray()
    for piece in pieces:
        whole += piece
        if len(whole) > limits.file:
            raise TooMuchError(f"file={limits.file}")
    return bytes(whole)
