"""How many and how much: numbers in a text as the intervals they claim."""

from firsthand.extract.quantities.expressions import find_quantities

__all__ = ["find_quantities"]
