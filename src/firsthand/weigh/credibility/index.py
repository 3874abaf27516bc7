"""A table of claims as arrays: who gives which option for which question."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
Truth = NDArray[np.bool_]

# From how many answers on two sources are asked whether they are one line. Fewer say too little: two that
# answer the same three questions alike may well be right.
FEWEST_ANSWERS = 4


@dataclass(frozen=True, slots=True)
class Given:
    """One source gives one comparable value (`key`) for one question; a rounded one is worth less."""

    source: str
    object: str
    attribute: str
    key: str
    worth: float = 1.0


class Index:
    """The table, each line of sources once.

    `source`, `option`, `attribute` and `worth` are parallel arrays over what is given; `question_of` and
    `attribute_of` over the options. `members` are the sources of each line, by its first. Numbers follow
    the sorted names, so that the order of rows changes nothing.
    """

    def __init__(self, given: Iterable[Given]) -> None:
        """Number what is given; sources that give exactly the same are one line."""
        told = sorted(set(given), key=lambda g: (g.source, g.object, g.attribute, g.key, g.worth))
        self.line_of = _lines(told)
        kept = [each for each in told if self.line_of[each.source] == each.source]
        self.sources = sorted({each.source for each in kept})
        self.attributes = sorted({each.attribute for each in kept})
        self.questions = sorted({(each.object, each.attribute) for each in kept})
        self.options = sorted({(each.object, each.attribute, each.key) for each in kept})
        source = {name: at for at, name in enumerate(self.sources)}
        attribute = {name: at for at, name in enumerate(self.attributes)}
        question = {name: at for at, name in enumerate(self.questions)}
        option = {name: at for at, name in enumerate(self.options)}
        self.source: Whole = np.array([source[g.source] for g in kept], dtype=np.int64)
        self.attribute: Whole = np.array([attribute[g.attribute] for g in kept], dtype=np.int64)
        self.option: Whole = np.array([option[g.object, g.attribute, g.key] for g in kept], dtype=np.int64)
        self.worth: Real = np.array([each.worth for each in kept], dtype=np.float64)
        self.question_of: Whole = np.array([question[o[:2]] for o in self.options], dtype=np.int64)
        self.attribute_of: Whole = np.array([attribute[o[1]] for o in self.options], dtype=np.int64)
        self.of_source = _places(self.source, len(self.sources))
        self.of_option = _places(self.option, len(self.options))
        self.of_question = _places(self.question_of, len(self.questions))
        self.givers = [self.source[at] for at in self.of_option]
        members: dict[str, list[str]] = defaultdict(list)
        for name, line in sorted(self.line_of.items()):
            members[line].append(name)
        self.members = {line: tuple(names) for line, names in members.items()}


def _lines(told: Sequence[Given]) -> dict[str, str]:
    answers: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for each in told:
        answers[each.source].append((each.object, each.attribute, each.key))
    first: dict[tuple[tuple[str, str, str], ...], str] = {}
    line_of: dict[str, str] = {}
    for source in sorted(answers):
        given = tuple(answers[source])
        line_of[source] = first.setdefault(given, source) if len(given) >= FEWEST_ANSWERS else source
    return line_of


def _places(numbers: Whole, count: int) -> list[Whole]:
    """Return for each number the places where it stands."""
    order = np.argsort(numbers, kind="stable")
    bounds = np.searchsorted(numbers[order], np.arange(count + 1))
    return [order[bounds[at] : bounds[at + 1]] for at in range(count)]
