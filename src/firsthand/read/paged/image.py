"""A picture of text - a scan, a photo, a screenshot - to a page, every word with its place.

Of what a camera writes beside the picture only two things are read: which way up it is, and its resolution.
Where it was taken, when, and whose camera it was is not looked at: it may betray who took it.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO

from PIL import Image, ImageFile, UnidentifiedImageError

from firsthand.model import ReadWord, Sheet
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.beat import beat
from firsthand.read.furniture import Piece
from firsthand.read.language import tongue
from firsthand.read.limits import Limits
from firsthand.read.page import Page
from firsthand.read.page_words import PageWords, page_words
from firsthand.read.paged.naming import tells_itself
from firsthand.read.paged.ocr.notes import notes_of
from firsthand.read.paged.scan import Scanned, read_picture, too_many_pixels
from firsthand.read.plain import page_of

_FORMATS = ("PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF")
_POINTS = 72
# A resolution below this is what cameras and screens write when they know none.
_LEAST_DPI, _MOST_DPI = 100, 2400
_A4_INCHES = 11.69  # the longer side: a picture that says nothing of its size is taken as a page of this
_ORIENTATION = 0x0112  # the one EXIF field that is read
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_GAP = "\n\n"
_TEXT_FEW = 3  # letters; fewer are specks

# What Pillow raises for a file that is not what it says.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError)


def read(data: bytes, *, name: str, limits: Limits) -> Page:
    """Read the text on a picture; a TIFF may hold many pages.

    Raises UnreadableDocumentError, which names the document and the next thing to do.
    """
    notes: list[str] = []
    scans: list[Scanned] = []
    text = ""
    sheets: list[Sheet] = []
    places: list[tuple[int, Scanned]] = []  # where in the text each page begins
    languages: tuple[str, ...] | None = None
    with _bounded(limits):
        for number, picture, dpi in _pictures(data, name, limits, notes):
            beat()
            width, height = picture.width * _POINTS / dpi, picture.height * _POINTS / dpi
            scan = read_picture(
                picture,
                number=number,
                width=width,
                height=height,
                languages=languages,
                name=name,
                limits=limits,
            )
            languages = scan.languages or languages
            scans.append(scan)
            text += _GAP if text and scan.text else ""
            sheets.append(_sheet(scan, number, len(text), width, height))
            places.append((len(text), scan))
            text += scan.text
            if len(text) > limits.characters:
                notes.append(f"read to page {number}; the rest is more text than is read ({_more(limits)})")
                break
    if sum(character.isalnum() for character in text) < _TEXT_FEW:
        unread = next((note for scan in scans for note in scan.notes), None)
        raise UnreadableDocumentError(
            f"{name}: no text was found on this picture{f' ({unread})' if unread else ''}. If there is some, "
            "take the picture again, larger and sharper, or type the text and read that; else leave it out."
        )
    language = tongue(text)
    pieces = [piece for at, scan in places for piece in _pieces(scan, at, page_words(language))]
    page = page_of(text, pieces, language=language)
    found = notes_of([(at, scan) for at, scan in enumerate(scans, start=1)])
    return replace(page, notes=(*page.notes, *found, *notes), sheets=tuple(sheets))


def _more(limits: Limits) -> str:
    return f"at most {limits.characters:,} characters; --limit characters=NUMBER"


def _sheet(scan: Scanned, number: int, at: int, width: float, height: float) -> Sheet:
    words = tuple(ReadWord(w.start + at, w.end + at, w.area, w.confidence) for w in scan.words)
    return Sheet(
        number,
        at,
        at + len(scan.text),
        round(width, 2),
        round(height, 2),
        confidence=scan.confidence,
        words=words,
    )


def _pieces(scan: Scanned, at: int, words: PageWords) -> Iterator[Piece]:
    for (start, end), hint in zip(scan.paragraphs, scan.hints, strict=True):
        line = scan.text[start:end]
        told = hint is not None and tells_itself(line, words)
        yield Piece(at + start, at + end, line, None if told else hint)


@contextmanager
def _bounded(limits: Limits) -> Iterator[None]:
    """Let Pillow refuse what is larger than the limit, not what it thinks is large; its warning is ours."""
    before = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = limits.pixels
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        Image.MAX_IMAGE_PIXELS = before


def _pictures(
    data: bytes, name: str, limits: Limits, notes: list[str]
) -> Iterator[tuple[int, Image.Image, float]]:
    """Yield the pages of a picture, as they are shown, each with its number and its dots to an inch."""
    try:
        frames = _opened(data, name)
    except Image.DecompressionBombError as error:
        raise UnreadableDocumentError(
            f"{name}: a picture with more dots than are opened ({limits.pixels:,}). Save it smaller, or "
            "raise the limit: --limit pixels=NUMBER"
        ) from error
    with frames:
        count = _count(frames)
        moving = frames.format not in ("TIFF", "MPO") and count > 1
        if moving:
            notes.append(f"a moving picture: the first of {count} frames was read")
        if frames.format == "MPO" or moving:
            count = 1
        if count > limits.pages:
            notes.append(f"{limits.pages} of {count} pages were read (--limit pages={count})")
        for at in range(min(count, limits.pages)):
            picture, cut = _frame(data, frames, at, name, limits)
            if picture is None:
                notes.append(f"page {at + 1}: the file is damaged here; the rest of it could not be read")
                return
            if cut:
                page = f"page {at + 1}: " if count > 1 else ""
                notes.append(f"{page}the file is cut off or damaged; read as far as it goes")
            yield at + 1, picture, _dots_to_an_inch(picture, frames.info)


def _opened(data: bytes, name: str) -> Image.Image:
    try:
        return Image.open(BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError:
        raise
    except (UnidentifiedImageError, *_BROKEN) as error:
        raise UnreadableDocumentError(
            f"{name}: the picture is damaged, or of a kind that is not read. Open it in a picture viewer and "
            "save it as PNG or JPEG."
        ) from error


def _count(frames: Image.Image) -> int:
    try:
        return int(getattr(frames, "n_frames", 1))
    except _BROKEN:
        return 1


def _frame(
    data: bytes, frames: Image.Image, at: int, name: str, limits: Limits
) -> tuple[Image.Image | None, bool]:
    """Return one page as it is shown, None where nothing of it is left, and whether it was cut off."""
    cut = False
    try:
        frames.seek(at)
        if frames.width * frames.height > limits.pixels:
            raise too_many_pixels(name, frames.size, limits)
        turn = frames.getexif().get(_ORIENTATION) if frames.format != "TIFF" else None
        try:
            picture = frames.copy()
        except _BROKEN:
            cut = True
            picture = _as_far_as_it_goes(data, at)
    except Image.DecompressionBombError as error:
        raise too_many_pixels(name, frames.size, limits) from error
    except _BROKEN:
        return None, True
    if turn in _TURNS:
        picture = picture.transpose(_TURNS[turn])
    return picture, cut


def _as_far_as_it_goes(data: bytes, at: int) -> Image.Image:
    """Read a damaged picture anew, what is missing left blank."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as frames:
            frames.seek(at)
            return frames.copy()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _dots_to_an_inch(picture: Image.Image, info: dict[str | tuple[int, int], object]) -> float:
    """Return the resolution a picture gives, or that of a page in A4, at least a screen's."""
    said = info.get("dpi")
    if isinstance(said, tuple) and len(said) == 2:
        try:
            across, down = float(said[0]), float(said[1])
        except (TypeError, ValueError, ZeroDivisionError):
            across = down = 0.0
        if _LEAST_DPI <= across <= _MOST_DPI and abs(across - down) < 0.1 * across:
            return across
    return max(float(_POINTS), max(picture.size) / _A4_INCHES)
