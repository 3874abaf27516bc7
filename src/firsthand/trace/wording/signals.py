"""What speaks for one account having its words from another: a few numbers, each one a person can check."""

import math
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from firsthand.trace.wording.alignment import Aligned


@dataclass(frozen=True, slots=True)
class Signals:
    """How strongly two accounts share wording, in five numbers.

    `best` is the most telling passage in the accounts' own words and `quoted` what both have inside
    quotation marks, up to some sentences, each as log(1 + bits). `run` is log(1 + words) of the longest
    stretch of equal words outside quotation marks, names and numbers counted half. `common` is
    log(1 + words) of the matched words that tell nothing of the matter, in passages of some weight: two
    who tell the same by themselves share the names and the figures, not what stands between them.
    `length` is log(words) of the shorter account: the longer two accounts are, the more they have in
    common by chance. Logarithms, because the step from one sentence to two says more than from ten to
    eleven.
    """

    best: float
    quoted: float
    run: float
    common: float
    length: float

    def values(self) -> tuple[float, ...]:
        """Return the numbers in the order of `SIGNALS`."""
        return astuple(self)


# No labelled account is much shorter: a line of twelve words that has six of another proves nothing.
_SHORTEST = 40
# Below, a passage is two rare words side by side, and what is common in it stands there by chance.
_SOME_WEIGHT_BITS = 18.0
_MOSTLY_QUOTED = 0.5
# A statement that everybody prints says no more where it is long: beyond two sentences nothing is added.
# Caps of 60 to 150 bits judge the labelled pairs alike (topics left out).
_MOST_QUOTED_BITS = 80.0
SIGNALS = ("best", "quoted", "run", "common", "length")


def measure(aligned: Iterable[Aligned], shorter: int) -> Signals:
    """Measure what the passages of two accounts say; `shorter` is the words of the shorter account.

    What stands inside quotation marks was said to everybody; it counts as `quoted`, not as the
    account's own.
    """
    passages = tuple(aligned)
    best = max((passage.bits * (1.0 - passage.quoted) for passage in passages), default=0.0)
    quoted = min(_MOST_QUOTED_BITS, sum(passage.bits * passage.quoted for passage in passages))
    longest = max((passage.longest for passage in passages), default=0.0)
    common = sum(
        passage.common
        for passage in passages
        if passage.quoted < _MOSTLY_QUOTED and passage.bits >= _SOME_WEIGHT_BITS
    )
    return Signals(
        best=math.log1p(best),
        quoted=math.log1p(quoted),
        run=math.log1p(longest),
        common=math.log1p(common),
        length=math.log(max(_SHORTEST, shorter)),
    )
