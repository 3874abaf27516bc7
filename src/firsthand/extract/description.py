"""Any passage as a statement: its predicate, polarity, hedges and measures, whoever says it."""

import bisect
import functools
from dataclasses import dataclass
from typing import TypeVar

from firsthand.extract.analysis import Analysis
from firsthand.extract.dates import find_dates
from firsthand.extract.languages import grammar_of
from firsthand.extract.places import find_places
from firsthand.extract.quantities import find_quantities
from firsthand.model import DateRange, Place, Quantity, Statement, content_id

# Marks that open and close a quotation; those that only do so touching its words, for elsewhere they do
# the other: »so« in German, « ainsi » in French.
_OPENING, _CLOSING = '"“«„「『', '"”»」』'
_TURNED_OPENING, _TURNED_CLOSING = "»›‹", "«‹›"


@dataclass(frozen=True, slots=True)
class Measures:
    """The quantities, dates and places of one document, each in the order of the text."""

    quantities: tuple[Quantity, ...]
    dates: tuple[DateRange, ...]
    places: tuple[Place, ...]


def measure(analysis: Analysis) -> Measures:
    """Find the numbers, dates and places of a document, once for all its statements."""
    dates = find_dates(analysis)
    return Measures(
        _in_order(find_quantities(analysis, dates=dates)), _in_order(dates), _in_order(find_places(analysis))
    )


_Found = TypeVar("_Found", Quantity, DateRange, Place)

_measured = functools.lru_cache(maxsize=8)(measure)


def describe(analysis: Analysis, start: int, end: int, *, measures: Measures | None = None) -> Statement:
    """Describe any passage [start, end) of a document as a bare statement: nobody said it yet."""
    measures = _measured(analysis) if measures is None else measures
    predicate = grammar_of(analysis.language).find_predicate(analysis, start, end)
    document = analysis.document
    text = document.text[start:end]
    return Statement(
        id=content_id("s", document.id, start, end),
        document=document.id,
        start=start,
        end=end,
        text=text,
        sentence=sentence_of(analysis, start),
        quoted=is_quoted(document.text, start, end),
        stance="plans" if predicate.planned else "asserts",
        hedges=predicate.hedges,
        negated=predicate.negated,
        modal=predicate.modal,
        main=predicate.main,
        words=predicate.words,
        subject=predicate.subject,
        object=predicate.object,
        reports_speech=predicate.speech,
        quantities=_within(measures.quantities, start, end),
        dates=_within(measures.dates, start, end),
        places=_within(measures.places, start, end),
        reading=text,
    )


def _in_order(found: tuple[_Found, ...]) -> tuple[_Found, ...]:
    return tuple(sorted(found, key=lambda one: one.start))


def _within(found: tuple[_Found, ...], start: int, end: int) -> tuple[_Found, ...]:
    """Return the measures that lie in [start, end), of all in the order of the text."""
    first = bisect.bisect_left(found, start, key=lambda one: one.start)
    last = bisect.bisect_left(found, end, lo=first, key=lambda one: one.start)
    return tuple(one for one in found[first:last] if one.end <= end)


def sentence_of(analysis: Analysis, offset: int) -> int:
    """Return which of the document's sentences, from 0, an offset lies in."""
    starts: list[int] | None = analysis.doc.user_data.get("sentence starts")
    if starts is None:
        starts = [sentence.start_char for sentence in analysis.doc.sents]
        analysis.doc.user_data["sentence starts"] = starts
    return max(0, bisect.bisect_right(starts, offset) - 1)


def is_quoted(text: str, start: int, end: int) -> bool:
    """Tell whether a passage stands just inside quotation marks."""
    touching = text[start - 1 : start] if start else ""
    space = text[max(0, start - 4) : start].rstrip()
    closed = space[-1:] == "«" and space[-2:-1].strip() and not touching.strip()  # »so« und
    after = text[end : end + 3].lstrip(" .,;!?。，！？…")[:1]
    closing = text[end : end + 3].lstrip(".,;!?。，！？…")[:1]
    opens = bool(space) and space[-1] in _OPENING and not closed
    opens = opens or (touching != "" and touching in _TURNED_OPENING)
    closes = (after != "" and after in _CLOSING) or (closing != "" and closing in _TURNED_CLOSING)
    return opens or (closes and '"' not in text[start:end])
