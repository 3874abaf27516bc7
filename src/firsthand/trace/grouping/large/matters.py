"""The groups of one part of a large pile: what `find_stories` does with a small pile, done with sketches."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

import numpy as np

from firsthand.trace.grouping.events import SAME_MATTER, grouped
from firsthand.trace.grouping.large.commonness import View, lengths_of, valued
from firsthand.trace.grouping.large.comparing import Compared, Side
from firsthand.trace.grouping.large.rows import Integers, Rows
from firsthand.trace.grouping.likeness import fade
from firsthand.trace.grouping.pile import Pile
from firsthand.trace.translation.likeness import Gist


def matters_of(rows: Rows, state: Compared, members: Integers) -> list[list[int]]:
    """Return the groups of some rows that tell of one matter each."""
    languages = [one.decode() for one in rows.languages[members].tolist()]
    days = [date.fromordinal(day) if day > 0 else None for day in rows.days[members].tolist()]
    words = _weights(state.words, members)
    gists: list[Gist] = []
    if len(set(languages)) > 1:
        senses = rows.senses[members].astype(np.float32)
        senses /= np.maximum(np.linalg.norm(senses, axis=1, keepdims=True), 1e-9)
        marks = _weights(state.marks, members)
        gists = [Gist(*told) for told in zip(languages, senses, marks, strict=True)]
    pile = Pile((), languages, words, gists)
    places = list(range(len(members)))
    likeness = fade(pile.likeness(places), days)
    found = grouped(pile, places, likeness, least=SAME_MATTER, least_in=lambda language: SAME_MATTER)
    return [members[group].tolist() for group in found]


def _weights(side: Side, members: Integers) -> list[Mapping[int, float]]:
    own: View = side.view.of(members)
    values = valued(own, side.sampled.common)
    counts = np.diff(own.forms.starts)
    weights = (values / np.repeat(lengths_of(own.forms, values), counts)).tolist()
    forms = own.forms.forms.tolist()
    starts = own.forms.starts.tolist()
    return [dict(zip(forms[begin:end], weights[begin:end], strict=True)) for begin, end in pairwise(starts)]
