"""Who is said to have said what in French, Spanish and Italian: the verb stands between who speaks and what."""

from firsthand.extract.surface.attribution.romance.reading import sayings

__all__ = ["sayings"]
