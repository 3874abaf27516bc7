"""What the records of a capture say of an exchange: where it was asked, the question, the answer's head."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_MOST = 1 << 16
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Heads:
    """What stands above the body of an exchange with a server; what is not in the records is empty.

    `status` and `headers` are the answer's, `request` and `sent` the question's; `server` is the IP address
    that answered. `repeats` is true where the body was the one kept before and the records only refer to it;
    `browser` is what drew a page.
    """

    status: str = ""
    headers: Headers = ()
    request: str = ""
    sent: Headers = ()
    server: str = ""
    repeats: bool = False
    browser: str = ""


def heads_of(record: bytes) -> Heads:
    """Return what WARC records (gzip members) say of the exchange, as far as they can be read.

    Only the first 64 KiB of each member are looked at: a record's own head and the message's stand there.
    """
    status = request = server = browser = ""
    headers: Headers = ()
    sent: Headers = ()
    repeats = False
    for own, message in _members(record):
        fields = dict(_split(own)[1])
        kind = fields.get("WARC-Type", "").lower()
        if kind in ("response", "revisit"):
            server, repeats = fields.get("WARC-IP-Address", ""), kind == "revisit"
            if message.startswith(b"HTTP/"):
                status, headers = _split(message)
        elif kind == "resource":
            browser = fields.get("WARC-Rendered-By", "")
        elif kind == "request":
            request, sent = _split(message)
    return Heads(status, headers, request, sent, server, repeats, browser)


def _members(record: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield of each record its own head and the beginning of what it holds."""
    rest = record
    while rest:
        unpacking = zlib.decompressobj(wbits=31)
        try:
            head = unpacking.decompress(rest, _MOST)
        except zlib.error:
            return
        own, _, message = head.partition(b"\r\n\r\n")
        yield own, message
        while not unpacking.eof:
            before = unpacking.unconsumed_tail
            try:
                unpacking.decompress(before, _MOST)
            except zlib.error:
                return
            if not unpacking.eof and unpacking.unconsumed_tail == before:
                return
        rest = unpacking.unused_data


def _split(message: bytes) -> tuple[str, Headers]:
    """Return the first line and the headers."""
    lines = message.partition(b"\r\n\r\n")[0].decode("utf-8", "replace").split("\r\n")
    pairs = [line.partition(":") for line in lines[1:]]
    return lines[0], tuple((name.strip(), value.strip()) for name, colon, value in pairs if colon)
