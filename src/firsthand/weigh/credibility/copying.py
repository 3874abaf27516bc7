"""Which sources copy: they share wrong values, which independent sources do not do by chance.

Dong, Berti-Equille, Srivastava: "Integrating Conflicting Data: The Role of Source Dependence" (VLDB
2009). Sharing a right value says little, as there is only one; sharing a wrong one says much, as there
are many; differing speaks against copying.
"""

import numpy as np

from firsthand.weigh.credibility.index import FEWEST_ANSWERS, Index, Real, Whole

# The paper's own: one pair in five depends, and a copier copies four values in five.
DEPENDENT_BEFOREHAND = 0.2
COPIED_SHARE = 0.8
# Pairs less likely than this to depend are taken for independent.
_LEAST = 0.05
# "Substantial" agreement in what two sources answer at all, after Landis and Koch (1977).
_SAME_SELECTION = 0.6
# So many sources fit a table of all by all (8 bytes each: 72 MB); beyond it the pairs are looked up.
_FIT_A_TABLE = 3000


class Pairs:
    """The pairs of sources that give at least one value alike, and no others.

    `one`, `other` and `both` (how many questions both answer) are parallel arrays, each pair in both
    directions, sorted. The work is the number of times two sources give the same value, never all pairs.
    """

    def __init__(self, index: Index) -> None:
        """Find who gives values alike, and how many questions both answer."""
        self.index = index
        self._same: list[Whole] = []
        self._options: list[Whole] = []
        count = len(index.sources)
        answered = [np.unique(index.question_of[index.option[at]]) for at in index.of_source]
        answering: list[list[int]] = [[] for _ in index.questions]
        for source, questions in enumerate(answered):
            for question in questions.tolist():
                answering[question].append(source)
        by_question = [np.array(each, dtype=np.int64) for each in answering]
        one, other, both = [], [], []
        for at in range(count):
            options = index.option[index.of_source[at]]
            shared = [o for o in options.tolist() if len(index.givers[o]) > 1]
            same = _joined([index.givers[o] for o in shared])
            others = np.unique(same)
            others = others[others != at]
            met = np.bincount(_joined([by_question[q] for q in answered[at].tolist()]), minlength=count)
            one.append(np.full(len(others), at, dtype=np.int64))
            other.append(others)
            both.append(met[others])
            self._same.append(same)
            self._options.append(
                np.repeat(np.array(shared, dtype=np.int64), [len(index.givers[o]) for o in shared])
            )
        self.one, self.other = _joined(one), _joined(other)
        self.both: Real = _joined(both).astype(float)
        self._start = np.searchsorted(self.one, np.arange(count + 1))
        self._reverse = np.lexsort((self.one, self.other))

    def alike(self, probability: Real) -> tuple[Real, Real]:
        """Return how many values each pair shares, by attribute: all of them, and the right ones.

        Both are arrays (pairs, attributes); what is right is expected, from the options' probabilities.
        """
        kinds = len(self.index.attributes)
        size = len(self.index.sources) * kinds
        shared = np.zeros((len(self.one), kinds))
        right = np.zeros((len(self.one), kinds))
        for at, same in enumerate(self._same):
            pairs = slice(self._start[at], self._start[at + 1])
            where = same * kinds + self.index.attribute_of[self._options[at]]
            chance = probability[self._options[at]]
            others = self.other[pairs]
            shared[pairs] = np.bincount(where, minlength=size).reshape(-1, kinds)[others]
            right[pairs] = np.bincount(where, weights=chance, minlength=size).reshape(-1, kinds)[others]
        return shared, right

    def same_selection(self) -> Whole:
        """Return the pairs that answer the same questions far more than chance would have it.

        Cohen's kappa of what both answer and both leave out; two that answer everything show nothing.
        """
        questions = len(self.index.questions)
        answers = (
            np.array(
                [len(np.unique(self.index.question_of[self.index.option[at]])) for at in self.index.of_source]
            )
            / questions
        )
        one, other, both = answers[self.one], answers[self.other], self.both / questions
        seen = 1 - one - other + 2 * both
        chance = one * other + (1 - one) * (1 - other)
        return np.flatnonzero(seen - chance > _SAME_SELECTION * (1 - chance))

    def dependent(self, probability: Real, trust: Real, wrong_values: float) -> Real:
        """Return for each pair how likely it is that one copies the other, or both a third.

        `probability` is of the options, `trust` (sources, attributes) the chance that a value holds.
        """
        shared, right = self.alike(probability)
        own = trust[self.one]
        by_right = np.log(COPIED_SHARE / own + 1 - COPIED_SHARE)
        by_wrong = np.log(COPIED_SHARE * wrong_values / (1 - own) + 1 - COPIED_SHARE)
        differ = np.maximum(self.both - shared.sum(axis=1), 0.0)
        # The log of how much likelier what both give is if the first copies than if it does not.
        forth = (right * by_right + (shared - right) * by_wrong).sum(axis=1)
        forth += differ * np.log(1 - COPIED_SHARE)
        back = forth[self._reverse]
        most = np.maximum(np.maximum(forth, back), 0.0)
        copied = DEPENDENT_BEFOREHAND / 2 * (np.exp(forth - most) + np.exp(back - most))
        alone = (1 - DEPENDENT_BEFOREHAND) * np.exp(-most)
        share = copied / (copied + alone)
        found: Real = np.where((share < _LEAST) | (self.both < FEWEST_ANSWERS), 0.0, share)
        return found

    def counted(self, trust: Real, dependent: Real) -> Real:
        """Return how much of each given value counts: what its source does not have from a better one.

        The sources of a value are taken from the most trusted on; each counts as far as it does not
        depend on those before it.
        """
        index = self.index
        counted = np.ones(len(index.source))
        own = _Own(self, dependent)
        for at in index.of_option:
            if len(at) > 1:
                sources = index.source[at]
                order = np.lexsort((sources, -trust[sources, index.attribute[at]]))
                counted[at[order]] = np.exp(own.before(sources[order]))
        return counted


class _Own:
    """The logs of what is left of a source's word when it depends on another, for any few sources."""

    def __init__(self, pairs: Pairs, dependent: Real) -> None:
        near = np.flatnonzero(dependent > 0)
        self._one, self._other = pairs.one[near], pairs.other[near]
        self._left = np.log1p(-COPIED_SHARE * dependent[near])
        self._count = len(pairs.index.sources)
        self._table: Real | None = None
        if self._count <= _FIT_A_TABLE:
            self._table = np.zeros((self._count, self._count))
            self._table[self._one, self._other] = self._left
        self._start = np.searchsorted(self._one, np.arange(self._count + 1))

    def before(self, sources: Whole) -> Real:
        """Return for each source the sum over those before it."""
        if self._table is not None:
            left: Real = np.tril(self._table[np.ix_(sources, sources)], -1).sum(axis=1)
            return left
        place = np.full(self._count, len(sources))
        place[sources] = np.arange(len(sources))
        found = np.zeros(len(sources))
        for number, source in enumerate(sources.tolist()):
            row = slice(self._start[source], self._start[source + 1])
            found[number] = self._left[row][place[self._other[row]] < number].sum()
        return found


def _joined(lists: list[Whole]) -> Whole:
    return np.concatenate(lists) if lists else np.zeros(0, dtype=np.int64)
