"""The sketches of a pile, side by side in columns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from firsthand.trace.grouping.large.sketching import Sketch

Integers = NDArray[np.int64]
Hashes = NDArray[np.uint64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Forms:
    """What each row has: `forms` (uint32) and `weights` (uint16) from starts[row] to starts[row + 1]."""

    starts: Integers
    forms: NDArray[np.uint32]
    weights: NDArray[np.uint16]

    def places(self, rows: Integers) -> tuple[Integers, Integers]:
        """Return where the forms of some rows stand, row by row, and how many each has."""
        counts = self.starts[rows + 1] - self.starts[rows]
        return expanded(self.starts[rows], counts), counts

    def of(self, rows: Integers) -> "Forms":
        """Return the forms of some rows only, in their order."""
        at, counts = self.places(rows)
        return Forms(ended(counts), self.forms[at], self.weights[at])

    def rows(self) -> Integers:
        """Return for each form the row it belongs to."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Sketched documents in the order of their keys, which are hashes of their ids.

    `days` are ordinals, 0 where unknown. `words` are compared within a language, `marks` and `senses` (int8,
    one row a document; no columns where the pile has one language) across languages.
    """

    ids: Sequence[str]
    keys: Hashes
    days: NDArray[np.int32]
    languages: NDArray[np.bytes_]
    words: Forms
    marks: Forms
    senses: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.ids)

    def spoken(self) -> tuple[list[bytes], Integers]:
        """Return the languages of the pile, and for each row the number of its own."""
        numbers = self.languages.view(np.uint64)  # eight letters at most: numbers sort fast
        distinct, at = np.unique(numbers, return_inverse=True)
        return distinct.view("S8").tolist(), at.astype(np.int64)

    def of(self, rows: Integers) -> "Rows":
        """Return some of the rows, which are to be given in ascending order."""
        return Rows(
            [self.ids[row] for row in rows.tolist()],
            self.keys[rows],
            self.days[rows],
            self.languages[rows],
            self.words.of(rows),
            self.marks.of(rows),
            self.senses[rows],
        )


def key_of(document: str) -> int:
    """Return the number that stands for a document: any 64 bits, the same wherever it is asked."""
    return int.from_bytes(blake2b(document.encode(), digest_size=8).digest(), "big")


def rows_of(sketches: Iterable[Sketch]) -> Rows:
    """Put sketches side by side.

    Raises ValueError where two documents have the same key, which chance alone brings about in one of
    thirty million piles of a million.
    """
    told = sorted(((key_of(one.document), one) for one in _distinct(sketches)), key=itemgetter(0))
    keys = np.array([key for key, _ in told], dtype=np.uint64)
    if len(keys) and (keys[1:] == keys[:-1]).any():
        raise ValueError("Two documents of this pile have the same key: rename one of them.")
    ordered = [one for _, one in told]
    return Rows(
        [one.document for one in ordered],
        keys,
        np.array([one.day for one in ordered], dtype=np.int32),
        np.array([one.language.encode()[:8] for one in ordered], dtype="S8"),
        _forms([one.stems for one in ordered], [one.weights for one in ordered]),
        _forms([one.marks for one in ordered], [one.mark_weights for one in ordered]),
        _senses([one.sense for one in ordered]),
    )


def merged(one: Rows, other: Rows) -> Rows:
    """Put the rows of two piles that have no document in common in one order; the second is the smaller."""
    if not len(one) or not len(other):
        return joined_rows((one, other))
    at = np.searchsorted(one.keys, other.keys)
    ids = list(one.ids)
    for place, id in zip(at.tolist()[::-1], other.ids[::-1], strict=True):
        ids.insert(place, id)
    widest = max(one.senses.shape[1], other.senses.shape[1])
    return Rows(
        ids,
        np.insert(one.keys, at, other.keys),
        np.insert(one.days, at, other.days),
        np.insert(one.languages, at, other.languages),
        _merged_forms(one.words, other.words, at),
        _merged_forms(one.marks, other.marks, at),
        np.insert(_widened(one.senses, widest), at, _widened(other.senses, widest), axis=0),
    )


def places_of(keys: Hashes, asked: Hashes) -> Integers:
    """Return where keys stand among all, which are sorted and hold them.

    Keys are hashes, so that their first bits nearly tell: several times as fast as a search for each.
    """
    if not len(keys):
        return np.zeros(0, dtype=np.int64)
    bits = len(keys).bit_length() + 1
    shift = np.uint64(64 - bits)
    begins = np.searchsorted(keys, np.arange(1 << bits, dtype=np.uint64) << shift)
    places: Integers = begins[(asked >> shift).astype(np.int64)]
    late = np.flatnonzero(keys[places] < asked)
    while len(late):
        places[late] += 1
        late = late[keys[places[late]] < asked[late]]
    return places


def joined_rows(parts: Sequence[Rows]) -> Rows:
    """Put rows one after another, as they come."""
    widest = max((part.senses.shape[1] for part in parts), default=0)
    return Rows(
        [id for part in parts for id in part.ids],
        np.concatenate([part.keys for part in parts]),
        np.concatenate([part.days for part in parts]),
        np.concatenate([part.languages for part in parts]),
        joined_forms([part.words for part in parts]),
        joined_forms([part.marks for part in parts]),
        np.concatenate([_widened(part.senses, widest) for part in parts]),
    )


def joined_forms(parts: Sequence[Forms]) -> Forms:
    """Put the forms of several piles one after another."""
    return Forms(
        ended(np.concatenate([np.diff(part.starts) for part in parts])),
        np.concatenate([part.forms for part in parts]),
        np.concatenate([part.weights for part in parts]),
    )


def _merged_forms(one: Forms, other: Forms, at: Integers) -> Forms:
    counts = np.diff(other.starts)
    places = np.repeat(one.starts[at], counts)
    return Forms(
        ended(np.insert(np.diff(one.starts), at, counts)),
        np.insert(one.forms, places, other.forms),
        np.insert(one.weights, places, other.weights),
    )


def ended(counts: Integers) -> Integers:
    """Return where stretches of these lengths begin, and where the last ends."""
    starts = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def expanded(starts: Integers, counts: Integers) -> Integers:
    """Return the numbers of all stretches, one stretch after another."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - ends + counts, counts) + np.arange(total)


def _distinct(sketches: Iterable[Sketch]) -> Iterator[Sketch]:
    seen: set[str] = set()
    for one in sketches:
        if one.document not in seen:
            seen.add(one.document)
            yield one


def _forms(forms: Sequence[bytes], weights: Sequence[bytes]) -> Forms:
    counts = np.array([len(one) // 4 for one in forms], dtype=np.int64)
    return Forms(
        ended(counts),
        np.frombuffer(b"".join(forms), dtype="<u4").astype(np.uint32, copy=False),
        np.frombuffer(b"".join(weights), dtype="<u2").astype(np.uint16, copy=False),
    )


def _senses(senses: Sequence[bytes]) -> NDArray[np.int8]:
    width = max(map(len, senses), default=0)
    found = np.zeros((len(senses), width), dtype=np.int8)
    for row, sense in enumerate(senses):
        found[row, : len(sense)] = np.frombuffer(sense, dtype=np.int8)
    return found


def _widened(senses: NDArray[np.int8], width: int) -> NDArray[np.int8]:
    if senses.shape[1] == width:
        return senses
    return np.zeros((len(senses), width), dtype=np.int8)
