"""How figures moved: steps with their intervals, who gave each, and what was added to what."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.model import Claim, Quantity, Update
from firsthand.publish.report.addresses import anchor
from firsthand.publish.report.views import Mark, mark_of
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import clean, cut, day, days, interval, number

HEIGHT = 190
_GUTTER = 64
_LABEL = 118  # px: a date and a name under a step
_VAGUE = 1.5  # "dozens" spans more than that between its ends: it is listed, but no step on an axis

_Bounds = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Step:
    """One claim of a development."""

    figure: str
    when: str
    text: str
    address: str
    mark: Mark | None
    who: str
    bounds: _Bounds


@dataclass(frozen=True, slots=True)
class Drawn:
    """A step on the axis; `low` and `high` are px of the interval's ends, None where it is unbounded."""

    step: Step
    x: float
    y: float
    low: float | None
    high: float | None
    label_x: float | None  # None where there is no room for a label: the list has it
    label_anchor: str


@dataclass(frozen=True, slots=True)
class Development:
    """A figure or state that moved in time: `path` joins what is drawn, empty if nothing is."""

    address: str
    others: tuple[str, ...]  # addresses of updates that say the same
    explanation: str
    steps: tuple[Step, ...]
    drawn: tuple[Drawn, ...]
    path: str
    width: int
    height: int
    label: str


def developments(index: Index, width: int) -> tuple[Development, ...]:
    """Return how figures moved, updates that say the same in one, drawn for a given width in px."""
    gathered: dict[str, list[Update]] = {}
    for update in index.findings.updates:
        gathered.setdefault(index.readable(update.explanation), []).append(update)
    return tuple(_development(index, said, updates, width) for said, updates in gathered.items())


def _development(index: Index, explanation: str, updates: list[Update], width: int) -> Development:
    """Return one development: a step a claim.

    A figure that makes a later total with the one before it ("54", "another 48", "102 in all") is drawn
    on top of that one. Nothing is drawn where a step has no figure or no date.
    """
    updates = sorted(updates, key=lambda u: (-len(u.claims), u.id))
    claims = [index.claim[c] for u in updates for c in dict.fromkeys(u.claims) if c in index.claim]
    claims = list({claim.id: claim for claim in claims}.values())
    figures = _figures(index, claims, explanation)
    order = list(dict.fromkeys(_bounds(f) for f in figures))
    told = sorted(
        zip(claims, figures, strict=True), key=lambda pair: order.index(_bounds(pair[1]))
    )  # the same figure again stands beside the first who gave it
    added = _additions(order)
    steps = tuple(_step(index, claim, figure, _bounds(figure) in added) for claim, figure in told)
    drawn = _drawn(steps, [figure for _, figure in told], added, width)
    return Development(
        anchor("u", updates[0].id), tuple(anchor("u", u.id) for u in updates[1:]), explanation, steps, drawn,
        _path(drawn), width, HEIGHT, _label(steps),
    )  # fmt: skip


def drawn_steps(
    steps: tuple[Step, ...], figures: Sequence[Quantity], explanation: str, width: int
) -> Development:
    """Return a figure of the register that moved, one `Quantity` a step, drawn for a given width in px."""
    drawn = _drawn(steps, [*figures], set(), width)
    return Development("", (), explanation, steps, drawn, _path(drawn), width, HEIGHT, _label(steps))


def _path(drawn: tuple[Drawn, ...]) -> str:
    return f"M{drawn[0].x} {drawn[0].y}" + "".join(f"H{d.x}V{d.y}" for d in drawn[1:]) if drawn else ""


def _label(steps: tuple[Step, ...]) -> str:
    return " then ".join(f"{s.figure or s.text} ({s.when or 'undated'})" for s in steps)


def _step(index: Index, claim: Claim, figure: Quantity | None, added: bool) -> Step:
    begun = index.origins_of(claim)
    return Step(
        figure=("+" if added else "") + _words(figure) if figure else "",
        when=_when(index, claim),
        text=clean(claim.text),
        address=anchor("c", claim.id),
        mark=mark_of(index, begun[0]) if begun else None,
        who=cut(clean(index.name(begun[0])), 20) if begun else "",
        bounds=_bounds(figure),
    )


def _drawn(
    steps: tuple[Step, ...], figures: list[Quantity | None], added: set[_Bounds], width: int
) -> tuple[Drawn, ...]:
    """Place one step for every different figure, if all have a figure and a date, and there are two."""
    kept: list[tuple[Step, Quantity, float]] = []
    for step, figure in zip(steps, figures, strict=True):
        value = _value(figure)
        if figure is None or value is None or not step.when:
            return ()
        vague = figure.approximate and figure.low and figure.high and figure.high > _VAGUE * figure.low
        if not vague and all(step.bounds != other.bounds for other, _, _ in kept):
            kept.append((step, figure, value + (kept[-1][2] if step.bounds in added and kept else 0.0)))
    if len(kept) < 2:
        return ()
    top = max(max(value, figure.high or 0) for _, figure, value in kept) * 1.15 or 1.0
    gap = (width - 2 * _GUTTER) / (len(kept) - 1)

    def height_of(value: float) -> float:
        return round(24 + (HEIGHT - 74) * (1 - max(value, 0.0) / top), 1)

    placed: list[Drawn] = []
    for i, (step, figure, value) in enumerate(kept):
        x = round(_GUTTER + gap * i, 1)
        last = i == len(kept) - 1
        spread = figure.high - figure.low if figure.high is not None and figure.low is not None else 0.0
        label_x = 0.0 if i == 0 else float(width) if last else x if gap >= _LABEL else None
        placed.append(
            Drawn(
                step, x, height_of(value),
                None if figure.low is None else height_of(value),
                None if figure.high is None else height_of(value + spread),
                label_x, "start" if i == 0 else "end" if last else "middle",
            )
        )  # fmt: skip
    return tuple(placed)


def _bounds(figure: Quantity | None) -> _Bounds:
    return (figure.low, figure.high) if figure else (None, None)


def _value(figure: Quantity | None) -> float | None:
    return None if figure is None else figure.low if figure.low is not None else figure.high


def _words(figure: Quantity) -> str:
    return interval(
        figure.low, figure.high,
        approximate=figure.approximate, open_low=figure.open_low, open_high=figure.open_high,
    )  # fmt: skip


def _additions(order: list[_Bounds]) -> set[_Bounds]:
    """Return the figures that are added to the one before: the sum of both is a later figure of the same."""
    exact = [low if low == high else None for low, high in order]
    found: set[_Bounds] = set()
    for i in range(1, len(exact)):
        before, now = exact[i - 1], exact[i]
        if before and now and before + now in exact[i + 1 :]:
            found.add(order[i])
    return found


def _figures(index: Index, claims: list[Claim], explanation: str) -> list[Quantity | None]:
    """Return each claim's figure: in the unit most claims share, rather one that the explanation names."""
    units = Counter(
        q for claim in claims for q in {q.unit for s in index.statements_of(claim) for q in s.quantities}
    )
    unit = min(units, key=lambda u: (-units[u], u is None, u or ""), default=None)
    named = set(re.findall(r"\d[\d,.]*\d|\d", explanation))
    figures: list[Quantity | None] = []
    for claim in claims:
        found = [q for s in index.statements_of(claim) for q in s.quantities if q.unit == unit]
        counted = Counter(_bounds(q) for q in found)
        best = min(
            counted,
            key=lambda v: (not any(b is not None and number(b) in named for b in v), -counted[v], repr(v)),
            default=None,
        )
        figures.append(next((q for q in found if _bounds(q) == best), None))
    return figures


def _when(index: Index, claim: Claim) -> str:
    """Return when a figure held: the date its statements give, or else when it was first published."""
    statements = index.statements_of(claim)
    spans = Counter((d.earliest, d.latest) for s in statements for d in s.dates if d.earliest and d.latest)
    if spans:
        first, last = min(spans, key=lambda s: (-spans[s], s))
        return days(first, last)
    published = [p for s in statements if (p := index.document[s.document].published)]
    return f"published {day(min(published))}" if published else ""
