"""Which accounts share their wording, and in which passages."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from firsthand.model import Document
from firsthand.trace.wording.alignment import Aligned, align, copied, flipped, index, transferred
from firsthand.trace.wording.candidates import candidate_pairs
from firsthand.trace.wording.rarity import rarity
from firsthand.trace.wording.words import Words, language_of, split_words

# Measured on the 59 labelled pairs of ../shared/data/lineage, in stories found in the whole pile
# (benchmarks/lineage.py): independent accounts of one event reach 23, dependent ones begin at 30 but
# for four (one reworded frame, three with no more in common than what both quote). Chosen on the
# other topics, the threshold lies between 23 and 30, and 93 % of the pairs left out are right.
REUSE_SCORE = 27.0
_SCORE_STEP = 6.0
# The best passage says most. What else is shared adds a twentieth: long accounts of one event have
# many short ones in common; and what both quote was said to everybody.
_FURTHER = 0.05
_MOST_FURTHER_BITS = 100.0
_MOST_QUOTED_BITS = 60.0
# A word that every account of the story has is what happened, not how it is told: it keeps 40 %.
_COMMON_IN_STORY = 0.6
_FEWEST_FOR_COMMON = 4
# Two that each share nine tenths with a third share at least eight: they need no comparison.
_TWIN = 0.9
# With too few accounts to know such words, scores come out higher: 47 there parts what 27 parts here
# (the same pairs, each compared alone: 92 % right).
_FEW_ACCOUNTS = 0.58


@dataclass(frozen=True, slots=True)
class Reuse:
    """Wording that two accounts share: `passages` in their own words, `quotations` of others.

    `a` and `b` are ids of documents, `a` < `b`. `score` is in bits; `confidence` in [0, 1] says how
    sure it is that one was written from the other or both from a third. `share_a`, `share_b` are
    the shares of each account's words that the other has, 0 to 1.
    """

    a: str
    b: str
    passages: tuple[Aligned, ...]
    quotations: tuple[Aligned, ...]
    score: float
    share_a: float
    share_b: float

    @property
    def confidence(self) -> float:
        """How sure it is that the accounts depend on one another; 0.5 at the threshold."""
        return sureness(self.score)

    @property
    def twins(self) -> bool:
        """Whether each has nearly all words of the other, in passages that count."""
        return self.counts and min(self.share_a, self.share_b) >= _TWIN

    @property
    def counts(self) -> bool:
        """Whether the shared wording is more than independent accounts of one event have."""
        return self.score >= REUSE_SCORE


def sureness(score: float) -> float:
    """Return how sure a score makes, in [0, 1]: 0.5 at the threshold."""
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, (score - REUSE_SCORE) / _SCORE_STEP))))


def as_quotations(reuse: Reuse, spoken: Container[Aligned]) -> Reuse:
    """Weigh a pair again with some of its passages taken for words of others, as quotations are."""
    before = _weight(reuse.passages, reuse.quotations)
    passages = tuple(passage for passage in reuse.passages if passage not in spoken)
    moved = tuple(replace(passage, quoted=1.0) for passage in reuse.passages if passage in spoken)
    quotations = tuple(sorted((*reuse.quotations, *moved), key=lambda passage: (passage.a, passage.b)))
    score = reuse.score * _weight(passages, quotations) / before if before else reuse.score
    return replace(reuse, passages=passages, quotations=quotations, score=score)


def compare(a: Document, b: Document) -> tuple[Aligned, ...]:
    """Lay two documents side by side: the passages they share, quotations included."""
    return align(index(split_words(a)), index(split_words(b)))


def find_reuse(documents: Iterable[Document]) -> tuple[Reuse, ...]:
    """Find the pairs of accounts of one story that share wording, strongest evidence or weak.

    Accounts in two languages share none: see `translation` for what they have from one another.
    Two accounts that are nearly word for word a third are not compared with each other, so that a
    release which hundreds print costs hundreds of comparisons and not their square.
    """
    by_language: dict[str, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda document: document.id):
        by_language[language_of(document)].append(document)
    found = [reuse for told in by_language.values() for reuse in _find_reuse(told)]
    return tuple(sorted(found, key=lambda reuse: (reuse.a, reuse.b)))


def _find_reuse(documents: Sequence[Document]) -> list[Reuse]:
    """Find what accounts in one language share."""
    if len(documents) < 2:
        return []
    twins: dict[tuple[str, ...], list[Words]] = defaultdict(list)
    for words in map(split_words, documents):
        if words.forms:
            twins[words.forms].append(words)
    groups = list(twins.values())
    firsts = [group[0] for group in groups]
    worth = worth_in_story(firsts)
    scale = 1.0 if len(firsts) >= _FEWEST_FOR_COMMON else _FEW_ACCOUNTS
    found: list[Reuse] = []
    for group in groups:
        found += [judge(group[0], twin, copied(group[0], twin), scale=1.0) for twin in group[1:]]
    indexed = [index(words, worth) for words in firsts]
    twin_of: dict[int, int] = {}
    for i, j in candidate_pairs(firsts):
        if i in twin_of and twin_of[i] == twin_of.get(j):
            continue  # both are nearly word for word a third: so they are nearly each other
        aligned = align(indexed[i], indexed[j])
        reuse = judge(firsts[i], firsts[j], aligned, scale=scale)
        found.append(reuse)
        for a, b in islice(product(groups[i], groups[j]), 1, None):
            found.append(judge(a, b, transferred(aligned, a, b), scale=scale))
        if reuse.twins:
            twin_of.setdefault(j, i)
    return found


def worth_in_story(accounts: Sequence[Words]) -> Callable[[str], float]:
    """Return how much each shared word says among these accounts of one story, in bits.

    All are in one language.
    """
    language = accounts[0].language if accounts else "en"
    if len(accounts) < _FEWEST_FOR_COMMON:
        return lambda form: rarity(form, language)
    carriers = Counter(form for words in accounts for form in set(words.forms))
    others = len(accounts) - 2

    def worth(form: str) -> float:
        return rarity(form, language) * (1.0 - _COMMON_IN_STORY * max(0, carriers[form] - 2) / others)

    return worth


def judge(a: Words, b: Words, aligned: Sequence[Aligned], *, scale: float) -> Reuse:
    """Weigh the passages that two accounts share."""
    if a.document > b.document:
        return judge(b, a, flipped(aligned), scale=scale)
    passages = tuple(passage for passage in aligned if passage.quoted < 0.5)
    quotations = tuple(passage for passage in aligned if passage.quoted >= 0.5)
    matched = sum(passage.matched for passage in aligned)
    return Reuse(
        a=a.document,
        b=b.document,
        passages=passages,
        quotations=quotations,
        score=scale * _weight(passages, quotations),
        share_a=matched / len(a),
        share_b=matched / len(b),
    )


def _weight(passages: Sequence[Aligned], quotations: Sequence[Aligned]) -> float:
    """Return how much shared passages say together, in bits: the best most, quotations little."""
    aligned = (*passages, *quotations)
    own = sorted((passage.bits * (1.0 - passage.quoted) for passage in aligned), reverse=True)
    quoted = min(_MOST_QUOTED_BITS, sum(passage.bits * passage.quoted for passage in aligned))
    return sum(own[:1]) + _FURTHER * (min(_MOST_FURTHER_BITS, sum(own[1:])) + quoted)
