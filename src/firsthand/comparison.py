"""Two documents compared: files by themselves, or documents of a case with what the case knows of them.

import firsthand
found = firsthand.compare("morning.txt", "evening.txt")
print(found.dependent, found.likely, found.direction)
"""

from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from firsthand.model import Document, Edge
from firsthand.model.errors import NothingToReadError
from firsthand.read import read_file
from firsthand.trace import dependent
from firsthand.trace.comparing import Comparison, lay_side_by_side

if TYPE_CHECKING:
    from firsthand.case import Case

_NAMED = 10  # documents named in a message


@dataclass(frozen=True, slots=True)
class InCase:
    """What a case says of two of its documents: whether they depend, and by which lines of its lineage.

    `lines` lead from one to the other or from a common parent to both; `parents` names who is above
    both.
    """

    dependent: bool
    lines: tuple[Edge, ...]
    parents: tuple[str, ...]


def compare(a: str | Path, b: str | Path, *, case: "str | Path | Case | None" = None) -> Comparison:
    """Tell whether two documents depend on one another, who was first, and which passages they share.

    `a` and `b` are files; with `case` they are documents of that case, by name or a part of a name
    that only one document has. Raises UnreadableDocumentError for a file that cannot be read,
    NothingToReadError for a document that the case does not have, CaseError for the case file.
    """
    if case is None:
        return lay_side_by_side(*(read_file(Path(one), name=str(one)) for one in (a, b)))
    # Loaded only here: two files are compared without the pipeline that a case needs.
    from firsthand.case import Case, open_case

    if isinstance(case, Case):
        return compare_in(case, str(a), str(b))[0]
    with open_case(case) as opened:
        return compare_in(opened, str(a), str(b))[0]


def compare_in(case: "Case", a: str, b: str) -> tuple[Comparison, InCase]:
    """Compare two documents of an open case; return what the texts show and what the case says."""
    first, second = (_document(case, name) for name in (a, b))
    lineage = case.findings.lineage
    ids = {first.id, second.id}
    credits = {(edge.child, edge.parent) for edge in lineage.edges if edge.kind == "cites"}
    found = lay_side_by_side(first, second, credits={pair for pair in credits if set(pair) == ids})
    above = [
        {
            edge.parent: edge
            for edge in lineage.edges
            if edge.child == one.id and edge.kind in ("reuses", "translates") and edge.directed
        }
        for one in (first, second)
    ]
    both = sorted((above[0].keys() & above[1].keys()) - ids)
    lines = [
        edge
        for edge in lineage.edges
        if {edge.parent, edge.child} == ids and edge.kind in ("reuses", "translates")
    ]
    lines += [side[parent] for parent in both for side in above]
    labels = {node.id: node.name for node in lineage.nodes}
    joined = first.id != second.id and dependent(lineage, first.id, second.id)
    return found, InCase(joined, tuple(lines), tuple(labels.get(parent, parent) for parent in both))


def _document(case: "Case", name: str) -> Document:
    documents = case.findings.documents
    matching = [one for one in documents if one.name == name or one.id == name]
    matching = matching or [one for one in documents if one.name.endswith(name)]
    matching = matching or [one for one in documents if name in PurePath(one.name).name]
    if len(matching) == 1:
        return matching[0]
    names = sorted(one.name for one in (matching or documents))
    listed = "".join(f"\n  {one}" for one in names[:_NAMED]) + ("\n  …" if len(names) > _NAMED else "")
    if matching:
        raise NothingToReadError(
            f"{name}: several documents of the case are named so; tell more of the name:{listed}"
        )
    raise NothingToReadError(f"{name}: the case has no such document. It has:{listed}")
