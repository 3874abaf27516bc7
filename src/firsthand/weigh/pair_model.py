"""How likely two statements make one claim, from the signs of their likeness."""

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from firsthand.weigh.similarity import Floats

# Pairs whose questions are asked at once: the answers of more do not stay in the cache of a processor.
_ROWS_AT_ONCE = 256


class Judge(Protocol):
    """Whatever tells from signs of likeness how likely pairs make one claim."""

    @property
    def threshold(self) -> float:
        """The mean probability at which two groups of statements are one claim."""

    def probabilities(self, table: Floats) -> Floats:
        """Return for each row of signs the probability that the pair makes one claim."""


@dataclass(frozen=True, slots=True)
class PairModel:
    """How much each sign of likeness counts: a logistic regression, small enough to be read.

    `weights` are per standard deviation of a sign; `threshold` is the mean probability at which two
    groups of statements are one claim. Written by `benchmarks/train_claims_across.py`.
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


@dataclass(frozen=True, slots=True)
class Tree:
    """A few questions about the signs of a pair, and what each answer is worth.

    Question k is whether sign `asked[k]` (-1: none, the answer stands) is at least `cuts[k]`; a no leads to
    node 2k + 1, a yes to 2k + 2. `worth` is in log odds, one for each node that ends.
    """

    asked: tuple[int, ...]
    cuts: tuple[float, ...]
    worth: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Forest:
    """The same questions of all trees beside each other, a row a tree, so that they are asked at once."""

    asked: npt.NDArray[np.intp]
    cuts: Floats
    worth: npt.NDArray[np.float64]

    def answers(self, table: Floats) -> npt.NDArray[np.float64]:
        """Return what each tree's answer is worth (columns), for each row of signs."""
        trees, size = self.asked.shape
        first = np.arange(trees)[None, :] * size  # where each tree begins, all nodes laid in one row
        row = np.arange(len(table))[:, None] * table.shape[1]
        node = np.zeros((len(table), trees), np.intp)
        while (going := (asked := self.asked.take(first + node)) >= 0).any():
            yes = table.take(row + np.maximum(asked, 0)) >= self.cuts.take(first + node)
            node = np.where(going, 2 * node + 1 + yes, node)
        return np.asarray(self.worth.take(first + node))


def set_beside(trees: tuple[Tree, ...]) -> Forest:
    """Set trees beside each other; where one has fewer nodes than the largest, it asks nothing there."""
    size = max(len(tree.worth) for tree in trees)
    asked = np.full((len(trees), size), -1, np.intp)
    cuts = np.zeros((len(trees), size), np.float32)
    worth = np.zeros((len(trees), size))
    for row, tree in enumerate(trees):
        asked[row, : len(tree.asked)] = tree.asked
        cuts[row, : len(tree.cuts)] = tree.cuts
        worth[row, : len(tree.worth)] = tree.worth
    return Forest(asked, cuts, worth)


@dataclass(frozen=True, slots=True)
class TreeModel:
    """Many small trees of questions, whose answers add up: boosting (Friedman 2001).

    What counts for one claim differs with what else is known: few words in common are enough between
    two headlines, and not between two sentences of a speech. Written by `benchmarks/train_claims.py`.
    """

    prior: float
    trees: tuple[Tree, ...]
    threshold: float
    forest: Forest | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Set the trees beside each other once, not for every story."""
        object.__setattr__(self, "forest", set_beside(self.trees) if self.trees else None)

    def probabilities(self, table: Floats) -> Floats:
        """Return for each row of signs the probability that the pair makes one claim."""
        odds = np.full(len(table), self.prior)
        for start in range(0, len(table) if self.forest else 0, _ROWS_AT_ONCE):
            end = start + _ROWS_AT_ONCE
            for answer in self.forest.answers(table[start:end]).T if self.forest else ():
                odds[start:end] += answer  # one after the other: the sum does not depend on the rows at once
        return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), np.float32)


@functools.cache
def read_trees(file: str, signs: Sequence[str]) -> TreeModel:
    """Read a model of trees that ships with firsthand; `signs` (a tuple) is what it has to be trained on."""
    data = _read(file)
    if data["signs"] != list(signs):
        raise ValueError(f"{file} was trained on other signs: run benchmarks/train_claims.py")
    trees = tuple(Tree(tuple(t["asked"]), tuple(t["cuts"]), tuple(t["worth"])) for t in data["trees"])
    return TreeModel(data["prior"], trees, data["threshold"])


@functools.cache
def read_model(file: str, signs: Sequence[str]) -> PairModel:
    """Read a pair model that ships with firsthand; `signs` (a tuple) is what it has to be trained on."""
    data = _read(file)
    by_sign = data["signs"]
    if list(by_sign) != list(signs):
        raise ValueError(f"{file} was trained on other signs: run benchmarks/train_claims_across.py")
    return PairModel(
        means=tuple(by_sign[name]["mean"] for name in signs),
        deviations=tuple(by_sign[name]["deviation"] for name in signs),
        weights=tuple(by_sign[name]["weight"] for name in signs),
        intercept=data["intercept"],
        threshold=data["threshold"],
    )


def _read(file: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(files("firsthand.weigh").joinpath(file).read_text("utf-8"))
    return data
