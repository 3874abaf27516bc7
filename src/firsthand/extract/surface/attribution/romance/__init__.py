"""Attribution in French, Spanish and Italian: the verb stands between who speaks and what is said."""

from firsthand.extract.surface.attribution.romance.reading import sayings

__all__ = ["sayings"]
