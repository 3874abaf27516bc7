"""Figures that moved: additions, totals and later counts. Developments, not conflicts."""

from collections import defaultdict
from collections.abc import Iterable

from firsthand.model import Claim, Document, Statement, Update
from firsthand.weigh.updates.counts import Count, counts_of
from firsthand.weigh.updates.steps import chained, moved, moves, sums
from firsthand.weigh.updates.told import update_of

__all__ = ["find_updates"]


def find_updates(
    claims: Iterable[Claim],
    statements: Iterable[Statement],
    documents: Iterable[Document] = (),
) -> tuple[Update, ...]:
    """Find figures of one story that moved in time, add to one another, or are part of a total.

    "40 in May", "another 12" and "52 in all" are one update. The order of the input changes
    nothing; `Update.claims` are in the order of time, as far as dates and wording tell.
    """
    by_id = {statement.id: statement for statement in statements}
    by_unit: dict[str, list[Count]] = defaultdict(list)
    known = {document.id: document for document in documents}
    for count in counts_of(sorted(claims, key=lambda claim: claim.id), by_id, known):
        by_unit[count.quantity.unit or ""].append(count)
    found: dict[tuple[str, ...], Update] = {}
    for unit in sorted(by_unit):
        steps = (*sums(by_unit[unit]), *moves(by_unit[unit]), *moved(by_unit[unit]))
        for chain in chained(steps):
            update = update_of(chain, unit)
            found.setdefault(tuple(sorted(update.claims)), update)
    return tuple(sorted(found.values(), key=lambda update: update.id))
