"""The values of a table and the records of its sources, each found from the other, round by round.

A value is as likely as the sources that give it are good, and a source is as good as its values are
likely (ACCU of Dong et al., VLDB 2009), where a source that likely copies another counts that much less.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from firsthand.weigh.credibility.copying import Pairs
from firsthand.weigh.credibility.index import Index, Real, Whole

# All by sense or from the paper, none fitted: a source nobody knows is right four times in five, a
# belief worth five answers; a question has ten wrong values that come to mind.
TRUST_BEFOREHAND = 0.8
WORTH_BEFOREHAND = 5.0
WRONG_VALUES = 10.0
_TRUST_BOUNDS = (0.02, 0.98)
# Records are kept by source alone in the first rounds: who is right elsewhere is trusted here until
# there is enough to tell its attributes apart. Else an attribute that most sources misread decides by itself.
_ROUNDS_BY_SOURCE = 5
_ROUNDS = 20
_CLOSE = 1e-3
# How much of the votes of a value goes to one like it (the paper's ACCUSIM has .5).
_VOTES_FOR_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """What the rounds come to, as arrays over an Index.

    `probability` is by option; `trust`, `right` and `given` are (sources, attributes); `counted` is by what
    is given: how much of it is the source's own; `dependent` is by pair.
    """

    probability: Real
    trust: Real
    right: Real
    given: Real
    counted: Real
    dependent: Real


def find_records(
    index: Index,
    pairs: Pairs,
    *,
    alike: Sequence[tuple[int, int, float]] = (),
    groups: Mapping[str, str] | None = None,
) -> Found:
    """Find the probabilities of the options and the records of the sources.

    `alike` are pairs of options with how alike they are, in (0, 1]. `groups` names the kind of source where
    it is known: a source of which little is known is taken for one like its group.

    Of sources that answer the same selection of questions, who copies is asked before anything is counted,
    when no value is likelier than another: else many copies would make their own values right, and sharing
    what is right is no sign of copying.
    """
    group = _groups(index, groups or {})
    given = _given(index)
    trust = np.full(given.shape, TRUST_BEFOREHAND)
    options = np.bincount(index.question_of, minlength=len(index.questions)).astype(float)
    dependent = np.zeros(len(pairs.one))
    alike_in_what = pairs.same_selection()
    dependent[alike_in_what] = pairs.dependent(1 / options[index.question_of], trust, WRONG_VALUES)[
        alike_in_what
    ]
    for round_ in range(_ROUNDS):
        by_source = round_ < _ROUNDS_BY_SOURCE
        counted = pairs.counted(trust, dependent)
        probability = _probability(index, trust, counted, alike)
        before, trust = trust, _trust(_right(index, probability), given, group, by_source=by_source)
        dependent = pairs.dependent(probability, trust, WRONG_VALUES)
        if not by_source and np.abs(trust - before).max(initial=0.0) < _CLOSE:
            break
    counted = pairs.counted(trust, dependent)
    probability = _probability(index, trust, counted, alike)
    return Found(probability, trust, _right(index, probability), given, counted, dependent)


def recount(
    index: Index, pairs: Pairs, probability: Real, *, groups: Mapping[str, str] | None = None
) -> Found:
    """Find the records and the copies anew from probabilities that were found in another way."""
    given = _given(index)
    right = _right(index, probability)
    trust = _trust(right, given, _groups(index, groups or {}), by_source=False)
    dependent = pairs.dependent(probability, trust, WRONG_VALUES)
    return Found(probability, trust, right, given, pairs.counted(trust, dependent), dependent)


def _given(index: Index) -> Real:
    given = np.zeros((len(index.sources), len(index.attributes)))
    np.add.at(given, (index.source, index.attribute), 1.0)
    return given


def _right(index: Index, probability: Real) -> Real:
    right = np.zeros((len(index.sources), len(index.attributes)))
    np.add.at(right, (index.source, index.attribute), probability[index.option])
    return right


def _groups(index: Index, groups: Mapping[str, str]) -> Whole:
    names = [groups.get(source, "") for source in index.sources]
    number = {name: at for at, name in enumerate(sorted(set(names)))}
    return np.array([number[name] for name in names], dtype=np.int64)


def _trust(right: Real, given: Real, group: Whole, *, by_source: bool) -> Real:
    """Return what each source is trusted with, by attribute, drawn towards what is known beyond it."""
    of_group = np.bincount(group, weights=right.sum(axis=1))
    by_group = np.bincount(group, weights=given.sum(axis=1))
    usual = (of_group + WORTH_BEFOREHAND * TRUST_BEFOREHAND) / (by_group + WORTH_BEFOREHAND)
    if len(usual) == 1:
        usual[:] = TRUST_BEFOREHAND
    overall = (right.sum(axis=1) + WORTH_BEFOREHAND * usual[group]) / (given.sum(axis=1) + WORTH_BEFOREHAND)
    if by_source:
        trust = np.repeat(overall[:, None], right.shape[1], axis=1)
    else:
        trust = (right + WORTH_BEFOREHAND * overall[:, None]) / (given + WORTH_BEFOREHAND)
    clipped: Real = np.clip(trust, *_TRUST_BOUNDS)
    return clipped


def _probability(index: Index, trust: Real, counted: Real, alike: Sequence[tuple[int, int, float]]) -> Real:
    """Return how likely each option is; what is left of 1 is for values that nobody gives."""
    share = trust[index.source, index.attribute]
    own = counted * index.worth * np.log(WRONG_VALUES * share / (1 - share))
    votes: Real = np.bincount(
        index.option,
        weights=own,
        minlength=len(index.options),
    ).astype(float)
    if alike:
        lent = np.zeros(len(votes))
        for one, other, likeness in alike:
            lent[one] += _VOTES_FOR_ALIKE * likeness * max(votes[other], 0.0)
            lent[other] += _VOTES_FOR_ALIKE * likeness * max(votes[one], 0.0)
        votes += lent
    questions = len(index.questions)
    most: Real = np.zeros(questions)
    np.maximum.at(most, index.question_of, votes)
    weight = np.exp(votes - most[index.question_of])
    options = np.bincount(index.question_of, minlength=questions).astype(float)
    unseen = np.maximum(WRONG_VALUES + 1 - options, 0.0) * np.exp(-most)
    total = np.bincount(index.question_of, weights=weight, minlength=questions) + unseen
    probability: Real = weight / total[index.question_of]
    return probability
