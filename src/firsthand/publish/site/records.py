"""What a page says of a record: its fields, each answer with what stands behind it, and what to filter by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from babel import Locale

from firsthand.model import Conflict, DateRange, Field, Place, Record, Tally, Value
from firsthand.publish.report.addresses import anchor
from firsthand.publish.report.views import STANDINGS, Mark, mark_of
from firsthand.publish.site.links import record_page, type_page
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.numbering import in_order
from firsthand.publish.telling.reading_order import stated
from firsthand.publish.telling.wording import capitalised, clean, count, cut, day, days
from firsthand.register.codebook import Codebook, RecordType

SHORT = 90  # letters of a title in a row, on the map and in a menu; the record's own page has it whole
_STANCES = {"denies": "denied", "plans": "planned", "doubts": "doubted"}
_NOUNS: dict[str, str] = {"place": "Where", "date": "When", "status": "Status", "source": "Said by"}


@dataclass(frozen=True, slots=True)
class ValueView:
    """One answer to one field."""

    text: str
    marks: tuple[Mark, ...]
    origins: int
    documents: int
    standing: str
    standing_words: str
    how: str  # "denied", "hedged by all", empty where it is plainly said
    said: str
    claims: tuple[tuple[str, int], ...]  # (address, number)
    conflicts: tuple[tuple[str, str], ...]  # (address, question)
    where: str  # country and coordinates in words
    present: bool  # the answer that holds now, or the best supported

    @property
    def told(self) -> str:
        """The answer with how it is said: where "closed" stands alone, somebody says that it is closed."""
        return f"{self.text} ({self.how})" if self.how else self.text


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of a record."""

    name: str
    label: str
    kind: str
    moves: bool  # its answers are a history, the earliest first
    contested: bool
    values: tuple[ValueView, ...]

    @property
    def present(self) -> ValueView:
        """The answer a row shows."""
        return next(v for v in self.values if v.present)


@dataclass(frozen=True, slots=True)
class RecordView:
    """A record as a row and as a page of its own."""

    record: Record
    address: str  # of its page
    key: str  # what the filter knows it by
    type: str
    type_label: str
    type_plural: str
    type_page: str
    title: str
    short: str
    fields: tuple[FieldView, ...]
    origins: int
    documents: int
    standing: str
    standing_words: str
    marks: tuple[Mark, ...]
    statuses: tuple[str, ...]  # labels of the steps its status fields are at
    countries: tuple[str, ...]  # ISO 3166-1 codes
    place: str  # where, in words
    when: str
    first: date | None  # days it may mean, for the filter and the axis
    last: date | None
    notes: tuple[str, ...]

    def field(self, name: str) -> FieldView | None:
        """Return the field of this name, None where the record has none."""
        return next((field for field in self.fields if field.name == name), None)


@dataclass(frozen=True, slots=True)
class TypeView:
    """A type of record with all its records, and the counts that sources give of them."""

    name: str
    label: str
    plural: str
    about: str
    page: str
    columns: tuple[tuple[str, str], ...]  # (name, label) of the fields that any of them has
    records: tuple[RecordView, ...]
    tallies: tuple["TallyView", ...]
    colour: str  # of its marks on the map: 0-7, or "x" beyond the eight
    shape: int


@dataclass(frozen=True, slots=True)
class TallyView:
    """What sources count beside what the documents list."""

    place: str
    counted: tuple[ValueView, ...]
    listed: tuple[tuple[str, str], ...]  # (page of the record, title)
    explanation: str


def types_of(index: Index, codebook: Codebook | None) -> tuple[TypeView, ...]:
    """Return the types of record in the codebook's order, each with its records; unknown types come last."""
    findings = index.findings
    known = tuple(t.name for t in codebook.types) if codebook else ()
    found = {r.type for r in findings.records} | {t.type for t in findings.tallies}
    names = (*known, *sorted(found - set(known)))
    number = {claim.id: i for i, claim in enumerate(in_order(index), start=1)}
    conflicts = {c.id: c for c in findings.conflicts}
    views: dict[str, RecordView] = {}
    for record in findings.records:
        rule = codebook.type(record.type) if codebook else None
        page = type_page(record.type, names)
        views[record.id] = _record(index, record, rule, page, number, conflicts)
    tallies = sorted(findings.tallies, key=lambda t: t.place is not None)  # those of everywhere first
    types = []
    for place, name in enumerate(names):
        rule = codebook.type(name) if codebook else None
        label = clean(rule.label) if rule else capitalised(clean(name))
        inside = sorted(
            (v for v in views.values() if v.type == name),
            key=lambda v: (-v.origins, -v.documents, v.title.casefold(), v.key),
        )
        types.append(
            TypeView(
                name=name,
                label=label,
                plural=clean(rule.plural) if rule else label,
                about=clean(rule.about) if rule else "",
                page=type_page(name, names),
                columns=_columns(rule, inside),
                records=tuple(inside),
                tallies=tuple(_tally(index, t, views, number, conflicts) for t in tallies if t.type == name),
                colour=str(place) if place < 8 else "x",
                shape=place % 6,
            )
        )
    return tuple(types)


def _record(
    index: Index,
    record: Record,
    rule: RecordType | None,
    page: str,
    number: dict[str, int],
    conflicts: dict[str, Conflict],
) -> RecordView:
    fields = tuple(_field(index, f, rule, number, conflicts) for f in record.fields if f.values)
    spans = _spans(index, record)
    title = clean(record.title) or "A record without a title"
    places = [v.place for f in record.fields if f.kind == "place" for v in f.values if v.place]
    return RecordView(
        record=record,
        address=record_page(record.id),
        key=anchor("r", record.id),
        type=record.type,
        type_label=clean(rule.label) if rule else capitalised(clean(record.type)),
        type_plural=clean(rule.plural) if rule else capitalised(clean(record.type)),
        type_page=page,
        title=title,
        short=cut(title, SHORT),
        fields=fields,
        origins=record.independent_origins,
        documents=record.documents,
        standing=record.standing,
        standing_words=STANDINGS[record.standing],
        marks=_marks(
            index, record.origins, (s for f in record.fields for v in f.values for s in v.statements)
        ),
        statuses=tuple(dict.fromkeys(f.present.told for f in fields if f.kind == "status")),
        countries=tuple(dict.fromkeys(p.country for p in places if p.country)),
        place=next((f.present.text for f in fields if f.kind == "place"), ""),
        when=next((f.present.text for f in fields if f.kind == "date"), "") or _told(spans),
        first=min((a for a, _ in spans), default=None),
        last=max((b for _, b in spans), default=None),
        notes=tuple(clean(note) for note in record.notes),
    )


def _field(
    index: Index,
    field: Field,
    rule: RecordType | None,
    number: dict[str, int],
    conflicts: dict[str, Conflict],
) -> FieldView:
    its = rule.field(field.name) if rule else None
    moves = field.name in rule.updates if rule else field.kind == "status"
    now = len(field.values) - 1 if moves else 0
    values = tuple(
        value_view(index, v, number, conflicts, present=i == now) for i, v in enumerate(field.values)
    )
    label = (
        clean(its.label)
        if its
        else _NOUNS.get(field.kind) or capitalised(clean(field.name).replace("_", " "))
    )
    return FieldView(field.name, label, field.kind, moves and len(values) > 1, field.contested, values)


def value_view(
    index: Index,
    value: Value,
    number: dict[str, int],
    conflicts: dict[str, Conflict],
    *,
    present: bool = True,
) -> ValueView:
    """Return one answer with everything that stands behind it."""
    how = [_STANCES[value.stance]] if value.stance in _STANCES else []
    return ValueView(
        text=clean(value.text) or "unknown",
        marks=_marks(index, value.origins, value.statements),
        origins=value.independent_origins,
        documents=value.documents,
        standing=value.standing,
        standing_words=STANDINGS[value.standing],
        how=", ".join([*how, "hedged by all"] if value.doubted else how),
        said=day(value.said) if value.said else "",
        claims=tuple((anchor("c", c), number[c]) for c in value.claims if c in number),
        conflicts=tuple(
            (anchor("x", c), stated(conflicts[c].question)) for c in value.conflicts if c in conflicts
        ),
        where=_where(value.place) if value.place else "",
        present=present,
    )


def _marks(index: Index, origins: Sequence[str], statements: Iterable[str]) -> tuple[Mark, ...]:
    """Return the letters of the origins; where none is named, of the documents that speak for themselves."""
    ids = origins or {index.origin_of(index.statement[s]) for s in statements if s in index.statement}
    return tuple(
        mark_of(index, o) for o in sorted(ids, key=lambda o: (index.rank.get(o, len(index.rank)), o))
    )


def _where(place: Place) -> str:
    found = [country_name(place.country)] if place.country else []
    if place.latitude is not None and place.longitude is not None:
        found.append(f"{place.latitude:.2f}, {place.longitude:.2f}")
    if place.precision in ("country", "region"):
        found.append(f"only the {place.precision} is known")
    return ", ".join(found)


def country_name(code: str) -> str:
    """Return what a country is called in English by its ISO 3166-1 code: "NO" is Norway."""
    return str(Locale("en").territories.get(code, code))


def _spans(index: Index, record: Record) -> list[tuple[date, date]]:
    """Return the days a record may mean: of its dates, or else on which documents say so."""
    dated = [s for f in record.fields for v in f.values if v.dates for s in [_ends(v.dates)] if s]
    said = [(v.said, v.said) for f in record.fields for v in f.values if v.said]
    if dated or said:
        return dated or said
    statements = (s for f in record.fields for v in f.values for s in v.statements if s in index.statement)
    published = sorted(
        {p for s in statements if (p := index.document[index.statement[s].document].published)}
    )
    return [(p, p) for p in published]


def _ends(dates: DateRange) -> tuple[date, date] | None:
    first, last = dates.earliest or dates.latest, dates.latest or dates.earliest
    return (first, last) if first and last else None


def _told(spans: Sequence[tuple[date, date]]) -> str:
    return f"told {days(spans[0][0], spans[0][1])}" if spans else ""


def _columns(rule: RecordType | None, records: Iterable[RecordView]) -> tuple[tuple[str, str], ...]:
    found = dict.fromkeys((f.name, f.label) for r in records for f in r.fields)
    declared = [f.name for f in rule.fields] if rule else []
    return tuple(sorted(found, key=lambda c: declared.index(c[0]) if c[0] in declared else len(declared)))


def _tally(
    index: Index,
    tally: Tally,
    records: dict[str, RecordView],
    number: dict[str, int],
    conflicts: dict[str, Conflict],
) -> TallyView:
    listed = [records[r] for r in tally.listed if r in records]
    return TallyView(
        place=clean(tally.place.name) if tally.place else "In all",
        counted=tuple(value_view(index, v, number, conflicts) for v in tally.counted),
        listed=tuple((r.address, r.short) for r in listed),
        explanation=index.readable(tally.explanation),
    )


def sum_of(types: Sequence[TypeView]) -> list[str]:
    """Return how many records of each type there are: ["3 dumps", "1 inquiry"]."""
    return [count(len(t.records), _lower(t.label), _lower(t.plural)) for t in types if t.records]


def _lower(label: str) -> str:
    """Return a label inside a sentence: small, unless it is written in capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
