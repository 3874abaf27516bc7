"""How alike two documents of a large pile are, by their sketches, dates and languages."""

import numpy as np
from numpy.typing import NDArray

from firsthand.trace.grouping.large.rows import Floats, Integers, Rows
from firsthand.trace.grouping.likeness import kept_after
from firsthand.trace.translation.likeness import alike_across
from firsthand.trace.translation.marks import is_han

_FARTHEST = 3650  # days; whatever is farther apart is so for good
_AT_ONCE = 20_000


class Within:
    """The likeness of two documents in one language."""

    def __init__(self, rows: Rows) -> None:
        self._faded = _Faded(rows)

    def asks(self, one: Integers, other: Integers) -> NDArray[np.bool_]:
        """Tell which pairs of rows are compared so: words of two languages are never the same."""
        return np.ones(len(one), dtype=bool)

    def __call__(self, cosines: Floats, one: Integers, other: Integers) -> Floats:
        """Return how alike pairs of rows are, from the cosines of their words."""
        return cosines * self._faded(one, other)


class Across:
    """The likeness of two documents in two languages; 0 within one, where words tell more."""

    def __init__(self, rows: Rows) -> None:
        self._faded = _Faded(rows)
        self._senses = rows.senses
        spoken, self._languages = rows.spoken()
        self._han = np.array([is_han(one.decode()) for one in spoken], dtype=bool)
        squares = np.einsum("ij,ij->i", rows.senses, rows.senses, dtype=np.int64)
        self._lengths = np.sqrt(np.maximum(squares, 1).astype(np.float64))

    def asks(self, one: Integers, other: Integers) -> NDArray[np.bool_]:
        """Tell which pairs of rows are in two languages."""
        found: NDArray[np.bool_] = self._languages[one] != self._languages[other]
        return found

    def __call__(self, cosines: Floats, one: Integers, other: Integers) -> Floats:
        """Return how alike pairs of rows are, from the cosines of their marks."""
        found: Floats = np.zeros(len(cosines))
        apart = np.flatnonzero(self.asks(one, other))
        for start in range(0, len(apart), _AT_ONCE):
            part = apart[start : start + _AT_ONCE]
            a, b = one[part], other[part]
            dots = np.einsum("ij,ij->i", self._senses[a], self._senses[b], dtype=np.int64)
            senses = dots / (self._lengths[a] * self._lengths[b])
            few_names = self._han[self._languages[a]] != self._han[self._languages[b]]
            found[part] = alike_across(cosines[part], senses, few_names) * self._faded(a, b)
        return found


class _Faded:
    """What is left of the likeness of two rows for the days between them; all, where a day is unknown."""

    def __init__(self, rows: Rows) -> None:
        self._days = rows.days.astype(np.int64)
        self._left = kept_after(np.arange(_FARTHEST + 1, dtype=np.float64))

    def __call__(self, one: Integers, other: Integers) -> Floats:
        a, b = self._days[one], self._days[other]
        left = self._left[np.minimum(np.abs(a - b), _FARTHEST)]
        return np.where((a > 0) & (b > 0), left, 1.0)
