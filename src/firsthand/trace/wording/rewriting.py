"""Accounts told in other words: the same facts, chosen and put together as another account did."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from firsthand.model import Document, Passage
from firsthand.trace.wording.rarity import rarity
from firsthand.trace.wording.words import Words, account, split_words

_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[„«]*[^\W_a-z])|[。！？][”」』]?|\n")
# A sentence is told again where it shares two telling words and three tenths of what it says with
# one sentence of the other; words are compared by their beginnings ("sentenced", "sentences").
_LEAST_BITS = 4.0
_LEAST_SENTENCE_BITS = 20.0
_SHARED_PART = 0.3
_SHARED_WORDS = 2
_STEM = 5
# Such likeness alone proves nothing: on the labelled pairs independent accounts of one event reach
# .5. It is only asked for where one account credits the other's outlet; unrelated accounts that do
# so (the stories of the benchmark) stay below .4.
RETOLD = 0.4
_LEAST_SENTENCES = 5


@dataclass(frozen=True, slots=True)
class Retelling:
    """How much of an account another one tells.

    `share` is the part, in [0, 1], of the bits of its sentences that the other has in one sentence
    too. `passages` are those sentences in turn: the teller's, then the other's.
    """

    share: float
    sentences: int
    passages: tuple[Passage, ...]

    @property
    def counts(self) -> bool:
        """Whether an account that credits the other may be taken for a rewrite of it."""
        return self.share >= RETOLD and self.sentences >= _LEAST_SENTENCES


def find_retelling(teller: Document, told: Document) -> Retelling:
    """Find the sentences of one account that another tells as well, in whatever words."""
    ours, theirs = _sentences(teller), _sentences(told)
    total = sum(sum(words.values()) for _, words in ours)
    got = 0.0
    passages: list[Passage] = []
    for passage, words in ours:
        best, match = max(
            ((sum(words[stem] for stem in words.keys() & other.keys()), other_passage)
             for other_passage, other in theirs
             if len(words.keys() & other.keys()) >= _SHARED_WORDS),
            default=(0.0, passage),
        )  # fmt: skip
        if best >= _SHARED_PART * sum(words.values()):
            got += best
            passages += [passage, match]
    return Retelling(got / total if total else 0.0, len(passages) // 2, tuple(passages))


def _sentences(document: Document) -> list[tuple[Passage, dict[str, float]]]:
    words = split_words(document)
    ends = [match.end() for match in _SENTENCE_END.finditer(account(document))]
    bounds = [0, *(bisect_left(words.starts, end) for end in ends), len(words)]
    found = []
    for first, last in pairwise(bounds):
        told = _telling(words, first, last)
        if sum(told.values()) >= _LEAST_SENTENCE_BITS:
            found.append((Passage(document.id, words.starts[first], words.ends[last - 1]), told))
    return found


def _telling(words: Words, first: int, last: int) -> dict[str, float]:
    return {
        form[:_STEM]: rarity(form, words.language)
        for form in words.forms[first:last]
        if form.isdigit() or rarity(form, words.language) >= _LEAST_BITS
    }
