"""How likely a pair of claims is a conflict: the evidence, weighed by what was learned from stories marked by hand."""

import functools
import json
from collections.abc import Mapping, Sequence
from importlib import resources

from firsthand.weigh.conflicts.discourse import CUES


@functools.cache
def ranking() -> Mapping[str, float]:
    """Return the weight of each sign; "" is the constant. Written by `benchmarks/train_conflicts.py`."""
    text = resources.files("firsthand.weigh.conflicts").joinpath("ranking.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights


def gather(evidence: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return what the pairs of statements of two claims come to together.

    One place where a text sets the claims against each other is enough; so is one alike pair;
    a difference has to hold between most wordings, so it is averaged.
    """
    count = len(evidence)
    return {
        sign: max(each[sign] for each in evidence)
        if sign in CUES or sign in _BEST
        else sum(each[sign] for each in evidence) / count
        for sign in evidence[0]
    }


_BEST = frozenset({"alike", "about"})


def score(signs: Mapping[str, float]) -> float:
    """Return the log odds that two claims with these signs are in conflict."""
    weights = ranking()
    return weights[""] + sum(weights.get(sign, 0.0) * value for sign, value in signs.items())
