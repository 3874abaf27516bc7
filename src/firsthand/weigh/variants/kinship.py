"""Who can have a wording from whom: documents that derive from one another or from something in common."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from firsthand.model import Document, Lineage, Statement

_ONE_TIME = timedelta(days=2)
_CARRIES = frozenset({"reuses", "translates"})


class Kinship:
    """The documents of a story by descent, and by the day they were published.

    Descent is what carries text (reuse, translation) or says so (citing), where its direction is known.
    """

    def __init__(self, lineage: Lineage = Lineage(), documents: Iterable[Document] = ()) -> None:  # noqa: B008
        """Take in a story's lineage and documents."""
        above: dict[str, set[str]] = {}
        self._beside: dict[str, set[str]] = {}
        for edge in lineage.edges:
            if edge.directed:
                above.setdefault(edge.child, set()).add(edge.parent)
            elif edge.kind in _CARRIES:
                self._beside.setdefault(edge.child, set()).add(edge.parent)
                self._beside.setdefault(edge.parent, set()).add(edge.child)
        self._above = {child: _closure(child, above) for child in sorted(above)}
        documents = list(documents)
        self.days: Mapping[str, date] = {d.id: d.published for d in documents if d.published}
        self.names: Mapping[str, str] = {d.id: d.name for d in documents}
        self._publishers = {d.id: d.publisher for d in documents}

    def derives(self, document: str, other: str) -> bool:
        """Tell whether a document is known to draw on another, directly or through others."""
        return other in self._above.get(document, frozenset())

    def related(self, one: str, other: str) -> bool:
        """Tell whether of two documents one draws on the other, or both on a third that may not be here."""
        first, second = (self._above.get(each, frozenset()) | {each} for each in (one, other))
        return bool(first & second) or other in self._beside.get(one, ())

    def branches(self, documents: Iterable[str]) -> list[list[str]]:
        """Return documents by line: those that draw on another of them, in whatever direction, with it."""
        lines: list[list[str]] = []
        for document in sorted(documents):
            joined = [line for line in lines if any(self._one_line(document, other) for other in line)]
            lines = [line for line in lines if line not in joined]
            lines.append(sorted([document, *(other for line in joined for other in line)]))
        return sorted(lines)

    def first_among(self, documents: Iterable[str]) -> set[str]:
        """Return the documents that draw on none of the others; all of them where each draws on another."""
        found = sorted(documents)
        first = {d for d in found if not any(self.derives(d, other) for other in found if other != d)}
        return first or set(found)

    def earliest(self, documents: Iterable[str]) -> str:
        """Return the one document of several that was published before the others; "" where none was."""
        found = sorted(documents)
        if len(found) == 1:
            return found[0]
        days = {d: self.days[d] for d in found if d in self.days}
        first = [d for d in found if days.get(d) == min(days.values(), default=None)]
        return first[0] if len(days) == len(found) and len(first) == 1 else ""

    def of_one_time(self, one: str, other: str) -> bool:
        """Tell whether two outlets told it within two days, as far as their dates are known.

        An outlet that says the same with another figure has brought it up to date.
        """
        if self._publishers.get(one) and self._publishers.get(one) == self._publishers.get(other):
            return False
        first, second = self.days.get(one), self.days.get(other)
        return first is None or second is None or abs(first - second) <= _ONE_TIME

    def speaks_of_itself(self, statement: Statement) -> bool:
        """Tell whether a document says something of its own publisher: nobody else tells that."""
        publisher = self._publishers.get(statement.document)
        return bool(publisher) and str(publisher) in statement.text

    def in_order(self, left: Statement, right: Statement) -> tuple[Statement, Statement]:
        """Return two tellings, the earlier or fuller one first.

        A document comes before those that derive from it; then the one published on an earlier day;
        then the fuller wording; then the one whose document's id is smaller.
        """
        if self.derives(right.document, left.document):
            return left, right
        if self.derives(left.document, right.document):
            return right, left
        first, second = self.days.get(left.document), self.days.get(right.document)
        if first and second and first != second:
            return (left, right) if first < second else (right, left)
        one, other = sorted((left, right), key=lambda each: (-len(each.text), each.document, each.start))
        return one, other

    def _one_line(self, one: str, other: str) -> bool:
        return self.derives(one, other) or self.derives(other, one) or other in self._beside.get(one, ())


def _closure(child: str, above: Mapping[str, set[str]]) -> frozenset[str]:
    seen: set[str] = set()
    waiting = sorted(above[child])
    while waiting:
        parent = waiting.pop()
        if parent not in seen:
            seen.add(parent)
            waiting += sorted(above.get(parent, set()))
    return frozenset(seen - {child})
