"""Two accounts in different languages laid side by side: the sentences one renders of the other."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from firsthand.model import Document, Passage
from firsthand.trace.sense import Encoder, Floats
from firsthand.trace.translation.marks import numbers_of
from firsthand.trace.translation.sentences import Sentence, sentences_of
from firsthand.trace.wording.words import account, language_of, quotations

# Measured on the 30 Airbus articles of ../shared/data/translations in four languages (translations),
# and on 90 pairs of reports on one matter by two outlets and 21 pairs labelled independent, all
# English, which is nearer than two languages come (no translations): sentences that render one
# another have a cosine of .84 in the mean; with .65 as the least, translations share .72 of the text
# and more (half of them .95), reports on one matter .53 at most, half of them .14.
_LEAST_ALIKE = 0.65
_CHAINED = 0.5  # below, a pair of sentences breaks the chain rather than adds to it
_HALF = 0.55
_STEP = 0.04
# Two reports of three sentences on one accident say the same three things.
_FEWEST = 4
_FEWEST_OF_SHORT = 3
_SHORT_SHARED = 0.75
_WEIGHT_OF_QUOTED = 0.3  # what somebody said is public: two may render it without one another
_MOST_SENTENCES = 200
_LONGEST = 600  # characters of a sentence that are encoded
_SAME_MATTER = 0.5  # cosine of the mean sentences; of translations .87 and more


@dataclass(frozen=True, slots=True)
class Rendering:
    """What two accounts in different languages tell in the same order, sentence by sentence.

    `pairs` are the passages in turn, of `a` and of `b`; `share_a`, `share_b` the parts, 0 to 1, of
    each account that the other renders, quotations counting for less.
    """

    a: str
    b: str
    pairs: tuple[tuple[Passage, Passage], ...]
    share_a: float
    share_b: float

    @property
    def share(self) -> float:
        """The larger of both shares: a translation may leave out, or add."""
        return max(self.share_a, self.share_b)

    @property
    def confidence(self) -> float:
        """How sure it is that one was made from the other, or both from a third; 0.5 at the threshold."""
        return 1.0 / (1.0 + math.exp(-(self.share - _HALF) / _STEP))

    @property
    def counts(self) -> bool:
        """Whether the accounts share more, in one order, than two reports on one matter do."""
        if len(self.pairs) >= _FEWEST:
            return self.share >= _HALF
        return len(self.pairs) >= _FEWEST_OF_SHORT and min(self.share_a, self.share_b) >= _SHORT_SHARED


@dataclass(frozen=True, slots=True)
class _Laid:
    """An account made ready to be laid beside others."""

    document: str
    sentences: Sequence[Sentence]
    vectors: Floats
    numbers: Sequence[frozenset[str]]
    weights: Floats  # how much of the account each sentence is; they sum to 1


def find_renderings(documents: Iterable[Document], *, encoder: Encoder) -> tuple[Rendering, ...]:
    """Find the pairs of accounts in different languages that tell the same in the same order.

    Sentences are encoded only where there are two languages.
    """
    told: dict[str, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda document: document.id):
        told[language_of(document)].append(document)
    if len(told) < 2:
        return ()
    laid = {language: [_lay(one, encoder) for one in ones] for language, ones in told.items()}
    found = [
        align(a, b)
        for one, other in combinations(sorted(laid), 2)
        for a in laid[one]
        for b in laid[other]
        if len(a.sentences) and len(b.sentences) and _near(a, b)
    ]
    return tuple(sorted((one for one in found if one.pairs), key=lambda one: (one.a, one.b)))


def align(a: _Laid, b: _Laid) -> Rendering:
    """Lay two accounts side by side: the best chain of like sentences that keeps the order of both."""
    if a.document > b.document:
        return align(b, a)
    alike = a.vectors @ b.vectors.T
    kept = [
        (i, j)
        for i, j in _chain(alike - _CHAINED)
        if alike[i, j] >= _LEAST_ALIKE and not _other_numbers(a.numbers[i], b.numbers[j])
    ]
    return Rendering(
        a=a.document,
        b=b.document,
        pairs=tuple((a.sentences[i].passage, b.sentences[j].passage) for i, j in kept),
        share_a=float(sum(a.weights[i] for i, _ in kept)),
        share_b=float(sum(b.weights[j] for _, j in kept)),
    )


def _lay(document: Document, encoder: Encoder) -> _Laid:
    sentences = sentences_of(document, most=_MOST_SENTENCES)
    spoken = quotations(account(document))
    weights = np.array([_weight(sentence.passage, spoken) for sentence in sentences], np.float32)
    return _Laid(
        document.id,
        sentences,
        encoder([sentence.text[:_LONGEST] for sentence in sentences]),
        [frozenset(numbers_of(sentence.text, language_of(document))) for sentence in sentences],
        weights / max(float(weights.sum()), 1e-9),
    )


def _weight(passage: Passage, spoken: Sequence[tuple[int, int]]) -> float:
    quoted = sum(max(0, min(end, passage.end) - max(start, passage.start)) for start, end in spoken)
    return passage.end - passage.start - (1.0 - _WEIGHT_OF_QUOTED) * quoted


def _near(a: _Laid, b: _Laid) -> bool:
    one, other = a.vectors.mean(axis=0), b.vectors.mean(axis=0)
    return float(one @ other) >= _SAME_MATTER * float(np.linalg.norm(one) * np.linalg.norm(other))


def _other_numbers(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether both sentences give numbers, and none in common."""
    return bool(one and other) and one.isdisjoint(other)


def _chain(gain: Floats) -> list[tuple[int, int]]:
    """Return the pairs (i, j), both rising, whose gains sum to the most (Needleman and Wunsch, 1970)."""
    rows, columns = gain.shape
    best = np.zeros((rows + 1, columns + 1), np.float32)
    for i in range(rows):
        with_pair = best[i, :-1] + gain[i]
        best[i + 1, 1:] = np.maximum.accumulate(np.maximum(best[i, 1:], with_pair))
    i, j = rows, columns
    pairs: list[tuple[int, int]] = []
    while i and j:
        if best[i, j] == best[i, j - 1]:
            j -= 1
        elif best[i, j] == best[i - 1, j]:
            i -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]
