"""How many and how much: numbers in a text as the intervals they claim."""

import math
from collections.abc import Iterable

from firsthand.extract.analysis import Analysis
from firsthand.extract.dates import find_dates
from firsthand.extract.quantities import chinese, expressions, surface
from firsthand.model import DateRange, Quantity

__all__ = ["find_quantities"]


def find_quantities(analysis: Analysis, *, dates: Iterable[DateRange] | None = None) -> tuple[Quantity, ...]:
    """Return every counted or measured quantity of a document, in order, as intervals.

    Units that many texts count have one name in all languages ("people", "death", "%", "EUR"); others
    are the counted noun's lemma in the document's language. `dates` are the document's date
    expressions, where the caller has them already. Numbers beyond what a computer counts with (400
    digits: a damaged table, no number) are left out.
    """
    days = find_dates(analysis) if dates is None else dates
    if analysis.language == "en":
        found = expressions.find_quantities(analysis, dates=days)
    elif analysis.language == "zh":
        found = chinese.find_quantities(analysis, dates=days)
    else:
        found = surface.find_quantities(analysis, dates=days, language=analysis.language)
    return tuple(each for each in found if all(math.isfinite(end or 0) for end in (each.low, each.high)))
