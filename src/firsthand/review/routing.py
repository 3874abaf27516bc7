"""Which stories a decision touches, so that only those are derived again."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from firsthand.model import Decision, Findings
from firsthand.review.persons import plain_name
from firsthand.weigh.origins.unions import Union

_MARKS = frozenset({"accept", "judge-claim", "show-person", "hide-person"})
_OF_SOURCES = frozenset({"merge-sources", "split-source", "rename-source", "set-source-kind"})


def is_structural(decision: Decision, decisions: Iterable[Decision] = ()) -> bool:
    """Tell whether a decision changes findings, beyond marking them and what is shown of persons.

    A withdrawal does where what it takes back does; that is looked up among `decisions`.
    """
    if decision.action != "withdraw":
        return decision.action not in _MARKS
    made = {each.id: each for each in decisions}
    about = _taken_back(decision, made)
    return about is None or about.action not in _MARKS


class Routes:
    """The stories of a case by what decisions name: documents, sources, claims, conflicts, records."""

    def __init__(self, findings: Findings) -> None:
        """Take in the findings of the whole case as they were derived, without decisions."""
        self.all = frozenset(story.id for story in findings.stories)
        self._of: dict[str, set[str]] = defaultdict(set)
        self._latest: tuple[tuple[Decision, ...], Mapping[str, frozenset[str]]] | None = None
        for story in findings.stories:
            for document in story.documents:
                self._of[document].add(story.id)
        for statement in findings.statements:
            here = self._of.get(statement.document, set())
            self._of[statement.id] |= here
            for speaker in (*statement.attribution, *statement.about):
                self._of[speaker] |= here
        for claim in findings.claims:
            for each in claim.statements[:1]:
                self._of[claim.id] |= self._of.get(each, set())
        for edge in findings.lineage.edges:
            for end in (edge.parent, edge.child):
                self._of[end] |= self._of.get(edge.child, set()) | self._of.get(edge.parent, set())
        for conflict in findings.conflicts:
            self._of[conflict.id] |= self._of.get(conflict.claims[0], set())
        for variant in findings.variants:
            self._of[variant.id] |= self._of.get(variant.statements[0], set())
        for record in findings.records:
            for name in record.claims:
                self._of[record.id] |= self._of.get(name, set())
        self._named: dict[str, set[str]] = defaultdict(set)
        for source in findings.sources:
            if source.document:
                self._of[source.id] |= self._of.get(source.document, set())
            for called in (source.name, *source.aliases):
                self._named[plain_name(called)].add(source.id)

    def stories_of(self, decision: Decision, decisions: Iterable[Decision] = ()) -> frozenset[str]:
        """Return the ids of the stories that a decision touches.

        `decisions` are all that were made: what a withdrawal takes back is looked up among them, and what
        else is decided on the same sources. Those that make one of several sources, or name one, belong
        together in all the stories that any of them touches: each has to know whom the others mean.
        """
        made = tuple(decisions)
        about = _taken_back(decision, {each.id: each for each in made})
        if about is None:
            return self.all
        found = self._passages(about)
        for name in (about.target, *about.others):
            found |= self._of.get(name, set())
        if about.action in _OF_SOURCES:
            names = {plain_name(name) for name in about.names}
            for name in names:
                for known in self._named.get(name, ()):
                    found |= self._of.get(known, set())
        if about.action in _OF_SOURCES or about.chain:
            ties = self._tied(made)
            for mark in _marks(about):
                found |= ties.get(mark, frozenset())
        return frozenset(found)

    def _tied(self, made: tuple[Decision, ...]) -> Mapping[str, frozenset[str]]:
        """Return, by the ids and names of sources that were decided on, the stories these decisions touch."""
        if self._latest is not None and self._latest[0] == made:
            return self._latest[1]
        union = Union()
        marked = [(decision, _marks(decision)) for decision in made]
        for decision, marks in marked:
            if decision.action in _OF_SOURCES:
                for mark in marks:
                    union.join(marks[0], mark)
        stories: dict[str, set[str]] = defaultdict(set)
        decided = {union.root(m) for d, marks in marked if d.action in _OF_SOURCES for m in marks}
        for decision, marks in marked:
            for mark in marks:
                if (root := union.root(mark)) in decided:
                    stories[root] |= self._passages(decision) | self._of.get(mark, set())
                    for known in self._named.get(mark, ()):
                        stories[root] |= self._of.get(known, set())
        tied = {m: frozenset(stories.get(union.root(m), ())) for _, marks in marked for m in marks}
        self._latest = (made, tied)
        return tied

    def _passages(self, decision: Decision) -> set[str]:
        passages = (*decision.about, *((decision.passage,) if decision.passage else ()))
        return {story for passage in passages for story in self._of.get(passage.document, ())}


def _marks(decision: Decision) -> tuple[str, ...]:
    """Return the ids and the plain names of the sources that a decision makes one, names or speaks of."""
    if decision.action not in _OF_SOURCES:
        return tuple(map(plain_name, decision.chain))
    merges = decision.action == "merge-sources"
    ids = (decision.target, *(decision.others if merges else ()))
    called = decision.names if merges else decision.names[:1]
    named = (decision.value,) if decision.action in ("split-source", "rename-source") else ()
    return (*ids, *map(plain_name, (*called, *named)))


def _taken_back(decision: Decision, made: Mapping[str, Decision]) -> Decision | None:
    """Return what a withdrawal takes back in the end; another decision is its own. None: it is not known."""
    seen = set[str]()
    while decision.action == "withdraw":
        if decision.target not in made or decision.id in seen:
            return None
        seen.add(decision.id)
        decision = made[decision.target]
    return decision
