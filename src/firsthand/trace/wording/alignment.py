"""Two accounts laid side by side: the passages one has from the other, as they were edited.

Runs of equal words are found first and then chained: runs in the same order with little between
them are one passage, however much was changed inside. What was moved elsewhere is a passage of
its own. (Seed and chain, as in whole-genome alignment: Abouelhoda and Ohlebusch, 2005.)
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from firsthand.model import Passage
from firsthand.trace.once import once
from firsthand.trace.wording.rarity import is_common, rarity
from firsthand.trace.wording.words import Words

# Chosen by reading the alignments of the 59 labelled pairs and of the retellings of one
# investigation: a copy editor's insertion is rarely longer than a dozen words, and passages worth
# less than 30 bits (three rare words in a row) were names and stock phrases.
_WIDEST_GAP = 12
_PER_SKIPPED_WORD = 1.5
_LONE_WORD_BITS = 7.0
_SHORT_RUN_BITS = 4.0
_SURE_WORDS = 4
_NAME = 0.6
_NAME_GOES_ON = 0.3
# What an account has to say whoever writes it: whom it is about, when, how many.
_NAME_OR_NUMBER = 0.5
_WEAKEST_PASSAGE_BITS = 12.0
_MOST_PLACES = 60


@dataclass(frozen=True, slots=True)
class Run:
    """Equal words: `size` of them, from word `a` of one account and word `b` of the other."""

    a: int
    b: int
    size: int


@dataclass(frozen=True, slots=True)
class Aligned:
    """One passage that two accounts share, as the runs of equal words it is made of.

    `a`, `b` are the passages; `runs` are in order; `matched` counts equal words; `bits` is how
    surprising the shared words are; `quoted` is the share of matched words that stand inside
    quotation marks in either account; `longest` is the most equal words in a run outside them, names
    and numbers counted half; `common` counts the matched words outside them that tell nothing of the
    matter ("before the", "had been"): who tells by himself puts others there.
    """

    a: Passage
    b: Passage
    runs: tuple[Run, ...]
    matched: int
    bits: float
    quoted: float
    longest: float
    common: int


@dataclass(frozen=True, slots=True)
class Indexed:
    """An account made ready to be laid beside many others.

    `weights` is how much it says, in bits, that another account has each word too; `pairs` and
    `rare` are the places of each two neighbouring words and of each rare word.
    """

    words: Words
    weights: tuple[float, ...]
    pairs: dict[tuple[str, str], list[int]]
    rare: dict[str, list[int]]


def index(words: Words) -> Indexed:
    """Make an account ready to be laid beside others; what a shared word says is its rarity in news.

    Names are what is told, not how it is told: two who write of the same people independently
    share them, and share first name, surname and title in a row. They count for less.
    """
    weights = weights_of(words)
    pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
    rare: dict[str, list[int]] = defaultdict(list)
    for i, (form, bits) in enumerate(zip(words.forms, weights, strict=True)):
        if bits >= _LONE_WORD_BITS:
            rare[form].append(i)
    for i, pair in enumerate(pairwise(words.forms)):
        pairs[pair].append(i)
    return Indexed(words, weights, pairs, rare)


@once
def weights_of(words: Words) -> tuple[float, ...]:
    """Return how much it says, in bits, that another account has each word of one too."""
    weights: list[float] = []
    follows = 0
    for form, capital in zip(words.forms, words.capital, strict=True):
        bits = rarity(form, words.language)
        if capital:
            bits *= _NAME_GOES_ON if follows else _NAME
        follows = capital
        weights.append(bits)
    return tuple(weights)


def align(a: Indexed, b: Indexed) -> tuple[Aligned, ...]:
    """Return the passages two accounts share, in the order of the first; no word is used twice."""
    runs = sorted(_runs(a, b), key=lambda run: (run.a, run.b))
    found = [_passage(a.words, b.words, chain, bits) for chain, bits in _chains(runs, a.weights)]
    return tuple(sorted(found, key=lambda passage: (passage.a, passage.b)))


def copied(a: Words, b: Words) -> tuple[Aligned, ...]:
    """Return the one passage that two accounts with the very same words share."""
    return (_passage(a, b, [Run(0, 0, len(a))], sum(weights_of(a))),)


def transferred(aligned: Iterable[Aligned], a: Words, b: Words) -> tuple[Aligned, ...]:
    """Return the passages of two accounts as those of two others that have the very same words."""
    return tuple(_passage(a, b, list(passage.runs), passage.bits) for passage in aligned)


def flipped(aligned: Iterable[Aligned]) -> tuple[Aligned, ...]:
    """Return the passages with both accounts in each other's place."""
    turned = (
        replace(
            passage, a=passage.b, b=passage.a, runs=tuple(Run(run.b, run.a, run.size) for run in passage.runs)
        )
        for passage in aligned
    )
    return tuple(sorted(turned, key=lambda passage: (passage.a, passage.b)))


def _runs(a: Indexed, b: Indexed) -> Iterator[Run]:
    """Find the longest runs of equal words: two words or more, or one rare one."""
    first, second = a.words.forms, b.words.forms
    for pair in a.pairs.keys() & b.pairs.keys():
        for i in a.pairs[pair]:
            for j in b.pairs[pair]:
                if i == 0 or j == 0 or first[i - 1] != second[j - 1]:
                    size = _length(first, second, i, j)
                    if size > _SURE_WORDS or sum(a.weights[i : i + size]) >= _SHORT_RUN_BITS:
                        yield Run(i, j, size)
    for form in a.rare.keys() & b.rare.keys():
        if len(a.rare[form]) * len(b.rare[form]) > _MOST_PLACES:
            continue
        for i in a.rare[form]:
            for j in b.rare[form]:
                alone_before = i == 0 or j == 0 or first[i - 1] != second[j - 1]
                if alone_before and first[i + 1 : i + 2] != second[j + 1 : j + 2]:
                    yield Run(i, j, 1)


def _length(a: tuple[str, ...], b: tuple[str, ...], i: int, j: int) -> int:
    size, most = 0, min(len(a) - i, len(b) - j)
    while size < most and a[i + size] == b[j + size]:
        size += 1
    return size


def _chains(runs: Sequence[Run], weights: Sequence[float]) -> Iterator[tuple[list[Run], float]]:
    """Join runs into passages, the most surprising first; yield each with its surprise in bits."""
    own = [sum(weights[run.a : run.a + run.size]) for run in runs]
    total, previous = list(own), [-1] * len(runs)
    ending: dict[int, list[int]] = defaultdict(list)
    for at, run in enumerate(runs):
        for gap_a in range(_WIDEST_GAP + 1):
            for earlier in ending.get(run.a - gap_a, ()):
                gap_b = run.b - runs[earlier].b - runs[earlier].size
                if 0 <= gap_b <= _WIDEST_GAP:
                    joined = total[earlier] + own[at] - _PER_SKIPPED_WORD * max(gap_a, gap_b)
                    if joined > total[at]:
                        total[at], previous[at] = joined, earlier
        ending[run.a + run.size].append(at)
    used_a: set[int] = set()
    used_b: set[int] = set()
    for last in sorted(range(len(runs)), key=lambda at: (-total[at], at)):
        if total[last] < _WEAKEST_PASSAGE_BITS:
            return
        chain: list[Run] = []
        at = last
        while at >= 0 and _is_free(runs[at], used_a, used_b):
            chain.append(runs[at])
            at = previous[at]
        bits = total[last] - (total[at] if at >= 0 else 0.0)
        if chain and bits >= _WEAKEST_PASSAGE_BITS:
            for run in chain:
                used_a.update(range(run.a, run.a + run.size))
                used_b.update(range(run.b, run.b + run.size))
            yield chain[::-1], bits


def _is_free(run: Run, used_a: set[int], used_b: set[int]) -> bool:
    return used_a.isdisjoint(range(run.a, run.a + run.size)) and used_b.isdisjoint(
        range(run.b, run.b + run.size)
    )


def _passage(a: Words, b: Words, chain: list[Run], bits: float) -> Aligned:
    first, last = chain[0], chain[-1]
    matched = sum(run.size for run in chain)
    marked = sum(a.quoted[run.a + k] or b.quoted[run.b + k] for run in chain for k in range(run.size))
    return Aligned(
        a=Passage(a.document, a.starts[first.a], a.ends[last.a + last.size - 1]),
        b=Passage(b.document, b.starts[first.b], b.ends[last.b + last.size - 1]),
        runs=tuple(chain),
        matched=matched,
        bits=bits,
        quoted=marked / matched,
        longest=max(_own_words(a, b, run) for run in chain),
        common=sum(
            not (a.quoted[run.a + k] or b.quoted[run.b + k]) and is_common(a.forms[run.a + k], a.language)
            for run in chain
            for k in range(run.size)
        ),
    )


def _own_words(a: Words, b: Words, run: Run) -> float:
    """Return how many words of a run stand outside quotation marks; names and numbers count half."""
    words = 0.0
    for i, j in zip(range(run.a, run.a + run.size), range(run.b, run.b + run.size), strict=True):
        if not (a.quoted[i] or b.quoted[j]):
            told = (a.capital[i] and b.capital[j]) or a.forms[i].isdigit()
            words += _NAME_OR_NUMBER if told else 1.0
    return words
