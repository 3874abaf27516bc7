"""What stands behind an answer: its claims, their origins, how many are independent, and who contests it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from firsthand.model import Claim, Conflict, Findings, Source, Statement
from firsthand.model.claim import ConflictKind, Standing
from firsthand.model.record import FieldKind
from firsthand.register.reading import Telling
from firsthand.weigh.origins import find_origins
from firsthand.weigh.origins.lines import Lines

# Which conflicts are about which kind of field. A denial is about whatever the denied claim says.
_ABOUT: Mapping[FieldKind, frozenset[ConflictKind]] = {
    "status": frozenset({"status", "denial"}),
    "quantity": frozenset({"value", "denial"}),
    "date": frozenset({"time"}),
    "place": frozenset({"place"}),
    "party": frozenset({"role"}),
    "text": frozenset({"role", "status", "denial"}),
    "source": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Backing:
    """All that stands behind an answer or a record; see `firsthand.model.Value`."""

    claims: tuple[str, ...]
    statements: tuple[str, ...]
    origins: tuple[str, ...]
    independent_origins: int
    documents: int
    conflicts: tuple[str, ...]
    said: date | None


class Grounds:
    """The claims, lines and conflicts of a case, to tell what stands behind statements of it."""

    def __init__(self, findings: Findings) -> None:
        """Take in the findings; the lines of a story are drawn when a record of it asks for them."""
        self.claims: Mapping[str, Claim] = {claim.id: claim for claim in findings.claims}
        self.conflicts: Mapping[str, Conflict] = {c.id: c for c in findings.conflicts}
        self._of_statement: dict[str, list[str]] = defaultdict(list)
        for conflict in sorted(findings.conflicts, key=lambda c: c.id):
            for name in conflict.statements:
                self._of_statement[name].append(conflict.id)
        self._findings = findings
        self._sources: Mapping[str, Source] = {source.id: source for source in findings.sources}
        self._outlets: dict[str, list[Source]] = defaultdict(list)
        for source in findings.sources:
            if source.document:
                self._outlets[source.document].append(source)
        self._statements: dict[str, list[Statement]] = defaultdict(list)
        for statement in findings.statements:
            self._statements[statement.document].append(statement)
        self._documents = {story.id: story.documents for story in findings.stories}
        self._lines: dict[str, Lines] = {}
        # Fields of one record often rest on the same statements.
        self._known: dict[tuple[str, ...], Backing] = {}

    def behind(self, tellings: Iterable[Telling]) -> Backing:
        """Return what stands behind an answer that these statements give."""
        unique = {telling.statement.id: telling for telling in tellings}
        key = tuple(sorted(unique))
        if key not in self._known:
            self._known[key] = self._behind(sorted(unique.values(), key=lambda t: t.place))
        return self._known[key]

    def _behind(self, told: Sequence[Telling]) -> Backing:
        by_story: dict[str, list[Telling]] = defaultdict(list)
        for telling in told:
            by_story[telling.story or telling.document.id].append(telling)
        origins: set[str] = set()
        counted = 0
        for story in sorted(by_story):
            found, number = find_origins([t.statement for t in by_story[story]], self._lines_of(story))
            counted += max(number - len(set(found) & origins), 0)
            origins |= set(found)
        claims = sorted({telling.claim for telling in told if telling.claim})
        statements = tuple(telling.statement.id for telling in told)
        conflicts = {
            conflict
            for statement in statements
            for conflict in self._of_statement[statement]
            if set(self.conflicts[conflict].claims) & set(claims)
        }
        return Backing(
            claims=tuple(claims),
            statements=statements,
            origins=tuple(sorted(origins)),
            independent_origins=max(counted, 1),
            documents=len({telling.document.id for telling in told}),
            conflicts=tuple(sorted(conflicts)),
            said=min((t.document.published for t in told if t.document.published), default=None),
        )

    def name_of(self, source: str) -> str:
        """Return what a source is called."""
        known = self._sources.get(source)
        return known.name if known is not None else source

    def contested(self, backing: Backing, kind: FieldKind, beside: Sequence[Backing] = ()) -> bool:
        """Tell whether a conflict about this kind of field holds an answer's claim against another.

        A conflict of states counts only against one of the answers `beside`: that two states acted
        differently contests neither, though one claim told of both.
        """
        if kind == "status" and any(self.against(backing, other, kind) for other in beside):
            return True
        about = _ABOUT[kind] - ({"status"} if kind == "status" else frozenset())
        return any(
            self.conflicts[conflict].kind in about
            and set(self.conflicts[conflict].claims[:2]) & set(backing.claims)
            for conflict in backing.conflicts
        )

    def against(self, one: Backing, other: Backing, kind: FieldKind) -> bool:
        """Tell whether a conflict about this kind of field holds two answers against each other."""
        return any(
            self.conflicts[conflict].kind in _ABOUT[kind]
            and set(self.conflicts[conflict].claims[:2]) & set(one.claims)
            and set(self.conflicts[conflict].claims[:2]) & set(other.claims)
            and set(self.conflicts[conflict].claims[:2]) <= set(one.claims) | set(other.claims)
            for conflict in set(one.conflicts) & set(other.conflicts)
        )

    def _lines_of(self, story: str) -> Lines:
        if story not in self._lines:
            documents = self._documents.get(story, (story,))
            told = [statement for document in documents for statement in self._statements[document]]
            named = {source for s in told for source in (*s.attribution, *s.about)}
            sources = {source for source in named if source in self._sources}
            speaking = [self._sources[source] for source in sorted(sources)]
            speaking += [s for d in documents for s in self._outlets[d] if s.id not in sources]
            self._lines[story] = Lines(self._findings.lineage, speaking, told)
        return self._lines[story]


def standing_of(independent: int, *, contested: bool, superseded: bool = False) -> Standing:
    """Return how an answer or a record stands, in the order in which claims are judged."""
    if contested:
        return "contested"
    if superseded:
        return "superseded"
    return "corroborated" if independent >= 2 else "single-origin"
