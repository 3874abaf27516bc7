"""Number expressions in Chinese."""

from collections.abc import Iterable

from firsthand.extract.analysis import Analysis
from firsthand.model import DateRange, Quantity


def find_quantities(analysis: Analysis, *, dates: Iterable[DateRange]) -> tuple[Quantity, ...]:
    """Return every counted or measured quantity of a document, in order, as intervals."""
    return ()
