"""The groups of one part of a large pile: what `find_stories` does with a small pile, done with sketches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from firsthand.trace.grouping.events import SAME_MATTER, grouped
from firsthand.trace.grouping.large.commonness import lengths_of, valued
from firsthand.trace.grouping.large.comparing import Compared, Side
from firsthand.trace.grouping.large.rows import Floats, Forms, Integers, Rows, ended, expanded
from firsthand.trace.grouping.likeness import Matrix, fade
from firsthand.trace.translation.likeness import alike_across
from firsthand.trace.translation.marks import is_han

# Values are whole numbers, so that the sums are the same on every machine: see `sketching`.
_PARTS = 1 << 12
_FACTOR_PARTS = 16


def matters_of(rows: Rows, state: Compared, members: Integers) -> list[list[int]]:
    """Return the groups of some rows that tell of one matter each."""
    part = _part_of(rows, state, members)
    days = [date.fromordinal(day) if day > 0 else None for day in rows.days[members].tolist()]
    likeness = fade(part.matrix, days)
    places = list(range(len(members)))
    found = grouped(part, places, likeness, least=SAME_MATTER, least_in=lambda language: SAME_MATTER)
    return [members[group].tolist() for group in found]


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """Some rows of a pile, how alike each two are, and what their words weigh (in parts of their length)."""

    languages: Sequence[str]
    matrix: Matrix
    forms: Forms
    values: Integers

    def likeness(self, members: Sequence[int]) -> Matrix:
        """Return how alike each two of some documents are, as a square matrix."""
        found: Matrix = self.matrix[np.ix_(members, members)]
        return found

    def likeness_beside(self, group: Sequence[int]) -> Matrix:
        """Return how alike some documents in one language are beside the words that all of them have."""
        rows = np.array(group, dtype=np.int64)
        places, counts = self.forms.places(rows)
        forms = Forms(ended(counts), self.forms.forms[places], self.forms.weights[:0])
        _, at, carriers = np.unique(forms.forms, return_inverse=True, return_counts=True)
        worth = np.round(_FACTOR_PARTS * np.log((len(group) + 0.5) / carriers)).astype(np.int64)
        values = self.values[places] * np.where(carriers > 1, worth, 0)[at]
        return _cosines(forms, values, lengths_of(forms, values)).astype(np.float32)


def _part_of(rows: Rows, state: Compared, members: Integers) -> _Part:
    languages = [one.decode() for one in rows.languages[members].tolist()]
    forms, values, lengths = _weighed(state.words, members)
    matrix = _cosines(forms, values, lengths)
    if len(set(languages)) > 1:
        marks = _cosines(*_weighed(state.marks, members))
        senses = rows.senses[members].astype(np.float64)
        senses /= np.maximum(np.sqrt((senses * senses).sum(axis=1, keepdims=True)), 1.0)
        spoken = np.array(languages)
        han = np.array([is_han(language) for language in languages])
        across = alike_across(marks, senses @ senses.T, han[:, None] != han[None, :])
        matrix = np.where(spoken[:, None] == spoken[None, :], matrix, across)
    shares = np.round(_PARTS * values / np.repeat(lengths, np.diff(forms.starts))).astype(np.int64)
    return _Part(languages, matrix.astype(np.float32), forms, shares)


def _weighed(side: Side, members: Integers) -> tuple[Forms, Integers, Floats]:
    own = side.view.of(members)
    return own.forms, valued(own, side.sampled.common), side.lengths[members]


def _cosines(forms: Forms, values: Integers, lengths: Floats) -> Floats:
    """Return the cosine of each two rows, as a square matrix."""
    count = len(lengths)
    order = np.argsort(forms.forms, kind="stable")
    form, row, value = forms.forms[order], forms.rows()[order], values[order].astype(np.float64)
    new = np.ones(len(form), dtype=bool)
    new[1:] = form[1:] != form[:-1]
    first = np.flatnonzero(new)
    run = np.cumsum(new) - 1
    carriers = np.diff(np.append(first, len(form)))
    shared = np.flatnonzero(carriers[run] > 1)
    times = carriers[run[shared]]
    other = expanded(first[run[shared]], times)
    cells = np.repeat(row[shared], times) * count + row[other]
    dots = np.bincount(cells, np.repeat(value[shared], times) * value[other], count * count)
    cosines: Floats = dots.reshape(count, count) / (lengths[:, None] * lengths[None, :])
    return cosines
