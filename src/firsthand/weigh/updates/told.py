"""One development of a figure, told in the order of time."""

from collections.abc import Sequence
from datetime import date

from firsthand.model import Update, content_id
from firsthand.weigh.conflicts.intervals import figure, overlap
from firsthand.weigh.counted import words_of_unit
from firsthand.weigh.updates.counts import Count, day_of
from firsthand.weigh.updates.steps import Step


def update_of(steps: Sequence[Step], unit: str) -> Update:
    """Tell a chain of steps as one development, in the order of time."""
    stood = _in_order(steps)
    added = {step.after.value: step.added for step in steps if step.after and step.added}
    others = sorted((c for step in steps for c in step.counts), key=lambda c: (c.claim, c.statement.id))
    told = list[str]()
    last: Count | None = None
    for count in stood:
        if last is None:
            told.append(f"{figure(count.quantity)} {_noun([count, *others], unit)}{_when(count, stood=True)}")
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
    return count.dated is None, day_of(count), count.claim


def _noun(counts: Sequence[Count], unit: str) -> str:
    """Return the counted thing as the first statement that names it words it, else the unit."""
    for count in counts:
        names = words_of_unit(unit, count.language)
        for word in count.statement.words:
            if word.lemma in names and count.language == counts[0].language:
                return word.text.lower()
    return unit


def _when(count: Count, *, stood: bool = False) -> str:
    """Return " in May 2024" or as much of it as is known, "" if nothing.

    What a statement does not date was so by the day its document was published; `stood` leaves that out,
    for a first figure is often told again much later.
    """
    dated = count.dated
    if dated is None:
        return f" by {_written(count.published)}" if count.published and not stood else ""
    if not dated.earliest or not dated.latest or dated.earliest.year != dated.latest.year:
        return ""
    if dated.earliest == dated.latest:
        return f" on {_written(dated.earliest)}"
    same_month = dated.earliest.month == dated.latest.month
    return f" in {dated.earliest:%B %Y}" if same_month else f" in {dated.earliest:%Y}"


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
