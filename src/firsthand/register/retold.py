"""One thing told in several ways is one record: by its region or its town, in one story or in two."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from firsthand.model import Place
from firsthand.register.answers import Answer, Candidate
from firsthand.register.codebook import FieldRule, RecordType
from firsthand.register.filling.placed import holds

# Accounts name the town, its suburb or the one next to it. Set before any result was looked at.
_BESIDE_KM = 30.0
_EARTH_KM = 6371.0
# Two stories that tell of one thing have so many proper names in common, besides those of places, each
# of so many letters.
_NAMES = 2
_SHORTEST = 3
_FINENESS = {"city": 2, "region": 1, "country": 0, None: 1}


@dataclass(frozen=True, slots=True)
class _Group:
    members: list[Candidate]
    documents: frozenset[str]
    stories: frozenset[str]
    places: dict[object, Place]
    days: bool

    @property
    def rank(self) -> tuple[int, int, tuple[str, int, int, str]]:
        """Most documents first, then the finest place, then where it is told."""
        fineness = max((_FINENESS[place.precision] for place in self.places.values()), default=0)
        return -len(self.documents), -fineness, min(member.telling.place for member in self.members)


def join_retold(kind: RecordType, groups: Sequence[Sequence[Candidate]]) -> list[list[Candidate]]:
    """Return the groups of candidates of one kind with those joined that tell of one thing.

    Only for things that happen where and when (`scene`): what several documents of a story tell of is one
    thing, unless one document tells of both. Accounts of it name its region or the town next to it; those
    are then read as the place that most of them name, and say so. Two stories tell of one thing where
    town and kind are the same, no day is against it, and they have other names in common.
    """
    rule = next((rule for rule in kind.fields if rule.kind == "place" and rule.scene), None)
    if rule is None:
        return [list(group) for group in groups]
    ordered = sorted((_read(kind, rule, group) for group in groups if group), key=lambda each: each.rank)
    kept: list[_Group] = []
    for group in ordered:
        fitting = [n for n, main in enumerate(kept) if _is_one(kind, main, group)]
        if not fitting:
            kept.append(group)
            continue
        main = kept[fitting[0]]
        moved = [_moved(rule, main, member) for member in group.members]
        kept[fitting[0]] = _read(kind, rule, [*main.members, *moved])
    return [sorted(group.members, key=lambda c: (c.telling.place, _written(c))) for group in kept]


def _read(kind: RecordType, rule: FieldRule, group: Sequence[Candidate]) -> _Group:
    days = [each.name for each in kind.fields if each.kind == "date" and each.name in kind.same]
    return _Group(
        list(group),
        frozenset(member.telling.document.id for member in group),
        frozenset(member.telling.story or member.telling.document.id for member in group),
        {answer.key: answer.place for answer in _firm(rule, group) if answer.place is not None},
        any(member.answers.get(name) for member in group for name in days),
    )


def _firm(rule: FieldRule, group: Iterable[Candidate]) -> Iterator[Answer]:
    for member in group:
        yield from (answer for answer in member.answers.get(rule.name, ()) if not answer.hint)


def _is_one(kind: RecordType, main: _Group, group: _Group) -> bool:
    """Tell whether a group tells of the thing that a larger one tells of."""
    if not _compatible(kind, main, group):
        return False
    same = bool(main.places.keys() & group.places.keys())
    if not main.stories & group.stories:
        towns = {key for key, place in main.places.items() if place.precision == "city"}
        common, alike = len(_names(main) & _names(group)), _alike(kind, main, group)
        if towns & group.places.keys():
            return bool(common) and common + alike >= _NAMES
        # A story of its own that knows only the region needs more to be of the town's.
        return bool(towns) and _is_wide(main, group) and common >= _NAMES and bool(alike)
    if same:
        return True
    unknown = all(place.precision is None for place in group.places.values())
    if main.documents & group.documents:
        # A document names its town, and once more its region or a name that no gazetteer knows.
        return (unknown or _is_wide(main, group)) and bool(group.places) and not group.days
    if not group.places:
        return bool(group.days and main.days)
    return all(
        any(_is_around(place, other) for other in main.places.values()) for place in group.places.values()
    )


def _compatible(kind: RecordType, main: _Group, group: _Group) -> bool:
    """Tell whether no day is against it, and what happened is called the same."""
    for rule in kind.fields:
        own = [answer for member in group.members for answer in member.answers.get(rule.name, ())]
        theirs = [answer for member in main.members for answer in member.answers.get(rule.name, ())]
        if rule.kind == "date" and rule.name in kind.same:
            days = [(one.dates, other.dates) for one in own for other in theirs if one.dates and other.dates]
            for one, other in days:
                start = max(one.earliest or date.min, other.earliest or date.min)
                end = min(one.latest or date.max, other.latest or date.max)
                if (start - end).days > kind.within_days:
                    return False
        called = rule.kind == "text" and rule.name in kind.needs and own and theirs
        if called and not {answer.key for answer in own} & {answer.key for answer in theirs}:
            return False
    return True


def _is_wide(main: _Group, group: _Group) -> bool:
    """Tell whether a group knows only regions that all places of another may lie in."""
    return bool(group.places) and all(
        place.precision == "region" and all(_is_around(place, other) for other in main.places.values())
        for place in group.places.values()
    )


def _alike(kind: RecordType, main: _Group, group: _Group) -> int:
    """Return how many answers that no account has to tell are the same: what was hit, the cause."""
    return sum(
        bool(_told(rule, main) & _told(rule, group))
        for rule in kind.fields
        if rule.kind == "text" and rule.name not in kind.needs
    )


def _told(rule: FieldRule, group: _Group) -> set[object]:
    return {answer.key for member in group.members for answer in member.answers.get(rule.name, ())}


def _names(group: _Group) -> set[str]:
    """Return the proper names in the statements of a group, without those of places."""
    return {
        word.lemma
        for member in group.members
        for word in member.statement.words
        if word.pos == "PROPN"
        and len(word.text) >= _SHORTEST
        and not any(p.start < word.end and word.start < p.end for p in member.statement.places)
    }


def _is_around(place: Place, other: Place) -> bool:
    """Tell whether one place may hold the other, or lies beside it."""
    if holds(place, other) or holds(other, place):
        return True
    if place.country and other.country and place.country != other.country:
        return False
    if place.precision is None or other.precision is None:
        return place.name == other.name
    if {place.precision, other.precision} == {"region", "city"}:
        return place.country == other.country
    return place.precision == other.precision == "city" and _km(place, other) <= _BESIDE_KM


def _km(one: Place, other: Place) -> float:
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return math.inf
    a, b = math.radians(one.latitude or 0.0), math.radians(other.latitude or 0.0)
    turn = math.radians((other.longitude or 0.0) - (one.longitude or 0.0))
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))


def _moved(rule: FieldRule, main: _Group, member: Candidate) -> Candidate:
    """Return a candidate with the places of the group that it joins, where it names others."""
    own = member.answers.get(rule.name, ())
    if not own or {answer.key for answer in own} & main.places.keys():
        return member
    told: dict[object, list[Answer]] = defaultdict(list)
    for answer in _firm(rule, main.members):
        told[answer.key].append(answer)
    if not told:
        return member
    most = min(told, key=lambda key: (-len(told[key]), min(a.telling.place for a in told[key])))
    first = min(told[most], key=lambda answer: answer.telling.place)
    if first.place is not None and any(_is_finer(answer.place, first.place) for answer in own):
        return member
    written = ", ".join(dict.fromkeys(answer.text for answer in own))
    note = f"where an account says {written}, it is read as {first.text}, as others of its story say"
    answer = replace(first, notes=tuple(dict.fromkeys((*first.notes, note))))
    return replace(member, answers={**member.answers, rule.name: (answer,)})


def _is_finer(place: Place | None, other: Place) -> bool:
    return place is not None and _FINENESS[place.precision] > _FINENESS[other.precision]


def _written(candidate: Candidate) -> str:
    return str([(name, answer.key) for name, each in sorted(candidate.answers.items()) for answer in each])
