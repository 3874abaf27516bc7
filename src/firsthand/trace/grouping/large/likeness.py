"""How alike two documents of a large pile are, by their sketches, dates and languages."""

import numpy as np

from firsthand.trace.grouping.large.linking import Alike
from firsthand.trace.grouping.large.rows import Floats, Integers, Rows
from firsthand.trace.grouping.likeness import kept_after
from firsthand.trace.translation.likeness import alike_across

_FARTHEST = 3650  # days; whatever is farther apart is so for good
_AT_ONCE = 20_000


def within(rows: Rows) -> Alike:
    """Return what tells the likeness of two documents in one language, from the cosine of their words."""
    fading = _fading(rows)

    def alike(cosines: Floats, one: Integers, other: Integers) -> Floats:
        return cosines * fading(one, other)

    return alike


def across(rows: Rows) -> Alike:
    """Return what tells the likeness of two documents in two languages, from the cosine of their marks.

    Within one language it is 0: words tell more.
    """
    fading = _fading(rows)
    han = rows.languages == b"zh"
    lengths = np.sqrt(np.maximum((rows.senses.astype(np.int64) ** 2).sum(axis=1), 1).astype(np.float64))

    def alike(cosines: Floats, one: Integers, other: Integers) -> Floats:
        found = np.zeros(len(cosines))
        apart = np.flatnonzero(rows.languages[one] != rows.languages[other])
        for start in range(0, len(apart), _AT_ONCE):
            part = apart[start : start + _AT_ONCE]
            a, b = one[part], other[part]
            dots = np.einsum("ij,ij->i", rows.senses[a], rows.senses[b], dtype=np.int64)
            sense = dots / (lengths[a] * lengths[b])
            found[part] = alike_across(cosines[part], sense, han[a] != han[b]) * fading(a, b)
        return found

    return alike


def _fading(rows: Rows) -> "_Fading":
    return _Fading(rows.days.astype(np.int64))


class _Fading:
    """What is left of the likeness of two rows for the days between them; all, where a day is unknown."""

    def __init__(self, days: Integers) -> None:
        self.days = days
        self.left = kept_after(np.arange(_FARTHEST + 1, dtype=np.float64))

    def __call__(self, one: Integers, other: Integers) -> Floats:
        a, b = self.days[one], self.days[other]
        left: Floats = self.left[np.minimum(np.abs(a - b), _FARTHEST)]
        return np.where((a > 0) & (b > 0), left, 1.0)
