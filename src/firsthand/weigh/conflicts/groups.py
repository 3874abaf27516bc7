"""Questions with more than two answers: conflicts that belong together are told as one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

# Claims that stand on one side of a question say nearly the same: their likest statements are this
# alike in their words. Chosen among .3, .4 and .5 on the seeds and events 2, 5, 7 and 9.
_ONE_SIDE = 0.3
# A question with more answers than this is none that a reader can follow.
_MOST_CLAIMS = 4


@dataclass(slots=True)
class Question:
    """The claims on the two sides of a question, and the pair that shows the conflict best."""

    pair: tuple[str, str]
    sides: tuple[set[str], set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.sides = ({self.pair[0]}, {self.pair[1]})

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims of both sides, those of the pair first."""
        others = (self.sides[0] | self.sides[1]) - set(self.pair)
        return (*self.pair, *sorted(others))


def group_pairs(
    pairs: Iterable[tuple[str, str]], alike: Callable[[str, str], float], *, most: int
) -> list[Question]:
    """Gather pairs of claims in conflict, best first, into at most `most` questions."""
    questions: list[Question] = []
    for pair in pairs:
        if not any(_joined(question, pair, alike) for question in questions) and len(questions) < most:
            questions.append(Question(pair))
    return questions


def _joined(question: Question, pair: tuple[str, str], alike: Callable[[str, str], float]) -> bool:
    """Add a pair to a question that has one of its claims, if the other says what its side says."""
    for known, new in (pair, pair[::-1]):
        for side, opposite in (question.sides, question.sides[::-1]):
            if known not in side or new in side:
                continue
            if new in opposite:
                return True
            if len(question.claims) < _MOST_CLAIMS and max(alike(new, o) for o in opposite) >= _ONE_SIDE:
                opposite.add(new)
                return True
    return False
