"""Content codings undone (gzip, deflate, br), within a limit: a bomb unfolds no further than asked."""

import zlib
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec

_STEP = 1 << 16
_GZIP = b"\x1f\x8b"


def decoded(body: bytes, coding: str, *, most: int) -> tuple[bytes, str | None, bool]:
    """Return at most `most` bytes of a body with a coding undone, what is wrong with it, and if it is cut.

    A body that is not coded as it is said to be stays as it is: archives often keep what a browser decoded.
    """
    if coding in ("gzip", "x-gzip"):
        if not body.startswith(_GZIP):
            return body, None, False
        pieces = _inflated(body, zlib.MAX_WBITS | 16)
    elif coding == "deflate":
        pieces = _inflated(body, zlib.MAX_WBITS if _has_zlib_head(body) else -zlib.MAX_WBITS)
    elif coding == "br" and find_spec("brotli"):
        pieces = _unbrotlied(body)
    else:
        return body, f"is coded as {coding[:40]!r}, which is not decoded", False
    kept = bytearray()
    try:
        for piece in pieces:
            kept += piece
            if len(kept) > most:
                return bytes(kept[:most]), None, True
    except _BrokenError as error:
        if not kept:
            return body, None if _is_plain(body) else f"is not the {coding} that it says it is", False
        return bytes(kept), f"ends too early or is damaged ({coding}: {error})", False
    return bytes(kept), None, False


class _BrokenError(Exception):
    pass


def _inflated(body: bytes, window: int) -> Iterator[bytes]:
    view = memoryview(body)
    at = 0
    while at < len(view):
        inflater = zlib.decompressobj(window)
        while not inflater.eof:
            fed = inflater.unconsumed_tail or view[at : at + _STEP]
            if not inflater.unconsumed_tail:
                at += len(fed)
            try:
                piece = inflater.decompress(fed, _STEP)
                if not fed and not piece:
                    raise _BrokenError("cut off")
            except zlib.error as error:
                raise _BrokenError("damaged") from error
            if piece:
                yield piece
        at -= len(inflater.unused_data)
        # Gzip may go on with a further member; what else follows belongs to nobody.
        if window < 16 or bytes(view[at : at + 2]) != _GZIP:
            return


def _unbrotlied(body: bytes) -> Iterator[bytes]:
    brotli = import_module("brotli")
    inflater = brotli.Decompressor()
    for at in range(0, len(body), _STEP):
        fed = body[at : at + _STEP]
        while True:
            try:
                piece = inflater.process(fed, output_buffer_limit=_STEP)
            except brotli.error as error:
                raise _BrokenError("damaged") from error
            if piece:
                yield piece
            if inflater.is_finished():
                return
            if inflater.can_accept_more_data():
                break
            fed = b""
    raise _BrokenError("cut off")


def _has_zlib_head(body: bytes) -> bool:
    return len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0


def _is_plain(body: bytes) -> bool:
    head = body[:512]
    return head.lstrip()[:1] in (b"<", b"{", b"[") or all(byte >= 32 or byte in b"\t\r\n" for byte in head)
