"""Who is said to have said what, in languages read without a parse."""

from firsthand.extract.surface.attribution.finding import find_attributions

__all__ = ["find_attributions"]
