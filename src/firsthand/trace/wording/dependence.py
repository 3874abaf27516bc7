"""How sure it is, from what two accounts share, that they depend on one another."""

import functools
import json
import math
from dataclasses import dataclass
from importlib import resources

from firsthand.trace.wording.signals import SIGNALS, Signals

_MODEL = "dependence.json"
_LARGEST = 60.0  # e to this power is still a number


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic regression: the log-odds are `constant` and what each signal adds to them.

    `usual` are the signals of two accounts that tell one matter independently. Fitted by
    benchmarks/train_lineage.py on pairs of news reports that people labelled; what it says of topics
    it never saw stands in that script's table.
    """

    constant: float
    weights: tuple[float, ...]
    usual: tuple[float, ...]

    def log_odds(self, signals: Signals) -> float:
        """Return the natural logarithm of the odds that the accounts depend on one another."""
        return self.constant + sum(
            weight * value for weight, value in zip(self.weights, signals.values(), strict=True)
        )

    def grounds(self, signals: Signals) -> dict[str, float]:
        """Return what each signal says, in log-odds, beyond what is usual for independent accounts."""
        told = zip(SIGNALS, self.weights, signals.values(), self.usual, strict=True)
        return {name: weight * (value - usual) for name, weight, value, usual in told}


def log_odds(signals: Signals) -> float:
    """Return the log-odds, by the model that ships, that two accounts depend on one another."""
    return model().log_odds(signals)


def probability(log_odds: float) -> float:
    """Return the probability that log-odds stand for, in [0, 1]."""
    return 1.0 / (1.0 + math.exp(-max(-_LARGEST, min(_LARGEST, log_odds))))


@functools.cache
def model() -> Model:
    """Read the model that ships."""
    kept = json.loads((resources.files(__package__) / _MODEL).read_text(encoding="utf-8"))
    return Model(
        kept["constant"],
        tuple(kept["weights"][name] for name in SIGNALS),
        tuple(kept["usual"][name] for name in SIGNALS),
    )
