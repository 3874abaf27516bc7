"""A body as it was before the server packed it for the way; one made to burst is left packed."""

import zlib

from firsthand.collect.limits import CollectLimits, met

_PLAIN = frozenset({"", "identity", "none"})
_GZIP = frozenset({"gzip", "x-gzip"})
_STEP = 1_000_000
_MOST_LAYERS = 3


class PackedError(Exception):
    """A body that cannot be unpacked, or would not end; its text says which."""


def decode(body: bytes, encoding: str, *, limits: CollectLimits) -> bytes:
    """Return a body without its content encodings (RFC 9110, 8.4); raises PackedError."""
    layers = [one.strip().lower() for one in encoding.split(",") if one.strip().lower() not in _PLAIN]
    if len(layers) > _MOST_LAYERS:
        raise PackedError(f"its body is packed {len(layers)} times over")
    for layer in reversed(layers):
        if layer in _GZIP:
            body = _unzipped(body, 16 + zlib.MAX_WBITS, limits)
        elif layer == "deflate":
            # Meant is zlib's form; some servers send the bare stream.
            bare = body[:1] and (body[0] & 0x0F) != 8
            body = _unzipped(body, -zlib.MAX_WBITS if bare else zlib.MAX_WBITS, limits)
        else:
            raise PackedError(f"its body is packed in a way nobody asked for ({layer[:40]})")
    return body


def _unzipped(body: bytes, bits: int, limits: CollectLimits) -> bytes:
    most = min(limits.unpacked, max(_STEP, limits.ratio * len(body)))
    unpacked = bytearray()
    rest = body
    try:
        while rest:
            member = zlib.decompressobj(bits)
            while not member.eof:
                piece = member.decompress(rest, _STEP)
                unpacked += piece
                if len(unpacked) > most:
                    which = "unpacked" if most == limits.unpacked else "ratio"
                    raise PackedError(
                        f"its body of {len(body):,} bytes unfolds to more than {most:,} {met(which)}"
                    )
                rest = member.unconsumed_tail
                if not piece and not rest and not member.eof:
                    raise PackedError("its packed body breaks off")
            rest = member.unused_data.lstrip(b"\0")
            if not rest.startswith(b"\x1f\x8b"):
                break  # what stands after the end is no part of it
    except zlib.error as error:
        raise PackedError(f"its packed body is broken ({error})") from error
    return bytes(unpacked)
