"""Which of two tellings came first, or is the fuller one."""

from collections.abc import Iterable, Mapping
from datetime import date

from firsthand.model import Document, Lineage, Statement


def find_parents(lineage: Lineage) -> Mapping[str, frozenset[str]]:
    """Return, for each document, those it derives from, directly or through others."""
    above: dict[str, set[str]] = {}
    for edge in lineage.edges:
        if edge.directed and edge.kind in {"reuses", "translates"}:
            above.setdefault(edge.child, set()).add(edge.parent)
    out: dict[str, frozenset[str]] = {}
    for child in above:
        seen: set[str] = set()
        waiting = list(above[child])
        while waiting:
            parent = waiting.pop()
            if parent not in seen:
                seen.add(parent)
                waiting += above.get(parent, set())
        out[child] = frozenset(seen - {child})
    return out


def publication_days(documents: Iterable[Document]) -> Mapping[str, date]:
    """Return the day each dated document was published."""
    return {document.id: document.published for document in documents if document.published}


def in_order(
    left: Statement,
    right: Statement,
    *,
    parents: Mapping[str, frozenset[str]],
    days: Mapping[str, date],
) -> tuple[Statement, Statement]:
    """Return two tellings, the earlier or fuller one first.

    A document comes before those that derive from it; then the one published on an earlier day;
    then the fuller wording; then the one whose document's id is smaller.
    """
    if left.document in parents.get(right.document, frozenset()):
        return left, right
    if right.document in parents.get(left.document, frozenset()):
        return right, left
    first, second = days.get(left.document), days.get(right.document)
    if first and second and first != second:
        return (left, right) if first < second else (right, left)
    one, other = sorted((left, right), key=lambda each: (-len(each.text), each.document, each.start))
    return one, other
