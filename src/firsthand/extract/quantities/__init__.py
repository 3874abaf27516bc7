"""How many and how much: numbers in a text as the intervals they claim."""

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
    expressions, where the caller has them already.
    """
    days = find_dates(analysis) if dates is None else dates
    if analysis.language == "en":
        return expressions.find_quantities(analysis, dates=days)
    if analysis.language == "zh":
        return chinese.find_quantities(analysis, dates=days)
    return surface.find_quantities(analysis, dates=days, language=analysis.language)
