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
from firsthand.register.standing import Backing, Grounds, standing_of
from firsthand.weigh.conflicts.intervals import overlap

_SINGLE = frozenset({"date", "quantity"})
# What names a record to a reader.
_TITLES = frozenset({"place", "date", "quantity", "party", "text"})


def record_of(kind: RecordType, group: Sequence[Candidate], grounds: Grounds) -> Record | None:
    """Return the record that candidates come to; None where a field it needs is missing."""
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
    title = _title(kind, fields)
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
    told = sorted(
        {
            f"{name}={answer.key}"
            for member in group
            for name in kind.same
            for answer in member.answers.get(name, ())
        }
    )
    places = [one for one in told if not one.startswith("story")]
    alone = tuple(rule.kind for rule in kind.fields if rule.name in kind.same) == ("place",)
    if alone and places and "story" not in kind.same:
        return tuple(places)
    return (*places[:1], min(member.statement.id for member in group))


def _field(kind: RecordType, rule: FieldRule, answers: Sequence[Answer], grounds: Grounds) -> Field:
    grouped: dict[tuple[Any, ...], list[Answer]] = defaultdict(list)
    for answer in answers:
        grouped[answer.key, answer.stance == "denies", answer.stance == "plans"].append(answer)
    changes = rule.name in kind.updates
    backed = [(each[0], each, grounds.behind(answer.telling for answer in each)) for each in grouped.values()]
    backed = _merged_hints(backed, grounds)
    contested = _contested(kind, rule, backed, grounds, changes=changes)
    values = [
        _value(
            rule, each, backing, contested=grounds.contested(backing, rule.kind, [b for _, _, b in backed])
        )
        for _, each, backing in backed
    ]
    if changes:
        values = _history(rule, values)
        values = [
            replace(value, standing="superseded")
            if n < len(values) - 1 and value.standing != "contested" and value.stance == "asserts"
            else value
            for n, value in enumerate(values)
        ]
    else:
        values.sort(
            key=lambda v: (v.stance == "denies", -v.independent_origins, -v.documents, v.text, v.statements)
        )
    return Field(rule.name, rule.kind, tuple(values), contested)


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
    return Value(
        text=first.text,
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
        dates=first.dates,
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
) -> bool:
    """Tell whether the answers to a field exclude each other and no change in time explains it."""
    for n, (one, _, behind) in enumerate(backed):
        for other, _, beside in backed[n + 1 :]:
            if one.key == other.key and "denies" in (one.stance, other.stance) and one.stance != other.stance:
                return True
            if grounds.against(behind, beside, rule.kind):
                return True
            if changes or rule.kind not in _SINGLE or "denies" in (one.stance, other.stance):
                continue
            if one.quantity and other.quantity and not overlap(one.quantity, other.quantity):
                return True
            if one.dates and other.dates and _apart(one, other, kind.within_days):
                return True
    return False


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
            return value.quantity.low if value.quantity.low is not None else value.quantity.high or 0.0
        return float(rank.get(value.step, 0))

    def when(value: Value) -> date:
        if value.said is not None:
            return value.said
        later = [other.said for other in values if other.said and size(other) >= size(value)]
        return min(later, default=date.max)

    return sorted(values, key=lambda v: (v.stance == "asserts", when(v), size(v), v.text, v.statements))


def _title(kind: RecordType, fields: Iterable[Field]) -> str:
    """Return a short line that names a record: its place and day, else its kind."""
    told = {field.name: field for field in fields}
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
    elif places and all(place.precision == "region" for place in places):
        found["only the region is known"] = None
    return tuple(sorted(found))
