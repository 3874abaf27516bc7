"""Which sources copy: they share wrong values, which independent sources do not do by chance.

Dong, Berti-Equille, Srivastava: "Integrating Conflicting Data: The Role of Source Dependence" (VLDB
2009). Sharing a right value says little, as there is only one; sharing a wrong one says much, as there
are many; differing speaks against copying.
"""

import numpy as np

from firsthand.weigh.credibility.index import Index, Real, Whole

# The paper's own: one pair in five depends, and a copier copies four values in five.
DEPENDENT_BEFOREHAND = 0.2
COPIED_SHARE = 0.8
# Pairs less likely than this to depend are taken for independent.
_LEAST = 0.05


class Pairs:
    """The pairs of sources that give at least one value alike, and no others.

    The work is the number of times two sources give the same value, never all pairs of sources.
    """

    def __init__(self, index: Index) -> None:
        """Find who gives values alike, and how many questions both answer."""
        self.index = index
        self.others: list[Whole] = []
        self.both: list[Real] = []
        self._same: list[Whole] = []
        self._weighed: list[Whole] = []
        count = len(index.sources)
        answered = [np.unique(index.question_of[index.option[at]]) for at in index.of_source]
        asked: list[list[Whole]] = [[] for _ in index.questions]
        for source, questions in enumerate(answered):
            for question in questions:
                asked[question].append(np.array([source]))
        answering = [np.concatenate(each) for each in asked]
        for at in range(count):
            options = index.option[index.of_source[at]]
            shared = [o for o in options if len(index.givers[o]) > 1]
            same = _joined([index.givers[o] for o in shared])
            weighed = np.repeat(np.array(shared, dtype=np.int64), [len(index.givers[o]) for o in shared])
            others = np.unique(same)
            others = others[others != at]
            both = np.bincount(_joined([answering[q] for q in answered[at]]), minlength=count)
            self.others.append(others)
            self.both.append(both[others].astype(float))
            self._same.append(same)
            self._weighed.append(weighed)

    def alike(self, at: int, probability: Real) -> tuple[Real, Real]:
        """Return how many values one source shares with each of its others, by attribute: all, right ones.

        Both are arrays (others, attributes); what is right is expected, from the options' probabilities.
        """
        index = self.index
        kinds = len(index.attributes)
        where = self._same[at] * kinds + index.attribute_of[self._weighed[at]]
        size = len(index.sources) * kinds
        same = np.bincount(where, minlength=size).reshape(-1, kinds)[self.others[at]]
        right = np.bincount(where, weights=probability[self._weighed[at]], minlength=size)
        return same.astype(float), right.reshape(-1, kinds)[self.others[at]]

    def dependent(self, probability: Real, trust: Real, wrong_values: float) -> list[Real]:
        """Return for each source how likely it is that it and each of its others depend.

        `probability` is of the options, `trust` (sources, attributes) the chance that a value holds.
        """
        signs = [self._sign(at, probability, trust, wrong_values) for at in range(len(self.others))]
        found = []
        for at, others in enumerate(self.others):
            forth = signs[at]
            back = np.array(
                [signs[o][np.searchsorted(self.others[o], at)] for o in others.tolist()], dtype=float
            )
            most = np.maximum(np.maximum(forth, back), 0.0)
            copied = DEPENDENT_BEFOREHAND / 2 * (np.exp(forth - most) + np.exp(back - most))
            alone = (1 - DEPENDENT_BEFOREHAND) * np.exp(-most)
            share = copied / (copied + alone)
            found.append(np.where(share < _LEAST, 0.0, share))
        return found

    def _sign(self, at: int, probability: Real, trust: Real, wrong_values: float) -> Real:
        """Return the log of how much likelier what both give is if the first copies than if it does not."""
        same, right = self.alike(at, probability)
        own = trust[at]
        by_right = np.log(COPIED_SHARE / own + 1 - COPIED_SHARE)
        by_wrong = np.log(COPIED_SHARE * wrong_values / (1 - own) + 1 - COPIED_SHARE)
        differ = np.maximum(self.both[at] - same.sum(axis=1), 0.0)
        sign: Real = right @ by_right + (same - right) @ by_wrong + differ * np.log(1 - COPIED_SHARE)
        return sign


def _joined(lists: list[Whole]) -> Whole:
    return np.concatenate(lists) if lists else np.zeros(0, dtype=np.int64)
