"""Statements that answer one question differently, and so are never one claim, however alike they are."""

from dataclasses import dataclass

import numpy as np

from firsthand.model import Statement
from firsthand.weigh.conflicts.facts.events import Anchor, anchors_of
from firsthand.weigh.conflicts.facts.speaking import hearers_of
from firsthand.weigh.conflicts.facts.telling import stem, telling_of


@dataclass(frozen=True, slots=True)
class Answers:
    """What a statement says is before or after what, and the stem of whom it was told to ("" if nobody)."""

    anchors: frozenset[Anchor]
    hearers: str

    def part_from(self, other: "Answers") -> bool:
        """Tell whether one puts before what the other puts after, or each names another audience."""
        if self.hearers and other.hearers and self.hearers != other.hearers:
            return True
        return any(
            left.named == right.named and left.order != right.order
            for left in self.anchors
            for right in other.anchors
        )


def answers_of(statement: Statement, language: str = "en") -> Answers:
    """Return the questions of order and audience that a statement answers."""
    telling = telling_of(statement, language=language, sense=np.zeros(1, np.float32))
    hearers = hearers_of(telling)
    return Answers(anchors_of(telling), stem(hearers) if hearers else "")
