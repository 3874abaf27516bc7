"""What each stretch of a page does: tell the account, head it, sign it, caption it, or sell something else.

Recognised by general features only: how a line ends, whether it holds a verb, how short it is, whether
it says what forms and adverts say (a word list per language), where it stands, what stands around it,
and whether it repeats what the page says elsewhere. When in doubt a stretch is account: a lost
statement is worse than a menu line that yields none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from firsthand.model import BlockKind
from firsthand.read.bylines import LONGEST_BYLINE, byline, is_dateline_date
from firsthand.read.mastheads import Imprint, read_imprint
from firsthand.read.page_words import PageWords, plain
from firsthand.read.repeats import repeats
from firsthand.read.script import IDEOGRAPH

# Lengths in words, chosen on 45 news texts (five accounts each of nine stories): there no paragraph
# of the account without closing punctuation is shorter than 13 words or so, no heading longer.
_HEADING_WORDS = 12
_LONG_WORDS = 25  # a line this long without closing punctuation is an account whose full stop was lost
_TITLE_WORDS = 18  # a title that ends in a full stop; first paragraphs are longer
_CAPTION_WORDS = 40
_LINK_WORDS = 20
_VERBLESS_WORDS = 30

_STOP, _CLOSING_QUOTE, _BEHIND_QUOTE = tuple(".!?…。！？"), tuple("\"'»”」』"), tuple(")]*_")
_BEHIND_STOP = "".join((*_CLOSING_QUOTE, "）", *_BEHIND_QUOTE))
_CHARACTERS_A_WORD = 2  # of Chinese, so that lengths in words hold there too
_INNER_STOP = re.compile(r"(?<!\b[A-Z])(?<!\.[A-Z])[.!?][\"')]*\s+[\"'(]?[A-Z]")
_TEASER = ("...", "…", "[…]", "[...]")
_WEATHER = re.compile(r"^[-−+]?\d{1,3}(?:[.,]\d)?\s*°?\s*[CF]?°?$|^\d{1,3}(?:[.,]\d)?\s*°.*$")
_ADDRESS = re.compile(r"^(?:https?://\S+|www\.\S+|\S+@\S+\.\w+|@\w+|#\w+(?:\s+#\w+)*)$")
_CREDIT = re.compile(r"\(([^()]{2,60})\)\s*(?:\(([^()]{2,60})\)\s*)*\.?$")
_TOKEN = re.compile(r"[\w'’-]+")
_LABEL = re.compile(r"^(?:[\w'’-]+ ){0,3}[\w'’-]+: ")
_WORDLESS = re.compile(r"^[\W_]+$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text to be told apart, with what the page's own markup says it is, if anything."""

    start: int
    end: int
    text: str
    hint: BlockKind | None = None


class _Line(NamedTuple):
    """A piece with the features that decide; a tuple, as there is one for every cell of every table."""

    piece: Piece
    line: str
    low: str
    words: int
    closed: bool
    teaser: bool
    verb: bool
    bare: bool  # closed like a sentence, but without a verb: a caption, or a headline
    sure: BlockKind | None
    prose: bool


def classify(pieces: Sequence[Piece], words: PageWords) -> tuple[list[BlockKind], dict[int, Imprint]]:
    """Return the kind of each piece, in order, and what the lines above the account say of its publisher."""
    lines = [_features(piece, words) for piece in pieces]
    lines = _below_headings(lines, words)
    told = [at for at, line in enumerate(lines) if line.prose]
    if not told:
        return [_without_prose(at, line, lines) for at, line in enumerate(lines)], {}
    imprints = _imprints(lines, told[0], words)
    for at, found in imprints.items():
        kind: BlockKind = "byline" if found.published is not None else "furniture"
        lines[at] = lines[at]._replace(sure=kind, bare=False)
    named = any(found.programme for found in imprints.values())
    return _kinds(lines, _title(lines, told[0], named=named), told, words), imprints


def _imprints(lines: list[_Line], first: int, words: PageWords) -> dict[int, Imprint]:
    """Return what lines above the first paragraph say of who published it.

    An authority's name in small letters is its letterhead only where a headline stands below it.
    """
    found: dict[int, Imprint] = {}
    open_lines = [at for at in range(first) if lines[at].sure is None and lines[at].piece.hint is None]
    for at in open_lines:
        imprint = read_imprint(lines[at].piece.text, words)
        below = any(later > at and lines[later].words >= 3 for later in open_lines)
        if imprint and (not imprint.body or below or lines[at].line.isupper()):
            found[at] = imprint
    return found


def _kinds(lines: list[_Line], title: int | None, told: list[int], words: PageWords) -> list[BlockKind]:
    repeated = repeats(
        [line.low for line in lines],
        told=[line.prose for line in lines],
        free=[line.sure is None and at != title for at, line in enumerate(lines)],
    )
    kinds: list[BlockKind] = []
    for at, line in enumerate(lines):
        if at == title:
            kinds.append("title")
        elif line.sure:
            kinds.append(line.sure)
        elif at in repeated or _between_links(at, lines):
            kinds.append("furniture")
        elif line.piece.hint == "heading" and at < told[-1]:
            kinds.append("heading")
        elif line.prose:
            kinds.append("paragraph")
        elif line.bare:
            kinds.append("caption")
        elif at < told[0]:
            kinds.append(_above(line, words))
        elif at > told[-1]:
            kinds.append(_below(at, lines, kinds))
        else:
            kinds.append(_within(line, words))
    return kinds


def has_verb(line: str, words: PageWords) -> bool:
    """Tell whether a line may hold a finite verb; unsure counts as yes."""
    if not words.tells_verbs:
        return True
    before = token = ""
    at = -1
    # One word after the other: most lines show a verb early.
    for found in chain(_TOKEN.finditer(line.replace("’", "'")), (None,)):
        following = found[0] if found else ""
        if not token:
            token = following
            continue
        at += 1
        low = token.lower()
        if low in words.always or (low in words.finite and before.lower() not in words.nominal):
            return True
        if low.endswith(("'re", "'ll", "'ve", "n't", "'m", "'d")) or low in words.subjects:
            return True
        after = following.lower()
        if (
            len(low) > 3
            and low.endswith("ed")
            and token.islower()
            and before.lower() not in words.nominal
            and (after != "by" or at <= 2)
        ):
            return True
        if token.islower() and before and before.lower() not in words.nominal:
            # "Macron visits ...": a name and a word in -s; "Britons plan ...": a plural and a plain word.
            if before[0].isupper() and low.endswith("s") and not low.endswith(("ss", "'s", "us")):
                return True
            plural = before.lower().endswith("s") and not before.lower().endswith(("ss", "'s"))
            if plural and at <= 3 and low not in words.after and not low.endswith(("ing", "ed", "ly")):
                return True
        before, token = token, following
    return False


def _features(piece: Piece, words: PageWords) -> _Line:
    line = plain(piece.text)
    low = line.lower()
    count = len(line.split())
    if not line.isascii():
        count += len(IDEOGRAPH.findall(line)) // _CHARACTERS_A_WORD
    teaser = line.endswith(_TEASER)
    closed = _is_closed(line)
    verb = has_verb(line, words)
    sure = _surely(piece, line, low, count, closed, verb, words)
    bare = sure is None and not verb and 4 <= count <= _VERBLESS_WORDS and line.endswith(".")
    bare = bare and not _INNER_STOP.search(line) and line[0] not in "\"'"
    prose = sure is None and not teaser and count >= 5 and closed and not bare
    prose = prose or (sure is None and not bare and count >= _LONG_WORDS)
    return _Line(piece, line, low, count, closed, teaser, verb, bare, sure, prose)


def _is_closed(line: str) -> bool:
    """Tell whether a line ends in a full stop, or in a quotation mark, and what may stand behind those."""
    if line.rstrip(_BEHIND_STOP).endswith(_STOP):
        return True
    last = line[:-1] if line.endswith(_BEHIND_QUOTE) else line
    return last.endswith(_CLOSING_QUOTE)


def _surely(
    piece: Piece, line: str, low: str, count: int, closed: bool, verb: bool, words: PageWords
) -> BlockKind | None:
    """Return the kind that a line's own looks give away."""
    if piece.hint is not None and piece.hint not in ("paragraph", "heading"):
        return piece.hint
    bare = low.strip(" .:!?…»›>→|-–—•·*+[]()")
    if not line or _WORDLESS.match(line) or bare in words.alone or _ADDRESS.match(line):
        return "furniture"
    if count <= 6 and _WEATHER.match(line):
        return "furniture"
    if _may_be_signed(line, low, words) and (is_dateline_date(line, words) or byline(line, words)):
        return "byline"
    if count <= _CAPTION_WORDS and (
        low.startswith(words.caption_opening) or _credited(line, count, closed, words)
    ):
        return "caption"
    if count <= 40 and _starts(low, words.opening):
        return "furniture"
    sentence = closed and verb and count >= 12
    if count <= 40 and not sentence and _starts(low, words.weak_opening):
        return "furniture"
    if (
        count <= 60
        and any(word in low for word in words.addressing)
        and not words.addressing.isdisjoint(_TOKEN.findall(low))
        and len(set(words.selling.findall(low))) >= 2
    ):
        return "furniture"
    return None


def _may_be_signed(line: str, low: str, words: PageWords) -> bool:
    """Tell whether a line is short enough for a byline or a date, marks and what leads to a date aside."""
    return (
        len(line) <= LONGEST_BYLINE
        or low.startswith(words.dated)
        or any(mark in line for mark in ("<", "*", "_"))
    )


def _starts(low: str, openings: tuple[str, ...]) -> bool:
    return low.startswith(openings) and any(
        low.startswith(opening) and not (opening[-1].isalnum() and low[len(opening) :][:1].isalnum())
        for opening in openings
    )


def _credited(line: str, count: int, closed: bool, words: PageWords) -> bool:
    """Tell whether a line ends in a picture's credit: "(Reuters)", "Ana Lund/Agency Photos"."""
    if ")" in line and (found := _CREDIT.search(line)):
        for group in re.findall(r"\(([^()]{2,60})\)", line[found.start() :]):
            parts = [part.strip().lower() for part in re.split(r"/|\bvia\b|,", group)]
            if any(part in words.suppliers for part in parts if part):
                before = line[: found.start()].rstrip()
                # A sentence that ends before the credit is a report's sign-off only when long.
                return not (before.endswith((".", '."')) and count > _VERBLESS_WORDS)
            if group.rstrip().endswith("/") and group.isupper():
                return True
    if count > 12 or closed:
        return False
    parts = [part.strip().lower() for part in re.split(r"/|\bvia\b|\|", line)]
    return len(parts) > 1 and any(part in words.suppliers for part in parts)


def _below_headings(lines: list[_Line], words: PageWords) -> list[_Line]:
    """Mark what hangs below "Keep reading" and "Subscribe to ...": the links, the offers."""
    out: list[_Line] = []
    mode: str | None = None
    begun = False
    for line in lines:
        bare = line.low.strip(" .:!?…»›>→|-–—•")
        offer = line.words <= 10 and _starts(line.low, words.offers)
        if begun and (offer or bare in words.lists):
            mode = "offer" if offer else "list"
            out.append(_as_furniture(line))
        elif line.sure is None and _hangs(line, mode, words):
            out.append(_as_furniture(line))
        else:
            if line.sure is None:
                mode = None
            out.append(line)
        begun = begun or line.prose
    return out


def _hangs(line: _Line, mode: str | None, words: PageWords) -> bool:
    """Tell whether a line belongs to the list or the offer above it."""
    if mode == "offer":
        return not line.prose or bool(words.selling.search(line.low))
    return mode == "list" and not (line.closed and not line.teaser and line.verb)


def _as_furniture(line: _Line) -> _Line:
    return line._replace(bare=False, sure="furniture", prose=False)


def _title(lines: list[_Line], first: int, *, named: bool) -> int | None:
    """Return which line heads the account: above the first paragraph, or a short first one.

    `named` tells that the account has a name already, so that its first sentence is none.
    """
    above = [at for at in range(first) if lines[at].sure is None]
    hinted = [at for at, line in enumerate(lines) if line.sure == "title"]
    if hinted:
        return hinted[0]
    for at in above:
        if lines[at].words >= 5:
            return at
    opening = lines[first]
    plain_sentence = _INNER_STOP.search(opening.line) and not _capitalised(opening.line)
    if (
        not above
        and not named
        and opening.words <= _TITLE_WORDS
        and not plain_sentence
        and first + 1 < len(lines)
    ):
        return first
    longer = [at for at in above if lines[at].words >= 2]
    return max(longer, key=lambda at: (lines[at].words, -at)) if longer else None


def _capitalised(line: str) -> bool:
    """Tell whether a line is set Like a Headline: most of its longer words begin with a capital."""
    longer = [word for word in _TOKEN.findall(line) if len(word) > 3]
    return len(longer) >= 3 and sum(word[0].isupper() for word in longer) > 0.8 * len(longer)


def _above(line: _Line, words: PageWords) -> BlockKind:
    """Return what a line between the page's top and the first paragraph does."""
    if line.verb and _INNER_STOP.search(line.line):
        return "paragraph"
    last = line.low.split()[-1]
    if last in words.dangling or line.teaser or line.words < 5:
        return "furniture"
    return "heading"


def _below(at: int, lines: list[_Line], kinds: list[BlockKind]) -> BlockKind:
    """Return what a line after the last paragraph does: seldom more than filling the page."""
    line = lines[at]
    listed = (
        at > 0
        and kinds[-1] == "paragraph"
        and (lines[at - 1].line.endswith((":", ";")) or _bullet(lines[at - 1]))
    )
    if listed and (_bullet(line) or line.words >= 4):
        return "paragraph"
    unbroken = kinds[-1] == "paragraph"
    return "paragraph" if unbroken and line.verb and line.words >= 6 and not line.teaser else "furniture"


def _bullet(line: _Line) -> bool:
    return bool(re.match(r"(?:[-–•*·]|\d{1,2}[.)])\s", line.line))


def _between_links(at: int, lines: list[_Line]) -> bool:
    """Tell whether a line stands among links and looks like one: no full stop, or a label before a colon."""
    around = [lines[other].sure for other in (at - 1, at + 1) if 0 <= other < len(lines)]
    line = lines[at]
    short = line.words <= _LINK_WORDS and (not line.closed or bool(_LABEL.match(line.line)))
    return around == ["furniture", "furniture"] and short


def _within(line: _Line, words: PageWords) -> BlockKind:
    """Return what a line between two paragraphs does."""
    if (
        line.line.endswith((":", ",", ";", "-", "—"))
        or line.verb
        or line.words > _HEADING_WORDS
        or _bullet(line)
    ):
        return "paragraph"
    cut = line.low.split()[-1] in words.dangling
    return "paragraph" if cut or (line.closed and line.words > 4) else "heading"


def _without_prose(at: int, line: _Line, lines: list[_Line]) -> BlockKind:
    """Return what a line does on a page without a single full sentence."""
    if line.sure:
        return line.sure
    first = next((other for other, some in enumerate(lines) if some.sure is None), None)
    return "title" if at == first and len(lines) > 1 else "paragraph"
