"""Counts that a source gives, held beside the places that the documents list."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from firsthand.model import Place, Record, Tally, Value
from firsthand.register.answers import Answer, place_key
from firsthand.register.codebook import Codebook, RecordType
from firsthand.register.filling.filling import Count
from firsthand.register.filling.placed import holds
from firsthand.register.filling.surroundings import country_place
from firsthand.register.standing import Grounds, standing_of

# So many places are named in the sentence, and so many who counted.
_NAMED = 12
_COUNTERS = 2


def tallies_of(
    codebook: Codebook, counts: Iterable[Count], records: Sequence[Record], grounds: Grounds
) -> list[Tally]:
    """Return one tally for each kind of record and place of which a source gives a number."""
    told: dict[tuple[str, tuple[Any, ...]], list[Count]] = defaultdict(list)
    for count in counts:
        told[count.counts, _whole(count.place)].append(count)
    found = []
    for (name, _), each in sorted(told.items(), key=lambda item: (item[0][0], str(item[0][1]))):
        kind = codebook.type(name)
        if kind is None:
            continue
        place = each[0].place
        if place is not None and place.precision == "country" and place.country:
            place = country_place(place.country)
        listed = [r for r in records if r.type == name and _lies_in(kind, r, place)]
        values = _values(each, grounds)
        if place is not None and _is_one(values, listed):
            continue
        found.append(
            Tally(
                name, place, values, tuple(r.id for r in listed), _told(kind, place, values, listed, grounds)
            )
        )
    return found


def _whole(place: Place | None) -> tuple[Any, ...]:
    return place_key(place) if place is not None else ()


def _is_one(values: Sequence[Value], listed: Sequence[Record]) -> bool:
    """Tell whether a count says no more than the record itself: one, in the one place listed."""
    return len(listed) == 1 and all(v.quantity and v.quantity.low == v.quantity.high == 1 for v in values)


def _place_of(kind: RecordType, record: Record) -> Place | None:
    for rule in kind.fields:
        field = record.field(rule.name)
        if rule.kind == "place" and field is not None and (rule.name in kind.same or not kind.same):
            return field.values[0].place
    return None


def _lies_in(kind: RecordType, record: Record, place: Place | None) -> bool:
    """Tell whether a record lies within a place, and is known more exactly than it."""
    own = _place_of(kind, record)
    if own is None:
        return False
    if place is None:
        return own.precision != "country"
    return holds(place, own) or (place.precision != "country" and place_key(place) == place_key(own))


def _values(counts: Sequence[Count], grounds: Grounds) -> tuple[Value, ...]:
    grouped: dict[tuple[Any, ...], list[Answer]] = defaultdict(list)
    for count in counts:
        grouped[count.answer.key].append(count.answer)
    values = []
    for each in grouped.values():
        backing = grounds.behind(answer.telling for answer in each)
        first = min(each, key=lambda a: a.telling.place)
        values.append(
            Value(
                text=first.text,
                claims=backing.claims,
                statements=backing.statements,
                origins=backing.origins,
                independent_origins=backing.independent_origins,
                documents=backing.documents,
                standing=standing_of(
                    backing.independent_origins, contested=grounds.contested(backing, "quantity")
                ),
                conflicts=backing.conflicts,
                stance=first.stance,
                doubted=all(answer.doubted for answer in each),
                quantity=first.quantity,
                said=backing.said,
            )
        )
    return tuple(sorted(values, key=lambda v: (-v.documents, -v.independent_origins, v.text, v.statements)))


def _told(
    kind: RecordType, place: Place | None, values: Sequence[Value], listed: Sequence[Record], grounds: Grounds
) -> str:
    """Return the comparison in one plain sentence."""
    where = f"in {place.name}" if place is not None else "in all"
    said = _and([f"{value.text}{_by(value, grounds)}" for value in values[:_NAMED]], "or")
    noun = kind.plural.lower()
    if not listed:
        return f"{noun.capitalize()} counted {where}: {said}; the documents name none of the places."
    names = [record.title.split(", ")[0] for record in listed[:_NAMED]]
    more = [f"{len(listed) - _NAMED} more"] if len(listed) > _NAMED else []
    number = "one place" if len(listed) == 1 else f"{len(listed)} places"
    return (
        f"{noun.capitalize()} counted {where}: {said}; the documents name {number}: {_and([*names, *more])}."
    )


def _by(value: Value, grounds: Grounds) -> str:
    names = [grounds.name_of(origin) for origin in value.origins]
    return f" (by {_and(names)})" if names and len(names) <= _COUNTERS else ""


def _and(parts: Sequence[str], last: str = "and") -> str:
    return f" {last} ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
