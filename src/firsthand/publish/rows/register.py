"""The register as tables: a table a record type, one of all values, one of the evidence, one of counts."""

from collections.abc import Iterator

from firsthand.model import Document, Field, FieldKind, Findings, Record, Statement, Value
from firsthand.publish.rows.accounts import names_of
from firsthand.publish.rows.table import Cell, Column, Table, column_names, file_names, table
from firsthand.publish.telling.whereabouts import whereabouts
from firsthand.register.codebook import Codebook, FieldRule

_PLACE = (
    Column("country", "text", "Its country, an ISO 3166-1 code."),
    Column("latitude", "number", "Degrees north, WGS 84; empty where the place was not found."),
    Column("longitude", "number", "Degrees east, WGS 84."),
    Column("precision", "text", "How closely the place is known: country, region or city."),
    Column("geoname", "integer", "Its number at GeoNames."),
)
_DATES = (
    Column("earliest", "date", "The first day it may mean; empty where it is open."),
    Column("latest", "date", "The last day it may mean; empty where it is open."),
)
_QUANTITY = (
    Column("low", "number", "The least it may mean; empty where it is open."),
    Column("high", "number", "The most it may mean; empty where it is open."),
    Column("unit", "text", "What is counted."),
    Column("approximate", "yes-no", "Whether the text says “about”."),
)
_STEP = (Column("step", "text", "The step on the codebook's ordered scale."),)
_BY_KIND: dict[FieldKind, tuple[Column, ...]] = {
    "place": _PLACE, "date": _DATES, "quantity": _QUANTITY, "status": _STEP,
}  # fmt: skip


def register_tables(findings: Findings, codebook: Codebook | None = None) -> tuple[Table, ...]:
    """Return a table for each record type, then all values, their evidence, and the counts."""
    titles = type_titles(findings, codebook)
    names = file_names(titles, prefix="records-")
    records = [_of_type(findings, codebook, kind, names[kind], titles[kind]) for kind in titles]
    return (
        *records,
        _values(findings, codebook),
        _evidence(findings),
        _tallies(findings, codebook),
    )


def type_titles(findings: Findings, codebook: Codebook | None) -> dict[str, str]:
    """Return the record types by name with what a reader calls them: the codebook's first, in its order."""
    told = {kind.name: kind.plural for kind in codebook.types} if codebook else {}
    found = sorted({r.type for r in findings.records} | {t.type for t in findings.tallies})
    return told | {name: name for name in found if name not in told}


def rule_of(codebook: Codebook | None, record_type: str, field: str) -> FieldRule | None:
    """Return what the codebook says of a field, None where it says nothing."""
    kind = codebook.type(record_type) if codebook else None
    return kind.field(field) if kind else None


def present(field: Field, record_type: str, codebook: Codebook | None) -> int:
    """Return which of a field's values stands for it: the last of a history, else the best supported."""
    kind = codebook.type(record_type) if codebook else None
    moves = field.kind == "status" if kind is None else field.name in kind.updates
    return len(field.values) - 1 if moves else 0


def step_label(codebook: Codebook | None, record_type: str, field: str, value: Value) -> str:
    """Return what a step or a choice is called in the codebook, else the value's own words."""
    rule = rule_of(codebook, record_type, field)
    if rule and value.step:
        return next((step.label for step in rule.scale if step.name == value.step), value.text)
    return value.text


def _of_type(findings: Findings, codebook: Codebook | None, kind: str, name: str, title: str) -> Table:
    rules = codebook.type(kind) if codebook else None
    records = [r for r in findings.records if r.type == kind]
    fields: dict[str, tuple[FieldKind, str]] = (
        {f.name: (f.kind, f.label) for f in rules.fields} if rules else {}
    )
    for record in records:
        for field in record.fields:
            fields.setdefault(field.name, (field.kind, field.name))
    names = names_of(findings)
    columns = [
        Column("id", "text", "The record's id, the same in every file."),
        Column("title", "text", "A short line that names the record."),
    ]
    for field_name, (field_kind, label) in fields.items():
        columns.append(Column(field_name, "text", f"{label}: the present or best supported answer."))
        for extra in _BY_KIND.get(field_kind, ()):
            columns.append(Column(f"{field_name}_{extra.name}", extra.kind, f"{label}. {extra.about}"))
        columns.append(
            Column(f"{field_name}_answers", "integer", f"{label}: how many answers there are; see values.")
        )
        columns.append(
            Column(f"{field_name}_contested", "yes-no", f"{label}: whether the answers exclude each other.")
        )
    columns += [
        Column("standing", "text", "single-origin, corroborated, contested or superseded."),
        Column("independent_origins", "integer", "How many origins do not derive from one another."),
        Column("documents", "integer", "How many documents stand behind the record."),
        Column("origins", "list", "The names of those with whom it begins."),
        Column("claims", "list", "Ids of all claims behind it.", "claims"),
        Column("notes", "list", "What was done that a reader may question."),
        Column("story", "text", "Id of the story it belongs to."),
    ]
    about = rules.about if rules and rules.about else f"Records of the type {kind}, a row a record."
    return table(
        name, title, about, column_names(columns),
        (_record_row(r, fields, codebook, names) for r in records),
    )  # fmt: skip


def _record_row(
    record: Record,
    fields: dict[str, tuple[FieldKind, str]],
    codebook: Codebook | None,
    names: dict[str, str],
) -> tuple[Cell, ...]:
    cells: list[Cell] = [record.id, record.title]
    for name, (kind, _) in fields.items():
        field = record.field(name)
        value = field.values[present(field, record.type, codebook)] if field and field.values else None
        text = step_label(codebook, record.type, name, value) if value else None
        cells += [text, *_details(kind, value)]
        cells += [len(field.values) if field else 0, field.contested if field else None]
    cells += [
        record.standing, record.independent_origins, record.documents,
        tuple(names.get(i, i) for i in record.origins), record.claims, record.notes, record.story,
    ]  # fmt: skip
    return tuple(cells)


def _details(kind: FieldKind, value: Value | None) -> list[Cell]:
    """Return the cells for the columns of a kind of field, empty where the value has nothing for them."""
    if kind == "place":
        p = value.place if value else None
        return [p.country, p.latitude, p.longitude, p.precision, p.geoname] if p else [None] * 5
    if kind == "date":
        d = value.dates if value else None
        return [d.earliest, d.latest] if d else [None] * 2
    if kind == "quantity":
        q = value.quantity if value else None
        return [q.low, q.high, q.unit, q.approximate] if q else [None] * 4
    if kind == "status":
        return [value.step or None] if value else [None]
    return []


def _values(findings: Findings, codebook: Codebook | None) -> Table:
    names = names_of(findings)
    columns = (
        Column("id", "text", "The value's id: record, field and number of the answer."),
        Column("record", "text", "Id of the record.", "records"),
        Column("type", "text", "The record's type."),
        Column("record_title", "text", "The record's title."),
        Column("field", "text", "The name of the field."),
        Column("label", "text", "What the field is called."),
        Column("kind", "text", "place, date, quantity, party, status, source or text."),
        Column("answer", "integer", "Which answer to the field this is, from 1."),
        Column("present", "yes-no", "Whether it is the answer shown in the table of records."),
        Column("text", "text", "The answer as a reader sees it."),
        Column("stance", "text", "How it is said: asserts, denies, doubts or plans."),
        Column("doubted", "yes-no", "Whether everybody who says it hedges it."),
        Column("contested", "yes-no", "Whether the answers to this field exclude each other."),
        Column("standing", "text", "single-origin, corroborated, contested or superseded."),
        Column("independent_origins", "integer", "How many origins do not derive from one another."),
        Column("documents", "integer", "How many documents say so."),
        Column("origins", "list", "The names of those with whom it begins."),
        Column("said", "date", "The first day on which a document says so."),
        *_PLACE, *_DATES, *_QUANTITY, *_STEP,
        Column("party", "text", "The source that the answer is, by name."),
        Column("claims", "list", "Ids of the claims that say so.", "claims"),
        Column("statements", "list", "Ids of the statements that say so.", "statements"),
        Column("conflicts", "list", "Ids of the conflicts those claims are in.", "conflicts"),
        Column("passages", "list", "The passages themselves; see evidence for who said them and where."),
    )  # fmt: skip
    said = {s.id: s for s in findings.statements}

    def rows() -> Iterator[tuple[Cell, ...]]:
        for r, f, number, v in values_of(findings):
            rule = rule_of(codebook, r.type, f.name)
            yield (
                value_id(r, f, number), r.id, r.type, r.title, f.name, rule.label if rule else f.name, f.kind,
                number, number - 1 == present(f, r.type, codebook), v.text, v.stance, v.doubted, f.contested,
                v.standing, v.independent_origins, v.documents, tuple(names.get(i, i) for i in v.origins),
                v.said, *_details("place", v), *_details("date", v), *_details("quantity", v),
                *_details("status", v), names.get(v.party, v.party) or None, v.claims, v.statements,
                v.conflicts, tuple(said[i].text for i in v.statements if i in said),
            )  # fmt: skip

    return table(
        "values", "All values", "Every answer to every field of every record, a row an answer.",
        columns, rows(),
    )  # fmt: skip


def value_id(record: Record, field: Field, number: int) -> str:
    """Return the id of an answer: its record's, the field's name and its number from 1."""
    return f"{record.id}/{field.name}/{number}"


def values_of(findings: Findings) -> Iterator[tuple[Record, Field, int, Value]]:
    """Yield every value with its record, its field and its number from 1."""
    for record in findings.records:
        for field in record.fields:
            for number, value in enumerate(field.values, start=1):
                yield record, field, number, value


def _evidence(findings: Findings) -> Table:
    names = names_of(findings)
    claim_of = {statement: claim.id for claim in findings.claims for statement in claim.statements}
    said = {s.id: s for s in findings.statements}
    documents = {d.id: d for d in findings.documents}

    def rows() -> Iterator[tuple[Cell, ...]]:
        for record, field, number, value in values_of(findings):
            for s in (said[i] for i in value.statements if i in said):
                yield (
                    value_id(record, field, number), record.id, field.name, value.text,
                    *_passage(s, documents.get(s.document), names), claim_of.get(s.id), s.id, s.document,
                )  # fmt: skip

    return table(
        "evidence",
        "Evidence",
        "What stands behind every value: a row for each statement, with its passage and who said it.",
        (
            Column("value", "text", "Id of the value.", "values"),
            Column("record", "text", "Id of the record.", "records"),
            Column("field", "text", "The name of the field."),
            Column("answer", "text", "The answer as a reader sees it."),
            Column("passage", "text", "The passage, letter for letter (persons under protection aside)."),
            Column("said_by", "list", "The chain: who said it first, then through whom it came."),
            Column("document_title", "text", "The document's title."),
            Column("publisher", "text", "Who published it."),
            Column("published", "date", "The day it was published."),
            Column("url", "address", "Where it stood on the web."),
            Column("start", "integer", "Where the passage begins in the text, in Unicode characters from 0."),
            Column("end", "integer", "Where it ends: the first character after it."),
            Column(
                "page", "text",
                "On which page of the original it stands, or in which row of a table; empty without pages.",
            ),
            Column("claim", "text", "Id of the claim.", "claims"),
            Column("statement", "text", "Id of the statement.", "statements"),
            Column("document_id", "text", "Id of the document.", "documents"),
        ),
        rows(),
        has_ids=False,
    )  # fmt: skip


def _passage(s: Statement, document: Document | None, names: dict[str, str]) -> tuple[Cell, ...]:
    chain = tuple(names.get(i, i) for i in s.attribution)
    if document is None:
        return s.text, chain, None, None, None, None, s.start, s.end, None
    voice = chain or ((document.publisher,) if document.publisher else ())
    return (
        s.text, voice, document.title or document.name, document.publisher, document.published, document.url,
        s.start, s.end, whereabouts(document, s.start, s.end) or None,
    )  # fmt: skip


def _tallies(findings: Findings, codebook: Codebook | None) -> Table:
    titles = type_titles(findings, codebook)
    return table(
        "tallies",
        "Counts given and places listed",
        "A count that a source gives, held beside the records that the documents list.",
        (
            Column("type", "text", "The record type that is counted."),
            Column("label", "text", "What it is called."),
            Column("place", "text", "Where; empty for everywhere."),
            Column("country", "text", "The place's country, an ISO 3166-1 code."),
            Column("counted", "list", "The counts given, as worded."),
            Column("listed", "integer", "How many records lie there."),
            Column("records", "list", "Their ids.", "records"),
            Column("explanation", "text", "What the comparison says."),
            Column("claims", "list", "Ids of the claims that give the counts.", "claims"),
        ),
        (
            (
                t.type, titles[t.type], t.place.name if t.place else None,
                t.place.country if t.place else None, tuple(v.text for v in t.counted), len(t.listed),
                t.listed, t.explanation, tuple(dict.fromkeys(c for v in t.counted for c in v.claims)),
            )
            for t in findings.tallies
        ),
        has_ids=False,
    )  # fmt: skip
