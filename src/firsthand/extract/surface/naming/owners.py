"""To whom a name belongs: whose spokesman, whose report, whom "qui" means."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace

from firsthand.extract.surface.naming.lexicon import Lexicon
from firsthand.extract.surface.words import Words
from firsthand.model import Name

_FURTHEST = 12  # words between a relative pronoun and the noun it refers to


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name with its words [first, last] and its head; `owners` are words in which its owner is named."""

    name: Name
    first: int
    head: int
    last: int
    owners: tuple[tuple[int, int], ...] = ()


def owned(words: Words, phrases: Sequence[Phrase], known: Lexicon) -> tuple[Name, ...]:
    """Link each phrase to the name it belongs to; phrases are in the order of their names."""
    firsts = [phrase.name.start for phrase in phrases]
    found: list[Name] = []
    for i, phrase in enumerate(phrases):
        owner = _owner(words, phrases, firsts, i, known)
        found.append(replace(phrase.name, owner=owner) if owner is not None else phrase.name)
    return tuple(found)


def _owner(words: Words, phrases: Sequence[Phrase], firsts: list[int], i: int, known: Lexicon) -> int | None:
    phrase = phrases[i]
    name = phrase.name
    if name.form == "pronoun":
        facts = known.pronouns.get(name.head, {})
        return _antecedent(words, phrases, i) if facts.get("relative") else None
    stretches = phrase.owners
    if name.form == "description" and phrase.last > phrase.head:
        stretches = (*stretches, (phrase.head + 1, phrase.last))
    for first, last in stretches:
        begin = bisect.bisect_left(firsts, words.starts[first])
        for k in range(begin, len(phrases)):
            other = phrases[k]
            if other.name.start >= words.end(last):
                break
            if k != i and other.name.form != "pronoun":
                return k
    if name.form == "description" and phrase.first < phrase.head:
        begin = bisect.bisect_left(firsts, words.starts[phrase.first])
        for k in range(begin, min(begin + 3, len(phrases))):
            other = phrases[k]
            if (
                other.name.form == "pronoun"
                and other.first == phrase.first
                and other.name.head in known.possessives
            ):
                return k
    return None


def _antecedent(words: Words, phrases: Sequence[Phrase], i: int) -> int | None:
    """Return what a relative pronoun stands for: the noun phrase that ends right before it."""
    at = phrases[i].first
    before = words.before(at)
    while before >= 0 and words.pos[before] in ("ADP", "PUNCT") and at - before <= _FURTHEST:
        before = words.before(before)
    best: int | None = None
    for k in range(i - 1, max(-1, i - 8), -1):
        other = phrases[k]
        if other.name.form == "pronoun" or other.name.sentence != phrases[i].name.sentence:
            continue
        if other.head <= before <= other.last or other.last == before:
            best = k if best is None or other.first < phrases[best].first else best
    return best
