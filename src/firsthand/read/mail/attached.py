"""What hangs on a letter: which of it is taken out, under which name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from firsthand.model import Failure
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.archives.passed import Passed
from firsthand.read.archives.paths import Names, clean_name
from firsthand.read.beat import beat
from firsthand.read.formats import FORMATS, SUFFIXES, format_of
from firsthand.read.limits import Limits
from firsthand.read.parts import Part

# A picture in the text of a letter that is smaller is a logo, an icon or a dot that tells who reads.
_SMALL_PICTURE = 10_000
_MEDIA = {media: one for one in FORMATS for media in one.media}
# What belongs to the making of a letter and is no document.
_MACHINERY = frozenset(
    f"{kind}/{name}"
    for kind, names in (
        ("application", "pkcs7-signature x-pkcs7-signature pgp-signature pgp-keys pgp-encrypted"),
        ("text", "vcard x-vcard rfc822-headers"),
    )
    for name in names.split()
)
_PACKED = ("application/ms-tnef", "application/vnd.ms-tnef")
_MOST_NAME = 80


@dataclass(frozen=True, slots=True)
class Attachment:
    """Something that hangs on a letter: `data` unpacks it. `shown` is true for a picture in the text."""

    name: str | None
    media: str
    data: bytes
    shown: bool = False
    beyond: str | None = None  # why it cannot be had, and what to do


def unpacked(attachments: Iterable[Attachment], *, name: str, limits: Limits) -> Iterator[Part | Failure]:
    """Yield what hangs on a letter, then what of it could not be had."""
    passed, names = Passed(name), Names()
    for number, one in enumerate(attachments, start=1):
        beat()
        given = clean_name(one.name) if one.name else _made_up(number, one.media)
        if one.beyond:
            passed.by(given, "not opened", one.beyond)
        elif one.media in _PACKED or given.lower() == "winmail.dat":
            passed.by(
                given,
                "packed by Outlook for itself (TNEF), and not opened",
                "Ask the sender for the files, or save the letter from Outlook as MSG.",
            )
        elif one.media in _MACHINERY or given.lower() in ("smime.p7s", "signature.asc"):
            continue
        elif one.shown and len(one.data) < _SMALL_PICTURE and one.media.startswith("image/"):
            passed.by(
                given,
                "passed over as a small picture in the text: a logo, an icon",
                "Save it from the letter if it matters.",
            )
        elif not _readable(given, one):
            passed.unread(given)
        elif len(one.data) > limits.file:
            passed.by(
                given,
                f"larger than {limits.file} bytes, and not read",
                "Save it from the letter, or raise the limit: --limit file=NUMBER",
            )
        else:
            known = PurePosixPath(given).suffix.lower() in SUFFIXES
            yield Part(names.give(given), one.data, media=None if known else one.media)
    yield from passed.failures()


def letter_name(subject: str, suffix: str) -> str:
    """Return the name of an attached letter: its subject."""
    words = " ".join(subject.replace("/", " ").replace("\\", " ").split())
    return f"{words[:_MOST_NAME].strip(' .') or 'letter'}{suffix}"


def _made_up(number: int, media: str) -> str:
    known = _MEDIA.get(media)
    return f"part {number}{known.suffixes[0] if known and media not in _AMBIGUOUS else ''}"


# Media types of several suffixes: the bytes say which it is.
_AMBIGUOUS = frozenset(media for one in FORMATS if one.name in ("image", "workbook") for media in one.media)


def _readable(name: str, one: Attachment) -> bool:
    if PurePosixPath(name).suffix.lower() in SUFFIXES or one.media in _MEDIA:
        return True
    try:
        return format_of(one.data, name=name).name != "text"
    except UnreadableDocumentError:
        return True  # known and not read: it says itself why
