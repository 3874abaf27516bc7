"""An answer of a server as it came over the wire, taken apart: status, headers, the decoded body.

Nothing here raises for what a server sends: what is broken is read as far as it goes, and said.
RFC 9112 (messages, chunks), RFC 9110 (content codings).
"""

import re
from dataclasses import dataclass

from firsthand.collect.archive.coding import decoded

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
_HEAD_ENDS = re.compile(rb"\r?\n\r?\n")
_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]{0,4096})?\r?\n")
# No server's head is longer: nothing is looked for beyond.
MOST_HEAD = 256 * 1024
_MOST_LINES = 2_000
MOST_BODY = 1_000_000_000
_MOST_CODINGS = 5
_PLAIN = {"", "identity", "none", "utf-8", "binary"}  # the last three are common mistakes


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: `status` is 0 where there is none to be read; `body` is decoded, as the sender had it.

    `faults` say what was not as it should be, in words that go on from "its answer": "ends too early …".
    `cut` is true where the body was longer than wanted.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    faults: tuple[str, ...] = ()
    cut: bool = False

    def header(self, name: str) -> str | None:
        """Return the first header of this name, whatever its case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    @property
    def media(self) -> str | None:
        """The media type, in lower case, without its parameters."""
        return (self.header("Content-Type") or "").partition(";")[0].strip().lower() or None


def split_message(message: bytes) -> tuple[bytes, bytes]:
    """Return head (with the blank line that ends it) and body of a message, as they came."""
    ends = _HEAD_ENDS.search(message, 0, MOST_HEAD)
    return (message[: ends.end()], message[ends.end() :]) if ends else (message, b"")


def read_head(head: bytes) -> tuple[int, tuple[tuple[str, str], ...]]:
    """Return status (0 if there is none) and headers of the head of an answer."""
    first, _, rest = head.partition(b"\n")
    status = _STATUS.match(first)
    return int(status.group(1)) if status else 0, read_headers(rest)


def read_headers(lines: bytes) -> tuple[tuple[str, str], ...]:
    """Return the headers in these lines; a line that begins with a space goes on with the one before."""
    headers: list[tuple[str, str]] = []
    for line in lines.splitlines()[:_MOST_LINES]:
        text = _text(line)
        if text[:1] in (" ", "\t") and headers:
            name, value = headers[-1]
            headers[-1] = (name, f"{value} {text.strip()}")
        elif ":" in text:
            name, _, value = text.partition(":")
            headers.append((name.strip(), value.strip()))
    return tuple(headers)


def read_answer(response: bytes, *, most: int = MOST_BODY) -> Answer:
    """Take an answer apart; at most `most` bytes of its body are decoded."""
    head, body = split_message(response)
    status, headers = read_head(head)
    known = Answer(status, headers, b"")
    faults: list[str] = []
    body = _unframed(known, body, faults)
    cut = False
    for coding in reversed([one.strip().lower() for one in _codings(known)][:_MOST_CODINGS]):
        if coding in _PLAIN or not body:
            continue
        body, fault, cut = decoded(body, coding, most=most)
        if fault:
            faults.append(fault)
    if len(body) > most:
        body, cut = body[:most], True
    if cut:
        faults.append(f"is longer than {most:,} bytes: the rest of it was not decoded")
    return Answer(status, headers, body, tuple(faults), cut)


def without_chunks(body: bytes) -> tuple[bytes, str | None] | None:
    """Join a body that came in chunks, with what is wrong with it; None where it did not come so."""
    joined = bytearray()
    at = 0
    while True:
        size = _SIZE.match(body, at)
        if not size:
            # Some archives join the chunks and keep the header that tells of them.
            return (bytes(joined), "ends too early (within its chunks)") if at else None
        length = int(size.group(1), 16)
        if not length:
            return bytes(joined), None
        piece = body[size.end() : size.end() + length]
        joined += piece
        at = size.end() + length
        if len(piece) < length:
            return bytes(joined), f"ends too early (a chunk of {length:,} bytes has {len(piece):,})"
        at += 2 if body[at : at + 2] == b"\r\n" else 1 if body[at : at + 1] == b"\n" else 0


def _unframed(known: Answer, body: bytes, faults: list[str]) -> bytes:
    if "chunked" in (known.header("Transfer-Encoding") or "").lower():
        joined = without_chunks(body)
        if joined:
            body, fault = joined
            if fault:
                faults.append(fault)
        return body
    length = known.header("Content-Length") or ""
    # 304 tells the length of what it does not send.
    if length.isdecimal() and len(length) < 19 and len(body) < int(length) and known.status != 304:
        faults.append(f"ends too early ({len(body):,} bytes of {int(length):,})")
    return body


def _codings(answer: Answer) -> list[str]:
    """Return the content codings, and those that a server put on for the way, in order."""
    content = ",".join(value for key, value in answer.headers if key.lower() == "content-encoding")
    way = (answer.header("Transfer-Encoding") or "").lower().split(",")
    return [*content.split(","), *(one for one in way if one.strip() in ("gzip", "x-gzip", "deflate"))]


def _text(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")
