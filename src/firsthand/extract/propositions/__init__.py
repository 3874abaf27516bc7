"""Where a text says one thing: sentences cut into the propositions they hold.

A proposition is a clause that could be true or false by itself: the content of an attribution
without the words that attribute it, each of several coordinated clauses, a clause added with
", which" or by a trailing participle ("..., ending a boycott"). Conditions, restrictive relative
clauses and lists stay inside the proposition they belong to.
"""

from firsthand.extract.propositions.cutting import find_propositions
from firsthand.extract.propositions.fitting import Proposition

__all__ = ["Proposition", "find_propositions"]
