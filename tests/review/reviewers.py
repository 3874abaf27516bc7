"""Invented reviewers who decide at a second each, for tests."""

from firsthand.model import Claim, Decision, Draft, Findings, Statement
from firsthand.review import draft_to_decision

WHY = "The original says so in its second paragraph."


class Reviewer:
    """Decides on findings, one second after the other; keeps what was decided."""

    def __init__(self, name: str = "R. Eviewer", day: str = "2031-04-01") -> None:
        self.name, self.day = name, day
        self.made: list[Decision] = []

    def decide(
        self, findings: Findings, action: str, target: str, *, reason: str = WHY, **more: object
    ) -> Decision:
        """Return one decision more, checked against these findings."""
        at = f"{self.day}T09:{len(self.made) // 60:02d}:{len(self.made) % 60:02d}+00:00"
        draft = Draft(action, target, reason=reason, **more)  # type: ignore[arg-type]
        made = draft_to_decision(findings, draft, reviewer=self.name, at=at, decisions=self.made)
        self.made.append(made)
        return made


def claim_saying(findings: Findings, words: str) -> Claim:
    """Return the claim that has a statement with these words."""
    told = statement_saying(findings, words).id
    return next(claim for claim in findings.claims if told in claim.statements)


def statement_saying(findings: Findings, words: str, *, document: str = "") -> Statement:
    """Return the first statement with these words, of the document of a name where one is given."""
    names = {each.id: each.name for each in findings.documents}
    return next(s for s in findings.statements if words in s.text and document in names[s.document])


def source_called(findings: Findings, name: str) -> str:
    """Return the id of the source of this name."""
    return next(source.id for source in findings.sources if source.name == name)


def document_called(findings: Findings, name: str) -> str:
    """Return the id of the document of this name."""
    return next(document.id for document in findings.documents if document.name == name)
