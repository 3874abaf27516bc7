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
_ROWS_AT_ONCE = 512
_HAN = re.compile(r"[㐀-鿿豈-﫿]")
_CHARACTERS_IN_RUN = 5
_PAIRS_AT_ONCE = 8192


@dataclass(frozen=True, slots=True)
class Table:
    """A statement-by-term table of weights, and each row's total."""

    weights: Floats
    totals: Floats


def content(statement: Statement) -> list[str]:
    """Return the statement's content words as comparable stems, in the order of the text."""
    return [stem(word.lemma) for word in statement.words if word.lemma[:1].isalnum()]


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
    words = unit_rows(_word_table(statements).weights)
    rows, columns = [], []
    for start in range(0, count, _ROWS_AT_ONCE):  # a few rows at a time keep a story of thousands small
        near = words[start : start + _ROWS_AT_ONCE] @ words.T >= _LEAST_ALIKE
        i, j = np.nonzero(near)
        rows.append((i + start)[i + start < j])
        columns.append(j[i + start < j])
    i, j = np.concatenate(rows), np.concatenate(columns)
    across = document[i] != document[j]
    told_elsewhere = np.zeros(count, bool)
    told_elsewhere[i[across]] = True
    told_elsewhere[j[across]] = True
    kept = told_elsewhere[i] & told_elsewhere[j]
    i, j = i[kept], j[kept]
    alike = dots(words, i, j) >= _ALIKE_IN_WORDS
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
    bags = _word_table(statements)
    sense = dots(_senses(statements, i, j, encode=encode), i, j)
    words = dots(unit_rows(bags.weights), i, j)
    poorer, richer = covered(bags, i, j), _covered_of_richer(bags, i, j)
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
    return _covered(table, i, j, np.minimum(table.totals[i], table.totals[j]))


def _covered_of_richer(table: Table, i: Indices, j: Indices) -> Floats:
    return _covered(table, i, j, np.maximum(table.totals[i], table.totals[j]))


def _covered(table: Table, i: Indices, j: Indices, whole: Floats) -> Floats:
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
    best = np.zeros((len(statements), len(ids), 2), np.float32)  # the best two partners in each document
    for a, b in ((i, j), (j, i)):
        for x, y, score in zip(a, document[b], scores, strict=True):
            first, second = best[x, y]
            if score > first:
                best[x, y] = score, first
            elif score > second:
                best[x, y, 1] = score
    rival_i = np.where(best[i, document[j], 0] == scores, best[i, document[j], 1], best[i, document[j], 0])
    rival_j = np.where(best[j, document[i], 0] == scores, best[j, document[i], 1], best[j, document[i], 0])
    margin: Floats = (scores - np.maximum(rival_i, rival_j)).astype(np.float32)
    return margin


def _word_table(statements: Sequence[Statement]) -> Table:
    return weighted([set(content(s)) for s in statements])


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
    shares = [len(of[a] & of[b]) / max(min(len(of[a]), len(of[b])), 1) for a, b in zip(i, j, strict=True)]
    return np.array(shares, np.float32)


def unit_rows(rows: Floats) -> Floats:
    """Return the rows with length 1; empty ones stay empty."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Floats = (rows / np.where(length > 0, length, 1)).astype(np.float32)
    return unit
