"""By what a list of claims can be narrowed, and how many would be left."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nsmallest
from itertools import chain
from operator import attrgetter

from firsthand.desk.holding.lines import Line
from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.holding.told import Told
from firsthand.desk.listing.claims import Narrow, changes_since, narrowed, narrowings, within
from firsthand.desk.shapes import Asked, Facet
from firsthand.extract import language_name
from firsthand.extract.countries import country_name
from firsthand.publish.telling.wording import clean

Counts = dict[str, Counter[str]]
"""By the kind of what is counted: how many claims there are of each value."""

MOST = 30  # values of one kind that are offered; beyond these one searches
KINDS = ("standing", "state", "origin", "place", "language", "story", "denied", "changed")

_STANDINGS = {
    "contested": "Contested",
    "corroborated": "Corroborated",
    "single-origin": "Single origin",
    "superseded": "Superseded",
}
_STATES = {"open": "Open", "decided": "Decided", "accepted": "Accepted", "judged": "Judged"}
_ONE = {kind: attrgetter(f"row.{kind}") for kind in ("standing", "state", "story")}
_SEVERAL = {
    "origin": attrgetter("origins"),
    "place": attrgetter("row.countries"),
    "language": attrgetter("row.languages"),
}
_TOLD: dict[str, Callable[[Line], object]] = {
    "denied": attrgetter("row.denied"),
    "changed": attrgetter("row.variants"),
}


def facets_of(snapshot: Snapshot, asked: Asked) -> dict[str, tuple[Facet, ...]]:
    """Return by what the claims asked for can be narrowed.

    What is chosen of a kind does not narrow that kind, so that one can choose another.
    """
    return snapshot.lately(("facets", asked), lambda: _facets(snapshot, asked))


def _facets(snapshot: Snapshot, asked: Asked) -> dict[str, tuple[Facet, ...]]:
    counts = snapshot.lately(("counts", asked), lambda: _counts(snapshot, asked))
    return {kind: _offered(snapshot, kind, counts[kind]) for kind in KINDS}


def _counts(snapshot: Snapshot, asked: Asked) -> Counts:
    """Return how many claims there are of each value, by kind; gone on from what was counted before."""
    chosen = narrowings(asked)
    if ("counts", asked) in snapshot.before:
        before, since = snapshot.before["counts", asked]
        gone, new = changes_since(snapshot, asked, since)
        less, more = _counted_among(gone, chosen), _counted_among(new, chosen)
        return {kind: _with_changes(before[kind], less[kind], more[kind]) for kind in KINDS}
    if asked.story or asked.document:
        return _counted_among(within(snapshot, asked).items, chosen)
    alone = next(iter(chosen)) if len(chosen) == 1 else ""  # nothing else narrows this kind
    whole = [kind for kind in KINDS if not chosen or kind == alone]
    rest = [kind for kind in KINDS if kind not in whole]
    counts = _counts_of_all(snapshot, whole)
    return counts | (_counted_among(within(snapshot, asked).items, chosen, rest) if rest else {})


def _with_changes(before: Counter[str], less: Counter[str], more: Counter[str]) -> Counter[str]:
    if less == more:
        return before
    counted = before.copy()
    counted.update(more)
    counted.subtract(less)
    for value in less:
        if not counted[value]:
            del counted[value]
    return counted


def _counted_among(
    lines: Sequence[Line], chosen: Mapping[str, Narrow], kinds: Sequence[str] = KINDS
) -> Counts:
    """Return the counts among lines; what is chosen of a kind does not narrow that kind."""
    fitting = narrowed(lines, chosen.values())
    counts = {kind: _counted(kind, fitting) for kind in kinds if kind not in chosen}
    for kind in (kind for kind in kinds if kind in chosen):
        others = [narrow for name, narrow in chosen.items() if name != kind]
        counts[kind] = _counted(kind, narrowed(lines, others))
    return counts


def _counts_of_all(snapshot: Snapshot, kinds: Sequence[str]) -> Counts:
    """Return the counts over the whole case: the sums of those of its stories."""
    counts: Counts = {kind: Counter() for kind in kinds}
    for told in snapshot.stories.values() if kinds else ():
        counted = _counts_of(told)
        for kind, sums in counts.items():
            for value, number in counted[kind].items():
                sums[value] += number
    return counts


def _counts_of(told: Told) -> Counts:
    counts: Counts = told.once("facets", lambda: {kind: _counted(kind, told.lines) for kind in KINDS})
    return counts


def _counted(kind: str, lines: Sequence[Line]) -> Counter[str]:
    """Return how many claims there are of each value of a kind."""
    if kind in _ONE:
        return Counter(map(_ONE[kind], lines))
    if kind in _SEVERAL:
        several: Iterable[Iterable[str]] = map(_SEVERAL[kind], lines)
        return Counter(chain.from_iterable(several))
    number = sum(map(bool, map(_TOLD[kind], lines)))
    return Counter({"1": number} if number else {})


def _offered(snapshot: Snapshot, kind: str, counted: Counter[str]) -> tuple[Facet, ...]:
    most = nsmallest(MOST, counted, key=lambda value: (-counted[value], value))
    return tuple(Facet(value, _label(snapshot, kind, value), counted[value]) for value in most)


def _label(snapshot: Snapshot, kind: str, value: str) -> str:
    if kind == "standing":
        return _STANDINGS.get(value, value)
    if kind == "state":
        return _STATES.get(value, value)
    if kind == "origin":
        return clean(name_of(snapshot, value))
    if kind == "place":
        return country_name(value)
    if kind == "language":
        return language_name(value)
    if kind == "story":
        return snapshot.stories[value].row.title
    return {"denied": "Denied by somebody", "changed": "Changed in a retelling"}[kind]


def name_of(snapshot: Snapshot, source: str) -> str:
    """Return the name of a source, or of a document that speaks for itself."""
    found = snapshot.sources().get(source)
    if found is not None:
        return found.name
    told = snapshot.told(source)
    return told.index.name(source) if told else source
