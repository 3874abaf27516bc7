"""The case as spreadsheets: one CSV file a table, in UTF-8, for people who work in rows.

A cell that a spreadsheet would run as a formula (it begins with = + - @ or a control character) gets
an apostrophe before it, as OWASP's "CSV Injection" page advises; numbers stay numbers. Lists are
joined with " | ". Ids are those of the JSON export. The byte order mark at the start is there because
Excel reads UTF-8 only with it.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from firsthand.model import Findings
from firsthand.publish.files import replace_bytes
from firsthand.publish.persons import pseudonymised

Cell = str | int | float | None
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def export_csv(findings: Findings, folder: Path, *, pseudonymous: bool = False) -> tuple[Path, ...]:
    """Write one file a table into a folder, made if it is not there; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for name, text in tables(pseudonymised(findings) if pseudonymous else findings).items():
        path = folder / f"{name}.csv"
        replace_bytes(path, b"\xef\xbb\xbf" + text.encode("utf-8"))
        written.append(path)
    return tuple(written)


def tables(findings: Findings) -> dict[str, str]:
    """Return each table's name with its CSV text (comma, CRLF as RFC 4180 says, header first)."""
    names = {s.id: s.name for s in findings.sources} | {d.id: d.name for d in findings.documents}
    claim_of = {statement: claim.id for claim in findings.claims for statement in claim.statements}
    said = {s.id: s.text for s in findings.statements}
    place = {s.id: names.get(s.document, s.document) for s in findings.statements}
    wording = {c.id: c.text for c in findings.claims}
    nodes = {n.id: n for n in findings.lineage.nodes}

    def chain(ids: Iterable[str]) -> str:
        return " | ".join(names.get(i, i) for i in ids)

    return {
        "statements": _csv(
            (
                "id", "document", "start", "end", "text", "reading", "quoted", "stance",
                "origin", "relays", "hedges", "claim",
            ),
            (
                (
                    s.id, names.get(s.document, s.document), s.start, s.end, s.text, s.reading,
                    "yes" if s.quoted else "no", s.stance,
                    chain(s.attribution[:1]), chain(s.attribution[1:]), " | ".join(s.hedges),
                    claim_of.get(s.id),
                )
                for s in findings.statements
            ),
        ),
        "claims": _csv(
            (
                "id", "text", "standing", "independent_origins", "documents", "origins",
                "credibility", "statements",
            ),
            (
                (
                    c.id, c.text, c.standing, c.independent_origins, c.documents, chain(c.origins),
                    c.credibility, " | ".join(c.statements),
                )
                for c in findings.claims
            ),
        ),
        "conflicts": _csv(
            ("id", "kind", "question", "answers", "explanation", "claims", "statements"),
            (
                (
                    c.id, c.kind, c.question, " | ".join(wording.get(i, i) for i in c.claims), c.explanation,
                    " | ".join(c.claims), " | ".join(c.statements),
                )
                for c in findings.conflicts
            ),
        ),
        "variants": _csv(
            (
                "id", "kind", "claim", "earlier_document", "earlier", "changed_document", "changed",
                "explanation", "statements",
            ),
            (
                (
                    v.id, v.kind, v.claim, place.get(v.statements[0]), said.get(v.statements[0]),
                    place.get(v.statements[1]), said.get(v.statements[1]),
                    v.explanation, " | ".join(v.statements),
                )
                for v in findings.variants
            ),
        ),
        "updates": _csv(
            ("id", "claims", "wordings", "explanation"),
            (
                (u.id, " | ".join(u.claims), " | ".join(wording.get(i, i) for i in u.claims), u.explanation)
                for u in findings.updates
            ),
        ),
        "documents": _csv(
            ("id", "name", "title", "publisher", "author", "published", "language", "url", "characters"),
            (
                (
                    d.id, d.name, d.title, d.publisher, d.author,
                    d.published.isoformat() if d.published else None, d.language, d.url, len(d.text),
                )
                for d in findings.documents
            ),
        ),
        "sources": _csv(
            ("id", "name", "kind", "aliases", "document"),
            (
                (s.id, s.name, s.kind, " | ".join(s.aliases), names.get(s.document) if s.document else None)
                for s in findings.sources
            ),
        ),
        "lineage": _csv(
            ("parent", "parent_in_collection", "child", "kind", "confidence", "direction_known", "passages"),
            (
                (
                    nodes[e.parent].name if e.parent in nodes else e.parent,
                    "yes" if e.parent not in nodes or nodes[e.parent].in_collection else "no",
                    nodes[e.child].name if e.child in nodes else e.child,
                    e.kind, round(e.confidence, 4), "yes" if e.directed else "no",
                    " | ".join(f"{names.get(p.document, p.document)}:{p.start}-{p.end}" for p in e.evidence),
                )
                for e in findings.lineage.edges
            ),
        ),
    }  # fmt: skip


def safe(cell: Cell) -> Cell:
    """Return a cell no spreadsheet will run: text that begins like a formula gets an apostrophe."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_DANGEROUS):
        return "'" + cell
    return cell


def _csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()
