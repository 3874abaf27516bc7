"""Numbers and what they count in Chinese."""

from firsthand.extract.quantities.chinese.expressions import find_quantities

__all__ = ["find_quantities"]
