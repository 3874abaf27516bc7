"""Every place where a known person is named: in full, by one name, inflected, misspelt, in an address."""

import bisect
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from firsthand.extract.countries import country_of
from firsthand.resolve.people.joining import FullName
from firsthand.resolve.people.known import Known
from firsthand.resolve.people.lexicon import (
    family_names,
    given_names,
    is_everyday,
    is_place,
    particles,
    suffixes,
)
from firsthand.resolve.people.reading import Reading
from firsthand.resolve.people.words import Token, joined

_SHORTEST_SLIP = 5  # letters of a word that may misspell a family name
_ENDINGS = ("s", "es", "ns", "i", "as", "os")  # "Lunds", "los Lundes"
_GAP = 3  # words that may stand inside a full name: middle names, particles
_NEAR = re.compile(r",? ?\n? {0,12}|[\"“”'‘’()« »]{1,4}|[._/+]")

Span = tuple[int, int]


def find_mentions(reading: Reading, people: Known, taken: Mapping[Span, int]) -> dict[Span, int]:
    """Return all passages [start, end) of a text that name a person, with the number of that person.

    `taken` are those that are known already: found by the words around them.
    """
    tokens, text = reading.tokens, reading.document.text
    found: dict[Span, int] = dict(taken)
    covered = [False] * len(tokens)
    i = 0
    while i < len(tokens):
        hit = _full(reading, i, people)
        if hit is None:
            i += 1
            continue
        last, number = hit
        found.setdefault((tokens[i].start, tokens[last].end), number)
        covered[i : last + 1] = [True] * (last + 1 - i)
        i = last + 1
    for start, end in taken:
        k = bisect.bisect_left(tokens, start, key=lambda token: token.start)
        if k < len(tokens) and tokens[k].start == start:
            while k < len(tokens) and tokens[k].end <= end:
                covered[k] = True
                k += 1
    spans = [(start, number) for (start, _), number in sorted(found.items())]
    lower = {tokens[i].plain for i in range(len(tokens)) if covered[i] and not tokens[i].capital}
    for i, token in enumerate(tokens):
        if covered[i] or not (token.capital or token.plain in lower):
            continue
        whom = _single(reading, i, people, spans)
        if whom is not None:
            found[token.start, token.end] = whom
    for start, end, whose in people.addresses.find(text):
        found.setdefault((start, end), whose)
    return found


def _full(reading: Reading, i: int, people: Known) -> tuple[int, int] | None:
    """Return where a full name that begins with this word ends, and whose it is."""
    tokens = reading.tokens
    plain = tokens[i].plain
    by_second = people.full.get(plain)
    if by_second is None:
        by_second = people.full.get(plain.split("-")[0]) if "-" in plain else None
        if by_second is None:
            return None
    possible = {core for word in _seconds(tokens, i) for core in by_second.get(word, ())}
    for _, core, number in sorted(possible):
        last = _spelled(reading, i, core)
        if last is not None:
            return last, number
    return None


def _seconds(tokens: Sequence[Token], i: int) -> Iterable[str]:
    """Return all that may be the second word of a full name that begins with this word."""
    opening = _parts(tokens[i])
    if len(opening) > 1:  # "Ada-Maria"
        return opening[1:2]
    found: set[str] = set()
    for token in tokens[i + 1 : i + 2 + _GAP]:
        for word in _parts(token)[:1]:
            found.add(word)
            found.update(word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return found


def _parts(token: Token) -> list[str]:
    return [part for part in token.plain.split("-") if part]


def _spelled(reading: Reading, i: int, core: FullName) -> int | None:
    tokens, text = reading.tokens, reading.document.text
    words: list[str] = []
    at, gap = i, 0
    while at < len(tokens) and len(words) < len(core):
        if at > i and not (
            joined(text, tokens[at - 1], tokens[at], reading.edges) or _near(text, tokens, at)
        ):
            return None
        parts = _parts(tokens[at])
        wanted = core[len(words) : len(words) + len(parts)]
        if tuple(parts) == wanted or (len(parts) == 1 and wanted and _inflected(parts[0], wanted[0])):
            words += parts
        elif words and gap < _GAP and _inside(tokens[at]):
            gap += 1
        else:
            return None
        at += 1
    if len(words) != len(core):
        return None
    if (
        at < len(tokens)
        and tokens[at].plain in suffixes()
        and joined(text, tokens[at - 1], tokens[at], reading.edges)
    ):
        at += 1
    return at - 1


def _near(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a comma or a line end stands between two words: "Lund, Ada"."""
    between = text[tokens[at - 1].end : tokens[at].start]
    return bool(_NEAR.fullmatch(between))


def _inside(token: Token) -> bool:
    return token.plain in particles() or (token.capital and not token.opens)


def _inflected(word: str, name: str) -> bool:
    return len(name) > 2 and any(word == name + ending for ending in _ENDINGS)


def _single(reading: Reading, i: int, people: Known, spans: Sequence[tuple[int, int]]) -> int | None:
    """Return whom one word names: by the family name, a given name, or a slip of either.

    The word has a capital or is one of a full name that the text writes without. `spans` are where persons
    are named, and who.
    """
    token, language = reading.tokens[i], reading.lexicon.language
    word = token.plain
    if len(word) < 2:
        return None
    if not token.capital and is_everyday(word, language):
        return None
    if country_of(token.text, language=language):
        return None
    for form in (word, *(word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))):
        who = people.family.get(form) or (people.given.get(form) if form == word else None)
        if who is None and form in people.lone:
            who = (people.lone[form],)
        if who is None:
            continue
        if form != word and (not token.capital or len(form) < 3):
            continue
        if is_everyday(form, language) and not _told(reading, i):
            continue
        return _nearest(who, token.start, spans)
    if "-" in word and token.capital:
        for part in word.split("-"):
            if part != word and (who := people.family.get(part)) and not is_everyday(part, language):
                return _nearest(who, token.start, spans)
    if token.capital and len(word) >= _SHORTEST_SLIP and not is_everyday(word, language):
        if word in reading.nouns:
            return None
        who = people.sounding(word) if _is_listed(word) else people.misspelt(word)
        return _nearest(who, token.start, spans) if who else None
    return None


def _is_listed(word: str) -> bool:
    return word in given_names() or word in family_names()


def _told(reading: Reading, i: int) -> bool:
    """Tell whether the words around a word that may be something else show that it is a person."""
    tokens, known = reading.tokens, reading.lexicon
    token = tokens[i]
    if not token.capital:
        return False
    before = (
        tokens[i - 1] if i and joined(reading.document.text, tokens[i - 1], token, reading.edges) else None
    )
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    if before is not None and (before.plain in known.titles or before.plain in known.people):
        return True
    if before is not None and (before.plain in known.locatives or before.plain in known.articles):
        return False
    if (
        behind is not None
        and behind.plain in known.saying
        and joined(reading.document.text, token, behind, reading.edges)
    ):
        return True
    if before is not None and before.plain in known.saying:
        return True
    if reading.document.text[token.end : token.end + 2] in {"'s", "’s"}:
        return True
    if not _is_listed(token.plain):
        return False  # "Ada Water Lund" makes nobody of "Water"
    told = behind is not None and behind.plain in known.relatives | known.auxiliaries
    return told or not (token.opens or is_place(token.text, known.language))


def _nearest(who: Sequence[int], start: int, spans: Sequence[tuple[int, int]]) -> int:
    """Return which of several of one name is meant: the one named last before, else the first after."""
    if len(who) == 1:
        return who[0]
    at = bisect.bisect_left(spans, (start, -1))
    for k in chain(range(at - 1, -1, -1), range(at, len(spans))):
        if spans[k][1] in who:
            return spans[k][1]
    return who[0]
