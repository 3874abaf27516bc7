"""What two accounts share that a third lacks: how one tells a middleman from a brother.

Of three accounts of one text, the one through which the text came to the other two has all that
these have in common. If each two share something that the third lacks, none of them is the source of
the others: they have a common parent that is not among them. (The rule of common errors, from the
editing of manuscripts: Maas, Textkritik, 1927.)
"""

from collections.abc import Callable, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Document
from firsthand.trace.descent.sentences import told_sentences
from firsthand.trace.wording.alignment import Aligned
from firsthand.trace.wording.reuse import Reuse


class Shared:
    """The words that the accounts of one story have from one another, each with its weight in bits.

    Only what the accounts say in their own words is compared: a quotation is picked up anywhere.
    """

    def __init__(
        self,
        documents: Mapping[str, Document],
        reuses: Iterable[Reuse],
        common: Callable[[str], frozenset[int]] = lambda document: frozenset(),
    ) -> None:
        """Take the documents, by id, what each two of them share, and what says nothing.

        `common` gives of a document the sentences, by their first words, that those who have nothing to do
        with it have in the same words.
        """
        self._common = common
        self._documents = documents
        self._passages: dict[tuple[str, str], tuple[Aligned, ...]] = {}
        for reuse in reuses:
            self._passages[reuse.a, reuse.b] = reuse.passages
        self._weights: dict[str, NDArray[np.float64]] = {}
        self._masks: dict[tuple[str, str], NDArray[np.bool_]] = {}

    def bits(self, one: str, other: str) -> float:
        """Return how much wording two accounts share, in bits."""
        first, second = (one, other) if one < other else (other, one)
        here = float(self._weight(first)[self._mask(first, second)].sum())
        return min(here, float(self._weight(second)[self._mask(second, first)].sum()))

    def bits_of_all(self, one: str, others: Iterable[str]) -> float:
        """Return how much wording of an account stands in at least one of others, in bits."""
        masks = [self._mask(one, other) for other in others]
        return float(self._weight(one)[np.logical_or.reduce(masks)].sum())

    def beyond(self, one: str, other: str, third: str) -> float:
        """Return how much wording two accounts share that a third lacks, in bits."""
        first, second = (one, other) if one < other else (other, one)
        both = self._mask(first, second) & ~self._mask(first, third)
        here = float(self._weight(first)[both].sum())
        back = self._mask(second, first) & ~self._mask(second, third)
        return min(here, float(self._weight(second)[back].sum()))

    def compared(self, one: str, other: str) -> bool:
        """Tell whether two accounts were laid side by side at all."""
        return ((one, other) if one < other else (other, one)) in self._passages

    def _weight(self, document: str) -> NDArray[np.float64]:
        if document not in self._weights:
            told = told_sentences(self._documents[document])
            last = told[-1].first + len(told[-1].weights) if told else 0
            weights = np.zeros(last)
            common = self._common(document)
            for one in told:
                if one.first not in common:
                    weights[one.first : one.first + len(one.weights)] = one.own_weights
            self._weights[document] = weights
        return self._weights[document]

    def _mask(self, document: str, other: str) -> NDArray[np.bool_]:
        """Return which words of an account another has too, as one truth value a word."""
        key = (document, other)
        if key not in self._masks:
            mask = np.zeros(len(self._weight(document)), dtype=bool)
            first = document < other
            for passage in self._passages.get(key if first else (other, document), ()):
                for run in passage.runs:
                    at = run.a if first else run.b
                    mask[at : at + run.size] = True
            self._masks[key] = mask
        return self._masks[key]
