"""How alike two statements are: what a careful reader compares before saying "the same again".

Every sign is a number about a pair of statements of one story: shared words weighted by how rare
they are in the story, the sense of the whole sentence, figures, names, who says it, whether one
denies what the other asserts. None of them decides alone; `claims` weighs them.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from firsthand.model import Quantity, Statement
from firsthand.trace.once import once
from firsthand.weigh.agreement import agreement, stem

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]

Encoder = Callable[[Sequence[str]], Floats]

SIGNS = (
    "sense",  # cosine of the sentence embeddings of what is asserted, as worded
    "sense_rank",  # how far this partner stands out among all statements of its document, both ways
    "words",  # cosine of the words, rare ones weighing more
    "words_rank",  # how far this partner stands out by its words
    "words_of_poorer",  # share of the words of the poorer side that both have, rare ones weighing more
    "words_of_richer",  # the same as a share of the richer side
    "runs",  # share of the shorter statement's three-word runs that both have: a copy, a quotation
    "figures",  # 1: the same figure of the same thing, -1: another figure of the same thing
    "predicate",  # the main verbs agree
    "object",  # share of what it is done to that both have; -1: both say, and nothing in common
    "nouns",  # the same of the common nouns
    "places",  # the same of the places
    "concerned",  # the same of the sources who say it or whom it is about
    "same_origin",  # both are said by the same source
    "both_unattributed",  # both are in their document's own voice
    "one_unattributed",  # one of them is
    "polarity_differs",  # one denies, or is negated, and the other is not
    "negation_differs",  # one is negated, and the other is not
    "one_title",  # one is a headline, and the other is not
    "same_document",
    "far_apart",  # how much further on in its account the one stands than the other in its own, 0 to 1
    "length_ratio",  # shorter by longer, in content words
    "shorter_length",  # content words of the shorter
)

# Pairs whose words are less alike than this (cosine, rare words weighing more) are not looked at:
# 87 % of the pairs of one claim in seven stories marked by hand are more alike, as 5 % of all pairs are.
_LEAST_ALIKE = 0.06
# Nor those whose words are less alike than the first and whose sense is less near than the second: without
# them stories left out are told apart as well, with a third fewer pairs to compare.
_ALIKE_IN_WORDS = 0.15
_NEAR_IN_SENSE = 0.35
# In a story of more statements than the first each is held against its nearest ones only, so that the work
# does not grow with their square.
_MANY = 4000
_NEAREST_OF_MANY = 64
_HAN = re.compile(r"[㐀-鿿豈-﫿]")
_CHARACTERS_IN_RUN = 5
_PAIRS_AT_ONCE = 8192


@dataclass(frozen=True, slots=True)
class Table:
    """A statement-by-term table of weights, and each row's total."""

    weights: Floats
    totals: Floats


@once
def content(statement: Statement) -> tuple[str, ...]:
    """Return the statement's content words as comparable stems, in the order of the text."""
    return tuple(stem(word.lemma) for word in statement.words if word.lemma[:1].isalnum())


class WordTable:
    """The words of a story's statements, each word as telling as it is rare among them.

    The same words twice are one more copy of a sentence: they make no word commoner.
    """

    def __init__(self, bags: Sequence[Iterable[str]]) -> None:
        """Take in the words of each statement."""
        sets = [frozenset(bag) for bag in bags]
        distinct = set(sets)
        frequency = Counter(word for bag in distinct for word in bag)
        number = {word: k for k, word in enumerate(sorted(frequency))}
        counts = np.array([frequency[word] for word in number], np.float64)
        self._rarity = np.log(1 + len(distinct) / counts) if len(counts) else np.zeros(0)
        lengths = np.array([len(bag) for bag in sets], np.intp)
        self._first = np.concatenate([[0], np.cumsum(lengths)])
        # The words of all statements one behind the other, those of each in rising order.
        self._words = np.array([k for bag in sets for k in sorted(number[w] for w in bag)], np.intp)
        row = np.repeat(np.arange(len(sets)), lengths)
        self._keys = row * max(len(number), 1) + self._words
        own = self._rarity[self._words]
        self._totals = np.bincount(row, own, minlength=len(sets))
        self._norms = np.sqrt(np.bincount(row, own * own, minlength=len(sets)))
        order = np.argsort(self._words, kind="stable")
        self._holders = np.split(row[order], np.cumsum(np.bincount(self._words, minlength=len(number)))[:-1])

    def pairs(self, least: float) -> tuple[Indices, Indices]:
        """Return the pairs (i < j) of statements whose words are at least so alike (cosine).

        In a story of very many statements each is held against the nearest ones only.
        """
        count = len(self._norms)
        found: list[Indices] = []
        for at in range(count):
            words = self._words[self._first[at] : self._first[at + 1]]
            if not len(words):
                continue
            holders = [self._holders[word] for word in words.tolist()]
            worth = np.repeat(self._rarity[words] ** 2, [len(held) for held in holders])
            alike = np.bincount(np.concatenate(holders), worth, minlength=count)
            alike = alike / np.maximum(self._norms * self._norms[at], 1e-9)
            if count <= _MANY:
                alike[: at + 1] = 0  # the others have told of it
                near = np.nonzero(alike >= least)[0]
                found.append(at * count + near)
                continue
            alike[at] = 0
            near = np.nonzero(alike >= least)[0]
            if len(near) > _NEAREST_OF_MANY:
                near = near[np.argsort(-alike[near], kind="stable")[:_NEAREST_OF_MANY]]
            found.append(np.minimum(near, at) * count + np.maximum(near, at))
        pairs = np.unique(np.concatenate(found)) if found else np.zeros(0, np.intp)
        return pairs // max(count, 1), pairs % max(count, 1)

    def shared(self, i: Indices, j: Indices) -> tuple[Floats, Floats, Floats]:
        """Return what pairs have in common, rare words weighing more.

        The cosine of their words, and the weight of the common ones as a share of the poorer side's and of
        the richer's.
        """
        weight, square = np.zeros(len(i)), np.zeros(len(i))
        for start in range(0, len(i), _PAIRS_AT_ONCE):
            one, other = i[start : start + _PAIRS_AT_ONCE], j[start : start + _PAIRS_AT_ONCE]
            lengths = self._first[other + 1] - self._first[other]
            pair = np.repeat(np.arange(len(one)), lengths)
            at = np.arange(len(pair)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
            words = self._words[np.repeat(self._first[other], lengths) + at]
            keys = one[pair] * max(len(self._rarity), 1) + words
            place = np.searchsorted(self._keys, keys)
            both = self._keys[np.minimum(place, len(self._keys) - 1)] == keys if len(keys) else place > 0
            own = np.where(both, self._rarity[words], 0.0)
            block = slice(start, start + len(one))
            weight[block] = np.bincount(pair, own, minlength=len(one))
            square[block] = np.bincount(pair, own * own, minlength=len(one))
        poorer = np.minimum(self._totals[i], self._totals[j])
        richer = np.maximum(self._totals[i], self._totals[j])
        cosine = square / np.maximum(self._norms[i] * self._norms[j], 1e-9)
        return (
            np.asarray(cosine, np.float32),
            np.asarray(weight / np.maximum(poorer, 1e-9), np.float32),
            np.asarray(weight / np.maximum(richer, 1e-9), np.float32),
        )


def candidate_pairs(statements: Sequence[Statement], *, encode: Encoder) -> tuple[Indices, Indices]:
    """Return the pairs (i < j) worth comparing: their words are alike enough, or words and sense are.

    A statement no other document has anything like is left out whole: what one document alone says,
    and says twice, needs no comparing across documents.
    """
    count = len(statements)
    ids = {document: k for k, document in enumerate(sorted({s.document for s in statements}))}
    if len(ids) < 2:
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    document = np.array([ids[s.document] for s in statements])
    words = WordTable(list(map(content, statements)))
    i, j = words.pairs(_LEAST_ALIKE)
    across = document[i] != document[j]
    told_elsewhere = np.zeros(count, bool)
    told_elsewhere[i[across]] = True
    told_elsewhere[j[across]] = True
    kept = told_elsewhere[i] & told_elsewhere[j]
    i, j = i[kept], j[kept]
    alike = words.shared(i, j)[0] >= _ALIKE_IN_WORDS
    near = dots(_senses(statements, i, j, encode=encode), i, j) >= _NEAR_IN_SENSE if len(i) else alike
    return i[alike | near], j[alike | near]


def signs(statements: Sequence[Statement], pairs: tuple[Indices, Indices], *, encode: Encoder) -> Floats:
    """Return one row for each pair, one column for each of SIGNS.

    `encode` turns texts into unit vectors; each text is encoded once.
    """
    i, j = pairs
    table = np.zeros((len(i), len(SIGNS)), np.float32)
    if not len(i):
        return table
    bags = WordTable(list(map(content, statements)))
    sense = dots(_senses(statements, i, j, encode=encode), i, j)
    words, poorer, richer = bags.shared(i, j)
    lengths = np.array([max(len(content(s)), 1) for s in statements], np.float32)
    shorter, longer = np.minimum(lengths[i], lengths[j]), np.maximum(lengths[i], lengths[j])
    columns: dict[str, Floats] = {
        "sense": sense,
        "sense_rank": standing_out(statements, sense, i, j),
        "words": words,
        "words_rank": standing_out(statements, words, i, j),
        "words_of_poorer": poorer,
        "words_of_richer": richer,
        "runs": _run_share(statements, i, j),
        "figures": _compared_figures(statements, i, j),
        "length_ratio": np.asarray(shorter / longer, np.float32),
        "shorter_length": shorter,
        **agreement(statements, i, j),
    }
    for k, name in enumerate(SIGNS):
        table[:, k] = columns[name]
    return table


def agree(one: Quantity, other: Quantity) -> bool | None:
    """Tell whether two figures of the same thing say the same; None where they count other things.

    Equal intervals agree, intervals without a common value differ. A bound and a figure inside it
    ("more than 100", 102) do neither: the claim of the one is not the claim of the other.
    """
    if one.unit != other.unit or one.unit is None:
        return None
    if (one.low, one.high) == (other.low, other.high):
        return True
    low = max(_bound(one.low, -np.inf), _bound(other.low, -np.inf))
    high = min(_bound(one.high, np.inf), _bound(other.high, np.inf))
    return None if low <= high else False


def _bound(value: float | None, unknown: float) -> float:
    return unknown if value is None else value


def _compared_figures(statements: Sequence[Statement], i: Indices, j: Indices) -> Floats:
    verdict = np.zeros(len(i), np.float32)
    has = np.array([bool(s.quantities) for s in statements])
    for k in np.nonzero(has[i] & has[j])[0]:
        found = {
            agree(one, other) for one in statements[i[k]].quantities for other in statements[j[k]].quantities
        }
        leading = agree(statements[i[k]].quantities[0], statements[j[k]].quantities[0])
        verdict[k] = -1 if leading is False else 1 if True in found else -1 if False in found else 0
    return verdict


def leads(statement: Statement) -> bool:
    """Tell whether a statement stands in its document's title or first two sentences."""
    return statement.title or statement.sentence <= 1


def _senses(statements: Sequence[Statement], i: Indices, j: Indices, *, encode: Encoder) -> Floats:
    """Return the sense of the statements that are in a pair; the rows of the others stay empty."""
    used = np.unique(np.concatenate([i, j]))
    vectors = encode([statements[k].text for k in used])
    rows = np.zeros((len(statements), vectors.shape[1]), np.float32)
    rows[used] = vectors
    return rows


def dots(unit: Floats, i: Indices, j: Indices) -> Floats:
    """Cosines of pairs of rows, a block at a time so that memory stays small."""
    out = np.empty(len(i), np.float32)
    for start in range(0, len(i), _PAIRS_AT_ONCE):
        block = slice(start, start + _PAIRS_AT_ONCE)
        out[block] = np.einsum("ij,ij->i", unit[i[block]], unit[j[block]])
    return out


def covered(table: Table, i: Indices, j: Indices) -> Floats:
    """Weight of the common terms as a share of the lighter side."""
    whole = np.minimum(table.totals[i], table.totals[j])
    out = np.zeros(len(i), np.float32)
    for start in range(0, len(i), _PAIRS_AT_ONCE):
        block = slice(start, start + _PAIRS_AT_ONCE)
        shared = np.minimum(table.weights[i[block]], table.weights[j[block]]).sum(axis=1)
        out[block] = np.where(whole[block] > 0, shared / np.maximum(whole[block], 1e-9), 0)
    return out


def standing_out(statements: Sequence[Statement], scores: Floats, i: Indices, j: Indices) -> Floats:
    """Score minus the best score either side has with another statement of the other's document."""
    ids = {document: k for k, document in enumerate(sorted({s.document for s in statements}))}
    document = np.array([ids[s.document] for s in statements])
    # For each way round, the best two scores that a statement has with those of the other's document.
    whose = np.concatenate([i, j]) * len(ids) + document[np.concatenate([j, i])]
    both = np.concatenate([scores, scores])
    order = np.lexsort((-both, whose))
    _, first, group_of = np.unique(whose[order], return_index=True, return_inverse=True)
    ranked = np.append(both[order], np.float32(0))
    best = np.maximum(ranked[first], 0)
    second = np.append(first[1:], len(whose)) > first + 1  # whether there is one
    rest = np.maximum(np.where(second, ranked[np.minimum(first + 1, len(whose))], 0), 0)
    rival = np.empty(len(whose), np.float32)
    rival[order] = np.where(best[group_of] == both[order], rest[group_of], best[group_of])
    margin: Floats = (scores - np.maximum(rival[: len(i)], rival[len(i) :])).astype(np.float32)
    return margin


def weighted(bags: Sequence[Iterable[str]]) -> Table:
    """Return a table of the terms of each statement, weighted by how rare they are among all.

    The same terms twice are one more copy of a sentence: they make no word commoner.
    """
    distinct = {frozenset(bag) for bag in bags}
    frequency = Counter(term for bag in distinct for term in bag)
    terms = {term: k for k, term in enumerate(sorted(frequency))}
    rarity = np.log(1 + len(distinct) / np.array([frequency[t] for t in terms] or [1], np.float32))
    weights = np.zeros((len(bags), max(len(terms), 1)), np.float32)
    for row, bag in enumerate(bags):
        for term in bag:
            weights[row, terms[term]] = rarity[terms[term]]
    return Table(weights, weights.sum(axis=1))


@once
def runs(statement: Statement) -> frozenset[tuple[str, ...]]:
    """Return the three-word runs of a statement's wording, punctuation and capitals aside.

    Of Chinese, which has no spaces between words, the runs of five characters.
    """
    characters = _HAN.findall(statement.text)
    if 2 * len(characters) > len(statement.text):
        return frozenset(zip(*(characters[k:] for k in range(_CHARACTERS_IN_RUN)), strict=False))
    stripped = (word.strip("\"'“”‘’„«».,;:!?¿¡()[]-–—").casefold() for word in statement.text.split())
    tokens = [token for token in stripped if token]
    return frozenset(zip(tokens, tokens[1:], tokens[2:], strict=False))


def _run_share(statements: Sequence[Statement], i: Indices, j: Indices) -> Floats:
    of = [runs(statement) for statement in statements]
    shares = [
        len(of[a] & of[b]) / max(min(len(of[a]), len(of[b])), 1)
        for a, b in zip(i.tolist(), j.tolist(), strict=True)
    ]
    return np.array(shares, np.float32)
