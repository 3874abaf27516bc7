"""Date expressions in Chinese."""

from firsthand.extract.analysis import Analysis
from firsthand.model import DateRange


def find_dates(analysis: Analysis) -> tuple[DateRange, ...]:
    """Return every date expression of a document, in order, as an inclusive range of days."""
    return ()
