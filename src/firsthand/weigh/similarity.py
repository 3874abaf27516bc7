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

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]
Encoder = Callable[[Sequence[str]], Floats]

SIGNS = (
    "sense",  # cosine of the sentence embeddings of what is asserted, as worded
    "sense_rank",  # how far this partner stands out among all statements of its document, both ways
    "words",  # cosine of the words, rare ones weighing more
    "runs",  # share of the shorter statement's three-word runs that both have: a copy, a quotation
    "names",  # share of the proper names of the poorer side that both have
    "figures",  # 1: the same figure of the same thing, -1: another figure of the same thing
    "predicate",  # the main verbs agree
    "same_origin",  # both are said by the same source
    "polarity_differs",  # one denies, or is negated, and the other is not
    "both_leading",  # both stand in their document's title or first two sentences
    "same_document",
    "length_ratio",  # shorter by longer, in content words
)

# Lemmas are cut to this many letters, so that "legalize" meets "legalization" and a
# headline's capitalised "Tariffs", which no tagger lemmatises, meets "tariff". Truncation is the
# stemmer that needs no language (McNamee & Mayfield 2004 found 4-6 letters best across languages).
_STEM_LETTERS = 6
# Pairs whose words are less alike than this (cosine, rare words weighing more) are not looked at:
# on the tuning stories pairs F1 is the same as with every pair, for a tenth of the pairs, and fewer
# statements need their sense looked up, which is what costs time.
_LEAST_ALIKE = 0.15
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
    return [word.lemma.lower()[:_STEM_LETTERS] for word in statement.words if word.lemma[:1].isalnum()]


def candidate_pairs(statements: Sequence[Statement]) -> tuple[Indices, Indices]:
    """Return the pairs (i < j) worth comparing: their words are alike enough.

    A statement no other document has anything like is left out whole: what one document alone says,
    and says twice, needs no comparing across documents.
    """
    count = len(statements)
    ids = {document: k for k, document in enumerate(sorted({s.document for s in statements}))}
    if len(ids) < 2:
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    document = np.array([ids[s.document] for s in statements])
    words = unit_rows(_word_table(statements).weights)
    rows: list[Indices] = []
    columns: list[Indices] = []
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
    return i[kept], j[kept]


def signs(statements: Sequence[Statement], pairs: tuple[Indices, Indices], *, encode: Encoder) -> Floats:
    """Return one row for each pair, one column for each of SIGNS.

    `encode` turns texts into unit vectors; each text is encoded once.
    """
    i, j = pairs
    table = np.zeros((len(i), len(SIGNS)), np.float32)
    if not len(i):
        return table
    column = {name: table[:, k] for k, name in enumerate(SIGNS)}
    used = np.unique(np.concatenate([i, j]))
    sense = _placed(encode([statements[k].text for k in used]), used, len(statements))
    column["sense"][:] = dots(sense, i, j)
    column["sense_rank"][:] = standing_out(statements, column["sense"], i, j)

    column["words"][:] = dots(unit_rows(_word_table(statements).weights), i, j)
    column["runs"][:] = _run_share(statements, i, j)
    names = _word_table(statements, pos={"PROPN"})
    column["names"][:] = covered(names, i, j)
    column["figures"][:] = _compared_figures(statements, i, j)

    mains = [frozenset(lemma[:_STEM_LETTERS] for lemma in s.main) for s in statements]
    column["predicate"][:] = [bool(mains[a] & mains[b]) for a, b in zip(i, j, strict=True)]
    origins = np.array([s.attribution[0] if s.attribution else "" for s in statements])
    column["same_origin"][:] = (origins[i] == origins[j]) & (origins[i] != "")
    against = np.array([(s.stance == "denies") != s.negated for s in statements])
    column["polarity_differs"][:] = against[i] != against[j]
    leading = np.array([leads(s) for s in statements])
    column["both_leading"][:] = leading[i] & leading[j]
    documents = np.array([s.document for s in statements])
    column["same_document"][:] = documents[i] == documents[j]
    lengths = np.array([max(len(content(s)), 1) for s in statements], np.float32)
    shorter, longer = np.minimum(lengths[i], lengths[j]), np.maximum(lengths[i], lengths[j])
    column["length_ratio"][:] = shorter / longer
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


def _placed(vectors: Floats, at: Indices, count: int) -> Floats:
    rows = np.zeros((count, vectors.shape[1]), np.float32)
    rows[at] = vectors
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
    out = np.zeros(len(i), np.float32)
    for start in range(0, len(i), _PAIRS_AT_ONCE):
        block = slice(start, start + _PAIRS_AT_ONCE)
        a, b = i[block], j[block]
        shared = np.minimum(table.weights[a], table.weights[b]).sum(axis=1)
        lighter = np.minimum(table.totals[a], table.totals[b])
        out[block] = np.where(lighter > 0, shared / np.maximum(lighter, 1e-9), 0)
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


def _word_table(statements: Sequence[Statement], *, pos: set[str] | None = None) -> Table:
    bags = [
        {
            word.lemma.lower()[:_STEM_LETTERS]
            for word in s.words
            if word.lemma[:1].isalnum() and (pos is None or word.pos in pos)
        }
        for s in statements
    ]
    return weighted(bags)


def weighted(bags: Sequence[Iterable[str]]) -> Table:
    """Return a table of the terms of each statement, weighted by how rare they are among all."""
    frequency = Counter(term for bag in bags for term in bag)
    terms = {term: k for k, term in enumerate(sorted(frequency))}
    rarity = np.log(1 + len(bags) / np.array([frequency[t] for t in terms] or [1], np.float32))
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
