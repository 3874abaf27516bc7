"""Dates in Chinese."""

from firsthand.extract.dates.chinese.expressions import find_dates

__all__ = ["find_dates"]
