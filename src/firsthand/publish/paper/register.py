"""The register in the report: a table a record type, every cell with the footnote that backs it."""

from collections.abc import Iterator

from firsthand.model import Field, Record, Value
from firsthand.publish.paper.blocks import Block, Bullets, Grid, Heading, Inline, Line, Text, line, paragraph
from firsthand.publish.paper.footnotes import note_on
from firsthand.publish.publication import Publication
from firsthand.publish.rows.register import rule_of, step_label, type_titles
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import capitalised, clean, count, cut
from firsthand.register.codebook import Codebook

_COLUMNS = 6  # a table of more fields than these is unreadable on A4: its records are told one by one
_TITLE = 200  # letters of a record's title in a table
_STANDS = {
    "single-origin": "one origin",
    "corroborated": "corroborated",
    "contested": "contested",
    "superseded": "superseded by later accounts",
}


def register_section(publication: Publication, index: Index) -> Iterator[Block]:
    """Yield the chapter with a section for each record type; nothing where the case has no register."""
    findings, codebook = publication.findings, publication.codebook
    titles = type_titles(findings, codebook)
    if not titles:
        return
    yield Heading(1, "The register")
    for name, title in titles.items():
        kind = codebook.type(name) if codebook else None
        records = [r for r in findings.records if r.type == name]
        yield Heading(2, capitalised(clean(title)) or "Records")
        if kind and kind.about:
            yield paragraph(clean(kind.about))
        if not records:
            yield paragraph("The documents name none.")
            continue
        fields = [f.name for f in kind.fields] if kind else []
        fields += sorted({f.name for r in records for f in r.fields} - set(fields))
        fields = [f for f in fields if any(r.field(f) for r in records)]
        if len(fields) <= _COLUMNS:
            yield _table(index, codebook, clean(title), fields, records)
        else:
            yield from _one_by_one(index, codebook, fields, records)
        notes = [
            line(Text(f"{_short(r)}: ", "strong"), clean(note)) for r in records for note in r.notes if note
        ]
        if notes:
            yield paragraph("What was done that a reader may question:")
            yield Bullets(tuple(notes))


def tally_section(publication: Publication, index: Index) -> Iterator[Block]:
    """Yield the comparison of counts that sources give with the records that the documents list."""
    tallies = publication.findings.tallies
    if not tallies:
        return
    yield Heading(1, "Counts given, and places listed")
    yield Bullets(
        tuple(
            line(
                clean(t.explanation),
                note_on(
                    index,
                    [s for v in t.counted for s in v.statements],
                    [c for v in t.counted for c in v.claims],
                ),
            )
            for t in tallies
        )
    )  # fmt: skip


def _table(
    index: Index, codebook: Codebook | None, caption: str, fields: list[str], records: list[Record]
) -> Grid:
    kind = records[0].type
    heads = ("Record", *(_label(codebook, kind, f) for f in fields), "Rests on")
    rows = []
    for record in records:
        cells: list[Line] = [line(Text(_short(record), "strong"))]
        for name in fields:
            field = record.field(name)
            cells.append(_cell(index, codebook, record, field) if field else line("–"))
        cells.append(line(_rests_on(record)))
        rows.append(tuple(cells))
    return Grid(caption, heads, tuple(rows))


def _one_by_one(
    index: Index, codebook: Codebook | None, fields: list[str], records: list[Record]
) -> Iterator[Block]:
    for record in records:
        yield Heading(3, _short(record))
        yield Bullets(
            (
                *(
                    line(
                        Text(f"{_label(codebook, record.type, name)}: ", "strong"),
                        _cell(index, codebook, record, field),
                    )
                    for name in fields
                    if (field := record.field(name)) is not None
                ),
                line(Text("Rests on: ", "strong"), _rests_on(record)),
            )
        )


def _label(codebook: Codebook | None, kind: str, field: str) -> str:
    rule = rule_of(codebook, kind, field)
    return clean(rule.label if rule else field) or "Field"


def _short(record: Record) -> str:
    return cut(clean(record.title), _TITLE) or record.id


def _rests_on(record: Record) -> str:
    rests = f"{count(record.independent_origins, 'origin')}, {count(record.documents, 'document')}"
    return f"{rests}; {_STANDS[record.standing]}"


def _cell(index: Index, codebook: Codebook | None, record: Record, field: Field) -> Line:
    """Return all answers of a field, each with its note: a history joined by arrows, others by "or"."""
    kind = codebook.type(record.type) if codebook else None
    moves = field.kind == "status" if kind is None else field.name in kind.updates
    parts: list[Inline] = []
    for value in field.values:
        if parts:
            parts.append(
                Text(" → " if moves and not field.contested else " or " if field.contested else "; ")
            )
        text = step_label(codebook, record.type, field.name, value)
        parts.append(Text(clean(text) + _manner(value)))
        parts += note_on(index, value.statements, value.claims)
    if field.contested:
        parts.append(Text(" (contested)", "strong"))
    return tuple(parts) or line("–")


def _manner(value: Value) -> str:
    """Return what a reader must know beside an answer: denied, doubted, how closely a place is known."""
    told = [{"denies": "denied", "doubts": "doubted", "plans": "planned"}.get(value.stance, "")]
    told.append("hedged by all who say it" if value.doubted else "")
    if value.place and value.place.precision in ("region", "country"):
        same_name = value.place.precision == "country" and value.text == value.place.name
        told.append("" if same_name else f"known to the {value.place.precision}")
    said = ", ".join(part for part in told if part)
    return f" ({said})" if said else ""
