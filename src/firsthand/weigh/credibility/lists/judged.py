"""Lists of names: each name is judged by itself, as a source that leaves some out says little against them.

After Zhao, Rubinstein, Gemmell, Han: "A Bayesian Approach to Discovering Truth from Conflicting Sources for
Data Integration" (VLDB 2012): a source has two records, how many of the right names it gives, and how
seldom it gives a wrong one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from firsthand.weigh.credibility.index import Real, Truth, Whole

# The paper's beliefs: a source nobody knows gives half of the names (many catalogues stop at the first), and
# a wrong one once in a hundred times; the first soon gives way to what is seen, the second hardly.
_GIVES_RIGHT = (5.0, 5.0)
_GIVES_WRONG = (10.0, 990.0)
_HOLDS_BEFOREHAND = 0.5
_ROUNDS = 30
_CLOSE = 1e-4


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists as pairs of what a source gives for a question and a name in question there.

    Parallel arrays: `source` and `name` are numbers, `gives` tells whether the name is on the source's list.
    `given` is the number of the source's list, into the weights. A name left out by a list that
    says so itself ("et al") is not among the pairs.
    """

    source: Whole
    name: Whole
    given: Whole
    gives: Truth
    names: int
    sources: int


def weigh_names(lists: Lists, counted: Real) -> Real:
    """Return how likely each name belongs on its list.

    `counted` is how much each list counts, in (0, 1]: what its source does not have from another.
    """
    weight = counted[lists.given]
    holds = np.full(lists.names, _HOLDS_BEFOREHAND)
    for round_ in range(_ROUNDS):
        likely = holds[lists.name] if round_ else lists.gives.astype(float) * 0.5 + 0.25
        right, wrong = _two_records(lists, likely)
        says = np.where(lists.gives, np.log(right / wrong), np.log((1 - right) / (1 - wrong)))
        odds = np.bincount(lists.name, weights=weight * says, minlength=lists.names)
        before, holds = holds, 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
        if np.abs(holds - before).max(initial=0.0) < _CLOSE:
            break
    return holds


def _two_records(lists: Lists, likely: Real) -> tuple[Real, Real]:
    def record(chance: Real, belief: Sequence[float]) -> Real:
        gave = np.bincount(lists.source, weights=chance * lists.gives, minlength=lists.sources)
        might = np.bincount(lists.source, weights=chance, minlength=lists.sources)
        found: Real = ((gave + belief[0]) / (might + sum(belief)))[lists.source]
        return found

    return record(likely, _GIVES_RIGHT), record(1 - likely, _GIVES_WRONG)
