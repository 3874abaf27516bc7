"""Which statements in different languages make one claim, and how sure that is."""

import math
from collections.abc import Sequence

from firsthand.model import Statement
from firsthand.trace.sense import Encoder
from firsthand.weigh.across.signs import SIGNS_ACROSS, pairs_across, signs_across
from firsthand.weigh.pair_model import PairModel, read_model

_LEAST_PROBABILITY = 0.02
_FIGURES = SIGNS_ACROSS.index("figures")


def trained_across() -> PairModel:
    """Return the pair model that ships with firsthand, for statements in two languages."""
    return read_model("same_claim_across.json", SIGNS_ACROSS)


def pairs_of_languages(
    statements: Sequence[Statement],
    languages: Sequence[str],
    *,
    encoder: Encoder,
    threshold: float,
    model: PairModel | None = None,
) -> tuple[dict[tuple[int, int], float], set[tuple[int, int]]]:
    """Return how likely pairs in different languages make one claim, and the pairs that never do.

    `languages` runs parallel to the statements. Probabilities are told on the scale on which
    `threshold` parts one claim from two, so that they can stand beside those within a language.
    """
    model = model or trained_across()
    sense = encoder([statement.text for statement in statements])
    pairs = pairs_across(sense, languages)
    table = signs_across(statements, languages, sense, pairs)
    places = [(int(i), int(j)) for i, j in zip(*pairs, strict=True)]
    apart = {pair for pair, row in zip(places, table, strict=True) if row[_FIGURES] < 0}
    scale = math.log(threshold) / math.log(model.threshold)
    likely = {
        pair: scaled
        for pair, p in zip(places, model.probabilities(table), strict=True)
        if pair not in apart and (scaled := float(p) ** scale) >= _LEAST_PROBABILITY
    }
    return likely, apart
