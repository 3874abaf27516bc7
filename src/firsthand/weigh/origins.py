"""Where a claim begins: with how many who do not have it from one another."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from firsthand.extract.packs import words
from firsthand.model import Lineage, Source, Statement
from firsthand.weigh.similarity import runs

# A document that carries another's text has what that text has.
_CARRIES = frozenset({"reuses", "translates"})
# One utterance under two names: at least this many three-word runs (six words on end), and this share
# of the shorter wording's. Chance does not do that; a shared quotation or a copy does.
_RUNS_OF_AN_UTTERANCE = 4
_SHARE_OF_AN_UTTERANCE = 0.8
_LETTERS_OF_A_NAME = 4


class Lines:
    """Who in a story has what they say from whom: documents by reuse, speakers by relaying."""

    def __init__(
        self, lineage: Lineage, sources: Iterable[Source] = (), statements: Iterable[Statement] = ()
    ) -> None:
        """Take in the lineage of a story, its sources and the chains of all its statements."""
        self.sources = {source.id: source for source in sorted(sources, key=lambda s: s.id)}
        self.outlet = {s.document: s.id for s in reversed(self.sources.values()) if s.document}
        self._documents = _Union()
        self._cited: dict[str, set[str]] = {}
        self._relays: set[tuple[str, str]] = set()
        for edge in lineage.edges:
            if edge.kind in _CARRIES:
                self._documents.join(edge.parent, edge.child)
            elif edge.kind == "cites":
                self._cited.setdefault(edge.child, set()).add(edge.parent)
        for statement in statements:
            for relay in statement.attribution[1:]:
                self._relays.add((statement.attribution[0], relay))

    def count_documents(self, documents: Iterable[str]) -> int:
        """Count the lines that end in these documents: copies, and those who cite one source, once."""
        union = _Union()
        found = set(documents)
        for document in found:
            for above in (self._documents.root(document), *self._cited.get(document, ())):
                union.join(document, f"above {above}")
        return len({union.root(document) for document in found})

    def relayed(self, origin: str, relay: str) -> bool:
        """Tell whether the second was seen passing on what the first said, and never the reverse."""
        return (origin, relay) in self._relays and (relay, origin) not in self._relays

    def speaks_for(self, person: str, body: str) -> bool:
        """Tell whether a person is described by the body's name: "Ruritania's minister", Ruritania."""
        one, other = self.sources.get(person), self.sources.get(body)
        if one is None or other is None or one.kind != "person":
            return False
        if other.kind not in {"government", "organisation"}:
            return False
        return any(
            _begins_with(alias.split(), name.split())
            for alias in one.aliases
            for name in (other.name, *other.aliases)
        )

    def is_report(self, source: str) -> bool:
        """Tell whether a source is something written, whose author nobody named."""
        known = self.sources.get(source)
        if known is None or known.kind not in {"document", "unnamed"}:
            return False
        named = known.name.casefold().split()
        return known.kind == "document" or (bool(named) and named[-1] in words("names", "reports"))


def find_origins(group: Sequence[Statement], lines: Lines) -> tuple[tuple[str, ...], int]:
    """Return the sources where the lines of a claim begin, one for each line, and their number.

    A claim somebody is named for begins with its first speakers. One who only passes on what
    another of them says, one who speaks for another, and two under whose names stand the same words,
    are one line; a report nobody signed is none beside a named speaker. Documents that tell such a
    claim in their own voice add none: they tell what was said. A claim nobody is named for begins at
    the outlets of its documents; those that carry one another's text or cite one source count once.
    """
    told = Counter(statement.attribution[0] for statement in group if statement.attribution)
    if not told:
        documents = {statement.document for statement in group}
        outlets = {lines.outlet[document] for document in documents if document in lines.outlet}
        return tuple(sorted(outlets)), max(lines.count_documents(documents), 1)
    signed = {source for source in told if not lines.is_report(source)}
    named = sorted(signed or told)
    union = _Union()
    for one, other in combinations(named, 2):
        if (
            lines.relayed(one, other)
            or lines.relayed(other, one)
            or lines.speaks_for(one, other)
            or lines.speaks_for(other, one)
        ):
            union.join(one, other)
    for one, other in _same_utterance(group):
        union.join(one, other)
    relays = {other for one in named for other in named if lines.relayed(one, other)}
    begin: dict[str, str] = {}
    for source in sorted(named, key=lambda each: (each in relays, -told[each], each)):
        begin.setdefault(union.root(source), source)
    return tuple(sorted(begin.values())), len(begin)


def _same_utterance(group: Sequence[Statement]) -> list[tuple[str, str]]:
    """Return pairs of first speakers under whose names stand the same words."""
    spoken = [(s.attribution[0], runs(s)) for s in group if s.attribution]
    return [
        (one, other)
        for (one, first), (other, second) in combinations(spoken, 2)
        if one != other
        and min(len(first), len(second)) >= _RUNS_OF_AN_UTTERANCE
        and len(first & second) >= _SHARE_OF_AN_UTTERANCE * min(len(first), len(second))
    ]


def _begins_with(description: Sequence[str], name: Sequence[str]) -> bool:
    """Tell whether a description begins with a name, in any of its forms: "Ruritanian", "Ruritania's"."""
    described = [word.casefold() for word in description if word.casefold() not in words("names", "definite")]
    called = [word.casefold() for word in name if word.casefold() not in words("names", "definite")]
    if not called or len(described) <= len(called):
        return False
    return all(
        min(len(a), len(b)) >= _LETTERS_OF_A_NAME and (a.startswith(b) or b.startswith(a))
        for a, b in zip(described, called, strict=False)
    )


class _Union:
    """Sets that are joined two at a time (union-find); the root of a set is its least member."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def root(self, node: str) -> str:
        while (up := self._up.get(node, node)) != node:
            node = up
        return node

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._up[second] = first
