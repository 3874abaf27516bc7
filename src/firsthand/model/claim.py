"""What statements have in common, and where they part."""

from dataclasses import dataclass
from typing import Literal

Standing = Literal["single-origin", "corroborated", "contested", "superseded"]
ConflictKind = Literal["value", "status", "role", "time", "place", "denial"]
VariantKind = Literal["quotation", "number", "modality", "actor", "scope"]


@dataclass(frozen=True, slots=True)
class Claim:
    """The proposition that a set of statements, across documents, have in common.

    `text` is the wording of its clearest statement. `origins` are ids of the sources where the
    line begins (a document's own voice begins at that document's outlet); `independent_origins`
    counts those that do not derive from one another; `documents` counts documents.
    `credibility` (0..1) is only known where the claim is in conflict; `credibility_because` says which
    origins are for and against it and how they fared elsewhere.
    """

    id: str
    text: str
    statements: tuple[str, ...]
    origins: tuple[str, ...] = ()
    independent_origins: int = 1
    documents: int = 1
    standing: Standing = "single-origin"
    credibility: float | None = None
    credibility_because: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims that answer one question differently, or a denial.

    `claims` and `statements` are ids: first the two claims held against each other, then what may
    answer like one of them; statements are those that carry the differing answers.
    `confidence` is how likely (0..1) the difference is a conflict; the surest are told first.
    """

    id: str
    kind: ConflictKind
    question: str
    claims: tuple[str, ...]
    statements: tuple[str, ...]
    explanation: str
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Variant:
    """A retelling that changed something. `statements` are ids: earlier or fuller, then changed.

    `changed_by` is the id of the document that changed it first, as far as the lineage tells ("" where
    it does not); `inherited_by` are ids of documents that have the changed words from there.
    """

    id: str
    kind: VariantKind
    claim: str
    statements: tuple[str, str]
    explanation: str
    changed_by: str = ""
    inherited_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Update:
    """A figure or status that moved in time or is a subtotal: a development, not a conflict.

    `claims` are ids in the order of time; `explanation` says what moved.
    """

    id: str
    claims: tuple[str, ...]
    explanation: str
