"""How likely it is that two accounts depend on one another, from all that speaks for it."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from firsthand.model import Passage
from firsthand.trace.wording.reuse import REUSE_SCORE, Reuse

# Fitted (logistic regression) on the labelled pairs of ../shared/data/lineage and benchmarks/gold together
# with all pairs of generated accounts (benchmarks/retold, seeds 1 and 2, as it was then), each pair weighing
# the same. Fitted again on what is there now they find more pairs, but the weak lines that are added join
# others: of the labelled pairs as many are right, of the generated parents fewer (.79 for .81).
_CONSTANT, _WORDS, _SELECTION = -2.0, 0.45, 0.4
_SCORE_STEP = 6.0  # of `Reuse.score`, in log-odds
_NO_WORDS = -6.0  # the log-odds that stand for no shared wording at all
_SUREST = 9.0  # log-odds; nothing read off two texts is surer than 1 in 8,000 to be wrong


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that speaks for a tie: what it is, how much it says (log-odds), and in which words.

    `passages` are pairs of passages in turn, the first account's then the second's.
    """

    kind: str
    log_odds: float
    told: str
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """Two accounts, `a` < `b`, what speaks for their dependence, and what they share word for word.

    `log_odds` are of the shared wording alone; the signs come on top. (Independent signs add up in
    log-odds: a naive Bayes model whose weights stand beside each sign.)
    """

    a: str
    b: str
    log_odds: float
    signs: tuple[Sign, ...] = ()
    reuse: Reuse | None = None

    @property
    def confidence(self) -> float:
        """How likely it is that one was written from the other or both from a third, in [0, 1]."""
        total = self.log_odds + sum(sign.log_odds for sign in self.signs)
        return 1.0 / (1.0 + math.exp(-max(-_SUREST, min(_SUREST, total))))

    @property
    def counts(self) -> bool:
        """Whether it is likelier than not."""
        return self.confidence >= 0.5

    @property
    def evidence(self) -> tuple[Passage, ...]:
        """The passages that show it, in turn the first account's and the second's."""
        found: list[Passage] = []
        if self.reuse is not None:
            for aligned in self.reuse.passages or self.reuse.quotations:
                found += [aligned.a, aligned.b]
        for sign in self.signs:
            for first, second in zip(sign.passages[::2], sign.passages[1::2], strict=True):
                if first not in found:
                    found += [first, second]
        return tuple(found)


def ties_of(
    reuses: Iterable[Reuse],
    selection: Mapping[tuple[str, str], float],
    signs: Mapping[tuple[str, str], Iterable[Sign]],
) -> dict[tuple[str, str], Tie]:
    """Put what each two accounts share in words together with what else speaks for a tie.

    `selection` is what the common choice of things says (see `Selection`), `signs` all else, both by pair of
    documents, the lower id first.
    """
    shared = {(reuse.a, reuse.b): reuse for reuse in reuses}
    ties = {}
    for pair in sorted(shared.keys() | selection.keys() | signs.keys()):
        reuse = shared.get(pair)
        words = (reuse.score - REUSE_SCORE) / _SCORE_STEP if reuse else _NO_WORDS
        log_odds = _CONSTANT + _WORDS * words + _SELECTION * selection.get(pair, 0.0)
        found = sorted(signs.get(pair, ()), key=lambda sign: (-sign.log_odds, sign.told))
        ties[pair] = Tie(*pair, log_odds, tuple(found), reuse)
    return ties
