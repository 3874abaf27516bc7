"""Questions with more than two answers: conflicts that belong together are told as one."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

# Claims that stand on one side of a question say nearly the same: the cosine of their likest
# statements' sense. Less alike, an answer to the same question is one answer more; less than that, the
# pair asks something else.
_ONE_SIDE, _ANSWERS, _ASKED_ALREADY = 0.8, 0.55, 0.4
# A question with more answers than this is none that a reader can follow (same measurement: 4, 6, 8).
_MOST_CLAIMS = 6


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
    pairs: Iterable[tuple[str, str]],
    alike: Callable[[str, str], float],
    *,
    most: int,
    apart: Collection[frozenset[str]] = frozenset(),
    asked: Mapping[tuple[str, str], str] | None = None,
) -> list[Question]:
    """Gather pairs of claims in conflict, best first, into at most `most` questions.

    Claims that are `apart` (a figure and its later count) stand in no question together. `asked` is the
    wording of the question that a pair answers, without the answers: pairs with one wording that also have
    an answer in common are one question.
    """
    questions: list[Question] = []
    worded: dict[str, list[Question]] = {}
    for pair in pairs:
        wording = (asked or {}).get(pair, "")
        same = [each for each in worded.get(wording, ()) if _meets(each, pair, alike)]
        if wording and same:
            _answer(same[0], pair, apart)
        elif not any(_joined(each, pair, alike, apart) for each in questions) and len(questions) < most:
            questions.append(Question(pair))
            worded.setdefault(wording, []).append(questions[-1])
    return questions


def _meets(question: Question, pair: tuple[str, str], alike: Callable[[str, str], float]) -> bool:
    """Tell whether a pair has a claim of a question, or one that says much the same."""
    return any(
        claim == known or alike(claim, known) >= _ANSWERS for claim in pair for known in question.claims
    )


def _answer(question: Question, pair: tuple[str, str], apart: Collection[frozenset[str]]) -> None:
    """Add what a pair answers to a question that asks the same, each claim to the side it is not against."""
    for side, opposite in ((0, 1), (1, 0)):
        for claim, other in (pair, pair[::-1]):
            if other in question.sides[opposite] and _room(question, claim, apart):
                question.sides[side].add(claim)
    for side, claim in enumerate(pair):
        if _room(question, claim, apart):
            question.sides[side].add(claim)


def _room(question: Question, claim: str, apart: Collection[frozenset[str]]) -> bool:
    return (
        claim not in question.claims
        and len(question.claims) < _MOST_CLAIMS
        and not any(frozenset((claim, other)) in apart for other in question.claims)
    )


def _joined(
    question: Question,
    pair: tuple[str, str],
    alike: Callable[[str, str], float],
    apart: Collection[frozenset[str]],
) -> bool:
    """Tell whether a question that has one claim of a pair asks for the other, too; add that if it says
    what its side says."""
    for known, new in (pair, pair[::-1]):
        for side, opposite in (question.sides, question.sides[::-1]):
            if known not in side or new in side:
                continue
            if new in opposite:
                return True
            if any(frozenset((new, other)) in apart for other in question.claims):
                continue
            likeness = [alike(new, other) for other in sorted(opposite)]
            if len(question.claims) < _MOST_CLAIMS and min(likeness) >= _ONE_SIDE:
                opposite.add(new)
                return True
            if max(likeness) >= _ASKED_ALREADY:
                if max(likeness) >= _ANSWERS and len(question.claims) < _MOST_CLAIMS:
                    opposite.add(new)
                return True
    return False
