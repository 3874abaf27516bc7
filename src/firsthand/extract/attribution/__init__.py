"""Who is said to have said what."""

from firsthand.extract.attribution.finding import find_attributions
from firsthand.extract.attribution.found import Attribution, Attributions

__all__ = ["Attribution", "Attributions", "find_attributions"]
