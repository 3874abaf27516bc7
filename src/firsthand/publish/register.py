"""The register in the terminal: records by type, what each field says, how many origins stand behind it."""

from collections.abc import Iterator
from typing import Any

from firsthand.model import Field, Findings, Record, Value
from firsthand.publish.telling.wording import clean, count, cut, padded, wrapped
from firsthand.register.codebook import Codebook, RecordType

_MARK = {"contested": "contested", "superseded": "moved"}


def render_register(findings: Findings, codebook: Codebook | None, width: int = 80) -> str:
    """Return the register as lines of at most `width` columns, a block a record type."""
    if codebook is None:
        return "This case has no codebook, so no register: firsthand register CASE --codebook NAME|FILE\n"
    lines = [clean(codebook.title)]
    for kind in codebook.types:
        records = [record for record in findings.records if record.type == kind.name]
        if records:
            lines += ["", f"{kind.plural} ({len(records)})", *_block(kind, records, findings, width)]
    if not findings.records:
        lines.append("No statement of this case speaks of what the codebook looks for.")
    return "\n".join(lines) + "\n"


def register_as_data(findings: Findings, codebook: Codebook | None) -> dict[str, Any]:
    """Return the register as plain dictionaries, for `--json`."""
    return {
        "codebook": codebook.name if codebook else None,
        "records": [
            {
                "id": record.id,
                "type": record.type,
                "title": record.title,
                "standing": record.standing,
                "independent_origins": record.independent_origins,
                "documents": record.documents,
                "fields": {
                    field.name: [
                        {"value": value.text, "claims": list(value.claims), "contested": field.contested}
                        for value in field.values
                    ]
                    for field in record.fields
                },
                "notes": list(record.notes),
            }
            for record in findings.records
        ],
        "tallies": [tally.explanation for tally in findings.tallies],
    }


def _block(kind: RecordType, records: list[Record], findings: Findings, width: int) -> Iterator[str]:
    for record in records:
        weight = f"{count(record.independent_origins, 'origin')} · {count(record.documents, 'document')}"
        mark = _MARK.get(record.standing)
        weight += f" · {mark}" if mark else ""
        room = width - 4 - len(weight)
        yield f"  {padded(cut(clean(record.title), room), room)}  {weight}"
        for field in record.fields:
            if said := _said(field, record):
                rule = kind.field(field.name)
                label = clean(rule.label if rule else field.name)
                first, *rest = wrapped(said, width - 20, lines=3)
                yield f"    {padded(cut(label, 15), 15)} {first}"
                yield from (" " * 20 + line for line in rest)
        for note in record.notes:
            yield from (f"    {line}" for line in wrapped(f"Note: {note}", width - 4, lines=3))
    for tally in findings.tallies:
        if tally.type == kind.name:
            yield from (f"  {line}" for line in wrapped(tally.explanation, width - 2, lines=3))


def _said(field: Field, record: Record) -> str:
    """Say what a field holds, unless the record's title says no less."""
    if field.kind == "place" and len(field.values) == 1 and field.values[0].text in record.title:
        return ""
    between = " / " if field.contested else " → " if field.kind in ("status", "quantity") else "; "
    said = between.join(_worded(value) for value in field.values)
    return f"{said} (contested)" if field.contested else said


def _worded(value: Value) -> str:
    said = clean(value.text)
    if value.stance == "denies":
        return f"{said} (denied)"
    if value.stance == "plans":
        return f"{said} (planned)"
    return f"{said} (doubted)" if value.doubted or value.stance == "doubts" else said
