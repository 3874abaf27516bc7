"""Where a claim begins: with how many who do not have it from one another."""

from collections.abc import Iterable, Sequence

from firsthand.model import Lineage, Source, Statement

# A document that carries another's text has what that text has; citing or quoting the same source
# is counted at the statement, which then names that source.
_CARRIES = frozenset({"reuses", "translates"})


class Families:
    """Which documents have their text from one another, and which outlet each appeared in."""

    def __init__(self, lineage: Lineage, sources: Iterable[Source] = ()) -> None:
        """Join documents that edges of reuse or translation connect, latent parents included."""
        self._parent: dict[str, str] = {}
        self._cited: dict[str, set[str]] = {}
        for edge in lineage.edges:
            if edge.kind in _CARRIES:
                self._join(edge.parent, edge.child)
            elif edge.kind == "cites":
                self._cited.setdefault(edge.child, set()).add(edge.parent)
        self.outlet = {
            s.document: s.id for s in sorted(sources, key=lambda s: s.id, reverse=True) if s.document
        }
        self.kind = {source.id: source.kind for source in sources}

    def count(self, documents: Iterable[str]) -> int:
        """Count the lines that end in these documents: copies, and those who cite one source, once."""
        lines: list[set[str]] = []
        for document in sorted(set(documents)):
            line = {self._root(document), *self._cited.get(document, ())}
            touched = [other for other in lines if other & line]
            lines = [other for other in lines if not other & line]
            lines.append(line.union(*touched))
        return len(lines)

    def _root(self, node: str) -> str:
        while (up := self._parent.get(node, node)) != node:
            node = up
        return node

    def _join(self, one: str, other: str) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._parent[second] = first


def find_origins(group: Sequence[Statement], families: Families) -> tuple[tuple[str, ...], int]:
    """Return the sources where the line of a claim begins, and how many of them are independent.

    A claim somebody is named for has the first speakers as origins, each once however often it was
    relayed; documents that tell it in their own voice then add none, since they tell what was said.
    A claim nobody is named for begins at the outlets of its documents, and those that carry one
    another's text or cite one source count once.
    """
    named = {statement.attribution[0] for statement in group if statement.attribution}
    if named:
        return tuple(sorted(named)), len(named)
    documents = {statement.document for statement in group}
    outlets = {families.outlet[document] for document in documents if document in families.outlet}
    return tuple(sorted(outlets)), max(families.count(documents), 1)
