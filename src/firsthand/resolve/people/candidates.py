"""What may be a person's name in one text, with all that the words around it say for or against."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from firsthand.model import Document, Extraction
from firsthand.resolve.people.lexicon import (
    Lexicon,
    family_names,
    folded,
    given_names,
    is_pinyin,
    is_place,
    lexicon_of,
    particles,
    pinyin_surnames,
    suffixes,
)
from firsthand.resolve.people.words import Token, edges_of, find_runs, joined, tokens_of

_AGE_BEHIND = re.compile(
    r"\s?(?:,\s?|\()(?:[^\W\d]{1,6}\s){0,2}(?P<age>\d{1,3})(?:\s(?P<unit>[^\W\d]+))?\s?(?:[,.;)]|$|\s[a-zà-ÿ])"
)
_AGE_BEFORE = re.compile(r"\d{1,3}(?:-[^\W\d]+){1,2}\s+$")
_OLDEST = 120
_SIGNED = re.compile(r"^\W*(?P<word>[^\W\d]+)\W")
_PARTY = re.compile(r"[A-Z]-[A-Z]\w*")
_LETTERS = frozenset("bcdefghjklmnopqrstuvwxyz")
_LONGEST = 6  # words of a name; more are a list or a headline in capitals


@dataclass(frozen=True, slots=True)
class Reading:
    """One document's text in words, with the language it is read in and what extraction found there."""

    document: Document
    tokens: tuple[Token, ...]
    edges: tuple[int, ...]
    lexicon: Lexicon
    kinds: dict[tuple[int, int], str] = field(default_factory=dict)
    places: frozenset[tuple[int, int]] = frozenset()
    nouns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Capitalised words that may be somebody's name: tokens [first, last] of a reading.

    `said` are the signs for a person beside it: "title" ("Mr"), "person" (a word for one: "her son"),
    "age", "byline", "saying" (a verb of persons), "read" (extraction took it for a person); and against:
    "article", "locative", "place" (a toponym there), "other" (extraction took it for something else),
    "number" (a number follows), "opens" (the sentence begins there, so that the capital proves nothing).
    """

    first: int
    last: int
    start: int
    end: int
    words: tuple[str, ...]
    said: frozenset[str]

    @property
    def single(self) -> bool:
        """Whether it is one word, initials and particles left out."""
        return len(self.core) < 2

    @property
    def core(self) -> tuple[str, ...]:
        """Its words without particles, suffixes and initials."""
        return tuple(w for w in self.words if len(w) > 1 and w not in particles() and w not in suffixes())


def read(document: Document, extraction: Extraction | None) -> Reading:
    """Cut a document into words and note what extraction found in it.

    `nouns` are capitalised words that the tagger takes for everyday nouns and never for names: in German
    a capital alone tells nothing.
    """
    tagged: dict[str, set[str]] = {}
    kinds: dict[tuple[int, int], str] = {}
    places: set[tuple[int, int]] = set()
    if extraction is not None:
        for name in extraction.names:
            if name.form == "name":
                kinds[name.start, name.end] = name.kind
        places = {(place.start, place.end) for place in extraction.places}
        for statement in extraction.statements:
            for word in statement.words:
                if word.text[:1].isupper():
                    tagged.setdefault(folded(word.text), set()).add(word.pos)
    return Reading(
        document,
        tuple(tokens_of(document.text)),
        tuple(edges_of(document)),
        lexicon_of(document.language),
        kinds,
        frozenset(places),
        frozenset(word for word, parts in tagged.items() if "PROPN" not in parts),
    )


def find_candidates(reading: Reading, small: frozenset[str]) -> Iterator[Candidate]:
    """Yield every part of a run of capitals that is left when offices, titles and everyday words are cut off.

    `small` are the words that the case writes without a capital in this language.
    """
    for first, last in find_runs(reading.document.text, reading.tokens, reading.edges):
        yield from _parts(reading, first, last, small)


def _parts(reading: Reading, first: int, last: int, small: frozenset[str]) -> Iterator[Candidate]:
    tokens, known = reading.tokens, reading.lexicon
    at = first
    while at <= last:
        while at <= last and (_cuts(tokens, at, last, known, small) or not tokens[at].capital):
            at += 1
        end = at
        while end < last and not _cuts(tokens, end + 1, last, known, small):
            if not tokens[end + 1].capital and not _goes_on(reading, at, end):
                break
            end += 1
        while end > at and not tokens[end].capital:
            end -= 1
        if at <= last and end - at < _LONGEST:
            yield _candidate(reading, at, end, first)
        at = end + 1


def _goes_on(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a particle behind these words can be part of a name: "Ada van der Lund", not "Tod des"."""
    tokens, known = reading.tokens, reading.lexicon
    particle = tokens[last + 1].plain
    if particle not in known.frequent and particle not in known.of:
        return True
    behind = next((t for t in tokens[last + 1 : last + 4] if t.capital), None)
    if behind is None or is_place(behind.text, known.language) or behind.plain in known.bodies:
        return False
    words = [token.plain for token in tokens[first : last + 1]]
    before = tokens[first - 1].plain if first else ""
    titled = before in known.titles or is_role(before, known)
    return titled or tokens[first].initial or words[0] in given_names() or is_chinese(words)


def _cuts(tokens: Sequence[Token], at: int, last: int, known: Lexicon, small: frozenset[str]) -> bool:
    """Tell whether a capitalised word is no part of a name but stands before, between or behind names."""
    token = tokens[at]
    word = token.plain
    if not token.capital or (token.initial and word not in known.frequent - _LETTERS):
        return False
    if _PARTY.fullmatch(token.text):
        return True  # "(R-Va.)"
    if word in known.titles or is_role(word, known):
        # "Major Lund", but "Lee Major" and "Judge Reinhold Marshall" end in names.
        return not (at == last and word in family_names() and at and tokens[at - 1].plain in given_names())
    if word in known.calendar:
        return word not in given_names() or at == last
    if word in known.frequent or (token.opens and (word in known.common or word in small)):
        return not (word in given_names() or word in family_names()) or (
            token.opens and word in known.frequent
        )
    return (
        (word in known.common and word in small) and word not in given_names() and word not in family_names()
    )


def is_role(word: str, known: Lexicon) -> bool:
    """Tell whether a word is one for a person, also inflected or at the end of a compound."""
    if word in known.people or word in known.modifiers:
        return True
    if not known.compounds or word in given_names() or word in family_names():
        return False
    for ending in ("", "s", "es", "n", "en", "innen"):
        stem = word.removesuffix(ending)
        if stem in known.people or any(
            stem.endswith(role) for role in known.role_endings if len(stem) > len(role)
        ):
            return True
    return False


def _candidate(reading: Reading, first: int, last: int, run: int) -> Candidate:
    tokens = reading.tokens
    words = tuple(token.plain for token in tokens[first : last + 1])
    start, end = tokens[first].start, tokens[last].end
    return Candidate(first, last, start, end, words, frozenset(_signs(reading, first, last, start, end)))


def _signs(reading: Reading, first: int, last: int, start: int, end: int) -> Iterator[str]:
    text, tokens, known = reading.document.text, reading.tokens, reading.lexicon
    before = (
        tokens[first - 1] if first and joined(text, tokens[first - 1], tokens[first], reading.edges) else None
    )
    behind = (
        tokens[last + 1]
        if last + 1 < len(tokens) and joined(text, tokens[last], tokens[last + 1], reading.edges)
        else None
    )
    if before is not None:
        if before.plain in known.titles:
            yield "title"
        elif is_role(before.plain, known):
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
    age = _AGE_BEHIND.match(text, end)
    if age and 0 < int(age["age"]) < _OLDEST and (not age["unit"] or folded(age["unit"]) in known.ages):
        yield "age"
    if _AGE_BEFORE.search(text, max(0, start - 30), start):
        yield "age"
    if re.match(r"[\s-]?\d", text[end : end + 2]):
        yield "number"
    if tokens[first].opens:
        yield "opens"
    kind = _overlapping(reading.kinds, start, end)
    if kind:
        yield "read" if kind == "person" else "other"
    if any(one < end and start < two and one <= start and end <= two for one, two in reading.places):
        yield "place"


def _overlapping(kinds: dict[tuple[int, int], str], start: int, end: int) -> str:
    """Return what extraction took these words for, "" where it found no name there."""
    if (start, end) in kinds:
        return kinds[start, end]
    around = {kind for (one, two), kind in kinds.items() if one <= start and end <= two}
    return "person" if "person" in around else next(iter(sorted(around)), "")


def is_listed(words: Sequence[str]) -> bool:
    """Tell whether a name's first word is a known given name, or it is a Chinese name in Latin letters."""
    if not words:
        return False
    first, last = words[0], words[-1]
    if first in given_names() or first.split("-")[0] in given_names():
        return True
    return is_chinese(words) or (last in given_names() and first in family_names())


def is_chinese(words: Sequence[str]) -> bool:
    """Tell whether words are a Chinese name in Latin letters, the family name first or last."""
    if not 2 <= len(words) <= 3:
        return False
    return any(
        family in pinyin_surnames() and is_pinyin("".join(given))
        for family, given in ((words[0], words[1:]), (words[-1], words[:-1]))
    )
