"""What is asked of a language: who is named, who says what, what is stated, what it chiefly says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from firsthand.extract.analysis import Analysis
from firsthand.extract.attribution import Attribution, Attributions
from firsthand.extract.propositions import Proposition
from firsthand.model import Name, Word


@dataclass(frozen=True, slots=True)
class Predicate:
    """What a passage chiefly says.

    `main` are the lemmas of its main verb and of what that leans on; `words` its content words.
    `negated` and `modal` ("may") belong to the main verb, `planned` says that it tells what somebody
    means to do, `hedges` are the words that weaken it, lower case. `speech` marks that it tells of an
    act of speaking ("the ministry has denied the claims"). `subject` and `object` are the lemmas of
    who does it and what it is done to, the head word first.
    """

    main: tuple[str, ...] = ()
    negated: bool = False
    modal: str | None = None
    planned: bool = False
    hedges: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()
    speech: bool = False
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()


class Grammar(Protocol):
    """How one language, or several alike, are read. A module with these functions is one."""

    def find_names(self, analysis: Analysis) -> tuple[Name, ...]:
        """Return every passage that names, describes or points at somebody who can speak, in order."""

    def find_attributions(self, analysis: Analysis, names: Sequence[Name]) -> Attributions:
        """Find who is said to have said what; the innermost attribution of a passage has the whole chain."""

    def find_propositions(
        self, analysis: Analysis, attributions: Sequence[Attribution]
    ) -> tuple[Proposition, ...]:
        """Return what a document states, in the order of the text, none twice."""

    def find_predicate(self, analysis: Analysis, start: int, end: int) -> Predicate:
        """Return what the passage [start, end) chiefly says."""
