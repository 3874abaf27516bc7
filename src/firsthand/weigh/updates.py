"""Figures that moved: additions, totals and later counts. Developments, not conflicts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from firsthand.extract.packs import load
from firsthand.model import Claim, DateRange, Document, Quantity, Statement, Update, content_id
from firsthand.trace.wording.words import language_of
from firsthand.weigh.conflicts.intervals import figure, is_added, is_moved, overlap
from firsthand.weigh.conflicts.moments import days_overlap
from firsthand.weigh.counted import words_of_unit

# Statements that count the same unit are about one count only if they share this much of the shorter
# one's content words, the unit and the numbers left out. Sums that come out need less.
_ONE_COUNT = 0.5
_SUM_COMES_OUT = 0.2
# What is worded as a move needs less, too: "the number has risen to 46" names no more than the unit.
_MOVED_THERE = 0.3
# Smaller sums come out by chance.
_TELLING_SUM = 10


@dataclass(frozen=True, slots=True)
class _Count:
    """One claim's figure of one unit, in one statement.

    `added`: it comes on top of another; `moved`: it is worded as where the figure stands now.
    """

    claim: str
    statement: Statement
    quantity: Quantity
    added: bool
    moved: bool
    language: str = "en"


def find_updates(
    claims: Iterable[Claim],
    statements: Iterable[Statement],
    documents: Iterable[Document] = (),
) -> tuple[Update, ...]:
    """Find figures of one story that moved in time, add to one another, or are part of a total.

    "40 in May", "another 12" and "52 in all" are one update. The order of the input changes
    nothing; `Update.claims` are in the order of time, as far as dates and wording tell.
    """
    by_id = {statement.id: statement for statement in statements}
    documents = tuple(documents)
    days = {document.id: document.published for document in documents if document.published}
    languages = {document.id: language_of(document) for document in documents}
    by_unit: dict[str, list[_Count]] = defaultdict(list)
    for count in _counts(sorted(claims, key=lambda claim: claim.id), by_id, languages):
        by_unit[count.quantity.unit or ""].append(count)
    found: dict[tuple[str, ...], Update] = {}
    for unit in sorted(by_unit):
        steps = (*_sums(by_unit[unit]), *_moves(by_unit[unit], days), *_moved(by_unit[unit]))
        for update in _chained(steps, unit):
            found.setdefault(tuple(sorted(update.claims)), update)
    return tuple(sorted(found.values(), key=lambda update: update.id))


def _counts(
    claims: Iterable[Claim], by_id: Mapping[str, Statement], languages: Mapping[str, str]
) -> list[_Count]:
    measures = frozenset(load("opposition")["units"]["measures"])
    return [
        _Count(
            claim.id,
            by_id[each],
            quantity,
            is_added(by_id[each], quantity, languages.get(by_id[each].document, "en")),
            is_moved(by_id[each], quantity, languages.get(by_id[each].document, "en")),
            languages.get(by_id[each].document, "en"),
        )
        for claim in claims
        for each in claim.statements
        if each in by_id
        for quantity in by_id[each].quantities
        if quantity.unit and quantity.unit not in measures and quantity.low is not None
    ]


def _sums(counts: Sequence[_Count]) -> list[Update]:
    """Return, for each addition, what it was added to and the totals that come out."""
    updates = []
    for added in (count for count in counts if count.added):
        bases = [c for c in counts if not c.added and c.claim != added.claim]
        fitting = [
            (_fit(base, added, total), base, total)
            for base in bases
            for total in bases
            if base.claim != total.claim and _fit(base, added, total) >= _SUM_COMES_OUT
        ]
        if fitting:
            _, base, total = max(fitting, key=lambda s: (s[0], s[1].claim, s[2].claim))
            totals = sorted({c.claim for s, b, c in fitting if b.claim == base.claim})
            what = f"{figure(base.quantity)}, then {figure(added.quantity)} more: {figure(total.quantity)}"
            updates.append(_update((base.claim, added.claim, *totals), what))
            continue
        near = [(_shared(base, added), base) for base in bases if base.quantity.low == base.quantity.high]
        near = [each for each in near if each[0] >= _ONE_COUNT]
        if near:
            _, base = max(near, key=lambda each: (each[0], each[1].claim))
            what = f"{figure(base.quantity)}, and {figure(added.quantity)} on top of it"
            updates.append(_update((base.claim, added.claim), what))
    return updates


def _fit(base: _Count, added: _Count, total: _Count) -> float:
    """Return how surely base and addition make the total (0..1): a sum that comes out exactly is sure."""
    whole = _plus(base.quantity, added.quantity)
    if base.quantity.low != base.quantity.high or (base.quantity.low or 0) >= (total.quantity.low or 0):
        return 0.0
    if not overlap(whole, total.quantity) or _elsewhere(base, added):
        return 0.0
    exact = whole.low == total.quantity.low == total.quantity.high and (whole.low or 0) >= _TELLING_SUM
    return 1.0 if exact else min(_shared(base, added), _shared(added, total))


def _moves(counts: Sequence[_Count], days: Mapping[str, date]) -> list[Update]:
    """Return figures of one count that stand at different times."""
    updates = []
    for one, other in combinations(counts, 2):
        if one.claim == other.claim or one.added or other.added or overlap(one.quantity, other.quantity):
            continue
        first, second = _dated(one), _dated(other)
        if not first or not second or days_overlap(first, second) or _shared(one, other) < _ONE_COUNT:
            continue
        early, late = sorted((one, other), key=lambda c: (_day(c, days), c.claim))
        what = f"{figure(early.quantity)}{_when(early)}, then {figure(late.quantity)}{_when(late)}"
        updates.append(_update((early.claim, late.claim), what))
    return updates


def _chained(updates: Iterable[Update], unit: str) -> list[Update]:
    """Tell steps that share a figure's claim as one update, with its unit: 14, then 31, then 46."""
    chains: list[tuple[dict[str, None], dict[str, None]]] = []
    for update in updates:
        claims, steps = dict.fromkeys(update.claims), dict.fromkeys((update.explanation,))
        for chain in [each for each in chains if each[0].keys() & claims.keys()]:
            chains.remove(chain)
            claims, steps = {**chain[0], **claims}, {**chain[1], **steps}
        chains.append((claims, steps))
    return [_update(tuple(claims), f"{'; '.join(steps)} ({unit}).") for claims, steps in chains]


def _moved(counts: Sequence[_Count]) -> list[Update]:
    """Return, for each figure worded as where it stands now, those it moved from."""
    updates = []
    for late in (count for count in counts if count.moved):
        before = [
            early
            for early in counts
            if not (early.moved or early.added or early.claim == late.claim)
            and not overlap(early.quantity, late.quantity)
            and _shared(early, late) >= _MOVED_THERE
        ]
        if before:
            before.sort(key=lambda count: (count.quantity.low or 0, count.claim))
            what = f"{figure(before[-1].quantity)}, later {figure(late.quantity)}"
            claims = (*(count.claim for count in before), late.claim)
            updates.append(_update(claims, what))
    return updates


def _update(claims: tuple[str, ...], explanation: str) -> Update:
    return Update(content_id("u", *sorted(claims)), tuple(dict.fromkeys(claims)), explanation)


def _plus(one: Quantity, other: Quantity) -> Quantity:
    low = (one.low or 0) + (other.low or 0)
    high = None if one.high is None or other.high is None else one.high + other.high
    return Quantity(one.start, one.end, low, high, one.unit)


def _dated(count: _Count) -> DateRange | None:
    return next((each for each in count.statement.dates if each.earliest or each.latest), None)


def _when(count: _Count) -> str:
    """Return " in May 2024" or as much of it as the statement itself says, "" if nothing."""
    dated = _dated(count)
    if not dated or not dated.earliest or not dated.latest or dated.earliest.year != dated.latest.year:
        return ""
    if dated.earliest == dated.latest:
        return f" on {dated.earliest.day} {dated.earliest:%B %Y}"
    return (
        f" in {dated.earliest:%B %Y}"
        if dated.earliest.month == dated.latest.month
        else f" in {dated.earliest:%Y}"
    )


def _day(count: _Count, days: Mapping[str, date]) -> date:
    dated = _dated(count)
    return (dated and (dated.earliest or dated.latest)) or days.get(count.statement.document, date.max)


def _shared(one: _Count, other: _Count) -> float:
    """Return the share of the shorter statement's words in both; 0 where they count in other places."""
    if _elsewhere(one, other):
        return 0.0
    words = [
        {word.lemma for word in each.statement.words if word.pos != "NUM"}
        - words_of_unit(each.quantity.unit, each.language)
        for each in (one, other)
    ]
    return len(words[0] & words[1]) / max(1, min(map(len, words)))


def _elsewhere(one: _Count, other: _Count) -> bool:
    """Tell whether two figures are said of different places."""
    here, there = ({place.country or place.name for place in each.statement.places} for each in (one, other))
    return bool(here and there and not here & there)
