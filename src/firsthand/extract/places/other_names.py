"""What the towns of the gazetteer are called in any language: "Aquisgrana" is Aachen."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from firsthand.extract.places.gazetteer import HANZI, gazetteer
from firsthand.extract.places.small_towns import name_key
from firsthand.extract.tagging.script import simplified

# A name in Latin letters that begins with a capital, and no code of an airport.
_NAME = re.compile(r"^(?=.*[a-zà-öø-ÿ])[A-ZÀ-ÖØ-ÞŒŁŚŽŠČĐİ][\w'’ -]{2,}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class OtherNames:
    """All other names as the hashes of their keys, sorted, and the town each is of; ask `named`."""

    hashes: npt.NDArray[np.int64]
    towns: npt.NDArray[np.int32]

    def named(self, name: str) -> Iterator[int]:
        """Yield the places in the gazetteer's list of the towns that are called so, the largest first."""
        key = name_key(name) or simplified(name)
        code = np.int64(hash(key))
        at = int(np.searchsorted(self.hashes, code))
        found: list[int] = []
        while at < len(self.hashes) and self.hashes[at] == code:
            town = int(self.towns[at])
            if town not in found and key in _keys(gazetteer().towns[town].others):
                found.append(town)
            at += 1
        yield from sorted(found)


@functools.cache
def other_names() -> OtherNames:
    """Work the names out once a process, when a text has a name that nothing else knows."""
    hashes: list[int] = []
    towns: list[int] = []
    for at, town in enumerate(gazetteer().towns):
        for key in _keys(town.others):
            hashes.append(hash(key))
            towns.append(at)
    keys = np.asarray(hashes, np.int64)
    order = np.argsort(keys, kind="stable")
    return OtherNames(keys[order], np.asarray(towns, np.int32)[order])


def _keys(others: str) -> set[str]:
    keys = {name_key(name) for name in _NAME.findall(others)}
    return keys | {simplified(name) for name in HANZI.findall(others)}
