"""By what a list of claims can be narrowed, and how many would be left."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from firsthand.desk.holding.lines import Line
from firsthand.desk.holding.snapshot import Snapshot
from firsthand.desk.listing.claims import tests, within
from firsthand.desk.shapes import Asked, Facet
from firsthand.extract import language_name
from firsthand.extract.countries import country_name
from firsthand.publish.telling.wording import clean

MOST = 30  # values of one kind that are offered; beyond these one searches

_STANDINGS = {
    "contested": "Contested",
    "corroborated": "Corroborated",
    "single-origin": "Single origin",
    "superseded": "Superseded",
}
_STATES = {"open": "Open", "decided": "Decided", "accepted": "Accepted", "judged": "Judged"}
_VALUES: dict[str, Callable[[Line], Iterable[str]]] = {
    "standing": lambda line: (line.row.standing,),
    "state": lambda line: (line.row.state,),
    "origin": lambda line: line.origins,
    "place": lambda line: line.row.countries,
    "language": lambda line: line.row.languages,
    "story": lambda line: (line.row.story,),
    "denied": lambda line: ("1",) if line.row.denied else (),
    "changed": lambda line: ("1",) if line.row.variants else (),
}


def facets_of(snapshot: Snapshot, asked: Asked) -> dict[str, tuple[Facet, ...]]:
    """Return by what the claims asked for can be narrowed.

    What is chosen of a kind does not narrow that kind, so that one can choose another.
    """
    return snapshot.once(("facets", asked), lambda: _facets(snapshot, asked))


def _facets(snapshot: Snapshot, asked: Asked) -> dict[str, tuple[Facet, ...]]:
    chosen = tests(asked)
    lines = within(snapshot, asked)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    free = [kind for kind in _VALUES if kind not in chosen]
    common = [line for line in lines if all(test(line) for test in chosen.values())] if chosen else lines
    for kind in free:
        values = _VALUES[kind]
        counts[kind].update(value for line in common for value in values(line))
    for kind in (kind for kind in _VALUES if kind in chosen):
        others = [test for name, test in chosen.items() if name != kind]
        values = _VALUES[kind]
        left = (line for line in lines if all(test(line) for test in others))
        counts[kind].update(value for line in left for value in values(line))
    return {kind: _offered(snapshot, kind, counts[kind]) for kind in _VALUES}


def _offered(snapshot: Snapshot, kind: str, counted: Counter[str]) -> tuple[Facet, ...]:
    most = sorted(counted, key=lambda value: (-counted[value], value))[:MOST]
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
