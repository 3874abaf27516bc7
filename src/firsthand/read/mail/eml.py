"""E-mail as it was sent (RFC 5322): the letter's own text, and what hangs on it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message

from firsthand.model import Failure
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.encoding import NotTextError
from firsthand.read.limits import Limits
from firsthand.read.mail import mime
from firsthand.read.mail.attached import Attachment, letter_name, unpacked
from firsthand.read.mail.letter import Letter, Section, day_of, page_of_letter
from firsthand.read.mail.mime import Entity
from firsthand.read.page import Page
from firsthand.read.parts import Part
from firsthand.read.text import too_long
from firsthand.read.web import declared_encoding, letter_stretches

_SHOWN = ("From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Date", "Subject")
_KNOWN = frozenset(
    {"from", "to", "subject", "date", "received", "message-id", "mime-version", "content-type"}
)
_DEEPEST = 40  # parts within parts; mail programs stay below ten
_TAGS = re.compile(r"<[^<>]*>")
_ELEMENT = re.compile(r"<(?:p|div|br|td|html|body|span)\b", re.I)
# A plain version this much shorter than the HTML one is only a notice that there is one.
_WHOLE_SHARE = 0.25
_ENCRYPTED = "Open it in a mail program with the key, save the text and the attachments, and add those."


@dataclass(slots=True)
class _Found:
    """What was found in a letter, in order."""

    sections: list[Section] = field(default_factory=list)
    attachments: list[tuple[Entity, bool]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    locked: list[Entity] = field(default_factory=list)

    def note(self, what: str) -> None:
        """Add a note once."""
        if what not in self.notes:
            self.notes.append(what)


def read(data: bytes, *, name: str, limits: Limits) -> Page:
    """Read an e-mail's own text; raises UnreadableDocumentError."""
    whole = _letter(data, name)
    found = _Found()
    _gather(whole, found, limits, depth=0)
    if sum(len(section.text) for section in found.sections) > 16 * limits.characters:
        raise too_long(name, "a letter of many megabytes", limits)
    shown = [(label, mime.field(whole.head, label)) for label in _SHOWN]
    heads = tuple((label, value) for label, value in shown if value and _worth(label, value, dict(shown)))
    count = len(found.attachments)
    if count:
        hang = "1 attachment, a document" if count == 1 else f"{count} attachments, documents"
        found.note(f"has {hang} of its own")
    return page_of_letter(
        Letter(
            heads,
            tuple(found.sections),
            sender=mime.field(whole.head, "From"),
            subject=mime.field(whole.head, "Subject"),
            sent=day_of(mime.field(whole.head, "Date")),
            notes=tuple(found.notes),
        )
    )


def unpack(data: bytes, *, name: str, limits: Limits) -> Iterator[Part | Failure]:
    """Yield what hangs on an e-mail, attached letters included, then what of it could not be had."""
    try:
        whole = _letter(data, name)
    except UnreadableDocumentError as error:
        yield Failure(name, "read", str(error))
        return
    found = _Found()
    _gather(whole, found, limits, depth=0)
    yield from unpacked(_attachments(found), name=name, limits=limits)


def _letter(data: bytes, name: str) -> Entity:
    whole = mime.letter(data)
    if not _KNOWN & mime.fields(whole.head):
        raise UnreadableDocumentError(
            f"{name}: not an e-mail (it has no head with From, Date or Subject). Export the letter again, or "
            "rename the file to what it is (.txt, .html)."
        )
    return whole


def _worth(label: str, value: str, shown: dict[str, str]) -> bool:
    return label not in ("Sender", "Reply-To") or value != shown["From"]


def _attachments(found: _Found) -> Iterator[Attachment]:
    for part, shown in found.attachments:
        given = mime.file_name(part.head)
        if part.media in ("message/rfc822", "message/global"):
            inner = mime.letter(part.body)
            named = given if given and given.lower().endswith(".eml") else None
            yield Attachment(
                named or letter_name(given or mime.field(inner.head, "Subject"), ".eml"),
                "message/rfc822",
                part.body,
            )
        else:
            yield Attachment(given, part.media, part.body, shown)
    for part in found.locked:
        yield Attachment(mime.file_name(part.head) or "encrypted part", part.media, b"", beyond=_ENCRYPTED)


def _gather(part: Entity, found: _Found, limits: Limits, *, depth: int, inside: str = "") -> None:
    """Sort a part, and the parts in it, into the letter's text and what hangs on it."""
    media = part.media if "content-type" in mime.fields(part.head) else _default(inside)
    if depth > _DEEPEST:
        found.note(f"parts lie more than {_DEEPEST} deep in one another; what is deeper was not read")
    elif media == "multipart/encrypted":
        found.note("encrypted (PGP or S/MIME); what it says was not read")
        found.locked.append(part)
    elif media in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
        signed = "signed" in (mime.parameter(part.head, "smime-type") or "")
        found.note(
            "signed and packed (S/MIME); what is within was not read"
            if signed
            else "encrypted (S/MIME); what it says was not read"
        )
        found.locked.append(part)
    elif media.startswith("multipart/"):
        _gather_parts(part, media, found, limits, depth)
    elif media in ("message/partial", "message/external-body"):
        found.note("a piece of a letter that was sent in several; the others are not in it")
    elif media == "text/calendar" and not mime.file_name(part.head):
        found.note("holds an invitation for a calendar, which was not read")
    elif media in (
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "application/pgp-signature",
    ):
        found.note("carries a digital signature, which was not checked")
    elif _is_text(part, media):
        _take_text(part, media, found)
    elif len(found.attachments) <= limits.parts:  # one more than is read, so that it is said
        shown = _disposition(part.head) == "inline" or "content-id" in mime.fields(part.head)
        found.attachments.append((part, shown and _disposition(part.head) != "attachment"))
    else:
        found.note(f"has more attachments than are read (parts={limits.parts})")


def _default(inside: str) -> str:
    return "message/rfc822" if inside == "multipart/digest" else "text/plain"


def _disposition(head: Message) -> str:
    return mime.field(head, "Content-Disposition").partition(";")[0].strip().lower()


def _is_text(part: Entity, media: str) -> bool:
    """Tell whether a part is of the letter's own text."""
    if _disposition(part.head) == "attachment" or mime.file_name(part.head):
        return False
    return media.startswith("text/") or media in ("message/delivery-status", "application/xhtml+xml")


def _gather_parts(whole: Entity, media: str, found: _Found, limits: Limits, depth: int) -> None:
    parts: list[Entity] = []
    for part in whole.parts():
        if len(parts) > limits.parts:
            found.note(f"has more parts than are read (parts={limits.parts})")
            break
        parts.append(part)
    if not parts:
        found.note("said to be made of parts, but none was found; read as one text")
        _take_text(whole, "text/plain", found)
    elif media == "multipart/alternative":
        versions: list[_Found] = []
        for part in parts:
            version = _Found()
            _gather(part, version, limits, depth=depth + 1)
            versions.append(version)
        _take_version(versions, found)
    else:
        for part in parts:
            _gather(part, found, limits, depth=depth + 1, inside=media)


def _take_version(versions: list[_Found], found: _Found) -> None:
    """Take one of several versions of the same text: the plain one, if it is whole."""
    told = [version for version in versions if version.sections]
    plain = next((one for one in told if not any(section.markup for section in one.sections)), None)
    marked = next((one for one in told if any(section.markup for section in one.sections)), None)
    chosen = plain or marked
    if plain and marked and _words(plain) < _WHOLE_SHARE * _words(marked):
        chosen = marked
        found.note("its plain version is cut short; the HTML one was read")
    for version in versions:
        found.attachments += version.attachments
        found.locked += version.locked
        for note in version.notes:
            found.note(note)
    if chosen:
        found.sections += chosen.sections


def _words(one: _Found) -> int:
    return sum(
        sum(stretch.words for stretch in letter_stretches(section.text))
        if section.markup
        else len(section.text.split())
        for section in one.sections
    )


def _take_text(part: Entity, media: str, found: _Found) -> None:
    data = part.body
    markup = media in ("text/html", "application/xhtml+xml")
    charset = mime.parameter(part.head, "charset") or (declared_encoding(data) if markup else None)
    try:
        text, note = mime.decode_as(data, charset)
    except NotTextError as error:
        found.note(f"a part that calls itself text is none ({error}), and was not read")
        return
    if note:
        found.note(note)
    if media == "text/enriched":
        text = _TAGS.sub("", text)
    if not markup and media == "text/plain" and text.lstrip()[:1] == "<" and _ELEMENT.search(text[:2000]):
        markup = True
        found.note("HTML that calls itself plain text")
    if not markup and (mime.parameter(part.head, "format") or "").lower() == "flowed":
        text = unflowed(text, joined=(mime.parameter(part.head, "delsp") or "").lower() == "yes")
    if "-----BEGIN PGP MESSAGE-----" in text:
        found.note("encrypted in the text (PGP); what it says was not read")
    if text.strip():
        found.sections.append(Section(text, markup))


def unflowed(text: str, *, joined: bool) -> str:
    """Return a text with its soft line ends undone (RFC 3676); `joined` drops the space before them."""
    out: list[str] = []
    open_depth: int | None = None
    for line in text.splitlines():
        rest = line.lstrip(">")
        depth = len(line) - len(rest)
        rest = rest[1:] if rest.startswith(" ") else rest
        soft = rest.endswith(" ") and rest != "-- "
        kept = rest[:-1] if soft and joined else rest
        if open_depth == depth and rest != "-- ":
            out[-1] += kept
        else:
            out.append(f"{'>' * depth}{' ' if depth else ''}{kept}")
        open_depth = depth if soft else None
    return "\n".join(line.rstrip() if line != "-- " else line for line in out)
