"""Which statements may give one count two values: those that count things of one name."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from firsthand.weigh.conflicts.facts.counts import Count
from firsthand.weigh.conflicts.facts.telling import Telling

# A noun and a verb with so many first letters in common are one ("sign", "signature").
DERIVED = 4
# Where more statements than this count things of one name, only those are held against each other that are
# so near in sense: with so many values nothing less would do (see `values`).
_MANY = 500
_NEAR = 0.6
_Name = tuple[str, str]


def pairs_that_count(
    tellings: Sequence[Telling], counts: Mapping[int, tuple[Count, ...]]
) -> Iterator[tuple[Telling, Telling]]:
    """Yield the pairs of tellings, in order, in which figures may be of one thing, or languages differ.

    `counts` are by the identity of tellings, all of which have some. Pairs that share a word are left out.
    """
    size = len(tellings)
    holders: dict[_Name, list[int]] = defaultdict(list)
    spoken: dict[str, list[int]] = defaultdict(list)
    for at, each in enumerate(tellings):
        spoken[each.language].append(at)
        for name in {name for count in counts[id(each)] for name in _names(count)}:
            holders[name].append(at)
    found: set[int] = set()
    for held in holders.values():
        near = _near(tellings, held) if len(held) > _MANY else None
        for place, one in enumerate(held):
            others = held[place + 1 :] if near is None else near[place]
            found.update(one * size + other for other in others)
    for language, here in spoken.items():
        for other, there in spoken.items():
            if language < other:
                found.update(min(one, two) * size + max(one, two) for one in here for two in there)
    for pair in sorted(found):
        left, right = tellings[pair // size], tellings[pair % size]
        if not left.statement.passage.overlaps(right.statement.passage):
            yield left, right


def _names(count: Count) -> set[_Name]:
    """Return the names under which a figure may be of one thing with another: one is in common then."""
    found = {("kind", kind) for kind in count.kinds} | {("word", word) for word in count.head}
    found |= {("begun", word[:DERIVED]) for word in count.head if len(word) >= DERIVED}
    if count.measure or count.persons:
        found.add(("unit", count.quantity.unit or ""))
    if count.persons:  # "two hundred signed" counts signatures
        found |= {("kind", verb) for verb in count.verbs}
        found |= {("begun", verb[:DERIVED]) for verb in count.verbs}
    return found


def _near(tellings: Sequence[Telling], held: Sequence[int]) -> list[list[int]]:
    """Return for each of many, in rising order, those behind it that are near in sense."""
    places = np.array(held)
    senses = np.stack([tellings[at].sense for at in held])
    return [places[row + 1 :][senses[row + 1 :] @ senses[row] >= _NEAR].tolist() for row in range(len(held))]
