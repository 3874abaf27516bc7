"""What the words around a possible name say for or against its being a person's."""

import re
from collections.abc import Iterator, Sequence

from firsthand.resolve.people.lexicon import Lexicon, folded, is_role
from firsthand.resolve.people.reading import Reading
from firsthand.resolve.people.words import Token, joined

_AGE_BEHIND = re.compile(
    r"\s?(?:,\s?|\()(?:[^\W\d]{1,6}\s){0,2}(?P<age>\d{1,3})(?:\s(?P<unit>[^\W\d]+))?\s?"
    r"(?:[,;)]|$|\.(?:\s*\n|\s*$|\s+(?=[A-Z])(?P<behind>\w+))|\s[a-zà-ÿ])"
)
_AGE_BEFORE = re.compile(r"\d{1,3}(?:-[^\W\d]+){1,2}\s+$")
_OLDEST = 120
_TITLE = 2  # letters of the shortest title that is not taken for an initial
_NEAR = 4  # words behind a comma among which the word for a body stands: "Tidewatch, a rights group"
_CLOSING = frozenset(",.;)")
_FAR = 7  # words before a comma in which the phrase stands that a name explains


def signs_of(reading: Reading, first: int, last: int, start: int, end: int) -> Iterator[str]:
    """Yield the signs of `Candidate.said` for the tokens [first, last], characters [start, end)."""
    text, tokens, known = reading.flat, reading.tokens, reading.lexicon
    before = (
        tokens[first - 1] if first and joined(text, tokens[first - 1], tokens[first], reading.edges) else None
    )
    behind = (
        tokens[last + 1]
        if last + 1 < len(tokens) and joined(text, tokens[last], tokens[last + 1], reading.edges)
        else None
    )
    if is_courteous(reading, first) or _abbreviated(reading, first, last):
        yield "courtesy"
    if _tells(reading, first - 1, -1, before) or _tells(reading, last + 1, 1, behind):
        yield "telling"
    if any(tokens[k].plain in known.bodies for k in _beside(reading, first, last)):
        yield "body"
    if before is not None:
        if before.plain in known.titles:
            yield "title"
        elif is_role(before.plain, known.language) and before.plain not in known.modifiers:
            yield "person"
        elif before.plain in known.articles:
            yield "article"
        elif before.plain in known.locatives:
            yield "locative"
        if before.plain in known.saying:
            yield "saying"
        if before.plain in known.bylines and before.opens:
            yield "byline"
    if behind is not None and behind.plain in known.saying:
        yield "saying"
    comma = before is None and first and re.fullmatch(r",\s", text[tokens[first - 1].end : start])
    if comma and text[end : end + 1] in _CLOSING and _presented(tokens[max(0, first - _FAR) : first], known):
        yield "person"  # "the minister's daughter, Ada,"
    age = _AGE_BEHIND.match(text, end)
    if age and 0 < int(age["age"]) < _OLDEST:
        unit, following = folded(age["unit"] or ""), folded(age["behind"] or "")
        if (not unit or unit in known.ages) and following not in known.calendar:
            yield "age"
    spelled = (
        before is not None and "-" in before.plain and not known.ages.isdisjoint(before.plain.split("-"))
    )
    if spelled or _AGE_BEFORE.search(text, max(0, start - 30), start):
        yield "age"
    if re.match(r"[\s-]?\d", text[end : end + 2]):
        yield "number"
    if tokens[first].opens:
        yield "opens"
    if any(one <= start < two for one, two in reading.headings):
        yield "heading"
    kind = _overlapping(reading.kinds, start, end)
    if kind:
        yield "read" if kind == "person" else "other"
    if any(one < end and start < two and one <= start and end <= two for one, two in reading.places):
        yield "place"


def is_courteous(reading: Reading, at: int) -> bool:
    """Tell whether a title that everybody may bear stands before a word: "Ms Cook", "la señora Rey"."""
    if not at or not reading.tokens[at].capital:
        return False
    title, token = reading.tokens[at - 1], reading.tokens[at]
    if title.plain not in reading.lexicon.courtesy or len(title.text) < _TITLE:
        return False
    return joined(reading.flat, title, token, reading.edges) or (
        title.capital
        and bool(re.fullmatch(r"\.[ \t\u00a0\u202f]{1,2}", reading.flat[title.end : token.start]))
    )


def _abbreviated(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a name opens with one letter that is a title: "M. Rey" in French."""
    token = reading.tokens[first]
    return last > first and token.initial and token.plain in reading.lexicon.courtesy


def _tells(reading: Reading, at: int, way: int, word: Token | None) -> bool:
    """Tell whether a verb of speech stands there, or behind the auxiliary there: "has said"."""
    known, tokens = reading.lexicon, reading.tokens
    if word is None:
        return False
    if word.plain in known.telling:
        return True
    further = at + way
    return (
        way > 0
        and word.plain in known.auxiliaries
        and further < len(tokens)
        and tokens[further].plain in known.telling
    )


def _beside(reading: Reading, first: int, last: int) -> Iterator[int]:
    """Yield the words that may say what a name is: the one before, and those behind a comma."""
    tokens = reading.tokens
    if first:
        yield first - 1
    behind = range(last + 1, min(last + 1 + _NEAR, len(tokens)))
    if reading.flat[tokens[last].end : tokens[last].end + 1] == ",":
        yield from behind
    elif len(behind) and joined(reading.flat, tokens[last], tokens[last + 1], reading.edges):
        yield last + 1


def _presented(words: Sequence[Token], known: Lexicon) -> bool:
    """Tell whether the words before a comma end in a phrase for one person: "la hija del ministro"."""
    for k in range(len(words) - 1, -1, -1):
        word = words[k].plain
        if is_role(word, known.language) and word not in known.modifiers:
            return k == len(words) - 1 or words[k + 1].plain in known.of
        if word in known.saying:
            return False
    return False


def _overlapping(kinds: dict[tuple[int, int], str], start: int, end: int) -> str:
    """Return what extraction took these words for, "" where it found no name there."""
    if (start, end) in kinds:
        return kinds[start, end]
    around = {kind for (one, two), kind in kinds.items() if one <= start and end <= two}
    return "person" if "person" in around else next(iter(sorted(around)), "")
