"""German, French, Spanish and Italian: read from words, lemmas and marks, without a parse."""

from collections.abc import Sequence

from firsthand.extract.analysis import Analysis
from firsthand.extract.attribution import Attribution
from firsthand.extract.grammar import Predicate
from firsthand.extract.propositions import Proposition
from firsthand.extract.surface.attribution import find_attributions
from firsthand.extract.surface.names import find_names

__all__ = ["find_attributions", "find_names", "find_predicate", "find_propositions"]


def find_propositions(analysis: Analysis, attributions: Sequence[Attribution]) -> tuple[Proposition, ...]:
    """Return what a document states: so far, its sentences."""
    return tuple(
        Proposition(sentence.start_char, sentence.end_char, None)
        for sentence in analysis.doc.sents
        if len(sentence.text.strip()) > 20
    )


def find_predicate(analysis: Analysis, start: int, end: int) -> Predicate:
    """Return what the passage [start, end) chiefly says."""
    return Predicate()
