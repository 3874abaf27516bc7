"""Clauses of a statement in which several states act, each by itself: "X opened a probe and Y closed it"."""

from collections.abc import Sequence
from dataclasses import replace

from firsthand.register.codebook import RecordType
from firsthand.register.filling.placed import Placed
from firsthand.register.filling.setting import Setting, state_of
from firsthand.register.filling.surroundings import country_place
from firsthand.register.finding import Speaking
from firsthand.register.phrases import Hit
from firsthand.register.reading import Telling


def clauses_of(kind: RecordType, speaking: Speaking, setting: Setting) -> list[tuple[Speaking, Setting]]:
    """Return a statement clause by clause where states act in several, each with only what its clause says.

    Only for kinds told apart by the state that acts, with a status; else, and where one clause says all, it
    stays whole.
    """
    whole = [(speaking, setting)]
    states = any(r.kind == "place" and "of" in r.where and r.name in kind.same for r in kind.fields)
    steps = _steps(kind, speaking.telling)
    if not states or len(steps) < 2 or speaking.lender is not None:
        return whole
    telling = speaking.telling
    clauses: list[tuple[list[Placed], int, list[Hit]]] = []
    waiting: list[Placed] = []
    acting = [each for each in setting.placed if _may_act(each, telling)]
    for n, each in enumerate(acting):
        end = acting[n + 1].place.start if n + 1 < len(acting) else telling.statement.end
        own = [hit for hit in steps if each.place.start <= hit.start < end]
        opens = not clauses or _opens(setting, clauses[-1][2], (waiting or [each])[0])
        if not own:
            waiting = [*waiting, each]
            continue
        if opens:
            clauses.append(([*waiting, each], (waiting or [each])[0].place.start, own))
        waiting = []
    if len(clauses) < 2:
        return whole
    ends = [*(start for _, start, _ in clauses[1:]), telling.statement.end]
    starts = [telling.statement.start, *(start for _, start, _ in clauses[1:])]
    return [
        _cut(speaking, setting, placed, start, end)
        for (placed, _, _), start, end in zip(clauses, starts, ends, strict=True)
    ]


def _steps(kind: RecordType, telling: Telling) -> list[Hit]:
    return sorted(
        (
            hit
            for rule in kind.fields
            for step in rule.scale
            for hit in telling.found("step", kind.name, rule.name, step.name)
        ),
        key=lambda hit: hit.start,
    )


def _may_act(each: Placed, telling: Telling) -> bool:
    statement = telling.statement
    return (
        statement.start <= each.place.start < statement.end
        and (each.role == "bare" or (each.role == "agent" and each.power))
        and bool(state_of(each, telling.language))
    )


def _opens(setting: Setting, before: Sequence[Hit], each: Placed) -> bool:
    """Tell whether a clause of its own may begin with a state: behind "and", "while" or a comma."""
    between = [p for p in setting.pieces if before[0].end <= p.start < each.place.start]
    return any(p.mark or p.kinds & {"joins", "clauses"} for p in between)


def _cut(
    speaking: Speaking, setting: Setting, placed: Sequence[Placed], start: int, end: int
) -> tuple[Speaking, Setting]:
    """Return what stands in one clause, as if it were all that the statement said."""
    telling = speaking.telling
    part = replace(
        telling,
        tokens=tuple(token for token in telling.tokens if start <= token.start < end),
        hits={key: [hit for hit in hits if start <= hit.start < end] for key, hits in telling.hits.items()},
    )
    states = {state_of(each, telling.language): each.place for each in placed}
    acting = tuple(
        replace(country_place(code), start=place.start, end=place.end) for code, place in states.items()
    )
    signals = tuple(hit for hit in speaking.signals if start <= hit.start < end)
    inside = tuple(each for each in setting.placed if start <= each.place.start < end)
    return Speaking(part, signals), replace(setting, placed=inside, acting=acting)
