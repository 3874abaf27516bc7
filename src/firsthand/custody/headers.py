"""What a server's answer said of itself: the status line and the headers in a capture's WARC records."""

import zlib

_MOST = 1 << 16


def answer_headers(record: bytes) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the status line and the headers of the response in WARC records (gzip members), if any.

    Only the first 64 KiB of each member are looked at: a record's own head and the answer's stand there.
    """
    rest = record
    while rest:
        unpacking = zlib.decompressobj(wbits=31)
        try:
            head = unpacking.decompress(rest, _MOST)
        except zlib.error:
            return "", ()
        own, _, message = head.partition(b"\r\n\r\n")
        if b"warc-type: response" in own.lower() and message.startswith(b"HTTP/"):
            lines = message.partition(b"\r\n\r\n")[0].decode("utf-8", "replace").split("\r\n")
            pairs = [line.partition(":") for line in lines[1:]]
            return lines[0], tuple((name.strip(), value.strip()) for name, colon, value in pairs if colon)
        while not unpacking.eof:
            before = unpacking.unconsumed_tail
            try:
                unpacking.decompress(before, _MOST)
            except zlib.error:
                return "", ()
            if not unpacking.eof and unpacking.unconsumed_tail == before:
                return "", ()
        rest = unpacking.unused_data
    return "", ()
