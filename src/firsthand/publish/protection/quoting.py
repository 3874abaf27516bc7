"""What may be printed of other people's texts: the passages that are quoted, and no more."""

import re
from collections import defaultdict
from dataclasses import replace

from firsthand.model import Findings, Passage
from firsthand.read.office.cells import is_empty_rows

_KEPT = re.compile(r"[^\n]")


def quoted_only(findings: Findings) -> Findings:
    """Return the findings with documents that hold the passages quoted, and spaces for all the rest.

    Quoted are statements, the words that show who said them, the passages that prove a derivation and
    those that show a person's office. Line ends stay, and so do all offsets. Titles stay, and the lines that
    stand for empty rows of a table: rows are counted by them.
    """
    kept: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)

    def keep(passage: Passage | None) -> None:
        if passage is not None:
            kept[passage.document].append((passage.start, passage.end))

    for s in findings.statements:
        keep(s.passage)
        for passage in s.evidence:
            keep(passage)
    for edge in findings.lineage.edges:
        for passage in edge.evidence:
            keep(passage)
    for person in findings.people:
        if person.public:
            keep(person.office)
    for d in findings.documents:
        if d.format in ("workbook", "csv"):
            kept[d.id] += [
                (b.start, b.end)
                for b in d.blocks
                if b.kind == "furniture" and is_empty_rows(d.text[b.start : b.end])
            ]
    return replace(
        findings, documents=tuple(replace(d, text=_only(d.text, kept[d.id])) for d in findings.documents)
    )


def _only(text: str, spans: list[tuple[int, int]]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        start, end = max(start, at), min(max(end, at), len(text))
        if end <= start:
            continue
        parts += (_KEPT.sub(" ", text[at:start]), text[start:end])
        at = end
    return "".join((*parts, _KEPT.sub(" ", text[at:])))
