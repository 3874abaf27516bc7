"""Sets that grow together, two at a time."""

from collections.abc import Iterable


class Union:
    """Sets that are joined two at a time (union-find); the root of a set is its least member."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def root(self, node: str) -> str:
        """Return the least member of the node's set."""
        while (up := self._up.get(node, node)) != node:
            node = up
        return node

    def join(self, one: str, other: str) -> None:
        """Make one set of the sets of two nodes."""
        first, second = sorted((self.root(one), self.root(other)))
        self._up[second] = first

    def groups(self, nodes: Iterable[str]) -> list[list[str]]:
        """Return the nodes by set, in their order."""
        found: dict[str, list[str]] = {}
        for node in nodes:
            found.setdefault(self.root(node), []).append(node)
        return list(found.values())
