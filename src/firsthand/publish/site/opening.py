"""The first page: one sentence that says it all, what is contested, and what came last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from firsthand.publish.site.records import RecordView, TypeView, sum_of
from firsthand.publish.telling.headline import headline
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import capitalised, count, day, in_words, listed

_LATEST = 6
_CONTESTED = 6
_TYPES = 5  # named in the sentence


@dataclass(frozen=True, slots=True)
class Contested:
    """A field of a record whose answers exclude each other."""

    record: RecordView
    label: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What a document said last of a record."""

    day: str
    record: RecordView
    label: str
    text: str


def sentence(index: Index, types: Sequence[TypeView]) -> str:
    """Return what the register holds, and how firmly, in one sentence; of claims alone, how they came."""
    records = [r for t in types for r in t.records]
    if not records:
        return headline(index)
    countries = {c for r in records for c in r.countries}
    where = f" in {_number(len(countries), 'country', 'countries')}" if countries else ""
    named = listed(sum_of(types), limit=_TYPES)
    said = f"{capitalised(named)}{where}, told by {_number(len(index.documents), 'document')}"
    return f"{said}: {_firmness(records)}."


def _firmness(records: Sequence[RecordView]) -> str:
    alone = sum(r.origins <= 1 for r in records)
    contested = sum(r.standing == "contested" for r in records)
    if len(records) == 1:
        firm = (
            "it rests on a single origin" if alone else f"it rests on {in_words(records[0].origins)} origins"
        )
        return f"{firm}{' and is contested' if contested else ''}"
    if alone == len(records):
        firm = "all rest on a single origin each"
    elif alone:
        firm = f"{in_words(alone)} of {in_words(len(records))} rest{'s' * (alone == 1)} on a single origin"
    else:
        firm = "all rest on more than one origin"
    are = "is" if contested == 1 else "are"
    return f"{firm}, {in_words(contested)} {are} contested" if contested else firm


def _number(number: int, noun: str, plural: str | None = None) -> str:
    return f"{in_words(number)} {noun if number == 1 else plural or noun + 's'}"


def contested(types: Sequence[TypeView]) -> tuple[tuple[Contested, ...], int]:
    """Return the fields that accounts answer differently, the most told first, and how many more."""
    found = [
        Contested(r, f.label, tuple(dict.fromkeys(v.told for v in f.values)))
        for t in types
        for r in t.records
        for f in r.fields
        if f.contested
    ]
    found.sort(key=lambda c: (-c.record.documents, c.record.title, c.label))
    return tuple(found[:_CONTESTED]), max(0, len(found) - _CONTESTED)


def latest(types: Sequence[TypeView]) -> tuple[News, ...]:
    """Return the last changes that documents tell of: steps of a status, figures."""
    found: list[tuple[date, News]] = []
    for t in types:
        for r in t.records:
            for field, view in zip((f for f in r.record.fields if f.values), r.fields, strict=True):
                for value, shown in zip(field.values, view.values, strict=True):
                    if value.said and field.kind in ("status", "quantity"):
                        found.append((value.said, News(day(value.said), r, view.label, shown.told)))
    found.sort(key=lambda f: (-f[0].toordinal(), f[1].record.title, f[1].label, f[1].text))
    return tuple(news for _, news in found[:_LATEST])


def counts(index: Index, types: Sequence[TypeView]) -> tuple[str, ...]:
    """Return the numbers under the sentence."""
    findings = index.findings
    told = sum(c.documents > 1 for c in findings.claims)
    return (
        *([count(len(findings.records), "record")] if findings.records else []),
        count(len(index.documents), "document"),
        f"{count(len(findings.claims), 'claim')}, {told:,} of them told by several",
    )
