"""What one look at two statements found: a difference that a reader could be asked about."""

from dataclasses import dataclass

from firsthand.model import ConflictKind, Statement


@dataclass(frozen=True, slots=True)
class Finding:
    """Two statements that answer one question differently.

    `question` is the question both answer, in plain words; `because` says in a sentence what differs
    and why it is neither an update nor a part of the other. `confidence` is how likely (0..1) a
    careful reader agrees: detectors of different kinds are ordered by it against each other.
    """

    kind: ConflictKind
    left: Statement
    right: Statement
    question: str
    because: str
    confidence: float
