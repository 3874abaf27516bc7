"""Which documents of a large pile are alike enough to be told together, pair by pair."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from firsthand.trace.grouping.large.candidate_keys import CommonKeys, Keys, heaviest, keys_of, leading
from firsthand.trace.grouping.large.commonness import Common, View, factors_of, valued
from firsthand.trace.grouping.large.rows import Floats, Integers, ended, expanded

# So many pairs are looked at at a time: more at a time is no faster.
_AT_ONCE = 1_000_000
_TOP_BITS = 20
# What the heaviest words of two have in common tells quickly that the rest need not be looked at.
_LEAST_OF_TOPS = 0.08
_STRENGTH = 0xFFFF


class Alike(Protocol):
    """Whatever tells how alike pairs of rows are."""

    def asks(self, one: Integers, other: Integers) -> NDArray[np.bool_]:
        """Tell which pairs are to be compared so."""

    def __call__(self, cosines: Floats, one: Integers, other: Integers) -> Floats:
        """Return how alike pairs are, from the cosines of what their rows have."""


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Pairs of rows a < b, sorted, each once, and how alike they are: `strengths` in parts of 65,535."""

    a: Integers
    b: Integers
    strengths: NDArray[np.uint16]

    def __getitem__(self, chosen: NDArray[np.bool_]) -> "Links":
        return Links(self.a[chosen], self.b[chosen], self.strengths[chosen])


@dataclass(frozen=True, slots=True, eq=False)
class Sampled:
    """What the sample of a pile says of a view: how common its forms are, and its keys."""

    common: Common
    keys: CommonKeys


def no_links() -> Links:
    """Return that nothing is linked."""
    empty = np.zeros(0, dtype=np.int64)
    return Links(empty, empty, empty.astype(np.uint16))


def strength_of(likeness: float) -> int:
    """Return a likeness as the strength of a link."""
    return int(likeness * _STRENGTH)


def joined_links(parts: list[Links]) -> Links:
    """Put links together; of a pair that is there twice the stronger link."""
    held = [part for part in parts if len(part.a)]
    if not held:
        return no_links()
    one = np.concatenate([part.a for part in held])
    other = np.concatenate([part.b for part in held])
    pairs = np.minimum(one, other) << 32 | np.maximum(one, other)
    order = np.argsort(pairs, kind="stable")  # quick where most are in order
    pairs = pairs[order]
    first = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1]))
    strengths = np.maximum.reduceat(np.concatenate([part.strengths for part in held])[order], first)
    return Links(pairs[first] >> 32, pairs[first] & 0xFFFFFFFF, strengths)


def all_links(
    view: View, values: Integers, lengths: Floats, sampled: Sampled, alike: Alike, *, least: float
) -> Links:
    """Return every link of a pile that is at least so strong."""
    ids, inverse = np.unique(view.forms.forms, return_inverse=True)
    forms, starts, counts = inverse.astype(np.int32), view.forms.starts, np.diff(view.forms.starts)
    weighed = values.astype(np.float64)
    heavy = heaviest(view, values)
    tops = np.searchsorted(ids, heavy.forms.ravel()).astype(np.int32).reshape(heavy.forms.shape)
    tops[heavy.values == 0] = len(ids)
    top_values = heavy.values.astype(np.float64)
    dense = np.zeros(len(ids) + 1)
    found = [no_links()]
    keys = keys_of(view, heavy, sampled.common, sampled.keys)
    for one, other in candidates(keys, leading(view.keys)):
        asked = alike.asks(one, other)
        one, other = one[asked], other[asked]
        if not len(one):
            continue
        near, dots = [], []
        begins = np.flatnonzero(np.append(True, one[1:] != one[:-1]))
        for begin, end in zip(begins.tolist(), np.append(begins[1:], len(one)).tolist(), strict=True):
            row, others = one[begin], other[begin:end]
            dense[tops[row]] = top_values[row]
            dense[-1] = 0.0
            shared = (dense[tops[others]] * top_values[others]).sum(axis=1)
            chosen = np.flatnonzero(shared >= _LEAST_OF_TOPS * lengths[row] * lengths[others])
            dense[tops[row]] = 0.0
            if not len(chosen):
                continue
            own = slice(starts[row], starts[row + 1])
            times = counts[others[chosen]]
            places = expanded(starts[others[chosen]], times)
            dense[forms[own]] = weighed[own]
            near.append(begin + chosen)
            dots.append(np.add.reduceat(dense[forms[places]] * weighed[places], np.cumsum(times) - times))
            dense[forms[own]] = 0.0
        if near:
            at = np.concatenate(near)
            found.append(_linked(np.concatenate(dots), one[at], other[at], lengths, alike, least))
    return joined_links(found)


def links_of(
    rows: Integers, view: View, lengths: Floats, sampled: Sampled, alike: Alike, *, least: float
) -> Links:
    """Return the links of some rows with all others: what `all_links` has of them, found without it."""
    own = view.of(rows)
    values = valued(own, sampled.common)
    forms, own_forms = np.unique(own.forms.forms, return_inverse=True)
    carriers, held, begins, times = _postings(view, forms, sampled.common)
    found = [no_links()]
    for place, row in enumerate(rows.tolist()):
        part = slice(own.forms.starts[place], own.forms.starts[place + 1])
        at, count = own_forms[part], times[own_forms[part]]
        entries = expanded(begins[at], count)
        products = np.repeat(values[part], count) * held[entries]
        dots: Floats = np.bincount(carriers[entries], products, len(view.keys)).astype(np.float64, copy=False)
        dots[row] = 0.0
        others = np.flatnonzero(dots)
        found.append(_linked(dots[others], np.full(len(others), row), others, lengths, alike, least))
    return _only_candidates(joined_links(found), view, lengths, sampled)


def candidates(keys: Keys, leaders: NDArray[np.int8]) -> Iterator[tuple[Integers, Integers]]:
    """Yield pairs of rows that share a key, some at a time, sorted; `leaders` are those of `leading`.

    A pair may come twice, the other way round.
    """
    leads = leaders[keys.rows] >= keys.depths
    order = np.argsort(~leads, kind="stable")
    order = order[np.argsort(keys.keys[order], kind="stable")]
    key, row, leads = keys.keys[order], keys.rows[order], leads[order]
    if not len(key):
        return
    new = np.append(True, key[1:] != key[:-1])
    first = np.flatnonzero(new)
    run = np.cumsum(new) - 1
    before = np.minimum(np.arange(len(key)) - first[run], np.add.reduceat(leads, first, dtype=np.int64)[run])
    entries = np.flatnonzero(before)
    entries = entries[np.argsort(row[entries], kind="stable")]
    if not len(entries):
        return
    load = np.cumsum(before[entries]) // _AT_ONCE
    for part in np.split(entries, np.flatnonzero(np.diff(load)) + 1):
        times = before[part]
        other = row[expanded(first[run[part]], times)]
        pairs = np.repeat(row[part], times) << 32 | other
        pairs.sort()
        pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])]
        one, other = pairs >> 32, pairs & 0xFFFFFFFF
        if len(one):
            yield one[one != other], other[one != other]


def _linked(
    dots: Floats, one: Integers, other: Integers, lengths: Floats, alike: Alike, least: float
) -> Links:
    likeness = alike(dots / (lengths[one] * lengths[other]), one, other)
    strengths = np.minimum(likeness * _STRENGTH, _STRENGTH).astype(np.int64)
    enough = strengths >= strength_of(least)
    return Links(one[enough], other[enough], strengths[enough].astype(np.uint16))


def _postings(
    view: View, forms: NDArray[np.uint32], common: Common
) -> tuple[Integers, Floats, Integers, Integers]:
    """Return who has some forms and what each weighs there, form by form; where each begins; how many."""
    shift = np.uint32(32 - _TOP_BITS)
    wanted = np.zeros(1 << _TOP_BITS, dtype=bool)
    wanted[forms >> shift] = True
    hits = np.flatnonzero(wanted[view.forms.forms >> shift])
    held = view.forms.forms[hits]
    at = np.minimum(np.searchsorted(forms, held), max(len(forms) - 1, 0))
    same = forms[at] == held
    hits, at = hits[same], at[same]
    carriers = np.searchsorted(view.forms.starts, hits, side="right") - 1
    factors = factors_of(view.powers)[view.fields[carriers], common.of(forms)[at]]
    values = (factors * view.forms.weights[hits]).astype(np.float64)
    order = np.argsort(at, kind="stable")
    times = np.bincount(at, minlength=len(forms))
    return carriers[order], values[order], ended(times)[:-1], times


def _only_candidates(links: Links, view: View, lengths: Floats, sampled: Sampled) -> Links:
    """Return the links between rows that share a key, and enough of what is heaviest in both."""
    rows = np.union1d(links.a, links.b)
    part = view.of(rows)
    heavy = heaviest(part, valued(part, sampled.common))
    a, b = np.searchsorted(rows, links.a), np.searchsorted(rows, links.b)
    shared = np.zeros(len(a), dtype=np.int64)
    for column in range(heavy.forms.shape[1]):
        same = heavy.forms[b] == heavy.forms[a, column][:, None]
        shared += (same * heavy.values[b]).sum(axis=1) * heavy.values[a, column]
    links = links[shared >= _LEAST_OF_TOPS * lengths[links.a] * lengths[links.b]]
    keys = keys_of(part, heavy, sampled.common, sampled.keys)
    met = [np.zeros(0, dtype=np.int64)]
    for one, other in candidates(keys, leading(part.keys)):
        met.append(rows[np.minimum(one, other)] << 32 | rows[np.maximum(one, other)])
    return links[np.isin(links.a << 32 | links.b, np.concatenate(met))]
