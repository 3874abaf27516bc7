"""Many texts as one, and an index from texts to numbers: no object a text until one is asked for."""

import functools
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from firsthand.extract.compiled.layout import Table

# Answers an index remembers, most of them that there is none: texts say the same words again and again.
_REMEMBERED = 65_536


class Texts:
    """A list of texts, kept as their bytes one behind another."""

    __slots__ = ("_bytes", "_ends")

    def __init__(self, table: Table, name: str) -> None:
        """Take what `Texts.columns` gave under this name."""
        self._bytes = memoryview(table[f"{name}.bytes"])
        self._ends = memoryview(table[f"{name}.ends"])

    @staticmethod
    def columns(texts: Iterable[str], name: str) -> dict[str, npt.NDArray[Any]]:
        """Return texts as the columns of a table."""
        encoded = [text.encode() for text in texts]
        ends = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
        return {f"{name}.bytes": np.frombuffer(b"".join(encoded), np.uint8), f"{name}.ends": ends}

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, at: int) -> str:
        return str(self._bytes[self._ends[at] : self._ends[at + 1]], "utf-8")

    def __iter__(self) -> Iterator[str]:
        every = bytes(self._bytes)
        ends = self._ends.tolist()
        for start, end in pairwise(ends):
            yield every[start:end].decode()


class Index:
    """Which numbers belong to a text: like a dictionary of tuples that nobody changes."""

    __slots__ = ("_hashes", "_keys", "_numbers", "_starts", "numbers_of")

    def __init__(self, table: Table, name: str) -> None:
        """Take what `Index.columns` gave under this name."""
        self._hashes = memoryview(table[f"{name}.hashes"])
        self._keys = Texts(table, f"{name}.keys")
        self._starts = memoryview(table[f"{name}.starts"])
        self._numbers = memoryview(table[f"{name}.numbers"])
        self.numbers_of = functools.lru_cache(_REMEMBERED)(self._found)

    @staticmethod
    def columns(numbers: Mapping[str, Sequence[int]], name: str) -> dict[str, npt.NDArray[Any]]:
        """Return the numbers of texts as the columns of a table."""
        hashed = sorted((_hash(key), key) for key in numbers)
        found = [numbers[key] for _, key in hashed]
        return {
            f"{name}.hashes": np.array([code for code, _ in hashed], np.uint64),
            **Texts.columns((key for _, key in hashed), f"{name}.keys"),
            f"{name}.starts": np.cumsum([0, *map(len, found)], dtype=np.int64),
            f"{name}.numbers": np.array([number for each in found for number in each], np.int32),
        }

    def __len__(self) -> int:
        return len(self._hashes)

    def __contains__(self, key: str) -> bool:
        return self._at(key) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def _found(self, key: str) -> tuple[int, ...]:
        """Return the numbers of a text, () for one that is not there."""
        at = self._at(key)
        return () if at is None else tuple(self._numbers[self._starts[at] : self._starts[at + 1]])

    def _at(self, key: str) -> int | None:
        code = _hash(key)
        at = bisect_left(self._hashes, code)
        while at < len(self._hashes) and self._hashes[at] == code:
            if self._keys[at] == key:
                return at
            at += 1
        return None


def _hash(key: str) -> int:
    """Return the same number for a text in every process, unlike `hash`; a text of any kind has one."""
    return int.from_bytes(blake2b(key.encode(errors="surrogatepass"), digest_size=8).digest(), "little")
