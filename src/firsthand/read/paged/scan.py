"""A picture of a page to text: read by tesseract in the languages found on it, every word with its place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PIL import Image

from firsthand.model import Area, BlockKind, ReadWord
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.limits import Limits
from firsthand.read.paged.ocr.attempts import Attempt, Attempts, weighed, without_ghosts
from firsthand.read.paged.ocr.attempts import merged as merge
from firsthand.read.paged.ocr.languages import (
    SIMPLIFIED,
    TRADITIONAL,
    called,
    first_guess,
    language_of_model,
    of_script,
    of_text,
    package,
)
from firsthand.read.paged.ocr.layout import lay_out
from firsthand.read.paged.ocr.picture import grey, is_blank
from firsthand.read.paged.ocr.tesseract import Seen, TesseractFailedError, TesseractMissingError, models

# Below this mean confidence a reading may be in the wrong script, or upside down.
_POOR = 0.7
# Below this a stretch is no text at all: a picture, a stamp, a hand.
_NO_TEXT = 0.3
_FEW_LETTERS = 12
_UNSURE, _FOREIGN_SHARE = 0.6, 0.04  # words that may be in another script, and how many make it worth a look
_OF_THE_SILENCE = 0.8  # the share of the time without a sign of life that one run may take
_AS_GOOD = 0.95  # of the merit of lines that tesseract turned by itself
_SIDEWAYS = 4  # letters from which a word is wider than high


@dataclass(frozen=True, slots=True)
class Scanned:
    """What was read on a picture of a page.

    Offsets are into `text`; the areas of `words` are in points on the sheet as it is shown. `confidence` is
    the mean of the words', counted by their letters, 0 to 1. `languages` are the models that it was read
    with ("deu", "chi_sim"); give them to the next page. `hints` has one entry for each paragraph: "heading"
    where its print is larger.
    """

    text: str
    paragraphs: tuple[tuple[int, int], ...]
    words: tuple[ReadWord, ...]
    confidence: float
    languages: tuple[str, ...]
    notes: tuple[str, ...] = ()
    hints: tuple[BlockKind | None, ...] = ()


def read_picture(
    image: Image.Image,
    *,
    number: int,
    width: float,
    height: float,
    languages: tuple[str, ...] | None,
    name: str,
    limits: Limits,
) -> Scanned:
    """Read the text on the picture of one sheet, `width` by `height` points, of number `number`.

    `languages` are those of the pages before, tried first: a page in another one is still read in its own.
    A page that takes too long is left unread, with a note.
    Raises UnreadableDocumentError where the picture is too large, or tesseract is not installed.
    """
    if image.width * image.height > limits.pixels:
        raise too_many_pixels(name, image.size, limits)
    picture = grey(image)
    if is_blank(picture):
        return Scanned("", (), (), 0.0, languages or ())
    try:
        installed = models()
        attempts = Attempts(
            picture,
            dpi=72 * image.width / width if width > 0 else 72.0,
            pixels=limits.pixels,
            seconds=_OF_THE_SILENCE * limits.seconds,
        )
        known = tuple(model for model in languages or () if model in installed)
        found, wanted = _best(attempts, known or first_guess(installed), installed)
    except TesseractMissingError as error:
        raise UnreadableDocumentError(
            f"{name}: it holds pictures of text, and no program to read them is installed. Install tesseract "
            "with the languages you need (Debian: apt install tesseract-ocr tesseract-ocr-deu …) and read it "
            "again."
        ) from error
    except TesseractFailedError as error:
        note = f"page {number} is a picture and was left unread: {error}. More time: --limit seconds=NUMBER"
        return Scanned("", (), (), 0.0, languages or (), (note,))
    return _scanned(found, wanted, image, number, width, height)


def too_many_pixels(name: str, size: tuple[int, int], limits: Limits) -> UnreadableDocumentError:
    """Return the error for a picture that is larger than is opened."""
    return UnreadableDocumentError(
        f"{name}: a picture of {size[0]:,} by {size[1]:,} dots is more than is opened ({limits.pixels:,} in "
        f"all). Save it smaller, or raise the limit: --limit pixels={size[0] * size[1]}"
    )


def _best(
    attempts: Attempts, start: tuple[str, ...], installed: frozenset[str]
) -> tuple[Attempt, tuple[str, ...]]:
    """Return the best reading of a picture, and the models that would be wanted and are not there."""
    wanted: tuple[str, ...] = ()
    best = attempts.read(start)
    if _doubtful(best):
        best, wanted = _other_ways(attempts, best, installed)
    if best.letters < _FEW_LETTERS:
        sparse = attempts.read(best.models, turned=best.turned, sparse=True)
        sure = tuple(word for word in sparse.words if word.confidence >= _UNSURE)
        best = max(best, replace(sparse, words=sure), key=_merit)
    if not _in_chinese(best.models):
        layout = lay_out(best.words, language=None)
        told = of_text(layout.text, layout.paragraphs) if best.confidence >= _NO_TEXT else ()
        there = tuple(model for model in told if model in installed)
        wanted = (*wanted, *(model for model in told if model not in installed))
        if there and set(there) != set(best.models):
            again = attempts.read(there, turned=best.turned)
            best = again if not set(there) <= set(best.models) or _merit(again) > _merit(best) else best
    return _with_other_scripts(attempts, best, installed), tuple(dict.fromkeys(wanted))


def _doubtful(attempt: Attempt) -> bool:
    """Tell whether a reading may be of a page turned, or in another script."""
    upright = [
        word.right - word.left > word.bottom - word.top
        for word in attempt.words
        if len(word.text) >= _SIDEWAYS
    ]
    sideways = len(upright) >= 3 and sum(upright) < len(upright) / 2
    return sideways or attempt.confidence < _POOR or attempt.letters < _FEW_LETTERS


def _other_ways(
    attempts: Attempts, best: Attempt, installed: frozenset[str]
) -> tuple[Attempt, tuple[str, ...]]:
    """Turn the page and try the models of the script it is in, until a reading is good."""
    stand = attempts.stand()
    if stand is None and not best.letters:
        return best, ()
    turned = stand.degrees if stand else 0
    wanted: tuple[str, ...] = ()
    if turned:
        upright = attempts.read(best.models, turned=turned)
        best = upright if _merit(upright) >= _AS_GOOD * _merit(best) else best
    candidates = of_script(stand.script) if stand else ()
    if candidates and not installed & set(candidates):
        wanted = candidates[:1]
    if best.confidence < _POOR:
        for model in candidates or (SIMPLIFIED, TRADITIONAL):
            if model in installed and (model,) != best.models:
                best = max(best, attempts.read((model,), turned=turned), key=_merit)
    if best.confidence < _POOR and not (stand and stand.sure > 2):
        for other in (180, 90, 270):
            if other != turned:
                best = max(best, attempts.read(best.models, turned=other), key=_merit)
    return best, wanted


def _merit(attempt: Attempt) -> float:
    """Return how good a reading is: how sure it is, of how much; junk is many letters, none of them sure."""
    return sum(max(0.0, word.confidence - _NO_TEXT) * len(word.text) for word in attempt.words)


def _in_chinese(used: Sequence[str]) -> bool:
    return SIMPLIFIED in used or TRADITIONAL in used


def _with_other_scripts(attempts: Attempts, best: Attempt, installed: frozenset[str]) -> Attempt:
    """Read the passages of a page that are in another script than most of it."""
    words = best.words
    if _in_chinese(best.models):
        latin = sum(letter.isascii() and letter.isalpha() for word in words for letter in word.text)
        if latin < 2 * _FEW_LETTERS or "eng" not in installed:
            return best
        return merge(best, attempts.read(("eng",), turned=best.turned))
    unsure = sum(word.confidence < _UNSURE for word in words)
    han = [model for model in (SIMPLIFIED, TRADITIONAL) if model in installed]
    if unsure < max(2, _FOREIGN_SHARE * len(words)) or not han or len(words) < 2:
        return best
    tried = [merge(best, attempts.read((model,), turned=best.turned)) for model in han]
    return max(tried, key=_merit)


def _scanned(
    found: Attempt,
    wanted: tuple[str, ...],
    image: Image.Image,
    number: int,
    width: float,
    height: float,
) -> Scanned:
    main = found.models[0] if found.models else None
    kept, dropped = _without_scribbles(found.words)
    layout = lay_out(kept, language=language_of_model(main) if main else None)
    across = width / image.width
    down = height / image.height
    words = []
    for one in layout.words:
        seen = one.seen
        left, top, right, bottom = found.ready.back((seen.left, seen.top, seen.right, seen.bottom))
        area = Area(
            number,
            _inside(left * across, width),
            _inside(top * down, height),
            _inside(right * across, width),
            _inside(bottom * down, height),
        )
        words.append(ReadWord(one.start, one.end, area, round(seen.confidence, 4)))
    notes = [
        f"page {number}: some of it looks like {called(model)}, which cannot be read here. Install "
        f"{package(model)} and read it again"
        for model in wanted
    ]
    if found.turned:
        notes.append(f"page {number}: turned by {found.turned} degrees to be read")
    if dropped:
        notes.append(
            f"page {number}: {dropped} {'stretch' if dropped == 1 else 'stretches'} that cannot be told from "
            "scribbles left out: a picture, a stamp or handwriting"
        )
    return Scanned(
        layout.text,
        layout.paragraphs,
        tuple(words),
        round(weighed(kept), 4),
        found.models,
        tuple(notes),
        layout.hints,
    )


def _inside(value: float, most: float) -> float:
    return round(min(max(value, 0.0), most), 2)


def _without_scribbles(words: Sequence[Seen]) -> tuple[list[Seen], int]:
    """Leave out the paragraphs that are no text, and marks that stand alone; return how many of letters."""
    paragraphs: dict[tuple[int, int], list[Seen]] = {}
    for word in without_ghosts(words):
        paragraphs.setdefault((word.block, word.paragraph), []).append(word)
    kept: list[Seen] = []
    dropped = 0
    for paragraph in paragraphs.values():
        lettered = any(letter.isalnum() for word in paragraph for letter in word.text)
        if lettered and weighed(paragraph) >= _NO_TEXT:
            kept += paragraph
        else:
            dropped += lettered
    return kept, dropped
