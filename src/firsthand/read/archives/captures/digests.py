"""Whether the bytes of a web archive are those that its own digests were taken of."""

import base64
import binascii
import hashlib
import hmac

from firsthand.collect.archive.framing import Record
from firsthand.collect.archive.message import split_message, without_chunks

_KNOWN = {"md5": "md5", "sha1": "sha1", "sha-1": "sha1", "sha256": "sha256", "sha-256": "sha256"} | {
    "sha384": "sha384",
    "sha512": "sha512",
}


def fits(digest: str, data: bytes | memoryview) -> bool | None:
    """Tell whether a digest ("sha1:…" in base32, base64 or hex) is of these bytes; None if unknown."""
    kind, _, value = digest.strip().partition(":")
    name = _KNOWN.get(kind.strip().lower())
    if name is None or not value.strip():
        return None
    found = hashlib.new(name, data, usedforsecurity=False).digest()
    return any(hmac.compare_digest(found, one) for one in _meant(value.strip(), len(found)))


def mismatches(record: Record, block: bytes, body: bytes) -> list[str]:
    """Return the digests of a record that are not those of its bytes.

    Tools differ in what they take the payload's digest of: the body as it came over the wire, without its
    chunks, or decoded. One that fits any of them fits.
    """
    wrong = []
    told = record.header("WARC-Block-Digest")
    if told and fits(told, block) is False:
        wrong.append(f"block {told}")
    told = record.header("WARC-Payload-Digest")
    if told and record.kind == "response":
        raw = split_message(block)[1]
        joined = without_chunks(raw)
        ways = [raw, body, *([joined[0]] if joined else [])]
        if all(fits(told, one) is False for one in ways):
            wrong.append(f"payload {told}")
    elif told and fits(told, block) is False:
        wrong.append(f"payload {told}")
    return wrong


def _meant(value: str, size: int) -> list[bytes]:
    """Return the bytes a written digest may stand for."""
    meant: list[bytes] = []
    try:
        if len(value) == 2 * size:
            meant.append(bytes.fromhex(value))
        elif len(value) > size * 8 // 5 - 1 and len(value.rstrip("=")) == -(-size * 8 // 5):
            padded = value.rstrip("=").upper()
            meant.append(base64.b32decode(padded + "=" * (-len(padded) % 8)))
        else:
            plain = value.rstrip("=").replace("-", "+").replace("_", "/")
            meant.append(base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True))
    except (ValueError, binascii.Error):
        pass  # no digest at all: it fits nothing
    return meant
