"""Passages that name something, with their normal form."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

SourceKind = Literal["person", "organisation", "government", "outlet", "document", "unnamed"]


@dataclass(frozen=True, slots=True)
class Name:
    """A passage that points at someone or something that can speak.

    `form` says how it points: by a proper `name` ("Ina Roe"), a `description` ("the group",
    "two people familiar with the process", "the report") or a `pronoun` ("she").
    `head` is the lemma of its head word, lower case. `role` is what the words say of the bearer
    ("FBI Director"). `owner` is the index, in the same extraction, of the name it belongs to:
    for "a report by the Harbour Watch" that of "the Harbour Watch", for "Mr. Lund's office"
    that of "Mr. Lund". `sentence` counts the document's sentences from 0.
    """

    start: int
    end: int
    text: str
    kind: SourceKind
    form: Literal["name", "description", "pronoun"]
    head: str
    sentence: int
    plural: bool = False
    gender: Literal["m", "f", "n"] | None = None
    subject: bool = False
    definite: bool = True
    role: str | None = None
    owner: int | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the text as the interval it claims.

    "more than 100" is (100, inf), kept as low=100, high=None with `open_low`; "at least 13" is
    low=13, high=None; "54" is low=high=54; "almost 250,000" is low=225000, high=250000.
    None is unbounded. `unit` is the counted thing's lemma or a unit's symbol ("station", "%",
    "USD"); None when unknown. `approximate` marks "about".
    """

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str | None = None
    open_low: bool = False
    open_high: bool = False
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym with the place it was resolved to.

    `country` is ISO 3166-1 alpha-2; coordinates are WGS 84 degrees, None when unresolved;
    `geoname` is a GeoNames id. `precision` is what the name can be drawn as on a map. `note` says
    what was done to a name that no gazetteer knows, "" where nothing was.
    """

    start: int
    end: int
    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geoname: int | None = None
    precision: Literal["country", "region", "city"] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DateRange:
    """A date expression, resolved against the publication date, as the days it may mean.

    Both ends are inclusive; None is unbounded or unknown.
    """

    start: int
    end: int
    earliest: date | None
    latest: date | None
