"""How likely two statements make one claim, from the signs of their likeness."""

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

from firsthand.weigh.similarity import Floats


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
def read_model(file: str, signs: Sequence[str]) -> PairModel:
    """Read a pair model that ships with firsthand; `signs` (a tuple) is what it has to be trained on."""
    data = json.loads(files("firsthand.weigh").joinpath(file).read_text("utf-8"))
    by_sign = data["signs"]
    if list(by_sign) != list(signs):
        raise ValueError(f"{file} was trained on other signs: run benchmarks/train_claims.py")
    return PairModel(
        means=tuple(by_sign[name]["mean"] for name in signs),
        deviations=tuple(by_sign[name]["deviation"] for name in signs),
        weights=tuple(by_sign[name]["weight"] for name in signs),
        intercept=data["intercept"],
        threshold=data["threshold"],
    )
