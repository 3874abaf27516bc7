"""Invented names of people, places, firms, ships and outlets, and values for the slots of a story."""

from collections.abc import Mapping
from random import Random
from typing import Any

from retold.data import words
from retold.wording import choose

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def person(random: Random) -> str:
    """Return a first name and a surname that nobody is known to have."""
    return f"{choose(words('names')['given'], random)} {surname(random)}"


def surname(random: Random) -> str:
    """Return a surname."""
    parts = words("names")
    return "".join(choose(parts[part], random) for part in ("first", "middle", "last"))


def place(random: Random) -> str:
    """Return the name of a town."""
    parts = words("names")
    first, last = choose(parts["place_first"], random), choose(parts["place_last"], random)
    return f"{choose(parts['before'], random)}{first}{last}"


def filled(slots: Mapping[str, str], random: Random) -> dict[str, str]:
    """Return a value for each slot of a kind of event; no figure and no name comes twice."""
    values: dict[str, str] = {}
    used: set[str] = set()
    for slot, kind in slots.items():
        value = _value(kind, random)
        while value in used:
            value = _value(kind, random)
        used.add(value)
        values[slot] = value
    return values


def money(low: int, high: int, random: Random) -> str:
    """Return a sum; the crown is nobody's money in particular."""
    return f"{random.randint(low, high)}.{random.randint(1, 9)} million crowns"


def _value(kind: str, random: Random) -> str:
    name, _, rest = kind.partition(":")
    return str(_MAKERS[name](rest, random))


def _figure(rest: str, random: Random) -> str:
    low, high = map(int, rest.split("-"))
    return f"{random.randint(low, high):,}"


def _year(rest: str, random: Random) -> str:
    low, high = map(int, rest.split("-"))
    return str(random.randint(low, high))


def _water(rest: str, random: Random) -> str:
    return str(choose(words("names")["water"], random).format(place=place(random).split()[-1]))


def _money(rest: str, random: Random) -> str:
    low, high = map(int, rest.split("-"))
    return money(low, high, random)


_MAKERS: Mapping[str, Any] = {
    "figure": _figure,
    "year": _year,
    "money": _money,
    "person": lambda rest, random: person(random),
    "town": lambda rest, random: place(random),
    "street": lambda rest, random: surname(random),
    "water": _water,
    "ship": lambda rest, random: f"{choose(words('names')['ships'], random)} {place(random).split()[-1]}",
    "company": lambda rest, random: f"{surname(random)} {choose(rest.split('|'), random)}",
    "choice": lambda rest, random: choose(rest.split("|"), random),
    "day": lambda rest, random: choose(_DAYS, random),
    "hour": lambda rest, random: (
        f"{random.randint(1, 11)}.{random.randint(1, 11) * 5:02d} {choose(('a.m.', 'p.m.'), random)}"
    ),
}
