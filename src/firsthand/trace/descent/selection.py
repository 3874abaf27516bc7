"""The same choice of things to tell, in the same words, that others of the story do not make.

Whatever happened, everybody tells the main facts, and some by chance in the same words. What counts is
what two accounts have in common and the others of the story have not: a sentence that many tell in much
the same words says little, one that nobody else tells in any words says much, and one of the two leaving out
most of what the other tells speaks against. How likely a sentence is in an account that has it from nobody is
counted in the other accounts of the story: how many tell that thing at all, and how many of those in these
words. Accounts that themselves depend on the one looked at do not count, so it is done in rounds.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Document, Passage
from firsthand.trace.descent.sentences import Told, told_sentences
from firsthand.trace.wording.reuse import Reuse

Floats = NDArray[np.float64]

# Chosen with the weights in `ties` (see there): a sentence is the same where six tenths of what it says
# stand in the other account, the same thing is told where nearly half of its telling words stand in one
# sentence.
_SAME_WORDS = 0.6
_LEAST_BITS = 10.0
_SAME_THING = 0.45
# Before any other account is looked at: one in ten tells a given thing, and the chance that two find the
# same words halves with every ten bits of them; a quotation is the same words in three of ten.
_TELLS = 0.1
_BITS_PER_HALVING = 10.0
_LEAST_CHANCE, _MOST_CHANCE = 1e-6, 0.6
_QUOTES = 0.3
_PRIOR_ACCOUNTS = 2.0
# Of two that depend, one has every second sentence of the other in its words, three in ten in other words.
_KEEPS_WORDS, _KEEPS_THING = 0.5, 0.3
# A quotation says little, however few have it: who spoke may have spoken to all.
_MOST_WORDS, _MOST_QUOTED, _MOST_THING, _LEAST_THING = 6.0, 0.5, 2.0, -0.5
_PER_MISSING, _MOST_MISSING = 1.0, 6.0
_ROUNDS = 3
_EVEN = -3.0
_MOST = 30.0


class Selection:
    """All accounts of a story, sentence by sentence, and which others tell the same."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        reuses: Iterable[Reuse],
        aside: Mapping[str, Iterable[Passage]] | None = None,
    ) -> None:
        """Take the documents, by id, what each two of them share in words, and what is not of the story.

        `aside` are the passages in which documents say whom they draw on.
        """
        aside = aside or {}
        self._ids = sorted(documents)
        self._at = {one: at for at, one in enumerate(self._ids)}
        self._told = [_story_sentences(documents[one], aside.get(one, ())) for one in self._ids]
        size = len(self._ids)
        self._words: list[Floats] = [np.zeros((len(told), size)) for told in self._told]  # bits, 0: not told
        for reuse in reuses:
            self._lay(reuse)
        self._thing = _same_things(self._told)
        self._outside = np.ones((size, size))
        self._scores = np.zeros((size, size))
        for _ in range(_ROUNDS):
            scores = np.stack([self._of(at) for at in range(size)])
            self._scores = (scores + scores.T) / 2.0
            self._outside = 1.0 / (1.0 + np.exp(np.clip(self._scores - _EVEN, -_MOST, _MOST)))

    def support(self, one: str, other: str) -> float:
        """Return how much the common choice of two accounts says for their dependence, in log-odds."""
        return float(self._scores[self._at[one], self._at[other]])

    def missing(self, parent: str, child: str) -> int:
        """Return how many sentences of one account tell something that another does not tell at all."""
        rows, at = self._at[child], self._at[parent]
        return int((~(self._thing[rows][:, at] | (self._words[rows][:, at] > 0.0))).sum())

    def beyond(self, one: str, other: str, third: str) -> int:
        """Return how many sentences two accounts have in the same words that a third does not tell at all."""
        mine, theirs, at = self._at[one], self._at[other], self._at[third]
        both = self._words[mine][:, theirs] > 0.0
        told = self._thing[mine][:, at] | (self._words[mine][:, at] > 0.0)
        return int((both & ~told).sum())

    def common(self, document: str, tied: Collection[str]) -> frozenset[int]:
        """Return the sentences, by their first words, that others than those tied have in the same words."""
        at = self._at[document]
        strangers = [self._at[one] for one in self._ids if one != document and one not in tied]
        rows = np.any(self._words[at][:, strangers] > 0.0, axis=1).tolist()
        return frozenset(told.first for told, row in zip(self._told[at], rows, strict=True) if row)

    def _lay(self, reuse: Reuse) -> None:
        a, b = self._at[reuse.a], self._at[reuse.b]
        for mine, theirs, side in ((a, b, 0), (b, a, 1)):
            sentences = self._told[mine]
            if not sentences:
                continue
            got = np.zeros(sentences[-1].first + len(sentences[-1].weights))
            for passage in (*reuse.passages, *reuse.quotations):
                for run in passage.runs:
                    at = run.b if side else run.a
                    got[at : at + run.size] = 1.0
            for number, told in enumerate(sentences):
                bits = float(told.weights @ got[told.first : told.first + len(told.weights)])
                if bits >= _LEAST_BITS and bits >= _SAME_WORDS * told.bits:
                    self._words[mine][number, theirs] = bits

    def _of(self, at: int) -> Floats:
        """Return what an account's sentences say for its dependence on each other account."""
        bits, thing = self._words[at], self._thing[at]
        if not len(bits):
            return np.zeros(len(self._ids))
        same = bits > 0.0
        thing = thing | same
        counted = self._outside[at].copy()
        counted[at] = 0.0
        others = np.maximum(0.0, counted.sum() - counted)[None, :]
        in_words = np.maximum(0.0, (same @ counted)[:, None] - same * counted)
        at_all = np.maximum(0.0, (thing @ counted)[:, None] - thing * counted)
        tells = (at_all + _PRIOR_ACCOUNTS * _TELLS) / (others + _PRIOR_ACCOUNTS)
        chance = np.clip(2.0 ** (-bits / _BITS_PER_HALVING), _LEAST_CHANCE, _MOST_CHANCE)
        quoted = np.array([told.quoted for told in self._told[at]])[:, None]
        chance = np.where(quoted, np.maximum(chance, _QUOTES), chance)
        words = (in_words + _PRIOR_ACCOUNTS * chance) / (np.maximum(at_all, in_words) + _PRIOR_ACCOUNTS)
        most = np.where(quoted, _MOST_QUOTED, _MOST_WORDS)
        for_words = np.clip(np.log(_KEEPS_WORDS / (tells * words)), 0.0, most)
        for_thing = np.clip(np.log(_KEEPS_THING / tells), _LEAST_THING, _MOST_THING)
        found = np.where(same, for_words, np.where(thing, for_thing, 0.0)).sum(axis=0)
        missing = np.minimum(_MOST_MISSING, _PER_MISSING * (~thing).sum(axis=0))
        return np.asarray(found - missing)


def _story_sentences(document: Document, aside: Iterable[Passage]) -> list[Told]:
    out = list(aside)
    return [one for one in told_sentences(document) if not any(one.passage.overlaps(each) for each in out)]


def _same_things(accounts: Sequence[Sequence[Told]]) -> list[NDArray[np.bool_]]:
    """Return for each account which of its sentences (rows) each account (columns) tells in some words."""
    holders: dict[str, list[int]] = defaultdict(list)
    number = 0
    starts = []
    for told in accounts:
        starts.append(number)
        for sentence in told:
            for stem in sentence.stems:
                holders[stem].append(number)
            number += 1
    where = {stem: np.array(found) for stem, found in holders.items() if len(found) > 1}
    empty = np.array([not told for told in accounts])
    found = []
    for told in accounts:
        rows = np.zeros((len(told), len(accounts)), dtype=bool)
        for row, sentence in enumerate(told):
            known = [stem for stem in sentence.stems if stem in where]
            if len(known) > 1:
                places = np.concatenate([where[stem] for stem in known])
                worth = np.repeat([sentence.stems[stem] for stem in known], [len(where[s]) for s in known])
                bits = np.bincount(places, weights=worth, minlength=number)
                count = np.bincount(places, minlength=number)
                bits[count < 2] = 0.0
                padded = np.append(bits, 0.0)
                best = np.maximum.reduceat(padded, starts)
                rows[row] = (best >= _SAME_THING * sum(sentence.stems.values())) & ~empty
        found.append(rows)
    return found
