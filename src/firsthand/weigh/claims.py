"""Claims: the statements of a story that assert the same, gathered across its documents."""

import functools
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

from firsthand.model import Claim, Lineage, Source, Statement, content_id
from firsthand.trace.sense import Encoder, encode
from firsthand.weigh.clustering import cluster
from firsthand.weigh.conflicts.parting import set_apart
from firsthand.weigh.origins import find_origins
from firsthand.weigh.origins.lines import Lines
from firsthand.weigh.similarity import SIGNS, Floats, candidate_pairs, content, signs
from firsthand.weigh.wording import clearest

# A wording shorter than this many content words ("he said no") may stand for many things, so equal
# words alone do not make it one claim.
_WORDS_THAT_IDENTIFY = 3
# Of the 404 pairs of one claim across documents in seven stories marked by hand, 27 share one word, 2 of
# them less near in sense than the first; 315 pairs of two claims share one. The other three were set on
# an invented story and leave the pairs F1 of the seven, each left out of the training, as it was.
_NEAR_IN_SENSE = 0.33
_NEARER_IN_SENSE = 0.5
_SHARE_OF_A_COMMON_WORD = 0.05
_SHARE_OF_A_FRAGMENT = 0.75
# Pairs below this probability are left to the clustering's default, half of it.
_LEAST_PROBABILITY = 0.02


@dataclass(frozen=True, slots=True)
class PairModel:
    """How much each sign of likeness counts: a logistic regression, small enough to be read.

    `weights` are per standard deviation of a sign; `threshold` is the mean probability at which two
    groups of statements are one claim. Written by `benchmarks/train_claims.py`.
    """

    means: tuple[float, ...]
    deviations: tuple[float, ...]
    weights: tuple[float, ...]
    intercept: float
    threshold: float

    def probabilities(self, table: Floats) -> Floats:
        """Return for each row of signs the probability that the pair makes one claim."""
        scaled = (table - np.array(self.means, np.float32)) / np.array(self.deviations, np.float32)
        logit = scaled @ np.array(self.weights, np.float32) + np.float32(self.intercept)
        return np.asarray(1 / (1 + np.exp(-np.clip(logit, -30, 30))), np.float32)


@functools.cache
def trained() -> PairModel:
    """Read the pair model that ships with firsthand."""
    data = json.loads(files("firsthand.weigh").joinpath("same_claim.json").read_text("utf-8"))
    by_sign = data["signs"]
    if list(by_sign) != list(SIGNS):
        raise ValueError("same_claim.json was trained on other signs: run benchmarks/train_claims.py")
    return PairModel(
        means=tuple(by_sign[name]["mean"] for name in SIGNS),
        deviations=tuple(by_sign[name]["deviation"] for name in SIGNS),
        weights=tuple(by_sign[name]["weight"] for name in SIGNS),
        intercept=data["intercept"],
        threshold=data["threshold"],
    )


def group_claims(
    statements: Iterable[Statement],
    *,
    sources: Iterable[Source] = (),
    lineage: Lineage | None = None,
    encoder: Encoder = encode,
    model: PairModel | None = None,
) -> tuple[Claim, ...]:
    """Gather the statements of one story into claims, each with the origins behind it.

    Every statement is in exactly one claim. The order of statements changes nothing.
    """
    told = tuple(statements)
    lines = Lines(lineage or Lineage(), sources, told)
    groups = group_statements(told, encoder=encoder, model=model or trained())
    claims = [_claim(group, lines) for group in groups]
    return tuple(sorted(claims, key=lambda claim: claim.id))


def group_statements(
    statements: Iterable[Statement], *, encoder: Encoder = encode, model: PairModel
) -> list[tuple[Statement, ...]]:
    """Return the groups of statements that assert the same, each sorted by place."""
    ordered = sorted(statements, key=lambda s: (s.document, s.start, s.end, s.id))
    copies = _same_wording(ordered)
    firsts = [group[0] for group in copies]
    pairs = candidate_pairs(firsts)
    table = signs(firsts, pairs, encode=encoder)
    places = [(int(i), int(j)) for i, j in zip(*pairs, strict=True)]
    other_figure = table[:, SIGNS.index("figures")] < 0
    apart = {
        (i, j)
        for (i, j), differs in zip(places, other_figure, strict=True)
        if differs
        or any(_side_by_side(one, other) for one in copies[i] for other in copies[j])
        or set_apart(copies[i][0], copies[j][0])
    }
    told = Counter(stem for first in firsts for stem in set(content(first)))
    common = frozenset(stem for stem, count in told.items() if count > _SHARE_OF_A_COMMON_WORD * len(firsts))
    strangers = {
        (i, j)
        for (i, j), row in zip(places, table, strict=True)
        if _chance_likeness(firsts[i], firsts[j], row, common=common)
    }
    likely = {
        pair: float(p)
        for pair, p in zip(places, model.probabilities(table), strict=True)
        if p >= _LEAST_PROBABILITY and pair not in apart and pair not in strangers
    }
    groups = cluster(
        len(firsts), likely, threshold=model.threshold, otherwise=_LEAST_PROBABILITY / 2, apart=apart
    )
    gathered = [[s for k in group for s in copies[k]] for group in groups]
    return [tuple(sorted(group, key=lambda s: (s.document, s.start, s.end, s.id))) for group in gathered]


def _side_by_side(one: Statement, other: Statement) -> bool:
    """Tell whether both are parts of one sentence: a sentence does not say the same twice.

    None of the 53 such pairs in the tuning stories, marked by hand, makes one claim.
    """
    return (
        one.document == other.document
        and one.sentence == other.sentence
        and (one.end <= other.start or other.end <= one.start)
    )


def _chance_likeness(one: Statement, other: Statement, row: Floats, *, common: frozenset[str]) -> bool:
    """Tell whether two statements have too little in common to say the same, whatever their weights.

    One word is chance unless the sense is near too, and nearer where the whole story has the word
    (`common`); what has no predicate ("Questions over a dam") shares a claim only with what says most
    of it, or gives its figure. `row` are the signs of the pair.
    """
    first, second = set(content(one)), set(content(other))
    both = first & second
    if not (one.main and other.main):
        bare = min((words for s, words in ((one, first), (other, second)) if not s.main), key=len)
        return len(both) < _SHARE_OF_A_FRAGMENT * len(bare) and row[SIGNS.index("figures")] <= 0
    near = _NEAR_IN_SENSE if both - common else _NEARER_IN_SENSE
    return len(both) <= 1 and row[SIGNS.index("sense")] < near and not any(word.isdigit() for word in both)


def _same_wording(statements: Sequence[Statement]) -> list[list[Statement]]:
    """Put copies together first: what a copy repeats word for word must not weigh twice."""
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for statement in statements:
        words = " ".join(statement.text.split()).casefold().strip(" .,;:!?\"'“”‘’")
        enough = len(content(statement)) >= _WORDS_THAT_IDENTIFY
        key: tuple[object, ...] = (words, statement.stance) if enough else (statement.id,)
        groups.setdefault(key, []).append(statement)
    return list(groups.values())


def _claim(group: Sequence[Statement], lines: Lines) -> Claim:
    ids = tuple(sorted(statement.id for statement in group))
    origins, independent = find_origins(group, lines)
    named = [lines.sources[origin].name for origin in origins if origin in lines.sources]
    return Claim(
        id=content_id("c", *ids),
        text=clearest(group, denier=named[0] if named else None),
        statements=ids,
        origins=origins,
        independent_origins=independent,
        documents=len({statement.document for statement in group}),
    )
