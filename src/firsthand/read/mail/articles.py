"""Letters that are, or carry, an article: its own headline, writer and date go before the letter's head."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.model import BlockKind
from firsthand.read.furniture import Piece
from firsthand.read.mastheads import read_imprint
from firsthand.read.page import Page
from firsthand.read.page_words import page_words
from firsthand.read.plain import page_of

_CLOSED = re.compile(r"[.!?。！？:：,，;][\"'»”’)]*$")
_SHORTEST = 40  # letters of the running text below a headline


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a letter: `level` counts how deep it is quoted, `frame` marks greeting and signature."""

    text: str
    level: int
    hint: BlockKind | None
    frame: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """Which paragraph is an article's headline; `signed` where it names its writer or outlet itself."""

    headline: int
    signed: bool


def article_of(paragraphs: Sequence[Paragraph], *, level: int, language: str) -> Article | None:
    """Return the article that the paragraphs of a level are, None where they are a letter.

    An article opens with its headline. Above its text stands who published it, who wrote it, or when; without
    any of that it has no greeting and no signature either.
    """
    places = [
        at
        for at, one in enumerate(paragraphs)
        if one.level == level and (one.hint != "furniture" or one.frame)
    ]
    framed = [at for at in places if paragraphs[at].frame]
    if framed and framed[0] == places[0]:
        places = places[1:]  # a greeting above what is passed on
    text, pieces = _alone(paragraphs, places)
    if not pieces:
        return None
    page = page_of(text, pieces, language=language)
    starts = {piece.start: at for piece, at in zip(pieces, places, strict=True)}
    title = next((block.start for block in page.blocks if block.kind == "title"), None)
    told = [b.start for b in page.blocks if b.kind == "paragraph" and b.end - b.start >= _SHORTEST]
    if title not in starts or not told or told[0] < title:
        return None
    headline = starts[title]
    between = paragraphs[headline + 1 : starts.get(told[0], headline)]
    if any(one.frame or one.text.endswith((",", "，")) for one in between):
        return None  # a greeting between them: a letter with a head of its own
    closed = bool(_CLOSED.search(paragraphs[headline].text))
    if (framed or closed) and not _names_itself(page, pieces, told[0], language):
        return None
    return Article(headline, signed=bool(page.author or page.publisher))


def _alone(paragraphs: Sequence[Paragraph], places: Sequence[int]) -> tuple[str, list[Piece]]:
    text = ""
    pieces: list[Piece] = []
    for at in places:
        text += "\n\n" if text else ""
        one = paragraphs[at]
        pieces.append(Piece(len(text), len(text) + len(one.text), one.text, one.hint))
        text += one.text
    return text, pieces


def _names_itself(page: Page, pieces: Sequence[Piece], first: int, language: str) -> bool:
    """Tell whether what stands above the text, or opens it, says whose it is or of which day."""
    words = page_words(language)
    above = [block for block in page.blocks if block.start <= first]
    named = any(block.kind in ("byline", "dateline") for block in above)
    return named or any(piece.start < first and read_imprint(piece.text, words) for piece in pieces)
