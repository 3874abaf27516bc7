"""Which statements in different languages make one claim, and how sure that is."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from firsthand.model import Passage, Statement
from firsthand.trace.sense import Encoder
from firsthand.trace.translation.marks import writes_nouns_large
from firsthand.weigh.across.signs import SIGNS_ACROSS, name_marks, pairs_across, signs_across
from firsthand.weigh.pair_model import PairModel, read_model
from firsthand.weigh.similarity import Floats

_LEAST_PROBABILITY = 0.02
# In sentences that render one another the same is said twice; what is nearest there is the same, unless
# one is but a small part. In three of the Airbus articles, in three languages, it alone joins 14 claims;
# 13 of them are right.
_RENDERED = 0.5
_NEAR_IN_RENDERED = 0.3
_AS_MUCH = 0.5
_FIGURES = SIGNS_ACROSS.index("figures")
_SENSE = SIGNS_ACROSS.index("sense")
# Below this, two that each name somebody or some place the other does not tell of two matters of a kind: two
# smelters that stop buying. "Antwerp" and "Anvers" are two names as well, but what renders the other is
# nearer: of 438 statements of six translated articles 402 join another language with this and without.
_NEAR_WITH_OTHER_NAMES = 0.65


def trained_across() -> PairModel:
    """Return the pair model that ships with firsthand, for statements in two languages."""
    return read_model("same_claim_across.json", SIGNS_ACROSS)


def pairs_of_languages(
    statements: Sequence[Statement],
    languages: Sequence[str],
    *,
    encoder: Encoder,
    threshold: float,
    rendered: Sequence[tuple[Passage, Passage]] = (),
    model: PairModel | None = None,
) -> tuple[dict[tuple[int, int], float], set[tuple[int, int]]]:
    """Return how likely pairs in different languages make one claim, and the pairs that never do.

    `languages` runs parallel to the statements; `rendered` are sentences that translate one another,
    in which the statements nearest to one another are the same. Probabilities are told on the scale on which
    `threshold` parts one claim from two, so that they can stand beside those within a language.
    """
    model = model or trained_across()
    sense = encoder([statement.text for statement in statements])
    pairs = pairs_across(sense, languages)
    table = signs_across(statements, languages, sense, pairs)
    places = [(int(i), int(j)) for i, j in zip(*pairs, strict=True)]
    apart = {pair for pair, row in zip(places, table, strict=True) if row[_FIGURES] < 0}
    same = set(_in_rendered(statements, sense, rendered))
    apart |= {
        (i, j) for i, j in places if (i, j) not in same and in_other_countries(statements[i], statements[j])
    }
    named = name_marks(statements, languages)
    far = {
        (i, j)
        for (i, j), row in zip(places, table, strict=True)
        if row[_SENSE] < _NEAR_WITH_OTHER_NAMES
        and named[i] - named[j]
        and named[j] - named[i]
        and not (writes_nouns_large(languages[i]) or writes_nouns_large(languages[j]))
    }
    scale = math.log(threshold) / math.log(model.threshold)
    likely = {
        pair: scaled
        for pair, p in zip(places, model.probabilities(table), strict=True)
        if pair not in apart and pair not in far and (scaled := float(p) ** scale) >= _LEAST_PROBABILITY
    }
    for pair in sorted(same):
        if pair not in apart:
            likely[pair] = max(_RENDERED, likely.get(pair, 0.0))
    return likely, apart


def in_other_countries(one: Statement, other: Statement) -> bool:
    """Tell whether both statements say where, and in no country in common: two smelters, not one."""
    here, there = ({place.country for place in each.places if place.country} for each in (one, other))
    return bool(here and there and here.isdisjoint(there))


def _in_rendered(
    statements: Sequence[Statement], sense: Floats, rendered: Sequence[tuple[Passage, Passage]]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs (i < j) that are nearest to one another in two sentences that render one another."""
    inside: dict[str, list[int]] = defaultdict(list)
    for at, statement in enumerate(statements):
        inside[statement.document].append(at)
    for one, other in rendered:
        here, there = (
            [at for at in inside[passage.document] if passage.overlaps(statements[at].passage)]
            for passage in (one, other)
        )
        if not here or not there:
            continue
        alike = sense[here] @ sense[there].T
        for row, at in enumerate(here):
            column = int(np.argmax(alike[row]))
            if int(np.argmax(alike[:, column])) != row or alike[row, column] < _NEAR_IN_RENDERED:
                continue
            if _as_much_of(statements[at], one, statements[there[column]], other):
                yield min(at, there[column]), max(at, there[column])


def _as_much_of(one: Statement, sentence: Passage, other: Statement, rendering: Passage) -> bool:
    """Tell whether two statements are about as much of their sentences, so that one is not a part."""
    shares = sorted(
        (statement.end - statement.start) / (passage.end - passage.start)
        for statement, passage in ((one, sentence), (other, rendering))
    )
    return shares[0] >= _AS_MUCH * shares[1]
