"""Chinese: read from words and marks; there are no spaces and no inflection."""

from firsthand.extract.chinese.attribution import find_attributions
from firsthand.extract.chinese.names import find_names
from firsthand.extract.chinese.predicates import find_predicate
from firsthand.extract.chinese.propositions import find_propositions

__all__ = ["find_attributions", "find_names", "find_predicate", "find_propositions"]
