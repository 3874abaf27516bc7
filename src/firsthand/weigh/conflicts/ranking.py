"""How likely two claims are in conflict: each family of differences, weighed as marked stories taught."""

import functools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from firsthand.weigh.conflicts.signals import Signals


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the evidence on two claims comes to.

    `score` is the log odds of a conflict; `family` the difference that speaks loudest for it, and
    `signals` the pair of statements that shows it best.
    """

    score: float
    family: str
    signals: Signals


@functools.cache
def weights() -> Mapping[str, float]:
    """Return the weight of every sign; written by `benchmarks/train_conflicts.py`.

    "" is the constant, "is value" what a family adds by itself; the other signs count for all alike.
    """
    text = resources.files("firsthand.weigh.conflicts").joinpath("ranking.json").read_text(encoding="utf-8")
    found: dict[str, float] = json.loads(text)["weights"]
    return found


def clearest(evidence: Sequence[Signals]) -> dict[str, Signals]:
    """Return, for each family of differences, the pair of statements that shows it on the likest wording."""
    best: dict[str, tuple[float, Signals]] = {}
    for signals in evidence:
        for family, strength in signals.families.items():
            clear = signals.common["alike"] + signals.common["about"] + strength
            if family not in best or clear > best[family][0]:
                best[family] = (clear, signals)
    return {family: signals for family, (_, signals) in best.items()}


def judge(evidence: Sequence[Signals]) -> Verdict | None:
    """Weigh the evidence on two claims; None where nothing sets them apart.

    Families are taken as witnesses who err independently: the pair is no conflict only if all are
    wrong.
    """
    found = [(_log_odds(family, signals), family, signals) for family, signals in clearest(evidence).items()]
    if not found:
        return None
    doubt = 1.0
    for odds, _, _ in found:
        doubt *= 1 / (1 + math.exp(odds))
    _, family, signals = max(found, key=lambda each: each[:2])
    return Verdict(math.log((1 - doubt) / doubt) if doubt < 1 else -math.inf, family, signals)


def _log_odds(family: str, signals: Signals) -> float:
    weight = weights()
    total = weight[""] + weight.get(f"is {family}", 0.0)
    for sign, value in {**signals.common, "strength": signals.families[family]}.items():
        total += weight.get(sign, 0.0) * value
    return total
