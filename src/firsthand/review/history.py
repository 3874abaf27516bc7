"""What was decided on one thing, by whom, and where that leaves it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Literal

from firsthand.model import Decision
from firsthand.review.deciding import in_force

State = Literal["open", "decided", "accepted", "rejected", "judged"]

_STATES: Mapping[str, State] = {"accept": "accepted", "reject": "rejected", "judge-claim": "judged"}
_MERGES = frozenset({"merge-claims", "merge-sources"})
# Decisions that say what one and the same thing is, so that two of a group with two answers contradict.
_GROUPS: Mapping[str, str] = {
    "accept": "holds",
    "reject": "holds",
    "set-bounds": "bounds",
    "set-attribution": "attribution",
    "judge-claim": "verdict",
    "rename-source": "name",
    "set-source-kind": "kind",
    "show-person": "shown",
    "hide-person": "shown",
}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Decisions in force by which different reviewers say different things of one target, the oldest first.

    The last of them holds.
    """

    target: str
    decisions: tuple[Decision, ...]


class History:
    """All decisions by what they are about, to be looked up often.

    `moved` maps former ids to those of today (`Reviewed.moved`): what was decided under a former id belongs
    to the thing as well.
    """

    def __init__(self, decisions: Iterable[Decision], moved: Mapping[str, str] | None = None) -> None:
        """Take in all decisions, withdrawn ones too, in the order they were made."""
        self._made = tuple(decisions)
        self._moved = moved or {}
        self._place = {decision.id: n for n, decision in enumerate(self._made)}
        self._by_id = {decision.id: decision for decision in self._made}
        self.in_force = frozenset(decision.id for decision in in_force(self._made))
        self._on: dict[str, list[Decision]] = defaultdict(list)
        for decision in self._made:
            for target in self.about(decision):
                self._on[target].append(decision)

    def of(self, target: str) -> tuple[Decision, ...]:
        """Return all decisions on one thing, withdrawn ones and withdrawals too, the oldest first."""
        return tuple(self._on.get(target, ()))

    def state(self, target: str) -> State:
        """Return where the decisions in force leave one thing: the latest of them holds."""
        state: State = "open"
        for decision in self._on.get(target, ()):
            if decision.id not in self.in_force:
                continue
            if decision.action in _STATES:
                state = _STATES[decision.action]
            elif state == "open":
                state = "decided"
        return state

    def on_any(self, targets: Iterable[str]) -> bool:
        """Tell whether there is a decision on any of these things, withdrawn ones too."""
        return not self._on.keys().isdisjoint(targets)

    def among(self, targets: Set[str]) -> tuple[str, ...]:
        """Return on which of these things there is a decision, withdrawn ones too; first decided first."""
        return tuple(target for target in self._on if target in targets)

    def targets(self) -> Set[str]:
        """Return all on which there is a decision, withdrawn ones too."""
        return self._on.keys()

    def last(self, target: str) -> str:
        """Return the id of the latest decision on one thing, "" where there is none: see `Draft.seen`."""
        made = self._on.get(target, ())
        return made[-1].id if made else ""

    def since(self, target: str, seen: str) -> tuple[Decision, ...]:
        """Return the decisions on one thing that somebody who saw the one with the id `seen` has not seen."""
        made = self.of(target)
        at = next((n for n, decision in enumerate(made) if decision.id == seen), -1)
        return made[at + 1 :]

    def disagreements(self) -> tuple[Disagreement, ...]:
        """Return where decisions in force of different reviewers contradict, by target."""
        found: dict[tuple[str, str], list[Decision]] = defaultdict(list)
        for decision in self._made:
            if decision.id in self.in_force and decision.action in _GROUPS:
                target = self._moved.get(decision.target, decision.target)
                found[target, _GROUPS[decision.action]].append(decision)
        return tuple(
            Disagreement(target, tuple(made)) for (target, _), made in sorted(found.items()) if _differ(made)
        )

    def about(self, decision: Decision) -> tuple[str, ...]:
        """Return the ids under which a decision is looked for: former, present, of a merge all that merge."""
        about = decision
        for _ in self._made:  # a withdrawal belongs to what the decision it takes back was about
            if about.action != "withdraw" or about.target not in self._by_id:
                break
            about = self._by_id[about.target]
        ids = [decision.target, about.target, *(about.others if about.action in _MERGES else ())]
        return tuple(dict.fromkeys([*ids, *(self._moved[each] for each in ids if each in self._moved)]))


def state_of(decisions: Iterable[Decision], target: str, *, moved: Mapping[str, str] | None = None) -> State:
    """Return where the decisions in force leave one thing; of many things ask one `History`."""
    return History(decisions, moved).state(target)


def history_of(
    decisions: Iterable[Decision], target: str, *, moved: Mapping[str, str] | None = None
) -> tuple[Decision, ...]:
    """Return all decisions on one thing, withdrawn ones too, the oldest first."""
    return History(decisions, moved).of(target)


def disagreements(
    decisions: Iterable[Decision], *, moved: Mapping[str, str] | None = None
) -> tuple[Disagreement, ...]:
    """Return where decisions in force of different reviewers contradict one another."""
    return History(decisions, moved).disagreements()


def _differ(made: list[Decision]) -> bool:
    """Tell whether the latest words of two reviewers are not the same."""
    last = {
        decision.reviewer: (decision.action, decision.value, decision.passage, decision.chain)
        for decision in made
    }
    return len(set(last.values())) > 1
