"""The links of a large pile, and those of a pile that has changed a little, found from what changed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.trace.grouping.large.candidate_keys import changed_keys, common_keys_of, heaviest, keys_of
from firsthand.trace.grouping.large.chunks import Kept
from firsthand.trace.grouping.large.commonness import (
    View,
    changed,
    common_of,
    lengths_of,
    power_of,
    valued,
)
from firsthand.trace.grouping.large.likeness import Across, Within
from firsthand.trace.grouping.large.linking import Alike, Links, Sampled, all_links, joined_links, links_of
from firsthand.trace.grouping.large.rows import Floats, Rows

# Where more than this share of a pile has to be compared anew, all of it takes less time.
_MOST_ANEW = 1 / 6


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """What a pile is compared by, as counted in it, and how long the vectors of its rows are."""

    view: View
    sampled: Sampled
    lengths: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """A pile and the links between its rows; `anew` are the rows whose links were found anew."""

    words: Side
    marks: Side
    links: Links
    anew: NDArray[np.bool_]


def compared(rows: Rows, *, least: float) -> Compared:
    """Compare the documents of a pile."""
    sides, links = [], []
    for view, alike in zip(_views(rows), _likenesses(rows), strict=True):
        sampled = _sampled(view)
        values = valued(view, sampled.common)
        sides.append(Side(view, sampled, lengths_of(view.forms, values)))
        links.append(all_links(view, values, sides[-1].lengths, sampled, alike, least=least))
    return Compared(sides[0], sides[1], joined_links(links), np.ones(len(rows), dtype=bool))


def relinked(rows: Rows, known: Kept, *, least: float) -> Compared:
    """Compare the documents of a pile of which an earlier state is known: the same as `compared` finds."""
    if not len(rows) or not len(known.rows):
        return compared(rows, least=least)
    place = np.minimum(np.searchsorted(rows.keys, known.rows.keys), len(rows) - 1)
    stays = rows.keys[place] == known.rows.keys
    anew = np.ones(len(rows), dtype=bool)
    anew[place[stays]] = False
    views, earlier = _views(rows), _views(known.rows)
    sampled = [_sampled(view) for view in views]
    for view, before, now in zip(views, earlier, sampled, strict=True):
        anew |= _touched(view, before, now)
    if anew.sum() > _MOST_ANEW * len(rows):
        return compared(rows, least=least)
    which = np.flatnonzero(anew)
    ends = (place[known.links.a], place[known.links.b])
    held = stays[known.links.a] & stays[known.links.b]
    held &= ~(anew[ends[0]] | anew[ends[1]])
    links = [Links(ends[0][held], ends[1][held], known.links.strengths[held])]
    sides = []
    for view, now, before_lengths, alike in zip(
        views, sampled, (known.lengths, known.mark_lengths), _likenesses(rows), strict=True
    ):
        lengths = np.ones(len(rows))
        lengths[place[stays]] = before_lengths[stays]
        own = view.of(which)
        lengths[which] = lengths_of(own.forms, valued(own, now.common))
        sides.append(Side(view, now, lengths))
        links.append(links_of(which, view, lengths, now, alike, least=least))
    return Compared(sides[0], sides[1], joined_links(links), anew)


def _views(rows: Rows) -> tuple[View, View]:
    """Return what the words and the marks of a pile are: words are counted by language, marks together."""
    names, fields = rows.spoken()
    powers = np.array([power_of(int(count)) for count in np.bincount(fields, minlength=len(names))], np.int64)
    together = np.zeros(len(rows), dtype=np.int64)
    return (
        View(rows.words, rows.keys, rows.days, fields, powers, tuple(names)),
        View(rows.marks, rows.keys, rows.days, together, np.array([power_of(len(rows))], np.int64), (b"",)),
    )


def _likenesses(rows: Rows) -> tuple[Alike, Alike]:
    return Within(rows), Across(rows)


def _sampled(view: View) -> Sampled:
    common = common_of(view)
    own = view.of(view.sampled())
    return Sampled(common, common_keys_of(own, valued(own, common), common))


def _touched(view: View, before: View, now: Sampled) -> NDArray[np.bool_]:
    """Tell which rows weigh otherwise, or have other keys, in a pile than in an earlier state of it."""
    powers = dict(zip(before.names, before.powers.tolist(), strict=True))
    scaled = np.array(
        [powers.get(name) != power for name, power in zip(view.names, view.powers, strict=True)]
    )
    touched: NDArray[np.bool_] = scaled[view.fields]
    if not len(view.forms.forms) or touched.all():
        return touched
    if not scaled.any() and np.array_equal(view.keys[view.sampled()], before.keys[before.sampled()]):
        return touched
    then = _sampled(before)
    moved = changed(then.common, now.common)
    touched |= _with_any(view, moved)
    keys = changed_keys(then.keys, now.keys, view.levels)
    if not len(keys):
        return touched
    # Only documents that came into the sample, left it, or weigh otherwise there have such keys anew: whoever
    # else has one of them has a word of theirs.
    involved = []
    for one, other, said in ((view, before, now), (before, view, then)):
        rows = one.sampled()
        there = np.isin(one.keys[rows], other.keys[other.sampled()]) & ~_with_any(one, moved)[rows]
        part = one.of(rows[~there])
        heavy = heaviest(part, valued(part, said.common))
        involved.append(heavy.forms[heavy.values > 0])
    asked = np.flatnonzero(_with_any(view, np.unique(np.concatenate(involved))) & ~touched)
    part = view.of(asked)
    found = keys_of(part, heaviest(part, valued(part, now.common)), now.common, now.keys)
    touched[asked[found.rows[np.isin(found.keys, keys)]]] = True
    return touched


def _with_any(view: View, forms: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Tell which rows have one of some forms."""
    found = np.zeros(len(view.keys), dtype=bool)
    wanted = np.zeros(1 << 20, dtype=bool)
    wanted[forms >> np.uint32(12)] = True
    hits = np.flatnonzero(wanted[view.forms.forms >> np.uint32(12)])
    hits = hits[np.isin(view.forms.forms[hits], forms)]
    found[np.searchsorted(view.forms.starts, hits, side="right") - 1] = True
    return found
