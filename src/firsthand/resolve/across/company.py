"""Which documents tell of one matter: those that share several names of people and institutions."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from firsthand.extract.naming import gazetteer
from firsthand.resolve.within.entities import Cast

_SHARED_NAMES = 2  # full names that two documents of one matter share


class Company:
    """The full and institutional names of every document, and who keeps the same company by them."""

    def __init__(self, casts: Sequence[Cast]) -> None:
        """Note the names of each document, by its place among the casts."""
        self._names = [_names(cast) for cast in casts]
        self._told: dict[str, list[int]] = defaultdict(list)
        for at, names in enumerate(self._names):
            for name in names:
                self._told[name].append(at)
        self._near: dict[int, frozenset[int]] = {}

    def near(self, document: int) -> frozenset[int]:
        """Return the documents that share two names or more with one; it is among them if it has so many."""
        found = self._near.get(document)
        if found is None:
            shared = Counter(other for name in self._names[document] for other in self._told[name])
            found = frozenset(other for other, count in shared.items() if count >= _SHARED_NAMES)
            self._near[document] = found
        return found


def _names(cast: Cast) -> set[str]:
    names: set[str] = set()
    for entity in cast.entities:
        if entity.known_as:
            names.add(entity.known_as)
        names.update(gazetteer.plain(name) for name in entity.names if " " in name)
    return names
