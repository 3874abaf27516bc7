"""Whether what stands around a word in one telling stands in the other: then that word is what differs."""

from collections.abc import Iterable

from firsthand.model import Statement

# How many content words around a word are looked at, and how many of them the other telling may lack.
# Chosen by hand: what is told of is what stands beside it, however the rest of the sentence goes.
_AROUND = 4
_LACKING = 1
_FEWEST = 3


def same_context(statement: Statement, start: int, end: int, other: Statement) -> bool:
    """Tell whether nearly all content words around [start, end) of a statement's text are in another's."""
    around = _nearest(statement, start, end)
    told = {word.lemma for word in other.words}
    lacking = sum(lemma not in told for lemma in around)
    return len(around) >= _FEWEST and lacking <= (_LACKING if len(around) == _AROUND else 0)


def _nearest(statement: Statement, start: int, end: int) -> list[str]:
    """Return the lemmas of the content words around a stretch: half of them before it, if there are."""
    first, last = statement.start + start, statement.start + end
    before = _distinct(word.lemma for word in reversed(statement.words) if word.end <= first)
    after = _distinct(word.lemma for word in statement.words if word.start >= last)
    half = _AROUND // 2
    right = after[: max(half, _AROUND - len(before))]
    return [*before[: _AROUND - len(right)], *right]


def _distinct(lemmas: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(lemmas))
