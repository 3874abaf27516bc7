"""Dates in languages that are read from their surface, without a parse."""

from firsthand.extract.dates.surface.expressions import find_dates

__all__ = ["find_dates"]
