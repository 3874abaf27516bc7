"""Letters that Outlook saved (MSG): the letter's own text, and what hangs on it."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from email.parser import HeaderParser
from email.policy import compat32
from io import BytesIO

from compressed_rtf import decompress  # type: ignore[import-untyped]
from olefile import OleFileIO  # type: ignore[import-untyped]
from olefile.olefile import OleFileError  # type: ignore[import-untyped]

from firsthand.model import Failure
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.limits import Limits
from firsthand.read.mail import mime
from firsthand.read.mail.attached import Attachment, letter_name, unpacked
from firsthand.read.mail.compound import compound
from firsthand.read.mail.letter import Letter, Section, day_of, page_of_letter
from firsthand.read.mail.properties import Properties
from firsthand.read.page import Page
from firsthand.read.parts import Part
from firsthand.read.text import too_long
from firsthand.read.web import declared_encoding

# Property numbers, [MS-OXPROPS].
_CLASS, _SUBJECT, _HEADERS = 0x001A, 0x0037, 0x007D
_SENDER, _SENDER_ADDRESS, _SENDER_SMTP, _SENT_FOR = 0x0C1A, 0x0C1F, 0x5D01, 0x0042
_TO, _CC, _SUBMITTED, _DELIVERED = 0x0E04, 0x0E03, 0x0039, 0x0E06
_BODY, _RTF, _HTML = 0x1000, 0x1009, 0x1013
_METHOD, _DATA, _LONG_NAME, _SHORT_NAME, _DISPLAY = 0x3705, 0x3701, 0x3707, 0x3704, 0x3001
_MEDIA, _CONTENT_ID, _LONG_PATH = 0x370E, 0x3712, 0x370D
_LETTER, _OBJECT = 5, 6
_REFERENCES = (2, 3, 4, 7)
_MOST_RTF = 16_000_000
# Everything that a library raises for a file that was damaged, or made to harm.
_BROKEN = (
    OleFileError, OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, struct.error,
    RecursionError, AssertionError, EOFError, MemoryError, OverflowError,
)  # fmt: skip


def read(data: bytes, *, name: str, limits: Limits) -> Page:
    """Read an Outlook message's own text; raises UnreadableDocumentError."""
    with _opened(data, name) as message:
        return page_of_letter(_letter(message, name, limits))


def unpack(data: bytes, *, name: str, limits: Limits) -> Iterator[Part | Failure]:
    """Yield what hangs on an Outlook message, letters within it included, and what of it cannot be had."""
    try:
        with _opened(data, name) as message:
            yield from unpacked(_attachments(message), name=name, limits=limits)
    except UnreadableDocumentError as error:
        yield Failure(name, "read", str(error))


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Properties]:
    try:
        with OleFileIO(BytesIO(data)) as ole:
            message = Properties(ole)
            if message.empty():
                raise ValueError("there is no message in it")
            yield message
    except _BROKEN as error:
        raise UnreadableDocumentError(
            f"{name}: a damaged Outlook message ({str(error) or type(error).__name__}). Save it again from "
            "Outlook, as MSG or EML."
        ) from error


def _letter(message: Properties, name: str, limits: Limits) -> Letter:
    head = HeaderParser(policy=compat32).parsestr(message.text(_HEADERS))
    sender = mime.field(head, "From") or _sender(message)
    subject = message.text(_SUBJECT) or mime.field(head, "Subject")
    when = message.time(_SUBMITTED) or message.time(_DELIVERED)
    stamp = mime.field(head, "Date") or (when.strftime("%Y-%m-%d %H:%M UTC") if when else "")
    sent: date | None = day_of(mime.field(head, "Date")) or (when.date() if when else None)
    heads = (
        ("From", sender),
        ("To", mime.field(head, "To") or message.text(_TO)),
        ("Cc", mime.field(head, "Cc") or message.text(_CC)),
        ("Date", stamp),
        ("Subject", subject),
    )
    sections, notes = _body(message, name, limits)
    kind = message.text(_CLASS).upper()
    if "SMIME" in kind:
        notes.append("signed or encrypted (S/MIME); what is packed within was not read")
    count = sum(1 for _ in message.parts())
    if count:
        hang = "1 attachment, a document" if count == 1 else f"{count} attachments, documents"
        notes.append(f"has {hang} of its own")
    return Letter(
        tuple((label, " ".join(value.split())) for label, value in heads if value.strip()),
        sections,
        sender=sender,
        subject=subject,
        sent=sent,
        notes=tuple(notes),
    )


def _sender(message: Properties) -> str:
    name = message.text(_SENDER) or message.text(_SENT_FOR)
    address = message.text(_SENDER_SMTP) or message.text(_SENDER_ADDRESS)
    if "@" not in address or address == name:  # within an organisation it is a path, not an address
        return name or address
    return f"{name} <{address}>" if name else address


def _body(message: Properties, name: str, limits: Limits) -> tuple[tuple[Section, ...], list[str]]:
    """Return the letter's text: the plain one, else the HTML, else the RTF that Outlook packs."""
    plain, notes = message.text(_BODY), list[str]()
    if len(plain) > limits.characters:
        raise too_long(name, f"{len(plain):,} characters", limits)
    if plain.strip():
        return (Section(plain),), notes
    source = message.data(_HTML)
    html = message.text(_HTML)
    if source:
        html, note = mime.decode_as(source, declared_encoding(source) or message.code_page())
        notes += [note] if note else []
    if html.strip():
        if len(html) > 16 * limits.characters:
            raise too_long(name, f"{len(html):,} characters of HTML", limits)
        return (Section(html, markup=True),), notes
    if packed := message.data(_RTF):
        return _from_rtf(packed, name, limits, notes)
    return (), notes


def _from_rtf(
    packed: bytes, name: str, limits: Limits, notes: list[str]
) -> tuple[tuple[Section, ...], list[str]]:
    from firsthand.read.office.rtf import read as read_rtf

    try:
        if len(packed) > _MOST_RTF:
            raise too_long(name, f"{len(packed) / 1e6:.0f} MB", limits)
        source = decompress(packed)
        page = read_rtf(source, name=name, limits=limits)
    except UnreadableDocumentError:
        notes.append("its text, kept as RTF, could not be read")
        return (), notes
    except Exception as error:  # the library raises nothing narrower
        notes.append(f"its text, packed as RTF, is damaged ({error}), and was not read")
        return (), notes
    return (Section(page.text),), notes


def _attachments(message: Properties) -> Iterator[Attachment]:
    for part in message.parts():
        method = part.number(_METHOD)
        given = part.text(_LONG_NAME) or part.text(_SHORT_NAME) or part.text(_DISPLAY) or None
        media = part.text(_MEDIA).strip().lower() or "application/octet-stream"
        data = part.data(_DATA)
        if not data and (inner := part.inner(_DATA)) is not None:
            letter = method == _LETTER or "__properties_version1.0" in inner
            if letter:
                told = inner.get(f"__substg1.0_{_SUBJECT:04X}001F")
                subject = told.decode("utf-16-le", "replace") if isinstance(told, bytes) else ""
                yield Attachment(
                    letter_name(given or subject, ".msg"),
                    "application/vnd.ms-outlook",
                    compound(inner),
                )
            else:
                yield Attachment(given, "application/x-ole-storage", compound(inner))
        elif method in _REFERENCES and not data:
            yield Attachment(
                given or part.text(_LONG_PATH),
                media,
                b"",
                beyond="The letter only names the place where the file lies: fetch it there, and add it.",
            )
        else:
            yield Attachment(given, media, data, shown=bool(part.text(_CONTENT_ID)))
