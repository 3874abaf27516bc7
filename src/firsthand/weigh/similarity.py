"""How alike two statements are: what a careful reader compares before saying "the same again".

Every sign is a number about a pair of statements of one story: shared words weighted by how rare
they are in the story, the sense of the whole sentence, figures, names, who says it, whether one
denies what the other asserts. None of them decides alone; `claims` weighs them.
"""

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
    "sense_resolved",  # the same with pronouns and descriptions resolved
    "sense_rank",  # how far this partner stands out among all statements of its document, both ways
    "words",  # cosine of the words, rare ones weighing more
    "words_covered",  # share of the shorter statement's words that the longer one has, by rarity
    "letters",  # cosine of four-letter sequences: "denuclearize" and "denuclearization"
    "runs",  # share of the shorter statement's three-word runs that both have: a copy, a quotation
    "names",  # share of the proper names of the poorer side that both have
    "names_differ",  # proper names that stand on both sides and are none in common
    "figures_agree",  # the same figure of the same thing
    "figures_differ",  # different figures of the same thing
    "figures_one_sided",  # only one of both gives a figure
    "predicate",  # the main verbs agree
    "same_origin",  # both are said by the same source
    "other_origin",  # both are said by somebody, and not by the same
    "polarity_differs",  # one denies, or is negated, and the other is not
    "speech_differs",  # one is about an act of speaking, the other is not
    "both_quoted",
    "both_leading",  # both stand in their document's title or first sentence
    "same_document",
    "brevity",  # 1 / content words of the shorter one: short ones are alike by chance
    "length_ratio",  # shorter by longer, in content words
)

# Lemmas are cut to this many letters, so that "denuclearize" meets "denuclearization" and a
# headline's capitalised "Tariffs", which no tagger lemmatises, meets "tariff". Truncation is the
# stemmer that needs no language (McNamee & Mayfield 2004 found 4-6 letters best across languages).
_STEM_LETTERS = 6
_LETTERS = 4
_LETTER_BUCKETS = 4096


@dataclass(frozen=True, slots=True)
class _Table:
    """A statement-by-term table of weights, and each row's total."""

    weights: Floats
    totals: Floats


def content(statement: Statement) -> list[str]:
    """Return the statement's content words as comparable stems, in the order of the text."""
    return [word.lemma.lower()[:_STEM_LETTERS] for word in statement.words if word.lemma[:1].isalnum()]


def candidate_pairs(statements: Sequence[Statement], *, floor: float = 0.04) -> tuple[Indices, Indices]:
    """Return the pairs (i < j) worth comparing: enough rare words in common, or both open a document.

    `floor` is a cosine of rarity-weighted words and letters; below it, 3 in 100 of the true pairs of
    the tuning stories are found and 1,000 times as many false ones.
    """
    count = len(statements)
    if count < 2:
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    words = _unit(_word_table(statements).weights)
    letters = _unit(_letter_table(statements))
    leading = np.array([_leads(s) for s in statements])
    rows: list[Indices] = []
    columns: list[Indices] = []
    for start in range(0, count, 512):  # a block of rows at a time keeps a pile of thousands small
        block = slice(start, min(start + 512, count))
        near = np.maximum(words[block] @ words.T, letters[block] @ letters.T) >= floor
        near |= leading[block, None] & leading[None, :]
        i, j = np.nonzero(near)
        i = i + start
        rows.append(i[i < j])
        columns.append(j[i < j])
    return np.concatenate(rows), np.concatenate(columns)


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
    texts = [statements[k].text for k in used] + [statements[k].reading or statements[k].text for k in used]
    encoded = encode(texts)
    sense = _placed(encoded[: len(used)], used, len(statements))
    resolved = _placed(encoded[len(used) :], used, len(statements))
    column["sense"][:] = _dots(sense, i, j)
    column["sense_resolved"][:] = _dots(resolved, i, j)
    column["sense_rank"][:] = _standing_out(statements, column["sense_resolved"], i, j)

    words = _word_table(statements)
    unit = _unit(words.weights)
    column["words"][:] = _dots(unit, i, j)
    column["words_covered"][:] = _covered(words, i, j)
    column["letters"][:] = _dots(_unit(_letter_table(statements)), i, j)
    column["runs"][:] = _run_share(statements, i, j)
    names = _word_table(statements, pos={"PROPN"})
    column["names"][:] = _covered(names, i, j)
    named = names.totals > 0
    column["names_differ"][:] = named[i] & named[j] & (column["names"] == 0)
    _compare_figures(statements, i, j, column)

    mains = [frozenset(lemma[:_STEM_LETTERS] for lemma in s.main) for s in statements]
    column["predicate"][:] = [bool(mains[a] & mains[b]) for a, b in zip(i, j, strict=True)]
    origins = np.array([s.attribution[0] if s.attribution else "" for s in statements])
    column["same_origin"][:] = (origins[i] == origins[j]) & (origins[i] != "")
    column["other_origin"][:] = (origins[i] != origins[j]) & (origins[i] != "") & (origins[j] != "")
    against = np.array([(s.stance == "denies") != s.negated for s in statements])
    column["polarity_differs"][:] = against[i] != against[j]
    speech = np.array([s.reports_speech for s in statements])
    column["speech_differs"][:] = speech[i] != speech[j]
    quoted = np.array([s.quoted for s in statements])
    column["both_quoted"][:] = quoted[i] & quoted[j]
    leading = np.array([_leads(s) for s in statements])
    column["both_leading"][:] = leading[i] & leading[j]
    documents = np.array([s.document for s in statements])
    column["same_document"][:] = documents[i] == documents[j]
    lengths = np.array([max(len(content(s)), 1) for s in statements], np.float32)
    shorter, longer = np.minimum(lengths[i], lengths[j]), np.maximum(lengths[i], lengths[j])
    column["brevity"][:] = 1 / shorter
    column["length_ratio"][:] = shorter / longer
    return table


def agree(one: Quantity, other: Quantity) -> bool | None:
    """Tell whether two figures of the same thing say the same; None where they count other things.

    Equal intervals agree; a bound and a figure inside it ("more than 100", 102) neither agree nor
    differ, since a claim of the one is no claim of the other.
    """
    if one.unit != other.unit and one.unit is not None and other.unit is not None:
        return None
    if (one.low, one.high) == (other.low, other.high):
        return True
    low = max(_bound(one.low, -np.inf), _bound(other.low, -np.inf))
    high = min(_bound(one.high, np.inf), _bound(other.high, np.inf))
    return None if low <= high or one.unit is None or other.unit is None else False


def _bound(value: float | None, unknown: float) -> float:
    return unknown if value is None else value


def _compare_figures(
    statements: Sequence[Statement], i: Indices, j: Indices, column: dict[str, Floats]
) -> None:
    has = np.array([bool(s.quantities) for s in statements])
    column["figures_one_sided"][:] = has[i] != has[j]
    for k in np.nonzero(has[i] & has[j])[0]:
        verdicts = [
            agree(one, other) for one in statements[i[k]].quantities for other in statements[j[k]].quantities
        ]
        column["figures_agree"][k] = any(verdict is True for verdict in verdicts)
        column["figures_differ"][k] = any(verdict is False for verdict in verdicts) and True not in verdicts


def _leads(statement: Statement) -> bool:
    return statement.title or statement.sentence <= 1


def _placed(vectors: Floats, at: Indices, count: int) -> Floats:
    rows = np.zeros((count, vectors.shape[1]), np.float32)
    rows[at] = vectors
    return rows


def _dots(unit: Floats, i: Indices, j: Indices) -> Floats:
    """Cosines of pairs of rows, a block at a time so that memory stays small."""
    out = np.empty(len(i), np.float32)
    for start in range(0, len(i), 8192):
        block = slice(start, start + 8192)
        out[block] = np.einsum("ij,ij->i", unit[i[block]], unit[j[block]])
    return out


def _covered(table: _Table, i: Indices, j: Indices) -> Floats:
    """Weight of the common terms as a share of the lighter side."""
    out = np.zeros(len(i), np.float32)
    for start in range(0, len(i), 8192):
        block = slice(start, start + 8192)
        a, b = i[block], j[block]
        shared = np.minimum(table.weights[a], table.weights[b]).sum(axis=1)
        lighter = np.minimum(table.totals[a], table.totals[b])
        out[block] = np.where(lighter > 0, shared / np.maximum(lighter, 1e-9), 0)
    return out


def _standing_out(statements: Sequence[Statement], scores: Floats, i: Indices, j: Indices) -> Floats:
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


def _word_table(statements: Sequence[Statement], *, pos: set[str] | None = None) -> _Table:
    bags = [
        {
            word.lemma.lower()[:_STEM_LETTERS]
            for word in s.words
            if word.lemma[:1].isalnum() and (pos is None or word.pos in pos)
        }
        for s in statements
    ]
    return _weighted(bags)


def _weighted(bags: Sequence[Iterable[str]]) -> _Table:
    frequency = Counter(term for bag in bags for term in bag)
    terms = {term: k for k, term in enumerate(sorted(frequency))}
    rarity = np.log(1 + len(bags) / np.array([frequency[t] for t in terms] or [1], np.float32))
    weights = np.zeros((len(bags), max(len(terms), 1)), np.float32)
    for row, bag in enumerate(bags):
        for term in bag:
            weights[row, terms[term]] = rarity[terms[term]]
    return _Table(weights, weights.sum(axis=1))


def _letter_table(statements: Sequence[Statement]) -> Floats:
    """Counts of four-letter sequences of the content words, by rarity, in hashed columns."""
    counts = np.zeros((len(statements), _LETTER_BUCKETS), np.float32)
    for row, statement in enumerate(statements):
        for word in statement.words:
            padded = f" {word.lemma.lower()} "
            for at in range(max(len(padded) - _LETTERS + 1, 1)):
                counts[row, _bucket(padded[at : at + _LETTERS])] = 1
    frequency = counts.sum(axis=0)
    weighted: Floats = (counts * np.log(1 + len(statements) / np.maximum(frequency, 1))).astype(np.float32)
    return weighted


def _bucket(letters: str) -> int:
    """Place a letter sequence in a column, the same in every run (unlike `hash`)."""
    place = 0
    for letter in letters:
        place = (place * 1_000_003 + ord(letter)) & 0xFFFFFFFF
    return (place ^ place >> 15) % _LETTER_BUCKETS


def _run_share(statements: Sequence[Statement], i: Indices, j: Indices) -> Floats:
    runs = []
    for statement in statements:
        tokens = [t for t in (w.strip("\"'“”‘’.,;:!?()[]-–—").lower() for w in statement.text.split()) if t]
        runs.append(frozenset(zip(tokens, tokens[1:], tokens[2:], strict=False)))
    return np.array(
        [len(runs[a] & runs[b]) / max(min(len(runs[a]), len(runs[b])), 1) for a, b in zip(i, j, strict=True)],
        np.float32,
    )


def _unit(rows: Floats) -> Floats:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Floats = (rows / np.where(length > 0, length, 1)).astype(np.float32)
    return unit
