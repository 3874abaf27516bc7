"""Which documents of a large pile tell of one matter; one document more costs little more."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from firsthand.trace.grouping.events import SAME_MATTER
from firsthand.trace.grouping.large.chunks import Kept, packed, unpacked
from firsthand.trace.grouping.large.comparing import Compared, compared, relinked
from firsthand.trace.grouping.large.matters import matters_of
from firsthand.trace.grouping.large.parting import parts_of
from firsthand.trace.grouping.large.rows import Integers, Rows, merged, rows_of
from firsthand.trace.grouping.large.sketching import Sketch

# Documents that are compared all with all: so many take a fifth of a second when one of them is new.
_MOST_AT_ONCE = 800


@dataclass(frozen=True, slots=True)
class Grouping:
    """The groups of a pile, and what to keep so that the next grouping does only what changed.

    `groups` are the ids of the documents of each, sorted, in the order of the first. `new` are the groups
    that did not exist before: at first all of them. `kept` maps the names of chunks to their bytes: a chunk
    holds a few hundred documents and stays as it is while none of them changes. `changed` are the names of
    those that are not as before: only they have to be written; what was kept under a name that is
    not in `kept` any more can be deleted.
    """

    groups: tuple[tuple[str, ...], ...]
    new: frozenset[tuple[str, ...]]
    kept: Mapping[str, bytes]
    changed: frozenset[str]


def regroup(
    before: Mapping[str, bytes] | None, sketches: Mapping[str, Sketch], present: Collection[str]
) -> Grouping:
    """Group the documents whose ids are `present`, knowing what was kept of the last grouping.

    The groups depend on the documents alone: not on what was grouped before nor in which order they
    came. `sketches` is asked, by id, only for documents that `before` does not hold (a mapping that loads
    when asked will do). A document's sketch never changes, since its id is that of its bytes; where the
    reading of it does change, leave `before` out; so too where documents are now sketched with an encoder
    that were sketched without: all of a pile are, or none. `before` that other code kept is not used.
    """
    wanted = present if isinstance(present, set | frozenset) else frozenset(present)
    before = before or {}
    known = unpacked(before)
    if known is None:
        return _regrouped(None, {}, rows_of(sketches[id] for id in sorted(wanted)))
    stays = [at for at, id in enumerate(known.rows.ids) if id in wanted]
    added = rows_of(sketches[id] for id in sorted(wanted.difference(known.rows.ids)))
    staying = known.rows if len(stays) == len(known.rows) else known.rows.of(np.array(stays, dtype=np.int64))
    return _regrouped(known, before, merged(staying, added))


def regroup_more(
    before: Mapping[str, bytes], sketches: Mapping[str, Sketch], added: Collection[str]
) -> Grouping | None:
    """Group the pile of which `before` was kept with the documents `added`, not in it so far; see `regroup`.

    None where other code kept `before`.
    """
    known = unpacked(before)
    if known is None:
        return None
    return _regrouped(known, before, merged(known.rows, rows_of(sketches[id] for id in sorted(added))))


def _regrouped(known: Kept | None, before: Mapping[str, bytes], rows: Rows) -> Grouping:
    """Group rows, knowing the last grouping and the chunks it was kept in."""
    state = compared(rows, least=SAME_MATTER) if known is None else relinked(rows, known, least=SAME_MATTER)
    parts = parts_of(len(rows), state.links, least=SAME_MATTER, most=_MOST_AT_ONCE)
    groups = _grouped(rows, state, parts, known)
    kept = Kept(rows, state.words.lengths, state.marks.lengths, state.links, parts, groups)
    moved = np.setxor1d(rows.keys, known.rows.keys, assume_unique=True) if known else rows.keys
    chunks = packed(kept, before, moved)
    return Grouping(
        groups=tuple(sorted(_by_ids(rows, groups, np.ones(len(rows), dtype=bool)))),
        new=frozenset(_new(rows, groups, known)),
        kept=chunks,
        changed=frozenset(name for name, data in chunks.items() if before.get(name) != data),
    )


def _grouped(rows: Rows, state: Compared, parts: Integers, known: Kept | None) -> Integers:
    """Return for each row the first row of its group; a part that is as it was is not grouped again."""
    groups = np.arange(len(rows))
    order = np.argsort(parts, kind="stable")
    firsts = np.flatnonzero(np.append(True, np.diff(parts[order]) != 0)) if len(rows) else order
    sizes = np.diff(np.append(firsts, len(rows)))
    same = _as_before(rows, state, parts, known, groups)
    for first, size in zip(firsts.tolist(), sizes.tolist(), strict=True):
        members = order[first : first + size]
        if size == 1 or same[members[0]]:
            continue
        if size > _MOST_AT_ONCE:  # copies of one
            groups[members] = members[0]
            continue
        for group in matters_of(rows, state, members):
            groups[group] = min(group)
    return groups


def _as_before(
    rows: Rows, state: Compared, parts: Integers, known: Kept | None, groups: Integers
) -> NDArray[np.bool_]:
    """Tell which rows are in a part that is just as it was, and put them in the groups in which they were."""
    same = np.zeros(len(rows), dtype=bool)
    if known is None or not len(rows) or not len(known.rows):
        return same
    old = np.minimum(np.searchsorted(known.rows.keys, rows.keys), len(known.rows) - 1)
    new = np.minimum(np.searchsorted(rows.keys, known.rows.keys), len(rows) - 1)
    there = known.rows.keys[old] == rows.keys
    # As it was: all of it was there, weighs what it did, was in one part, and that part has lost nobody.
    began = np.where(there, new[known.parts[old]], -1)
    broken = state.anew | ~there | (began != began[parts])
    fewer = (
        np.bincount(parts, minlength=len(rows))[parts]
        != np.bincount(known.parts, minlength=len(known.rows))[known.parts[old]]
    )
    part_broken = np.zeros(len(rows), dtype=bool)
    part_broken[parts[broken | fewer]] = True
    same = ~part_broken[parts]
    groups[same] = new[known.groups[old[same]]]
    return same


def _new(rows: Rows, groups: Integers, known: Kept | None) -> set[tuple[str, ...]]:
    """Return the groups that were not there before."""
    every = np.ones(len(rows), dtype=bool)
    if known is None or not len(rows) or not len(known.rows):
        return set(_by_ids(rows, groups, every))
    old = np.minimum(np.searchsorted(known.rows.keys, rows.keys), len(known.rows) - 1)
    there = known.rows.keys[old] == rows.keys
    began = np.where(there, known.rows.keys[known.groups[old]], np.uint64(0))
    sizes, sizes_before = np.bincount(groups, minlength=len(rows)), np.bincount(known.groups)
    moved = ~there | (began != rows.keys[groups]) | (sizes[groups] != sizes_before[known.groups[old]])
    return set(_by_ids(rows, groups, moved))


def _by_ids(rows: Rows, groups: Integers, asked: NDArray[np.bool_]) -> list[tuple[str, ...]]:
    """Return the ids of the groups of which some rows are asked for."""
    chosen = np.zeros(len(rows), dtype=bool)
    chosen[groups[asked]] = True
    own = np.flatnonzero(chosen[groups])
    order = own[np.argsort(groups[own], kind="stable")]
    ids = [rows.ids[row] for row in order.tolist()]
    ends = np.flatnonzero(np.append(np.diff(groups[order]) != 0, True)) + 1 if len(order) else order
    return [tuple(sorted(ids[begin:end])) for begin, end in pairwise([0, *ends.tolist()])]
