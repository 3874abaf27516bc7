"""Statements that answer one question differently, and so are never one claim, however alike they are."""

import functools

import numpy as np

from firsthand.model import Statement
from firsthand.weigh.conflicts.facts.events import Anchor, anchors_of
from firsthand.weigh.conflicts.facts.speaking import hearers_of
from firsthand.weigh.conflicts.facts.telling import stem, telling_of


def answers_apart(one: Statement, other: Statement, language: str = "en") -> bool:
    """Tell whether one puts before a thing what the other puts after it, or each names another audience."""
    here, told_here = _answers(one, language)
    there, told_there = _answers(other, language)
    if told_here and told_there and stem(told_here) != stem(told_there):
        return True
    return any(left.named == right.named and left.order != right.order for left in here for right in there)


@functools.lru_cache(maxsize=50_000)
def _answers(statement: Statement, language: str) -> tuple[frozenset[Anchor], str | None]:
    telling = telling_of(statement, language=language, sense=np.zeros(1, np.float32))
    return anchors_of(telling), hearers_of(telling)
