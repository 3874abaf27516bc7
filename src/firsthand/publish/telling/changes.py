"""Changes in retelling, gathered: one changed wording against all who have the other one."""

from dataclasses import dataclass

from firsthand.model import Statement, Variant
from firsthand.publish.telling.differences import compare
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import clean


@dataclass(frozen=True, slots=True)
class Change:
    """One changed statement and the statements it departs from in the same words.

    `variants` are those gathered here, the first being the one to show; `earlier` are in the order of
    their documents. `known` tells whether it is known who changed it: several agree against one, or
    the dates or the lineage say which came first.
    """

    variants: tuple[Variant, ...]
    earlier: tuple[Statement, ...]
    changed: Statement
    known: bool


def find_changes(index: Index) -> tuple[Change, ...]:
    """Return the case's changes: quotations first, then by kind, each in the order of the documents."""
    gathered: dict[tuple[object, ...], list[tuple[Variant, Statement, Statement]]] = {}
    for variant in index.findings.variants:
        one, other = (index.statement.get(s) for s in variant.statements)
        if one is not None and other is not None:
            key = (variant.kind, other.id, *_departures(one.text, other.text))
            gathered.setdefault(key, []).append((variant, one, other))
    changes = []
    for found in gathered.values():
        found.sort(key=lambda each: (index.order[each[1].document], each[1].start, each[0].id))
        earlier, changed = tuple({e.id: e for _, e, _ in found}.values()), found[0][2]
        told = any(variant.changed_by for variant, _, _ in found)
        known = told or len({s.document for s in earlier}) > 1
        known = known or any(_before(index, s, changed) for s in earlier)
        changes.append(Change(tuple(v for v, _, _ in found), earlier, changed, known))
    return tuple(sorted(changes, key=lambda c: (c.variants[0].kind != "quotation", *_place(index, c))))


def _before(index: Index, earlier: Statement, changed: Statement) -> bool:
    """Tell whether one statement's document came before the other's, by date or by derivation."""
    first, then = (index.document[s.document].published for s in (earlier, changed))
    if first is not None and then is not None and first < then:
        return True
    return any(
        e.directed and (e.parent, e.child) == (earlier.document, changed.document)
        for e in index.edges_of.get(changed.document, ())
    )


def _departures(earlier: str, changed: str) -> tuple[tuple[str, ...], ...]:
    """Return the words each wording has for itself, without case: the same for all who tell it alike."""
    sides = compare(clean(earlier), clean(changed))
    return tuple(tuple(run.text.casefold() for run in side if run.kind == "only") for side in sides)


def _place(index: Index, change: Change) -> tuple[object, ...]:
    first = change.variants[0]
    return (first.kind, index.order[change.changed.document], change.changed.start, first.id)
