"""Bytes to characters: what a text was written in, also where it says so wrongly or not at all."""

import codecs
import re

from charset_normalizer import from_bytes

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Formats people rename to .txt by mistake, by their first bytes.
_FORMATS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# A text has practically no control characters, compressed data has 10%: between the two the exact value
# does not matter.
_CONTROL_SHARE = 0.01
# Detection by statistics needs no more than this to be as sure as it gets, and is slow on megabytes.
_SAMPLE_BYTES = 60_000
# Text in another script is mostly bytes beyond ASCII (Cyrillic: four in five), Western text one in ten.
_FOREIGN_SHARE = 0.2


class NotTextError(ValueError):
    """The bytes are no text; the message says what they look like."""


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, str | None]:
    """Return the text of some bytes and, where they are not plain UTF-8, a note on how it was read.

    UTF-8 is tried first and kept unchanged (line ends and byte order mark included). `declared` is
    the encoding a page claims for itself; it is believed only where UTF-8 does not fit. Raises
    NotTextError for binary data.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_with(data, encoding)), f"decoded as {encoding}"
    for magic, what in _FORMATS:
        if data.startswith(magic):
            raise NotTextError(f"it is {what}")
    if b"\x00" in data[:_SAMPLE_BYTES]:
        wide = _wide(data[:_SAMPLE_BYTES])
        if wide is None:
            raise NotTextError("it holds binary data")
        return _checked(_with(data, wide)), f"decoded as {wide}"
    try:
        return _checked(data.decode("utf-8")), None
    except UnicodeDecodeError:
        pass
    if _mostly_utf8(data):
        return _checked(data.decode("utf-8", "firsthand.windows")), "mixed encodings: UTF-8 and windows-1252"
    encoding = _believable(declared, data) or _guessed(data)
    return _checked(_with(data, encoding)), f"decoded as {encoding}"


def _checked(text: str) -> str:
    controls = len(_CONTROLS.findall(text))
    if controls > _CONTROL_SHARE * len(text) + 2 or (controls and controls >= len(text.strip())):
        raise NotTextError("it holds binary data")
    return text


def _with(data: bytes, encoding: str) -> str:
    if encoding == "windows-1252":  # five bytes have no meaning in it; a stray one is no reason to fail
        return "".join(map(_windows, data)) if _UNDEFINED.search(data) else data.decode("cp1252")
    return data.decode(encoding, "replace")


_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


def _windows(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "ignore") or chr(byte)


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as windows-1252: the usual accident of pasted quotation marks."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(map(_windows, error.object[error.start : error.end])), error.end


codecs.register_error("firsthand.windows", _as_windows)


def _wide(sample: bytes) -> str | None:
    """Name the UTF-16 that text without a byte order mark is in, by where its zero bytes stand."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    pairs = max(1, len(sample) // 2)
    # Western text in UTF-16 has a zero byte in nearly every pair, always on the same side.
    if odd > 0.6 * pairs and even < 0.02 * pairs:
        return "utf-16-le"
    if even > 0.6 * pairs and odd < 0.02 * pairs:
        return "utf-16-be"
    return None


def _mostly_utf8(data: bytes) -> bool:
    """Tell whether more characters beyond ASCII are right UTF-8 than are not."""
    right = wrong = 0
    for character in data.decode("utf-8", "surrogateescape"):
        if "\udc80" <= character <= "\udcff":
            wrong += 1
        elif character > "\x7f":
            right += 1
    return right > wrong


def _believable(declared: str | None, data: bytes) -> str | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip().strip("'\"")).name
        # Browsers read Latin-1 as windows-1252, and pages are written for browsers.
        if name in ("iso8859-1", "ascii", "cp1252"):
            return "windows-1252"
        if name.startswith(("utf-8", "utf-16", "utf-32", "utf_")):
            return None
        data.decode(name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
    return name


def _guessed(data: bytes) -> str:
    """Guess by statistics, but trust the guess only for scripts other than Latin.

    Between the single-byte Latin encodings statistics on a page of text are a coin toss, and
    windows-1252 is what English text in them nearly always is.
    """
    sample = data[:_SAMPLE_BYTES]
    if sum(byte > 0x7F for byte in sample) < _FOREIGN_SHARE * len(sample):
        return "windows-1252"
    best = from_bytes(sample).best()
    if best is None or not best.encoding:
        return "windows-1252"
    latin = all("Latin" in alphabet or "Symbol" in alphabet or "Punctuation" in alphabet
                or "Control" in alphabet or "Letterlike" in alphabet or "Currency" in alphabet
                for alphabet in best.alphabets)  # fmt: skip
    try:
        data.decode(best.encoding)
    except (LookupError, UnicodeDecodeError):
        return "windows-1252"
    return "windows-1252" if latin else best.encoding
