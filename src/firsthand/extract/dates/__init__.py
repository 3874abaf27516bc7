"""When something is said to have happened."""

from firsthand.extract.analysis import Analysis
from firsthand.extract.dates import chinese, expressions, surface
from firsthand.model import DateRange

__all__ = ["find_dates"]


def find_dates(analysis: Analysis) -> tuple[DateRange, ...]:
    """Return every date expression of a document, in order, as an inclusive range of days.

    What is left unsaid is filled from the date of publication ("Dec 4", "letzten Monat", "星期三");
    where that is unknown, both ends are None. "since 2015" ends on the day of publication, "until
    March" has no beginning.
    """
    if analysis.language == "en":
        return expressions.find_dates(analysis)
    if analysis.language == "zh":
        return chinese.find_dates(analysis)
    return surface.find_dates(analysis, language=analysis.language)
