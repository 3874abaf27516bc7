"""Numbers and what they count in languages that are read from their surface, without a parse."""

from firsthand.extract.quantities.surface.expressions import find_quantities

__all__ = ["find_quantities"]
