"""Figures that claims tell, one by one, and how far two of them count one thing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from firsthand.extract.packs import load
from firsthand.model import Claim, DateRange, Document, Quantity, Statement
from firsthand.trace.wording.words import language_of
from firsthand.weigh.conflicts.facts.growing import is_growing, is_growing_act
from firsthand.weigh.conflicts.intervals import is_added, is_moved
from firsthand.weigh.counted import words_of_unit

# The unit of whoever is counted without saying more.
_PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Count:
    """One claim's figure of one unit, in one statement.

    `added`: it comes on top of another; `moved`: it is worded as where the figure stands now;
    `grows`: it is of a kind that grows while a story goes on (the dead, signatures); `published`
    is the day of its document.
    """

    claim: str
    statement: Statement
    quantity: Quantity
    added: bool
    moved: bool
    grows: bool = False
    language: str = "en"
    published: date | None = None

    @property
    def value(self) -> tuple[float, float]:
        """The figure as two ends, for comparison and order."""
        low, high = self.quantity.low or 0.0, self.quantity.high
        return low, float("inf") if high is None else high

    @property
    def dated(self) -> DateRange | None:
        """The first date of its statement that is known."""
        return next((each for each in self.statement.dates if each.earliest or each.latest), None)


def counts_of(
    claims: Iterable[Claim], by_id: Mapping[str, Statement], documents: Mapping[str, Document]
) -> list[Count]:
    """Return every figure that claims tell of things counted; what measures anything is left out."""
    measures = frozenset(load("opposition")["units"]["measures"])
    languages = {document.id: language_of(document) for document in documents.values()}
    counts = []
    for claim in claims:
        for each in (by_id[name] for name in claim.statements if name in by_id):
            language, document = languages.get(each.document, "en"), documents.get(each.document)
            counts += [
                Count(
                    claim=claim.id,
                    statement=each,
                    quantity=quantity,
                    added=is_added(each, quantity, language),
                    moved=is_moved(each, quantity, language),
                    grows=is_growing({quantity.unit}, language)
                    or (quantity.unit == _PEOPLE and is_growing_act(each.main, language)),
                    language=language,
                    published=document.published if document else None,
                )
                for quantity in each.quantities
                if quantity.unit and quantity.unit not in measures and quantity.low is not None
            ]
    return counts


def shared(one: Count, other: Count) -> float:
    """Return the share of the shorter statement's words in both; 0 where they count in other places."""
    if elsewhere(one, other):
        return 0.0
    words = [
        {word.lemma for word in each.statement.words if word.pos != "NUM"}
        - words_of_unit(each.quantity.unit, each.language)
        for each in (one, other)
    ]
    return len(words[0] & words[1]) / max(1, min(map(len, words)))


def elsewhere(one: Count, other: Count) -> bool:
    """Tell whether two figures are said of different places."""
    here, there = ({place.country or place.name for place in each.statement.places} for each in (one, other))
    return bool(here and there and not here & there)


def day_of(count: Count) -> date:
    """Return the first day that a figure may be of: as dated, else by publication, else the last of days."""
    dated = count.dated
    return (dated and (dated.earliest or dated.latest)) or count.published or date.max
