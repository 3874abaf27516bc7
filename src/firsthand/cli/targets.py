"""What a reviewer means on the command line: by an id, a number of the report, or words of it."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from firsthand.model import Action, Findings, Statement
from firsthand.model.decision import Reviewed as Kind
from firsthand.model.errors import DecisionError

if TYPE_CHECKING:  # what a case is made with is loaded only where one is opened
    from firsthand.case import Case

JUDGED = ("claim", "statement", "conflict", "variant", "record")
"""The kinds of things that one accepts or rejects."""

_SUGGESTED = 20
_SHOWN = 100  # characters of each

# What the target of each action is, and what the others are beside it. None: of a kind to be named.
_KINDS: Mapping[Action, tuple[Kind | None, Kind | None]] = {
    "accept": (None, None),
    "reject": (None, None),
    "set-bounds": ("statement", None),
    "set-attribution": ("statement", None),
    "add-statement": ("document", "claim"),
    "merge-claims": ("claim", "claim"),
    "split-claim": ("claim", "statement"),
    "judge-claim": ("claim", None),
    "merge-sources": ("source", "source"),
    "split-source": ("source", "statement"),
    "rename-source": ("source", None),
    "set-source-kind": ("source", None),
    "show-person": ("person", None),
    "hide-person": ("person", None),
    "withdraw": ("decision", None),
}


class Targets:
    """The things of a case, found by an id, a number or words."""

    def __init__(self, case: "Case") -> None:
        self._case = case
        self.findings: Findings = case.findings
        self._statements = {statement.id: statement for statement in self.findings.statements}
        self._documents = {document.id: document for document in self.findings.documents}

    def target(self, action: Action, wanted: str, kind: Kind | None) -> str:
        """Return the id of what a decision is about; raise DecisionError where that is not one thing."""
        due, _ = _KINDS[action]
        if due is None:
            if any(wanted == one.id for each in JUDGED for one in _all(self.findings, each)):
                return wanted
            if self._case.reviewed.moved.get(wanted) or any(
                wanted == decision.target for decision in self.findings.decisions
            ):
                return wanted  # in the record no more: rejected, and to be brought back
            due = kind or "claim"
        return self._find(due, wanted)

    def others(self, action: Action, wanted: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the other things that a decision is about."""
        wanted = tuple(wanted)
        due = _KINDS[action][1]
        if due is None and wanted:
            raise DecisionError(f"{action} is about one thing. Leave away: {' '.join(wanted)}")
        return tuple(self._find(due, one) for one in wanted) if due else ()

    def bounds(self, action: Action, target: str, words: str) -> tuple[int, int]:
        """Return where in the document the words stand that a statement is to be made of."""
        statement = self._statements.get(target) if action == "set-bounds" else None
        document = self._documents.get(statement.document if statement else target)
        if document is None or action not in ("set-bounds", "add-statement"):
            raise DecisionError(f"{action} takes no --text: it is about no passage.")
        places = _places(document.text, words)
        if statement:  # of words that stand there more than once, those that it is now, or part of it
            near = [place for place in places if place[0] < statement.end and place[1] > statement.start]
            places = near or places
        if len(places) == 1:
            return places[0]
        if not places:
            raise DecisionError(
                f"{document.name} does not hold these words. Give them as they stand there, or where the "
                "passage begins and ends: --start NUMBER --end NUMBER"
            )
        listed = "".join(f"\n  --start {start} --end {end}" for start, end in places[:_SUGGESTED])
        raise DecisionError(f"{document.name} holds these words {len(places)} times; give which:{listed}")

    def told(self, name: str) -> str:
        """Return the words of what has this id, as it was derived if it left the record; "" for none."""
        for findings in (self.findings, self._case.derived):
            for kind, words in _WORDS.items():
                for one in _all(findings, kind):
                    if one.id == name:
                        return words(self, one)[0]
        return ""

    def _find(self, kind: Kind, wanted: str) -> str:
        if kind == "claim":
            return self._claim(wanted)
        if kind == "person":
            return self._person(wanted)
        if kind == "decision":
            return self._decision(wanted)
        things = list(_all(self.findings, kind))
        if any(one.id == wanted for one in things):
            return wanted
        words = wanted.casefold().split()
        told = [(one.id, *_WORDS[kind](self, one)) for one in things]
        matching = [one for one in told if all(word in f"{one[1]} {one[2]}".casefold() for word in words)]
        exact = [one for one in matching if one[1].casefold() == wanted.casefold()]
        if len(found := exact if len(exact) == 1 else matching) == 1:
            return str(found[0][0])
        if not matching:
            raise DecisionError(
                f"No {kind} of this case answers to “{wanted}”. Give its id, or other words of it; without "
                f'words ("") all are listed.'
            )
        listed = "".join(f"\n  {name}  {one_line(text)[:_SHOWN]}" for name, text, _ in matching[:_SUGGESTED])
        more = f"\n  and {len(matching) - _SUGGESTED} more" if len(matching) > _SUGGESTED else ""
        raise DecisionError(f"Several {kind}s answer to “{wanted}”; give the id of one:{listed}{more}")

    def _claim(self, wanted: str) -> str:
        from firsthand.publish import find_claim

        wanted = self._case.reviewed.moved.get(wanted, wanted)
        if any(claim.id == wanted for claim in self.findings.claims):
            return wanted
        claim, meant = find_claim(self.findings, wanted)
        if claim is not None:
            return claim.id
        choices = "".join(f"\n  {number:>5}  {text}" for number, text in meant)
        raise DecisionError(
            f"Several claims hold these words; give the number of one:{choices}"
            if meant
            else f"No claim answers to “{wanted}”. Give its number in the report, or other words of it."
        )

    def _person(self, wanted: str) -> str:
        from firsthand.review import find_person

        pseudonyms = {name.casefold(): person for person, name in self._case.pseudonyms().items()}
        plain = wanted.casefold().replace("-", " ")
        by_letter = pseudonyms.get(plain) or pseudonyms.get(f"person {plain}")
        people = tuple(p for p in self.findings.people if p.id == by_letter)
        people = people or find_person(self.findings, wanted)
        if not people:
            raise DecisionError(
                f"Nobody in this case answers to “{wanted}”. firsthand persons CASE lists everybody."
            )
        if len(people) > 1:
            choices = "".join(f"\n  {person.id}  {person.name}" for person in people)
            raise DecisionError(f"“{wanted}” may be several persons; give the id of one:{choices}")
        return people[0].id

    def _decision(self, wanted: str) -> str:
        made = self.findings.decisions
        if any(decision.id == wanted for decision in made):
            return wanted
        listed = "".join(f"\n  {d.id}  {d.action} by {one_line(d.reviewer)}, {d.at[:10]}" for d in made)
        raise DecisionError(f"“{wanted}” is no decision of this case. Its decisions:{listed or ' none'}")

    def _texts(self, statements: Iterable[str]) -> str:
        return " ".join(self._statements[one].text for one in statements if one in self._statements)

    def _named(self, statement: Statement) -> str:
        document = self._documents.get(statement.document)
        return document.name if document else ""


# For each kind, what a thing is called, and what else of it may be given to find it.
_WORDS: Mapping[str, Callable[[Targets, Any], tuple[str, str]]] = {
    "statement": lambda targets, one: (one.text, targets._named(one)),
    "claim": lambda targets, one: (one.text, ""),
    "conflict": lambda targets, one: (
        one.question,
        f"{one.explanation} {targets._texts(one.statements)}",
    ),
    "variant": lambda targets, one: (one.explanation, targets._texts(one.statements)),
    "record": lambda targets, one: (one.title, one.type),
    "source": lambda targets, one: (one.name, " ".join(one.aliases)),
    "document": lambda targets, one: (one.name, one.title or ""),
    "person": lambda targets, one: (one.name, " ".join(one.aliases)),
}


def _all(findings: Findings, kind: str) -> Iterable[Any]:
    things: Iterable[Any] = getattr(findings, "people" if kind == "person" else f"{kind}s")
    return things


def one_line(text: str) -> str:
    """Return a text on one line, without characters that would act on a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _places(text: str, words: str) -> list[tuple[int, int]]:
    """Return where words stand in a text, whatever space lies between them; [start, end) in code points."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return [found.span() for found in re.finditer(pattern, text)] if pattern else []
