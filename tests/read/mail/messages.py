"""Makes Outlook messages in code, for the tests: property by property, as [MS-OXMSG] lays them out."""

import struct
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from firsthand.read.mail.compound import Storage, compound

SUBJECT, SENDER, SENDER_SMTP, TO, BODY, HTML, RTF = 0x0037, 0x0C1A, 0x5D01, 0x0E04, 0x1000, 0x1013, 0x1009
HEADERS, CLASS, SUBMITTED = 0x007D, 0x001A, 0x0039
METHOD, DATA, LONG_NAME, MEDIA, CONTENT_ID = 0x3705, 0x3701, 0x3707, 0x370E, 0x3712
_TEXT, _NARROW, _BYTES, _NUMBER, _TIME = 0x001F, 0x001E, 0x0102, 0x0003, 0x0040


def storage(
    properties: Mapping[int, "str | bytes | int | datetime"],
    *,
    attached: Sequence[Storage] = (),
    head: int = 32,
    encoding: str | None = None,
) -> "dict[str, bytes | Storage]":
    """Return the storage of a message (head 32), of one within another (24), or of a part (8)."""
    out: dict[str, bytes | Storage] = {}
    values = b""
    for number, value in properties.items():
        if isinstance(value, int):
            values += struct.pack("<HHIq", _NUMBER, number, 6, value)
        elif isinstance(value, datetime):
            ticks = int((value - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
            values += struct.pack("<HHIq", _TIME, number, 6, ticks)
        else:
            kind = _BYTES if isinstance(value, bytes) else _NARROW if encoding else _TEXT
            data = value if isinstance(value, bytes) else value.encode(encoding or "utf-16-le")
            values += struct.pack("<HHIII", kind, number, 6, len(data), 0)
            out[f"__substg1.0_{number:04X}{kind:04X}"] = data
    out["__properties_version1.0"] = b"\x00" * head + values
    for at, one in enumerate(attached):
        out[f"__attach_version1.0_#{at:08X}"] = one
    return out


def attachment(name: str, data: bytes, *, media: str = "", content_id: str = "") -> Storage:
    """Return the storage of a file that hangs on a message."""
    properties: dict[int, str | bytes | int | datetime] = {METHOD: 1, DATA: data, LONG_NAME: name}
    if media:
        properties[MEDIA] = media
    if content_id:
        properties[CONTENT_ID] = content_id
    return storage(properties, head=8)


def attached_letter(inner: Storage) -> Storage:
    """Return the storage of a message that hangs on another; `inner` is made with head=24."""
    return {**storage({METHOD: 5}, head=8), f"__substg1.0_{DATA:04X}000D": inner}


def message(
    properties: Mapping[int, "str | bytes | int | datetime"],
    *,
    attached: Sequence[Storage] = (),
    encoding: str | None = None,
) -> bytes:
    """Return the bytes of a whole message."""
    whole = storage(properties, attached=attached, encoding=encoding)
    return compound({**whole, "__nameid_version1.0": {"__substg1.0_00020102": b""}})
