"""How common a word is in a large pile, told by a sample that hardly changes when a document is added.

The sample are the documents whose keys are below a limit, which halves each time the pile doubles. So it is a
function of the pile, and of a thousand new documents thirty fall into it. What is counted there is told in
steps only: half a doubling each where a pile is counted whole, a doubling each where a sample stands for it,
and there the lowest for what two have, or one, or none. So one document more moves few words a step up.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.trace.grouping.large.rows import Floats, Forms, Hashes, Integers
from firsthand.trace.grouping.likeness import UNSEEN

_SAMPLED = 12  # powers of two: a pile of up to 4,096 is counted whole, of a larger one 2,048 to 4,096
_FACTOR_PARTS = 16  # factors are whole numbers too
_MOST_FACTOR = 255
_STEPS = 2.0 ** (np.arange(64) / 2)
_SEVERAL = 3  # fewer than so many of a sample are as good as none


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One thing that the documents of a pile are compared by: their words, or their marks.

    `fields` (one a row) number the documents that are counted together: of words those of one language.
    `powers` and `names` (one a field) say how many documents that are, at most two to that power, and what
    the field is called. `days` as in Rows.
    """

    forms: Forms
    keys: Hashes
    days: NDArray[np.int32]
    fields: Integers
    powers: Integers
    names: tuple[bytes, ...]

    def of(self, rows: Integers) -> "View":
        """Return some rows of it only."""
        return View(
            self.forms.of(rows), self.keys[rows], self.days[rows], self.fields[rows], self.powers, self.names
        )

    @property
    def levels(self) -> Integers:
        """How often the sample of each field was halved."""
        return np.maximum(self.powers - _SAMPLED, 0)

    def sampled(self) -> Integers:
        """Return the rows of the sample."""
        if not len(self.keys):
            return np.zeros(0, np.int64)
        levels = self.levels[self.fields].astype(np.uint64)
        return np.flatnonzero(self.keys <= np.uint64(2**64 - 1) >> levels)


@dataclass(frozen=True, slots=True, eq=False)
class Common:
    """The forms of a sample, sorted, and the step on which each stands: twice log2 of how many have it."""

    forms: NDArray[np.uint32]
    steps: NDArray[np.int8]

    def of(self, forms: NDArray[np.uint32]) -> NDArray[np.int8]:
        """Return the steps of some forms; what the sample does not have is on the lowest."""
        return looked_up(self.forms, self.steps, forms)


def power_of(count: int) -> int:
    """Return the least power of two that is no less than a number of documents."""
    return max(count - 1, 0).bit_length()


def common_of(view: View) -> Common:
    """Count what the sample of a pile has."""
    rows = view.sampled()
    own = view.of(rows)
    forms, firsts, counts = np.unique(own.forms.forms, return_index=True, return_counts=True)
    row = np.searchsorted(own.forms.starts, firsts, side="right") - 1
    whole = view.levels[own.fields[row]] == 0  # a form is of one field, but for chance
    # Three to five of a sample have it: about four; six to eleven: about eight.
    roughly = np.where(counts < _SEVERAL, 0, 2 * np.floor(np.log2(counts / _SEVERAL)) + 4)
    steps = np.where(whole, np.searchsorted(_STEPS, counts, side="right") - 1, roughly)
    return Common(forms, steps.astype(np.int8))


def factors_of(powers: Integers) -> Integers:
    """Return by what the weight of a form is multiplied, by field and step: the rarer the more."""
    documents = 0.75 * 2.0 ** np.minimum(powers, _SAMPLED) + UNSEEN
    factors = np.round(_FACTOR_PARTS * np.log(documents[:, None] / _STEPS[None, :]))
    return np.clip(factors, 1, _MOST_FACTOR).astype(np.int64)


def valued(view: View, common: Common) -> Integers:
    """Return what each form of a view weighs in the pile: whole numbers below 2 ** 20."""
    factors = factors_of(view.powers)
    fields = np.repeat(view.fields, np.diff(view.forms.starts))
    found: Integers = factors[fields, common.of(view.forms.forms)] * view.forms.weights
    return found


def lengths_of(forms: Forms, values: Integers) -> Floats:
    """Return the length of each row's vector; 1 for a row that has nothing."""
    squares = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(values * values, out=squares[1:])
    lengths: Floats = np.sqrt((squares[forms.starts[1:]] - squares[forms.starts[:-1]]).astype(np.float64))
    return np.where(lengths > 0, lengths, 1.0)


def looked_up(
    known: NDArray[np.generic], values: NDArray[np.int8], asked: NDArray[np.generic]
) -> NDArray[np.int8]:
    """Return the values of what is asked, 0 where it is not among the known, which are sorted."""
    if not len(known):
        return np.zeros(len(asked), dtype=np.int8)
    at = np.minimum(np.searchsorted(known, asked), len(known) - 1)
    return np.where(known[at] == asked, values[at], 0).astype(np.int8)


def changed(one: Common, other: Common) -> NDArray[np.uint32]:
    """Return the forms that stand on another step in one sample than in another."""
    every = np.union1d(one.forms, other.forms)
    found: NDArray[np.uint32] = every[one.of(every) != other.of(every)]
    return found
