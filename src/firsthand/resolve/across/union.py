"""Which entities of different documents are one, so far: sets that grow together."""

from dataclasses import dataclass, field

Place = tuple[int, int]  # (document, entity) by their places in the sorted collection


@dataclass(slots=True)
class Joined:
    """Sets of entities that grow together (union-find), with the reason for every join."""

    parent: dict[Place, Place]
    reasons: dict[tuple[Place, Place], str] = field(default_factory=dict)

    def find(self, place: Place) -> Place:
        """Return the entity that stands for the set an entity is in."""
        while self.parent[place] != place:
            self.parent[place] = self.parent[self.parent[place]]
            place = self.parent[place]
        return place

    def join(self, one: Place, other: Place, reason: str) -> None:
        """Make two sets one."""
        first, second = sorted((self.find(one), self.find(other)))
        if first != second:
            self.parent[second] = first
            self.reasons[(one, other)] = reason
