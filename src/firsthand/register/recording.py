"""Candidates that are one thing as one record: its fields, their values, and what stands behind each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from firsthand.extract.countries import country_name
from firsthand.model import Field, Record, Value, content_id
from firsthand.register.answers import Answer, Candidate
from firsthand.register.codebook import FieldRule, RecordType
from firsthand.register.filling.dates import written
from firsthand.register.filling.quantities import MORE
from firsthand.register.standing import Backing, Grounds, standing_of
from firsthand.weigh.conflicts.intervals import overlap

# What is added stands right behind what it was added to.
_RIGHT_BEHIND = 0.5
_SINGLE = frozenset({"date", "quantity"})
# What names a record to a reader.
_TITLES = frozenset({"place", "date", "quantity", "party", "text"})


def record_of(
    kind: RecordType, group: Sequence[Candidate], grounds: Grounds, *, counted: str = ""
) -> Record | None:
    """Return the record that candidates come to; None where a field it needs is missing.

    `counted` is what a record that keeps figures counts ("Police stations").
    """
    fields = []
    for rule in kind.fields:
        answers = [answer for member in group for answer in member.answers.get(rule.name, ())]
        if answers:
            fields.append(_field(kind, rule, answers, grounds))
    named = {field.name for field in fields if _says_something(field)}
    if not set(kind.needs) <= named or not fields:
        return None
    backing = grounds.behind(member.telling for member in group)
    stories: dict[str, set[str]] = defaultdict(set)
    for member in group:
        stories[member.telling.story].add(member.telling.document.id)
    story = min(stories, key=lambda s: (-len(stories[s]), s))
    contested = any(field.contested for field in fields)
    title = _title(kind, fields, counted)
    return Record(
        id=content_id("r", kind.name, *_identity(kind, group)),
        type=kind.name,
        title=title,
        story=story,
        fields=tuple(fields),
        claims=backing.claims,
        origins=backing.origins,
        independent_origins=backing.independent_origins,
        documents=backing.documents,
        standing=standing_of(backing.independent_origins, contested=contested),
        notes=_notes(kind, group),
    )


def _says_something(field: Field) -> bool:
    """Tell whether a field has an answer that somebody asserts."""
    return any(value.stance != "denies" for value in field.values) or field.kind == "status"


def _identity(kind: RecordType, group: Sequence[Candidate]) -> tuple[str, ...]:
    """Return what a record's id is made of: what tells it from others, and its first statement elsewhere."""
    placed = {rule.name for rule in kind.fields if rule.kind == "place"}

    def told(*names: str) -> list[str]:
        answers = ((name, a) for member in group for name in names for a in member.answers.get(name, ()))
        return sorted({f"{name}={answer.key}" for name, answer in answers})

    places = told(*(name for name in kind.same if name in placed))
    others = told(*(name for name in kind.same if name not in placed))
    alone = tuple(rule.kind for rule in kind.fields if rule.name in kind.same) == ("place",)
    if alone and places and "story" not in kind.same:
        return tuple(places)
    return (*(places or others)[:1], min(member.statement.id for member in group))


def _field(kind: RecordType, rule: FieldRule, answers: Sequence[Answer], grounds: Grounds) -> Field:
    grouped: dict[tuple[Any, ...], list[Answer]] = defaultdict(list)
    for answer in answers:
        grouped[answer.key, answer.stance == "denies", answer.stance == "plans"].append(answer)
    changes = rule.name in kind.updates
    backed = [(each[0], each, grounds.behind(answer.telling for answer in each)) for each in grouped.values()]
    backed = _merged_hints(backed, grounds)
    contested = _contested(kind, rule, backed, grounds, changes=changes)
    values = [
        _value(rule, each, backing, contested=n in contested) for n, (_, each, backing) in enumerate(backed)
    ]
    if changes:
        values = _history(rule, values)
        values = [
            replace(value, standing="superseded")
            if value.standing != "contested"
            and value.stance == "asserts"
            and _is_past(value, values[n + 1 :])
            else value
            for n, value in enumerate(values)
        ]
    else:
        values.sort(
            key=lambda v: (v.stance == "denies", -v.independent_origins, -v.documents, v.text, v.statements)
        )
    return Field(rule.name, rule.kind, tuple(values), bool(contested))


def _is_past(value: Value, later: Sequence[Value]) -> bool:
    """Tell whether a value no longer holds: what came later is another; figures leave no room for both."""
    if value.quantity is None:
        return bool(later)
    return any(
        other.quantity and not _is_more(other) and not overlap(value.quantity, other.quantity)
        for other in later
    )


def _is_more(value: Value) -> bool:
    """Tell whether a figure is only what was added to another: "48 more"."""
    return value.text.split(" (")[0].endswith(MORE)


def _merged_hints(
    backed: list[tuple[Answer, list[Answer], Backing]], grounds: Grounds
) -> list[tuple[Answer, list[Answer], Backing]]:
    """Put what only hints at an answer behind the one that says it: "near X" behind "in X"."""
    firm: dict[tuple[Any, ...], int] = {}
    found: list[tuple[Answer, list[Answer], Backing]] = []
    for first, each, _ in sorted(
        backed, key=lambda b: (all(a.hint for a in b[1]), str(b[0].key), b[0].stance)
    ):
        each = sorted(each, key=lambda a: (a.hint, a.telling.place))
        found.append((each[0], each, grounds.behind(answer.telling for answer in each)))
        firm[first.key] = len(found) - 1
    return found


def _value(rule: FieldRule, answers: Sequence[Answer], backing: Backing, *, contested: bool) -> Value:
    first = answers[0]
    days = [answer.dates for answer in answers if answer.dates is not None]
    held = min(days, key=lambda d: (d.latest or date.max, d.earliest or date.min), default=None)
    dates = held if first.quantity is not None else first.dates
    return Value(
        text=first.text if first.quantity is None or dates is None else f"{first.text} ({written(dates)})",
        claims=backing.claims,
        statements=backing.statements,
        origins=backing.origins,
        independent_origins=backing.independent_origins,
        documents=backing.documents,
        standing=standing_of(backing.independent_origins, contested=contested),
        conflicts=backing.conflicts,
        stance=_stance(answers),
        doubted=all(answer.doubted for answer in answers),
        place=first.place,
        quantity=first.quantity,
        dates=dates,
        party=first.party,
        step=first.step,
        said=backing.said,
    )


def _stance(answers: Sequence[Answer]) -> Any:
    stances = {answer.stance for answer in answers}
    return "asserts" if "asserts" in stances else min(stances)


def _contested(
    kind: RecordType,
    rule: FieldRule,
    backed: Sequence[tuple[Answer, Sequence[Answer], Backing]],
    grounds: Grounds,
    *,
    changes: bool,
) -> set[int]:
    """Return which answers to a field exclude each other, where no change in time explains it."""
    found: set[int] = set()
    for n, (one, _, behind) in enumerate(backed):
        for m, (other, _, beside) in enumerate(backed[n + 1 :], n + 1):
            if _exclude(one, other, kind, rule, changes=changes) or grounds.against(
                behind, beside, rule.kind
            ):
                found |= {n, m}
    return found


def _exclude(one: Answer, other: Answer, kind: RecordType, rule: FieldRule, *, changes: bool) -> bool:
    if one.key == other.key and "denies" in (one.stance, other.stance) and one.stance != other.stance:
        return True
    if changes or rule.kind not in _SINGLE or "denies" in (one.stance, other.stance):
        return False
    if one.quantity and other.quantity and not overlap(one.quantity, other.quantity):
        return True
    return bool(one.dates and other.dates and _apart(one, other, kind.within_days))


def _apart(one: Answer, other: Answer, days: int) -> bool:
    if one.dates is None or other.dates is None:
        return False
    start = max(one.dates.earliest or date.min, other.dates.earliest or date.min)
    end = min(one.dates.latest or date.max, other.dates.latest or date.max)
    return (start - end).days > days


def _history(rule: FieldRule, values: Sequence[Value]) -> list[Value]:
    """Put the values of a field that changes in the order of time, the earliest first.

    A value that no dated document gives stands where the scale has it: before what comes after it.
    """
    rank = {step.name: n for n, step in enumerate(rule.scale)}

    def size(value: Value) -> float:
        if value.quantity is not None:
            low = value.quantity.low if value.quantity.low is not None else value.quantity.high or 0.0
            return _base(low, values) if _is_more(value) else low
        return float(rank.get(value.step, 0))

    def when(value: Value) -> date:
        if value.quantity is not None and value.dates is not None and value.dates.latest is not None:
            return value.dates.latest
        if value.said is not None:
            return value.said
        later = [other.said for other in values if other.said and size(other) >= size(value)]
        return min(later, default=date.max)

    return sorted(values, key=lambda v: (v.stance == "asserts", when(v), size(v), v.text, v.statements))


def _base(added: float, values: Sequence[Value]) -> float:
    """Return where a figure stands that was added to another: behind the one with which it makes a third."""
    totals = [value.quantity for value in values if value.quantity is not None and not _is_more(value)]
    low = [total.low for total in totals if total.low is not None]
    bases = [one for one in low for other in totals if other.low == other.high == one + added]
    return max(bases or low, default=added) + _RIGHT_BEHIND


def _title(kind: RecordType, fields: Iterable[Field], counted: str) -> str:
    """Return a short line that names a record: its place and day, else its kind; or what figures count."""
    told = {field.name: field for field in fields}
    if kind.figure is not None:
        where = [_written(field.values[0]) for field in told.values() if field.kind == "place"]
        return f"{counted or kind.plural}, {where[0]}" if where else f"{counted or kind.plural} in all"
    parts = []
    for rule in kind.fields:
        field = told.get(rule.name)
        if field is None or rule.name not in kind.same or rule.kind not in _TITLES:
            continue
        parts.append(_written(field.values[0]))
        if len(parts) == 2:
            break
    if not parts:
        parts = [_written(f.values[0]) for f in told.values() if f.kind in _TITLES][:1]
    return ", ".join(dict.fromkeys(parts)) or kind.label


def _written(value: Value) -> str:
    place = value.place
    if place is None or not place.country or place.precision == "country" or ", near " in value.text:
        return value.text
    return f"{value.text}, {country_name(place.country)}"


def _notes(kind: RecordType, group: Sequence[Candidate]) -> tuple[str, ...]:
    """Return what was done that a reader may question, each note once."""
    found: dict[str, None] = {}
    for member in group:
        for name in sorted(member.answers):
            for answer in member.answers[name]:
                found.update(dict.fromkeys(answer.notes))
    places = [
        answer.place
        for rule in kind.fields
        if rule.kind == "place" and rule.where == ("at",) and rule.name in kind.same
        for member in group
        for answer in member.answers.get(rule.name, ())
        if answer.place
    ]
    if places and all(place.precision == "country" for place in places):
        found["only the country is known"] = None
    elif places and all(place.precision == "region" and place.latitude is not None for place in places):
        found["only the region is known"] = None
    return tuple(sorted(found))
