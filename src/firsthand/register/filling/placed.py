"""A place with what it does in its sentence, and which place holds which."""

from dataclasses import dataclass
from typing import Literal

from firsthand.model import Place

Role = Literal["at", "near", "away", "owner", "agent", "by", "with", "bare", "around"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A place with its role in the sentence; `at` is its number among the pieces.

    "at": something lies there; "near": close to it only; "away": another way to it; "owner" and "agent":
    it says whose or who; "by": who does it; "with": who shares in it; "bare": alone, a subject or an
    object; "around": it holds another place that is named beside it ("Porto, Portugal"). `power` tells that a
    body that acts for the state stands with it ("Dutch police"); `beside` that only its outskirts are
    meant; `head` is the number of the piece that gives the role; `liked` that it is one of several named as
    examples ("such as X and Y").
    """

    place: Place
    role: Role
    at: int
    power: bool = False
    beside: bool = False
    head: int = -1
    hosts: bool = False
    liked: bool = False


def holds(outer: Place, inner: Place) -> bool:
    """Tell whether one place is the country of another."""
    if outer.country is None or outer.country != inner.country:
        return False
    return outer.precision == "country" and inner.precision != "country"


def may_hold(outer: Place, inner: Place) -> bool:
    """Tell whether a region may be the one a town lies in: nothing tells which region holds it."""
    return holds(outer, inner) or (
        outer.country is not None
        and outer.country == inner.country
        and (outer.precision, inner.precision) == ("region", "city")
    )
