"""Which stories a decision touches, so that only those are derived again."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from firsthand.model import Decision, Findings
from firsthand.review.persons import plain_name

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

        `decisions` are those made before: what a withdrawal takes back, and where a source was first named
        by a reviewer, is looked up among them.
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
            for each in made:
                told = (*each.chain, *((each.value,) if each.action in _OF_SOURCES else ()))
                if not names.isdisjoint(map(plain_name, told)):
                    found |= self._passages(each)
        return frozenset(found)

    def _passages(self, decision: Decision) -> set[str]:
        passages = (*decision.about, *((decision.passage,) if decision.passage else ()))
        return {story for passage in passages for story in self._of.get(passage.document, ())}


def _taken_back(decision: Decision, made: Mapping[str, Decision]) -> Decision | None:
    """Return what a withdrawal takes back in the end; another decision is its own. None: it is not known."""
    seen = set[str]()
    while decision.action == "withdraw":
        if decision.target not in made or decision.id in seen:
            return None
        seen.add(decision.id)
        decision = made[decision.target]
    return decision
