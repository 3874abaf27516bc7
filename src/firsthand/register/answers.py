"""One statement's answer to one field, and all that one statement says of one record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from firsthand.model import DateRange, Place, Quantity, Statement
from firsthand.model.statement import Stance
from firsthand.register.codebook import RecordType
from firsthand.register.reading import Telling


@dataclass(frozen=True, slots=True)
class Answer:
    """What one statement answers to one field.

    `key` is equal for equal answers ("geoname 123", a step's name); `text` is what a reader sees. `stance`
    and `doubted` tell how the statement puts it. `notes` say what was done that a reader may question.
    `hint` marks an answer that is less than it says: near the place. `spots` are where the words stand
    that say it, where that tells to which of several places it belongs.
    """

    key: tuple[Any, ...]
    text: str
    telling: Telling
    stance: Stance = "asserts"
    doubted: bool = False
    place: Place | None = None
    quantity: Quantity | None = None
    dates: DateRange | None = None
    party: str = ""
    step: str = ""
    country: str = ""
    notes: tuple[str, ...] = ()
    hint: bool = False
    spots: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one statement says of one record: its answers by field."""

    kind: RecordType
    telling: Telling
    answers: Mapping[str, tuple[Answer, ...]] = field(repr=False)

    @property
    def statement(self) -> Statement:
        """The statement that says it."""
        return self.telling.statement


def place_key(place: Place) -> tuple[Any, ...]:
    """Return what tells a place from all others: its country, its GeoNames id, else its name."""
    if place.precision == "country":
        return ("country", place.country or place.name)
    if place.geoname is not None:
        return ("geoname", place.geoname)
    return (place.precision or "city", place.country or "", place.name.casefold())


def story_of(candidate: Candidate) -> str:
    """Return the story in which a statement is told, its document where it is in none."""
    return candidate.telling.story or candidate.telling.document.id
