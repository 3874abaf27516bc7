"""What may be a person's name in one text, with all that the words around it say for or against."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.extract.countries import country_of
from firsthand.resolve.people.lexicon import (
    Lexicon,
    family_names,
    given_names,
    in_dictionary,
    is_pinyin,
    is_place,
    is_role,
    is_word,
    particles,
    pinyin_surnames,
    place_openers,
    suffixes,
)
from firsthand.resolve.people.reading import Reading
from firsthand.resolve.people.signs import is_courteous, signs_of
from firsthand.resolve.people.words import Token, find_runs

_PARTY = re.compile(r"[A-Z]-[A-Z]\w*")
_CONTRACTED = re.compile(r"[a-z]'(?:re|ll|ve|d|m|t)$")
_LETTERS = frozenset("bcdefghjklmnopqrstuvwxyz")
_ACRONYM = 5  # letters of the longest word in capitals that is taken for an abbreviation
_BEFORE_ARTICLES = frozenset({"van", "von", "de"})  # particles behind which an article is part of the name
_SYLLABLE = 3  # letters of the last part of a Korean name
_COMPOUND = 8  # letters from which on an unknown German word before a given name is a noun
_LONGEST = 6  # words of a name; more are a list or a headline in capitals


@dataclass(frozen=True, slots=True)
class Candidate:
    """Capitalised words that may be somebody's name: tokens [first, last] of a reading.

    `said` are the signs for a person beside it: "title" ("Mr", "Rev."), "courtesy" (a title that everybody
    bears), "person" (a word for one: "her son"), "age", "byline", "saying" (a verb of persons), "telling"
    (a verb of speech), "read" (extraction took it for a person); and against: "article", "locative",
    "place" (a toponym there), "body" (a word for a body beside it), "other" (extraction took it for
    something else), "number" (a number follows), "opens" (the sentence begins there, so that the capital
    proves nothing).
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


def find_candidates(reading: Reading, small: frozenset[str]) -> Iterator[Candidate]:
    """Yield every part of a run of capitals that is left when offices, titles and everyday words are cut off.

    `small` are the words that the case writes without a capital in this language.
    """
    for first, last in find_runs(reading.document.text, reading.tokens, reading.edges):
        yield from _parts(reading, first, last, small)


def _parts(reading: Reading, first: int, last: int, small: frozenset[str]) -> Iterator[Candidate]:
    tokens = reading.tokens
    at = first
    while at <= last:
        while at <= last and (_cuts(reading, at, at, last, small) or not tokens[at].capital):
            at += 1
        end = at
        while end < last and not _cuts(reading, at, end + 1, last, small):
            if not tokens[end + 1].capital and not _goes_on(reading, at, end):
                break
            end += 1
        while end > at and not tokens[end].capital:
            end -= 1
        if at <= last:
            begin, close = _trimmed(reading, at, end, small)
            if close - begin < _LONGEST:
                yield _candidate(reading, begin, close)
            if begin > at:
                yield _candidate(reading, at, begin - 1)
        at = end + 1


def _trimmed(reading: Reading, first: int, last: int, small: frozenset[str]) -> tuple[int, int]:
    """Cut off what before a given name is no name, and everyday words behind: "ANA Ada Lund Memos"."""
    tokens, known = reading.tokens, reading.lexicon
    headed = any(start <= tokens[first].start < end for start, end in reading.headings)
    while last - first > 1 and tokens[last - 1].capital and _everyday(tokens[last], known, small):
        if len(tokens[last].text) <= _SYLLABLE and tokens[last].text.istitle() and not headed:
            break  # "Kim Jong Un"
        last -= 1
    while (
        known.compounds
        and last > first
        and not _is_listed(tokens[first].plain.split("-")[0])
        and is_word(tokens[first].text)
    ):
        first += 1  # "Einheimischen Ada Lund"
    if (
        last - first > 1
        and first
        and (_is_other(reading, tokens[first]) or country_of(tokens[first].text, language=known.language))
        and tokens[first - 1].plain in known.of
    ):
        first += 1  # "il senatore di Washington Ada Lund"
    opener = tokens[first].plain in place_openers()  # "New York"
    given = next((k for k in range(first + 1 + opener, last) if _is_given(tokens[k], known)), None)
    if given is not None and not tokens[first].initial:
        before = tokens[first:given]
        led = first > 0 and tokens[first - 1].plain in known.of | known.locatives
        other = any(
            _is_other(reading, token) and (led or not is_place(token.text, known.language))
            for token in before
        )
        nouns = [token for token in before if _is_no_name(token, known)]
        places = all(
            token in nouns or _is_other(reading, token) for token in before
        )  # "Texas Ranger Ada Lund"
        if other or (nouns and places):
            first = given
    return first, last


def _is_no_name(token: Token, known: Lexicon) -> bool:
    """Tell whether a word before a given name is an everyday one: others may be a given name of their own."""
    if _is_listed(token.plain):
        return False
    if known.compounds and (is_word(token.text) or len(token.text) >= _COMPOUND):
        return True
    return in_dictionary(token.plain, known.language)


def _is_given(token: Token, known: Lexicon) -> bool:
    return token.capital and token.plain.split("-")[0] in given_names() and token.plain not in known.frequent


def _is_listed(word: str) -> bool:
    return word in given_names() or word in family_names() or word in pinyin_surnames() or word in particles()


def _is_other(reading: Reading, token: Token) -> bool:
    """Tell whether a word is a place's, a body's or an abbreviation of one."""
    short = token.text.isupper() and 1 < len(token.text) <= _ACRONYM
    known = reading.lexicon
    placed = (token.start, token.end) in reading.places or (
        token.plain not in given_names() and is_place(token.text, known.language)
    )
    return short or token.plain in known.bodies or placed


def _everyday(token: Token, known: Lexicon, small: frozenset[str]) -> bool:
    word = token.plain
    return (word in small or word in known.common) and not _is_listed(word)


def _goes_on(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a particle behind these words can be part of a name: "Ada van der Lund", not "Tod des"."""
    tokens, known = reading.tokens, reading.lexicon
    particle = tokens[last + 1].plain
    whole = (tokens[first].start, tokens[last].end)
    if last > first and known.compounds and reading.kinds.get(whole) == "person":
        return False  # "Ada Lund von Harbour Watch"
    article = particle in known.articles and tokens[last].plain not in _BEFORE_ARTICLES
    if article or not (tokens[last + 2].capital or particle in _BEFORE_ARTICLES):
        return False
    if particle not in known.frequent and particle not in known.of:
        return True
    behind = next((t for t in tokens[last + 1 : last + 4] if t.capital), None)
    nobiliary = not tokens[last + 2].capital or tokens[last].plain in _BEFORE_ARTICLES  # "de la", "von der"
    place = behind is not None and is_place(behind.text, known.language) and not nobiliary
    if behind is None or place or (behind.plain in known.bodies and not nobiliary):
        return False
    words = [token.plain for token in tokens[first : last + 1]]
    before = tokens[first - 1].plain if first else ""
    titled = before in known.titles or is_role(before, known.language)
    return titled or tokens[first].initial or words[0].split("-")[0] in given_names() or is_chinese(words)


def _cuts(reading: Reading, first: int, at: int, last: int, small: frozenset[str]) -> bool:
    """Tell whether a capitalised word is no part of a name but stands before, between or behind names.

    `first` is where the name that it may belong to begins.
    """
    token, known = reading.tokens[at], reading.lexicon
    word = token.plain
    if not token.capital or (token.initial and word not in known.frequent - _LETTERS):
        return False
    if _PARTY.fullmatch(token.text) or word in known.articles or _CONTRACTED.search(word):
        return True  # "(R-Va.)", "They're"
    if is_courteous(reading, at) and (word not in known.offices or word in family_names()):
        return False  # "Ms Cook"
    if "-" in word and not known.ages.isdisjoint(word.split("-")):
        return True  # "Ten-year-old Ada"
    if word in place_openers() and at < last:
        following = reading.tokens[at + 1].text.partition("-")[0]
        if not token.opens or is_place(f"{token.text} {following}", known.language):
            return False  # "New York Harbour" is cut off as a whole
    if at > first and not reading.tokens[at - 1].capital:
        return False  # behind a particle: "de la Fuente"
    named = at > first and _begins_name(reading.tokens[first], known)
    listed = word in given_names() or word in family_names()
    if word in known.titles or is_role(word, known.language):
        # "Major Lund", but "Lee Major" and "Ada Hofmeister" end in names.
        exact = word in known.titles or word in known.people or word in known.modifiers
        if named and at == last and at > first and word in family_names():
            return False  # "Ada Maria Baker"
        return not (named and at == first + 1 and not exact)
    if word in known.calendar:
        return not (named and listed) and (word not in given_names() or at == last)
    headed = any(start <= token.start < end for start, end in reading.headings)
    if token.opens or headed or token.text.isupper():
        everyday = word in known.frequent or word in known.common or word in small
        if word in known.frequent or word in reading.frequent:
            return not (named and listed)
        return everyday and not listed and not (named and at == first + 1 and not headed)
    if word in known.frequent:
        return not (listed or (named and at <= first + 2))
    return word in known.common and word in small and not listed and not named


def _begins_name(token: Token, known: Lexicon) -> bool:
    """Tell whether a name may begin with this word: a given name, a Chinese family name, an initial."""
    word = token.plain
    return token.initial or (
        (word.split("-")[0] in given_names() or word in pinyin_surnames()) and word not in known.frequent
    )


def _candidate(reading: Reading, first: int, last: int) -> Candidate:
    tokens = reading.tokens
    words = tuple(token.plain for token in tokens[first : last + 1])
    start, end = tokens[first].start, tokens[last].end
    return Candidate(first, last, start, end, words, frozenset(signs_of(reading, first, last, start, end)))


def is_listed(words: Sequence[str]) -> bool:
    """Tell whether a name's first word is a known given name, or it is a Chinese name in Latin letters."""
    if not words:
        return False
    first, last = words[0], words[-1]
    if first in given_names() or first.split("-")[0] in given_names():
        return True
    return is_chinese(words) or (len(words) == 2 and last in given_names() and first in family_names())


def is_chinese(words: Sequence[str]) -> bool:
    """Tell whether words are a Chinese name in Latin letters, the family name first or last."""
    if not 2 <= len(words) <= 3:
        return False
    return any(
        family in pinyin_surnames() and is_pinyin("".join(given))
        for family, given in ((words[0], words[1:]), (words[-1], words[:-1]))
    )
