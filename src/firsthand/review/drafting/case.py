"""The case as a draft is held against it, and what a decision notes to find its target again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firsthand.model import Claim, Decision, Document, Draft, Findings, Passage, Source, Statement
from firsthand.model.decision import Reviewed as Kind
from firsthand.model.errors import DecisionError, GoneError
from firsthand.review.deciding import in_force

# So many passages of a claim are noted, to find it again by; so many of each of several.
MOST_ABOUT, MOST_OF_EACH = 24, 8


@dataclass(frozen=True, slots=True)
class Bare:
    """What a decision is about, as far as the case says it."""

    kind: Kind = ""
    names: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    about: tuple[Passage, ...] = ()
    passage: Passage | None = None
    chain: tuple[str, ...] = ()
    value: str = ""


class CaseAtHand:
    """The findings by id, as far as a draft asks for them."""

    def __init__(self, findings: Findings, decisions: tuple[Decision, ...]) -> None:
        """Take in the reviewed findings and all decisions."""
        self.findings = findings
        self.decisions = decisions
        self.holding = in_force(decisions)
        self.statements = {statement.id: statement for statement in findings.statements}
        self.claims = {claim.id: claim for claim in findings.claims}
        self.documents = {document.id: document for document in findings.documents}

    def statement(self, name: str) -> Statement:
        """Return a statement; raise GoneError where it is not there."""
        if name not in self.statements:
            raise GoneError(self.gone("statement", name))
        return self.statements[name]

    def claim(self, name: str) -> Claim:
        """Return a claim; raise GoneError where it is not there."""
        if name not in self.claims:
            raise GoneError(self.gone("claim", name))
        return self.claims[name]

    def source(self, name: str) -> Source:
        """Return a source; raise GoneError where it is not there."""
        found = next((source for source in self.findings.sources if source.id == name), None)
        if found is None:
            raise GoneError(self.gone("source", name))
        return found

    def document(self, name: str) -> Document:
        """Return a document; raise GoneError where it is not there."""
        if name not in self.documents:
            raise GoneError(f"“{name}” is no document of this case, or of this story.")
        return self.documents[name]

    def in_one_story(self, documents: Iterable[str]) -> bool:
        """Tell whether documents are all of one story, as far as that is known."""
        at = {document: story.id for story in self.findings.stories for document in story.documents}
        return len({at[each] for each in documents if each in at}) < 2

    def passages(self, statements: Iterable[str], most: int) -> tuple[Passage, ...]:
        """Return passages of some statements, of as many documents as there are."""
        told = sorted(self.statements[each].passage for each in statements if each in self.statements)
        first: dict[str, Passage] = {}
        for passage in told:
            first.setdefault(passage.document, passage)
        kept = list(first.values())[:most]
        first_ones = set(kept)
        return (*kept, *(each for each in told if each not in first_ones))[:most]

    def rejected(self, name: str) -> Decision | None:
        """Return the decision in force by which something left the record, None where none did."""
        found = None
        for decision in self.holding:
            if decision.target == name and decision.action in ("accept", "reject"):
                found = decision if decision.action == "reject" else None
        return found

    def gone(self, kind: str, name: str) -> str:
        """Return why something is not there, and where to look instead."""
        by = self.rejected(name)
        if by is not None:
            return f"This {kind} left the record: {by.reviewer} rejected it. Withdraw that decision first."
        merged = next(
            (d for d in self.holding if name in d.others and d.action in ("merge-claims", "merge-sources")),
            None,
        )
        if merged is not None:
            return f"This {kind} was merged into {merged.target} by {merged.reviewer}: decide on that one."
        return f"“{name}” is no {kind} of this case, or of this story, any more."


def nothing_more(draft: Draft, *, but: Sequence[str] = ()) -> None:
    """Raise DecisionError where a draft says what its action has no use for: something else is meant."""
    said = {
        "value": bool(draft.value.strip()),
        "others": bool(draft.others),
        "bounds": draft.start is not None or draft.end is not None,
        "chain": bool(draft.chain),
    }
    words = {"value": "a value", "others": "others", "bounds": "bounds", "chain": "a chain"}
    more = [words[part] for part, there in said.items() if there and part not in but]
    if more:
        came = " and ".join(more)
        raise DecisionError(f"“{draft.action}” has no use for what came with it: {came}. Leave that away.")
