"""When something is said to have happened."""

from firsthand.extract.dates.expressions import find_dates

__all__ = ["find_dates"]
