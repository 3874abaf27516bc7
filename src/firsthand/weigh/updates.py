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
# What comes on top of a figure, with no total told, is told by the same account, so many sentences on.
_NEXT = 3


@dataclass(frozen=True, slots=True)
class Count:
    """One claim's figure of one unit, in one statement.

    `added`: it comes on top of another; `moved`: it is worded as where the figure stands now; `published`
    is the day of its document.
    """

    claim: str
    statement: Statement
    quantity: Quantity
    added: bool
    moved: bool
    language: str = "en"
    published: date | None = None

    @property
    def value(self) -> tuple[float, float]:
        """The figure as two ends, for comparison and order."""
        low, high = self.quantity.low or 0.0, self.quantity.high
        return low, float("inf") if high is None else high

    @property
    def dated(self) -> DateRange | None:
        """The first date of its statement that is known."""
        return next((each for each in self.statement.dates if each.earliest or each.latest), None)


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
    by_unit: dict[str, list[Count]] = defaultdict(list)
    known = {document.id: document for document in documents}
    for count in _counts(sorted(claims, key=lambda claim: claim.id), by_id, known):
        by_unit[count.quantity.unit or ""].append(count)
    found: dict[tuple[str, ...], Update] = {}
    for unit in sorted(by_unit):
        steps = (*_sums(by_unit[unit]), *_moves(by_unit[unit]), *_moved(by_unit[unit]))
        for chain in _chained(steps):
            update = _update(chain, unit)
            found.setdefault(tuple(sorted(update.claims)), update)
    return tuple(sorted(found.values(), key=lambda update: update.id))


def _counts(
    claims: Iterable[Claim], by_id: Mapping[str, Statement], documents: Mapping[str, Document]
) -> list[Count]:
    measures = frozenset(load("opposition")["units"]["measures"])
    languages = {document.id: language_of(document) for document in documents.values()}
    counts = []
    for claim in claims:
        for each in (by_id[name] for name in claim.statements if name in by_id):
            language, document = languages.get(each.document, "en"), documents.get(each.document)
            counts += [
                Count(
                    claim=claim.id,
                    statement=each,
                    quantity=quantity,
                    added=is_added(each, quantity, language),
                    moved=is_moved(each, quantity, language),
                    language=language,
                    published=document.published if document else None,
                )
                for quantity in each.quantities
                if quantity.unit and quantity.unit not in measures and quantity.low is not None
            ]
    return counts


def _sums(counts: Sequence[Count]) -> list[Step]:
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
        near = [base for base in bases if _goes_before(base, added) and _shared(base, added) >= _ONE_COUNT]
        if near:
            steps.append(Step(max(near, key=lambda base: (_shared(base, added), base.claim)), None, added))
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
    if not overlap(whole, total.quantity) or _elsewhere(base, added):
        return 0.0
    exact = whole.low == total.quantity.low == total.quantity.high and (whole.low or 0) >= _TELLING_SUM
    return 1.0 if exact else min(_shared(base, added), _shared(added, total))


def _moves(counts: Sequence[Count]) -> list[Step]:
    """Return figures of one count that stand at different times."""
    steps = []
    for one, other in combinations(counts, 2):
        if one.claim == other.claim or one.added or other.added or overlap(one.quantity, other.quantity):
            continue
        if not one.dated or not other.dated or days_overlap(one.dated, other.dated):
            continue
        if _shared(one, other) >= _ONE_COUNT:
            early, late = sorted((one, other), key=lambda c: (_day(c), c.claim))
            steps.append(Step(early, late))
    return steps


def _moved(counts: Sequence[Count]) -> list[Step]:
    """Return, for each figure worded as where it stands now, those it moved from."""
    steps = []
    for late in (count for count in counts if count.moved):
        before = [
            early
            for early in counts
            if not (early.moved or early.added or early.claim == late.claim)
            and not overlap(early.quantity, late.quantity)
            and _shared(early, late) >= _MOVED_THERE
        ]
        lower = [early for early in before if early.value < late.value]
        steps += [Step(early, late) for early in lower or before]
    return steps


def _chained(steps: Iterable[Step]) -> list[list[Step]]:
    """Gather the steps that share a claim: 14, then 31, then 46."""
    chains: list[tuple[set[str], list[Step]]] = []
    for step in steps:
        claims, told = {count.claim for count in step.counts}, [step]
        for chain in [each for each in chains if each[0] & claims]:
            chains.remove(chain)
            claims, told = chain[0] | claims, [*chain[1], *told]
        chains.append((claims, told))
    return [told for _, told in chains]


def _update(steps: Sequence[Step], unit: str) -> Update:
    """Tell a chain of steps as one development, in the order of time."""
    stood = _in_order(steps)
    added = {step.after.value: step.added for step in steps if step.after and step.added}
    told = list[str]()
    last: Count | None = None
    for count in stood:
        if last is None:
            told.append(f"{figure(count.quantity)} {_noun(count, unit)}{_when(count, stood=True)}")
        elif overlap(last.quantity, count.quantity):
            continue  # "102" and "more than 100" are one stand
        elif more := added.get(count.value):
            told.append(f"then {figure(more.quantity)} more, {figure(count.quantity)} in all{_when(count)}")
        else:
            told.append(f"later {figure(count.quantity)}{_when(count)}")
        last = count
    told += [
        f"then {figure(s.added.quantity)} more{_when(s.added)}" for s in steps if s.added and not s.after
    ]
    claims = _claims_in_order(steps, stood)
    return Update(content_id("u", *sorted(claims)), claims, f"{', '.join(told)}.")


def _claims_in_order(steps: Sequence[Step], stood: Sequence[Count]) -> tuple[str, ...]:
    """Return the claims of a chain: those of each stand, what came on top before the total it made."""
    everything = [count for step in steps for count in step.counts]
    ordered = list[str]()
    for stand in stood:
        made = (step for step in steps if step.after and step.after.value == stand.value)
        ordered += sorted(step.added.claim for step in made if step.added)
        ordered.append(stand.claim)
        ordered += sorted(c.claim for c in everything if not c.added and c.value == stand.value)
    ordered += [count.claim for count in everything]
    return tuple(dict.fromkeys(ordered))


def _in_order(steps: Sequence[Step]) -> list[Count]:
    """Return one count for each stand of a figure, exact before vague, in the order of time."""
    best: dict[tuple[float, float], Count] = {}
    for step in steps:
        for count in (step.before, step.after):
            if count and (count.value not in best or _clearness(count) < _clearness(best[count.value])):
                best[count.value] = count
    rank = dict.fromkeys(best, 0)
    for _ in best:  # as many rounds as there are stands: the longest way from the first
        for step in steps:
            if step.after and step.before.value != step.after.value:
                rank[step.after.value] = min(
                    len(best), max(rank[step.after.value], rank[step.before.value] + 1)
                )
    return sorted(best.values(), key=lambda c: (rank[c.value], c.value[1] - c.value[0], c.value))


def _clearness(count: Count) -> tuple[bool, date, str]:
    return count.dated is None, _day(count), count.claim


def _noun(count: Count, unit: str) -> str:
    """Return the counted thing as the statement words it, else the unit."""
    names = words_of_unit(unit, count.language)
    return next((word.text.lower() for word in count.statement.words if word.lemma in names), unit)


def _plus(one: Quantity, other: Quantity) -> Quantity:
    low = (one.low or 0) + (other.low or 0)
    high = None if one.high is None or other.high is None else one.high + other.high
    return Quantity(one.start, one.end, low, high, one.unit)


def _when(count: Count, *, stood: bool = False) -> str:
    """Return " in May 2024" or as much of it as is known, "" if nothing.

    What a statement does not date was so by the day its document was published; `stood` leaves that out,
    for a first figure is often told again much later.
    """
    dated = count.dated
    if dated is None:
        return f" by {_day_of(count.published)}" if count.published and not stood else ""
    if not dated.earliest or not dated.latest or dated.earliest.year != dated.latest.year:
        return ""
    if dated.earliest == dated.latest:
        return f" on {_day_of(dated.earliest)}"
    same_month = dated.earliest.month == dated.latest.month
    return f" in {dated.earliest:%B %Y}" if same_month else f" in {dated.earliest:%Y}"


def _day_of(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _day(count: Count) -> date:
    dated = count.dated
    return (dated and (dated.earliest or dated.latest)) or count.published or date.max


def _shared(one: Count, other: Count) -> float:
    """Return the share of the shorter statement's words in both; 0 where they count in other places."""
    if _elsewhere(one, other):
        return 0.0
    words = [
        {word.lemma for word in each.statement.words if word.pos != "NUM"}
        - words_of_unit(each.quantity.unit, each.language)
        for each in (one, other)
    ]
    return len(words[0] & words[1]) / max(1, min(map(len, words)))


def _elsewhere(one: Count, other: Count) -> bool:
    """Tell whether two figures are said of different places."""
    here, there = ({place.country or place.name for place in each.statement.places} for each in (one, other))
    return bool(here and there and not here & there)
