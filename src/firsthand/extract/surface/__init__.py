"""German, French, Spanish and Italian: read from words, lemmas and marks, without a parse."""

from firsthand.extract.surface.attribution import find_attributions
from firsthand.extract.surface.names import find_names
from firsthand.extract.surface.predicates import find_predicate
from firsthand.extract.surface.propositions import find_propositions

__all__ = ["find_attributions", "find_names", "find_predicate", "find_propositions"]
