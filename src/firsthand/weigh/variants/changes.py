"""What a retelling changed beside quoted words: a number, how sure it sounds, who did it, how far it goes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firsthand.model import Quantity, Statement, VariantKind
from firsthand.trace.once import once
from firsthand.weigh.conflicts.intervals import compare_quantities, figure, is_added, overlap
from firsthand.weigh.variants.actors import find_actor_change
from firsthand.weigh.variants.context import same_context
from firsthand.weigh.variants.limits import Limit, hedges_in, limits_in, listed

# How much of the content words two retellings have to share before a change is told of them: below,
# they say different things in different words, and nothing can be said to have changed. A word that limits
# or weakens shows by what stands beside it that it is what differs; then less will do. Chosen by hand,
# _SOMEWHAT_ALIKE on the seeds and events 1, 2, 5, 6, 7 and 9.
_SOMEWHAT_ALIKE = 0.3
_ALIKE = 0.5
_NEARLY_ALIKE = 0.6
_SAME_BUT_FOR_IT = 0.8


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between an earlier and a later telling: the words for it in each.

    `before` or `after` is "" where that telling has no words for it. `note` says more of the difference.
    """

    kind: VariantKind
    before: str
    after: str
    alike: float
    note: str = ""

    def turned(self) -> "Change":
        """Return the change from the other side, as what the first telling made of the second."""
        return Change(self.kind, self.after, self.before, self.alike, self.note)


def find_changes(earlier: Statement, later: Statement, language: str = "en") -> list[Change]:
    """Return what a retelling of one claim changed, the gravest first."""
    alike = likeness(earlier, later)
    if alike < _SOMEWHAT_ALIKE or earlier.negated != later.negated:
        return []
    found = [
        _number(earlier, later, alike, language),
        _actor(earlier, later, alike, language),
        _scope(earlier, later, alike, language),
        _modality(earlier, later, alike, language),
    ]
    return [change for change in found if change]


def find_changes_across(earlier: Statement, later: Statement) -> list[Change]:
    """Return what a translation changed: what can be seen without knowing its words.

    That is a figure where each has one only, and a doubt that one of them lacks.
    """
    found = []
    if len(earlier.quantities) == len(later.quantities) == 1 and not _of_other_days(earlier, later):
        before, after = earlier.quantities[0], later.quantities[0]
        if not overlap(before, after) and (before.unit is None) == (after.unit is None):
            found.append(Change("number", figure(before), figure(after), 0.0, _how(before, after)))
    if bool(hedges_in(earlier)) != bool(hedges_in(later)) and earlier.negated == later.negated:
        sure = later if earlier.hedges else earlier
        if sure.modal is None and bool(earlier.attribution) == bool(later.attribution):
            found.append(Change("modality", _quoted(hedges_in(earlier)), _quoted(hedges_in(later)), 0.0))
    return found


def likeness(left: Statement, right: Statement) -> float:
    """Return the share of content words that two statements have in common (0..1), figures left out."""
    one, other = (lemmas_but_figures(each) for each in (left, right))
    return len(one & other) / len(one | other) if one | other else 0.0


@once
def lemmas_but_figures(statement: Statement) -> frozenset[str]:
    """Return the content words of a statement, what it counts left out."""
    counted = [(quantity.start, quantity.end) for quantity in statement.quantities]
    return frozenset(
        word.lemma
        for word in statement.words
        if word.pos != "NUM" or not any(start <= word.start < end for start, end in counted)
    )


def _number(earlier: Statement, later: Statement, alike: float, language: str) -> Change | None:
    if alike < _ALIKE:
        return None
    figures = compare_quantities(earlier.quantities, later.quantities)
    if figures.agree:
        return None
    if figures.apart is None:
        return _unit(earlier, later, alike, language)
    before, after = figures.apart
    if not same_context(earlier, before.start - earlier.start, before.end - earlier.start, later):
        return None
    if (
        (before.unit in listed("times", language) and alike < _SAME_BUT_FOR_IT)
        or is_added(earlier, before, language)
        or is_added(later, after, language)
        or _of_other_days(earlier, later)
    ):
        return None
    unit = f" ({before.unit})" if before.unit else ""
    return Change("number", f"{figure(before)}{unit}", f"{figure(after)}{unit}", alike, _how(before, after))


def _unit(earlier: Statement, later: Statement, alike: float, language: str) -> Change | None:
    """Find a figure that stayed while what it measures changed: 40 kilometres, then 40 miles."""
    measures = listed("measures", language)
    if alike < _NEARLY_ALIKE or len(earlier.quantities) != 1 or len(later.quantities) != 1:
        return None
    before, after = earlier.quantities[0], later.quantities[0]
    measured = {before.unit, after.unit} <= measures and before.unit != after.unit
    if not measured or (before.low, before.high) != (after.low, after.high) or before.low is None:
        return None
    return Change("number", f"{figure(before)} {before.unit}", f"{figure(after)} {after.unit}", alike)


def _how(before: Quantity, after: Quantity) -> str:
    """Say in what way one figure was made of another, "" where it is simply another."""
    old, new = before.low, after.low
    if old is None or new is None or old == new:
        return ""
    exact = before.low == before.high and after.low == after.high
    digits, others = (f"{value:.0f}" for value in (old, new))
    if exact and digits != others and sorted(digits) == sorted(others):
        return "the same digits in another order"
    step = max(10 ** (len(text) - len(text.rstrip("0"))) for text in (digits, others))
    if exact and step > 1 and abs(old - new) < step:
        return "one is the other rounded"
    if max(old, new) in (1000 * min(old, new), 1_000_000 * min(old, new)):
        return "a thousand for a million, or the like"
    return ""


def _of_other_days(earlier: Statement, later: Statement) -> bool:
    """Tell whether two statements name days that exclude one another: each may have its own figure."""
    days = [
        (mention.earliest, mention.latest)
        for each in (earlier, later)
        for mention in each.dates[:1]
        if mention.earliest and mention.latest
    ]
    return len(days) == 2 and (days[0][1] < days[1][0] or days[1][1] < days[0][0])


def _modality(earlier: Statement, later: Statement, alike: float, language: str) -> Change | None:
    before, after = hedges_in(earlier), hedges_in(later)
    if not before and not after:
        return _plan(earlier, later, alike)
    before, after = _doubts(before, later, language), _doubts(after, earlier, language)
    if bool(before) == bool(after):
        return None
    doubted, sure = (earlier, later) if before else (later, earlier)
    if sure.attribution and not doubted.attribution:
        # "Reportedly" stands for who said it: the other says who.
        before, after = (_but_hearsay(found, language) for found in (before, after))
    if _beside(limits_in(sure, "scope", language), sure, doubted):
        return None  # "possibly" for "in some cases": neither goes further
    before, after = _beside(before, earlier, later), _beside(after, later, earlier)
    return Change("modality", _quoted(before), _quoted(after), alike) if before or after else None


def _doubts(found: Sequence[Limit], other: Statement, language: str) -> list[Limit]:
    """Leave out the verbs that indirect speech alone makes of the other telling's: "could" of "can"."""
    shifted = listed("shifted", language) if other.modal in listed("can", language) else frozenset[str]()
    return [each for each in found if each.text not in shifted]


def _but_hearsay(found: Sequence[Limit], language: str) -> list[Limit]:
    return [each for each in found if each.text not in listed("hearsay", language)]


def _beside(found: Sequence[Limit], statement: Statement, other: Statement) -> list[Limit]:
    """Return the words beside which two tellings say the same."""
    return [each for each in found if same_context(statement, each.start, each.end, other)]


def _plan(earlier: Statement, later: Statement, alike: float) -> Change | None:
    """Find what one telling has as a plan and the other as done."""
    plans = [each.stance == "plans" for each in (earlier, later)]
    if (
        alike < _NEARLY_ALIKE
        or plans[0] == plans[1]
        or not earlier.main
        or not later.main
        or earlier.main[-1] != later.main[-1]
    ):
        return None
    if {earlier.stance, later.stance} != {"plans", "asserts"} or (later if plans[0] else earlier).modal:
        return None
    told = ("something planned", "something done")
    return Change("modality", *(told if plans[0] else told[::-1]), alike)


def _scope(earlier: Statement, later: Statement, alike: float, language: str) -> Change | None:
    before, after = (limits_in(each, "scope", language) for each in (earlier, later))
    if bool(before) == bool(after):
        return None
    limited, bare = (earlier, later) if before else (later, earlier)
    before, after = _beside(before, earlier, later), _beside(after, later, earlier)
    if not (before or after) or _beside(hedges_in(bare), bare, limited):
        return None
    wide_before, wide_after = (limits_in(each, "universal", language) for each in (earlier, later))
    if before:
        after = _beside(
            [w for w in wide_after if w.text not in {v.text for v in wide_before}], later, earlier
        )
    else:
        before = _beside(
            [w for w in wide_before if w.text not in {v.text for v in wide_after}], earlier, later
        )
    return Change("scope", _quoted(before), _quoted(after), alike)


def _actor(earlier: Statement, later: Statement, alike: float, language: str) -> Change | None:
    found = find_actor_change(earlier, later, language) if alike >= _ALIKE else None
    return Change("actor", *found, alike) if found else None


def _quoted(found: Iterable[Limit]) -> str:
    return ", ".join(f"“{word}”" for word in sorted({each.text for each in found}))
