"""Moves of a figure: what was added to it, what it rose or fell to, where it stood when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from firsthand.model import Quantity
from firsthand.weigh.conflicts.intervals import overlap
from firsthand.weigh.conflicts.moments import days_overlap
from firsthand.weigh.updates.counts import Count, day_of, elsewhere, shared

# Statements that count the same unit are about one count only if they share this much of the shorter
# one's content words, the unit and the numbers left out. Sums that come out need less.
_ONE_COUNT = 0.5
_SUM_COMES_OUT = 0.2
# What is worded as a move needs less, too: "the number has risen to 46" names no more than the unit.
_MOVED_THERE = 0.3
# Smaller sums come out by chance.
_TELLING_SUM = 10
# What comes on top of a figure, with no total told, is told by the same account, so many sentences on.
_NEXT = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One move: from where a figure stood, by what came on top (if that is told), to where it stands."""

    before: Count
    after: Count | None
    added: Count | None = None

    @property
    def counts(self) -> tuple[Count, ...]:
        """Its counts, in the order of time."""
        return tuple(each for each in (self.before, self.added, self.after) if each)


def sums(counts: Sequence[Count]) -> list[Step]:
    """Return, for each addition, what it was added to and the totals that come out."""
    steps = []
    for added in (count for count in counts if count.added):
        bases = [c for c in counts if not c.added and c.claim != added.claim]
        fitting = [
            (_fit(base, added, total), base, total)
            for base in bases
            for total in bases
            if base.claim != total.claim and _fit(base, added, total) >= _SUM_COMES_OUT
        ]
        if fitting:
            _, base, _ = max(fitting, key=lambda s: (s[0], s[1].claim, s[2].claim))
            steps += [Step(base, c, added) for _, b, c in fitting if b.claim == base.claim]
            continue
        near = [base for base in bases if _goes_before(base, added) and shared(base, added) >= _ONE_COUNT]
        if near:
            steps.append(Step(max(near, key=lambda base: (shared(base, added), base.claim)), None, added))
    return steps


def _goes_before(base: Count, added: Count) -> bool:
    """Tell whether an account adds to an exact figure that it has just told."""
    exact = base.quantity.low == base.quantity.high and base.value[0] > 0
    if base.statement.document != added.statement.document or not exact:
        return False
    return 0 <= added.statement.sentence - base.statement.sentence <= _NEXT


def _fit(base: Count, added: Count, total: Count) -> float:
    """Return how surely base and addition make the total (0..1): a sum that comes out exactly is sure."""
    whole = _plus(base.quantity, added.quantity)
    if base.quantity.low != base.quantity.high or (base.quantity.low or 0) >= (total.quantity.low or 0):
        return 0.0
    if not overlap(whole, total.quantity) or elsewhere(base, added):
        return 0.0
    exact = whole.low == total.quantity.low == total.quantity.high and (whole.low or 0) >= _TELLING_SUM
    return 1.0 if exact else min(shared(base, added), shared(added, total))


def _plus(one: Quantity, other: Quantity) -> Quantity:
    low = (one.low or 0) + (other.low or 0)
    high = None if one.high is None or other.high is None else one.high + other.high
    return Quantity(one.start, one.end, low, high, one.unit)


def moves(counts: Sequence[Count]) -> list[Step]:
    """Return figures of one count that stand at different times."""
    steps = []
    for one, other in combinations(counts, 2):
        if one.claim == other.claim or one.added or other.added or overlap(one.quantity, other.quantity):
            continue
        early, late = sorted((one, other), key=lambda c: (day_of(c), c.claim))
        apart = one.dated and other.dated and not days_overlap(one.dated, other.dated)
        if (apart or _grew(early, late)) and shared(one, other) >= _ONE_COUNT:
            steps.append(Step(early, late))
    return steps


def _grew(early: Count, late: Count) -> bool:
    """Tell whether a count that grows was higher in what was published later."""
    if early.dated or late.dated or not (early.grows and late.grows):
        return False
    if not (early.published and late.published) or early.published >= late.published:
        return False
    return early.value < late.value


def moved(counts: Sequence[Count]) -> list[Step]:
    """Return, for each figure worded as where it stands now, those it moved from."""
    steps = []
    for late in (count for count in counts if count.moved):
        before = [
            early
            for early in counts
            if not (early.moved or early.added or early.claim == late.claim)
            and not overlap(early.quantity, late.quantity)
            and shared(early, late) >= _MOVED_THERE
        ]
        lower = [early for early in before if early.value < late.value]
        steps += [Step(early, late) for early in lower or before]
    return steps


def chained(steps: Iterable[Step]) -> list[list[Step]]:
    """Gather the steps that share a claim: 14, then 31, then 46."""
    chains: list[tuple[set[str], list[Step]]] = []
    for step in steps:
        claims, told = {count.claim for count in step.counts}, [step]
        for chain in [each for each in chains if each[0] & claims]:
            chains.remove(chain)
            claims, told = chain[0] | claims, [*chain[1], *told]
        chains.append((claims, told))
    return [told for _, told in chains]
