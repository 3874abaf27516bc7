"""Which accounts share their wording, and in which passages."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from firsthand.model import Document
from firsthand.trace.wording.alignment import Aligned, align, copied, flipped, index, transferred
from firsthand.trace.wording.candidates import candidate_pairs
from firsthand.trace.wording.dependence import log_odds, probability
from firsthand.trace.wording.signals import Signals, measure
from firsthand.trace.wording.words import Words, language_of, split_words

# Where odds are even, and by how much the score grows as they become e times better: a scale on which
# the bits of what else two accounts have in common (see `parents`) can be added.
REUSE_SCORE = 27.0
_SCORE_STEP = 6.0
# Two that each share nine tenths with a third share at least eight: they need no comparison.
_TWIN = 0.9


@dataclass(frozen=True, slots=True)
class Reuse:
    """Wording that two accounts share: `passages` in their own words, `quotations` of others.

    `a` and `b` are ids of documents, `a` < `b`. `confidence` in [0, 1] is the probability that one
    was written from the other or both from a third; `score` says the same without a ceiling: even
    odds at `REUSE_SCORE`. `share_a`, `share_b` are the shares of each account's words that the other
    has, 0 to 1; `shorter` is the number of words of the shorter account.
    """

    a: str
    b: str
    passages: tuple[Aligned, ...]
    quotations: tuple[Aligned, ...]
    score: float
    share_a: float
    share_b: float
    shorter: int

    @property
    def signals(self) -> Signals:
        """What the score rests on."""
        return measure((*self.passages, *self.quotations), self.shorter)

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
    """Return the probability that a score stands for, in [0, 1]: 0.5 at the threshold."""
    return probability((score - REUSE_SCORE) / _SCORE_STEP)


def as_quotations(reuse: Reuse, spoken: Container[Aligned]) -> Reuse:
    """Weigh a pair again with some of its passages taken for words of others, as quotations are."""
    passages = tuple(passage for passage in reuse.passages if passage not in spoken)
    moved = tuple(
        replace(passage, quoted=1.0, longest=0.0, common=0) for passage in reuse.passages if passage in spoken
    )
    quotations = tuple(sorted((*reuse.quotations, *moved), key=lambda passage: (passage.a, passage.b)))
    return replace(
        reuse,
        passages=passages,
        quotations=quotations,
        score=_score((*passages, *quotations), reuse.shorter),
    )


def compare(a: Document, b: Document) -> tuple[Aligned, ...]:
    """Lay two documents side by side: the passages they share, quotations included."""
    return align(index(split_words(a)), index(split_words(b)))


def reuse_of(a: Document, b: Document) -> Reuse | None:
    """Weigh what two accounts share, however little; None where one has no words or another language."""
    if language_of(a) != language_of(b):
        return None
    if a.id > b.id:  # where words repeat there are several alignments: always the same one is taken
        a, b = b, a
    first, second = split_words(a), split_words(b)
    if not first.forms or not second.forms:
        return None
    same = first.forms == second.forms
    return judge(first, second, copied(first, second) if same else align(index(first), index(second)))


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
    found: list[Reuse] = []
    for group in groups:
        found += [judge(group[0], twin, copied(group[0], twin)) for twin in group[1:]]
    indexed = [index(words) for words in firsts]
    twin_of: dict[int, int] = {}
    for i, j in candidate_pairs(firsts):
        if i in twin_of and twin_of[i] == twin_of.get(j):
            continue  # both are nearly word for word a third: so they are nearly each other
        aligned = align(indexed[i], indexed[j])
        reuse = judge(firsts[i], firsts[j], aligned)
        found.append(reuse)
        for a, b in islice(product(groups[i], groups[j]), 1, None):
            found.append(judge(a, b, transferred(aligned, a, b)))
        if reuse.twins:
            twin_of.setdefault(j, i)
    return found


def judge(a: Words, b: Words, aligned: Sequence[Aligned]) -> Reuse:
    """Weigh the passages that two accounts share."""
    if a.document > b.document:
        return judge(b, a, flipped(aligned))
    passages = tuple(passage for passage in aligned if passage.quoted < 0.5)
    quotations = tuple(passage for passage in aligned if passage.quoted >= 0.5)
    matched = sum(passage.matched for passage in aligned)
    shorter = min(len(a), len(b))
    return Reuse(
        a=a.document,
        b=b.document,
        passages=passages,
        quotations=quotations,
        score=_score(aligned, shorter),
        share_a=matched / len(a),
        share_b=matched / len(b),
        shorter=shorter,
    )


def _score(aligned: Iterable[Aligned], shorter: int) -> float:
    return REUSE_SCORE + _SCORE_STEP * log_odds(measure(aligned, shorter))
