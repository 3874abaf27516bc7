"""English: read from a full parse, the heads and roles of its words."""

from firsthand.extract.analysis import Analysis, words_of
from firsthand.extract.attribution import find_attributions
from firsthand.extract.grammar import Predicate
from firsthand.extract.names import find_names
from firsthand.extract.packs import words
from firsthand.extract.polarity import hedges_in, is_negated, is_planned, modal_of
from firsthand.extract.predicates import content_words, head_of, main_lemmas, predicate_of
from firsthand.extract.propositions import find_propositions
from firsthand.extract.roles import find_roles

__all__ = ["find_attributions", "find_names", "find_predicate", "find_propositions"]


def find_predicate(analysis: Analysis, start: int, end: int) -> Predicate:
    """Return what the passage [start, end) chiefly says."""
    span = words_of(analysis, start, end)
    if span is None:
        return Predicate()
    head = head_of(span)
    predicate = predicate_of(head) if head is not None else []
    main = main_lemmas(predicate) if predicate else ()
    subject, thing = find_roles(predicate)
    return Predicate(
        main=main,
        negated=is_negated(predicate),
        modal=modal_of(predicate),
        planned=is_planned(predicate),
        hedges=hedges_in(span),
        words=content_words(span),
        speech=not words("propositions", "speech").isdisjoint(main),
        subject=subject,
        object=thing,
    )
