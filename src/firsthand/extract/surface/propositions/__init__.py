"""Where a German, French, Spanish or Italian text says one thing; see `firsthand.extract.propositions`."""

from firsthand.extract.surface.propositions.cutting import find_propositions

__all__ = ["find_propositions"]
