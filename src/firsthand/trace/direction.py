"""Which of two accounts that share wording was first."""

import math
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from firsthand.extract.analysis import SPOKEN_BLOCKS
from firsthand.model import Document
from firsthand.trace.dating import days_between, later_told, weekdays_told, written_on
from firsthand.trace.wording.alignment import Aligned
from firsthand.trace.wording.reuse import Reuse

Why = Literal["credit", "date", "containment", "unknown"]
Kind = Literal["credit", "date", "later", "containment", "placement"]

# What each clue says, in log-odds, set by hand: 18 labelled pairs have a known direction, too few to fit.
# Of those 15 are told right, 1 wrong and 2 are left open (benchmarks/lineage.py); where one account holds
# clearly more of the other, 10 of 10 without a date that says otherwise.
_CREDIT = 4.0
_DATE = 4.0
_NEXT_DAY = 1.5  # a day apart may be one moment in two time zones, or a text that was updated
_LATER = 1.2
_PLACEMENT = 1.0
_CONTAINMENT, _PER_DOUBLING, _MOST_CONTAINMENT = 1.0, 0.5, 2.2
# A share of less says nothing of who was cut down; nor do shares that differ by less than half.
_LEAST_CONTAINED = 0.4
_CLEARLY_MORE = 1.5
# A pasted block begins one account and stands behind the other's own beginning.
_BEGINS = 0.15
_STANDS_BEHIND = 0.35
_NEITHER = 0.25
_PASTED_BITS = 60.0
_LEAST_SURE = 0.6


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing that says who was first: what it is, how much it says (log-odds), for which parent."""

    kind: Kind
    log_odds: float
    parent: str


@dataclass(frozen=True, slots=True)
class Direction:
    """Parent and child among two accounts, and what says so; for "unknown" sorted by name.

    `likely` is the probability, in [0.5, 1], that the parent was first; `clues` are all that was found,
    those against it included, the strongest first. `why` is "containment" for whatever the texts
    themselves show.
    """

    parent: str
    child: str
    why: Why
    likely: float = 0.5
    clues: tuple[Clue, ...] = ()


def find_direction(
    reuse: Reuse, a: Document, b: Document, *, credits: Container[tuple[str, str]]
) -> Direction:
    """Tell which of two accounts was written from the other.

    `a` and `b` are the documents of `reuse.a` and `reuse.b`. `credits` holds (child, parent)
    pairs of document ids: the first names the second's outlet. A credit says most, with the day of
    publication; then what the texts show: what is cut down lies nearly whole in what it was cut from,
    who tells of a later day was later, a pasted block stands behind an own beginning.
    """
    clues = sorted(_clues(reuse, a, b, credits), key=lambda clue: (-clue.log_odds, clue.kind, clue.parent))
    toward_a = sum(clue.log_odds if clue.parent == a.id else -clue.log_odds for clue in clues)
    likely = 1.0 / (1.0 + math.exp(-abs(toward_a)))
    if likely < _LEAST_SURE:
        first, second = sorted((a, b), key=lambda document: (document.name, document.id))
        return Direction(first.id, second.id, "unknown", 0.5, tuple(clues))
    parent, child = (a.id, b.id) if toward_a > 0 else (b.id, a.id)
    strongest = next(clue.kind for clue in clues if clue.parent == parent)
    why: Why = strongest if strongest in ("credit", "date") else "containment"
    return Direction(parent, child, why, likely, tuple(clues))


def _clues(reuse: Reuse, a: Document, b: Document, credits: Container[tuple[str, str]]) -> Iterable[Clue]:
    for child, parent in ((a, b), (b, a)):
        if (child.id, parent.id) in credits:
            yield Clue("credit", _CREDIT, parent.id)
    apart = days_between(written_on(a), written_on(b))
    if apart:
        yield Clue("date", _DATE if abs(apart) > 1 else _NEXT_DAY, a.id if apart > 0 else b.id)
    (low, whole), (high, part) = sorted(((reuse.share_a, a.id), (reuse.share_b, b.id)))
    if part != whole and high >= _LEAST_CONTAINED and high >= _CLEARLY_MORE * low:
        doublings = math.log2(high / (_CLEARLY_MORE * low)) if low else math.inf
        yield Clue("containment", min(_MOST_CONTAINMENT, _CONTAINMENT + _PER_DOUBLING * doublings), whole)
    if not apart and (later := later_told(weekdays_told(a), weekdays_told(b))):
        yield Clue("later", _LATER, a.id if later > 0 else b.id)
    ours_begin, theirs_begin = (_begins(reuse.passages, one) for one in (a, b))
    if ours_begin <= _BEGINS and theirs_begin >= _STANDS_BEHIND:
        yield Clue("placement", _PLACEMENT, a.id)
    if theirs_begin <= _BEGINS and ours_begin >= _STANDS_BEHIND:
        yield Clue("placement", _PLACEMENT, b.id)


def _begins(passages: Sequence[Aligned], document: Document) -> float:
    """Return where the first long shared passage begins, as the share of the text before it."""
    sides = [
        passage.a if passage.a.document == document.id else passage.b
        for passage in passages
        if passage.bits >= _PASTED_BITS
    ]
    if not sides:
        return _NEITHER
    told = [block for block in document.blocks if block.kind in SPOKEN_BLOCKS]
    first, last = (told[0].start, told[-1].end) if told else (0, len(document.text))
    return (min(side.start for side in sides) - first) / max(1, last - first)
