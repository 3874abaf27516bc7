"""The parts of an e-mail or a saved page, as stretches of its own bytes (RFC 2045, RFC 2046).

The standard library's parser builds letters anew and so changes the bytes of a letter attached to another;
it gives up on what is nested too deep. Here it only reads the heads.
"""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32

from firsthand.read.beat import beat
from firsthand.read.encoding import NotTextError, decode

_HEAD_END = re.compile(rb"\r?\n[ \t]*\r?\n|\r\r")
_MOST_HEAD = 1 << 20
_MOST_PARAMETERS = 5_000
_MOST_WORDS = 20_000  # of encoded words in one go: they too take the square of their length
_ENVELOPE = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:>?From [^\r\n]*\r?\n)?")
_FIELD = re.compile(rb"\A[!-9;-~]+[ \t]*:")
_DASHES = re.compile(rb"^--([^\s-][^\r\n]{0,99}?)[ \t]*\r?$", re.M)
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_WORD = re.compile(r"=\?[\w.*-]+\?[bqBQ]\?[^?]*\?=")
# In a line of a head that was written in another script most bytes are beyond ASCII, in Western ones few.
_FOREIGN_SHARE = 0.4
# Written in seven bits, so that they look like UTF-8.
_SEVEN_BIT = re.compile(r"^(?:iso-2022-|hz|utf-7$|csiso2022)", re.I)
# A browser reads what calls itself GB 2312 as its successor, and letters are written for such readers.
_SUCCESSOR = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}


@dataclass(frozen=True, slots=True)
class Entity:
    """A letter or a part of one: its head, and where in `data` its body stands."""

    data: bytes
    head: Message
    begin: int  # of the head
    start: int  # of the body
    end: int

    @property
    def media(self) -> str:
        """The media type that it says it is, in lower case."""
        return self.head.get_content_type()

    @property
    def body(self) -> bytes:
        """The body as it was meant: transfer encoding undone as far as it goes."""
        raw = self.data[self.start : self.end]
        kind = field(self.head, "Content-Transfer-Encoding").strip().lower()
        if kind == "base64":
            return _from_base64(raw)
        if kind == "quoted-printable":
            return binascii.a2b_qp(raw)
        return _from_uu(raw) if kind in ("x-uuencode", "uuencode", "x-uue", "uue") else raw

    def parts(self) -> Iterator["Entity"]:
        """Yield the parts of a multipart body, in order; none where no boundary is found."""
        boundary = _boundary(self)
        if not boundary:
            return
        line = re.compile(rb"^--" + re.escape(boundary) + rb"(--)?[ \t]*\r?$", re.M)
        start = None
        for found in line.finditer(self.data, self.start, self.end):
            if start is not None:
                yield entity(self.data, start, _before_line(self.data, start, found.start()))
            start = min(found.end() + 1, self.end)
            if found[1]:
                return
        if start is not None and start < self.end:  # the closing line is missing
            yield entity(self.data, start, self.end)


def entity(data: bytes, begin: int = 0, end: int | None = None) -> Entity:
    """Return the letter, or part of one, that a stretch of bytes is."""
    beat()
    end = len(data) if end is None else end
    found = _HEAD_END.search(data, begin, min(end, begin + _MOST_HEAD))
    if data[begin : begin + 1] in (b"\n", b"\r"):  # a part without a head
        start = begin + (2 if data[begin : begin + 2] == b"\r\n" else 1)
        return Entity(data, Message(), begin, start, end)
    if not _FIELD.match(data[begin : begin + 200]):
        return Entity(data, Message(), begin, begin, end)
    stop, start = (found.start(), found.end()) if found else (min(end, begin + _MOST_HEAD),) * 2
    head = BytesHeaderParser(policy=compat32).parsebytes(data[begin:stop])
    for name in ("content-type", "content-disposition"):
        # Parameters are parsed in a time that grows with the square of their length.
        if name in head and len(value := str(head[name])) > _MOST_PARAMETERS:
            head.replace_header(name, value[:_MOST_PARAMETERS])
    return Entity(data, head, begin, start, end)


def letter(data: bytes) -> Entity:
    """Return the whole letter: what a mailbox or an editor put before its head is passed over."""
    found = _ENVELOPE.match(data)
    return entity(data, found.end() if found else 0)


def field(head: Message, name: str) -> str:
    """Return a field of a head as a reader sees it, in one line; empty where there is none."""
    low = name.lower()
    raw = next((value for key, value in head.raw_items() if key.lower() == low), "")
    return " ".join(decoded(str(raw), parameter(head, "charset")).split())


def fields(head: Message) -> frozenset[str]:
    """Return the names of a head's fields, in lower case."""
    return frozenset(key.lower() for key, _ in head.raw_items())


def decoded(raw: str, charset: str | None = None) -> str:
    """Return a text with its encoded words (RFC 2047) as characters.

    Stray bytes are read as `charset`, which is the body's, or as what they look like.
    """
    stray = sum("\udc80" <= character <= "\udcff" for character in raw)
    if stray:
        western = "windows-1252" if stray < _FOREIGN_SHARE * len(raw) else None
        data = raw.encode("utf-8", "surrogateescape")
        try:
            raw = characters(data, charset or western)
        except NotTextError:
            raw = data.decode("utf-8", "replace")
    if "=?" not in raw:
        return raw
    if len(raw) > _MOST_WORDS:
        lines = raw.splitlines()
        return "".join(decoded(line) if len(line) <= _MOST_WORDS else line for line in lines)
    try:
        pieces = decode_header(_WORD.sub(lambda found: found[0].replace(" ", "_"), raw))
        return "".join(
            piece if isinstance(piece, str) else characters(piece, charset) for piece, charset in pieces
        )
    except (MessageError, ValueError, binascii.Error):
        return raw


def characters(data: bytes, charset: str | None) -> str:
    """Return bytes as text, in the encoding they claim where it fits, else in what they look like.

    Raises NotTextError for binary data where no encoding is claimed.
    """
    return decode_as(data, charset)[0]


def decode_as(data: bytes, charset: str | None) -> tuple[str, str | None]:
    """Return the text of some bytes and a note where they are not what they claim; raises NotTextError."""
    charset = (charset or "").strip().strip("'\"").partition("*")[0].lower()
    if _SEVEN_BIT.match(charset):
        try:
            return data.decode(charset), None
        except (LookupError, UnicodeError):
            pass
    try:
        text, note = decode(data, declared=_SUCCESSOR.get(charset, charset) or None)
    except NotTextError:
        if not charset:
            raise
        return data.decode("utf-8", "replace"), "not all of it is text"
    return text, note if not charset or charset.startswith(("utf", "us-ascii")) else None


def parameter(head: Message, name: str, of: str = "content-type") -> str | None:
    """Return a parameter of a field, however it was encoded; None where there is none."""
    try:
        value = head.get_param(name, header=of)
    except (ValueError, TypeError, LookupError, MessageError):
        return None
    if isinstance(value, tuple):
        charset, _, text = value
        return characters(text.encode("latin-1", "replace"), charset or "utf-8")
    return decoded(value) if isinstance(value, str) and value else None


def file_name(head: Message) -> str | None:
    """Return the name under which a part was attached."""
    return parameter(head, "filename", "content-disposition") or parameter(head, "name")


def _boundary(whole: Entity) -> bytes:
    told = whole.head.get_param("boundary")
    if isinstance(told, str) and told.strip():
        line = told.rstrip().encode("utf-8", "surrogateescape")
        if b"--" + line in whole.data[whole.start : whole.end]:
            return line
    # A head that lost its boundary, or lies about it: the first line that looks like one.
    found = _DASHES.search(whole.data, whole.start, min(whole.end, whole.start + _MOST_HEAD))
    return found[1] if found else b""


def _before_line(data: bytes, start: int, at: int) -> int:
    """Return where a part ends: the line end before a boundary belongs to the boundary."""
    if at > start and data[at - 1 : at] == b"\n":
        at -= 1
        if at > start and data[at - 1 : at] == b"\r":
            at -= 1
    return at


def _from_base64(raw: bytes) -> bytes:
    clean = _NOT_BASE64.sub(b"", raw)
    clean = clean[: len(clean) - (len(clean) % 4 == 1)]
    return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))


def _from_uu(raw: bytes) -> bytes:
    out = bytearray()
    for line in raw.splitlines():
        if line.startswith(b"begin ") or line in (b"end", b"`", b""):
            continue
        try:
            out += binascii.a2b_uu(line)
        except binascii.Error:
            # Some writers count too many signs into the last line.
            room = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                out += binascii.a2b_uu(line[:room])
            except binascii.Error:
                continue
    return bytes(out)
