"""What a table of claims holds, and what it comes to: rows in, answers with their reasons out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One source says one thing: what it gives as the value of an attribute of an object.

    `value` is as the source words it; None, "" and words like "not available" say nothing.
    """

    source: str
    object: str
    attribute: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values that were given for a question, and who gives it.

    `value` is the commonest wording of it; `probability` is in (0, 1) and leaves room for a value
    that nobody gave. `sources` give it, sorted; `counted` is how many of them it is worth once
    those that copy one another are counted once, in (0, len(sources)].
    """

    value: str
    probability: float
    sources: tuple[str, ...]
    counted: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What the sources together come to for one question (an attribute of an object).

    `options` are sorted by probability, the likeliest first; `because` says in plain words what stands for
    the first and what against it. A list of names has its own way: the first option may be a list that
    nobody gives in full.
    """

    object: str
    attribute: str
    options: tuple[Option, ...]
    because: str

    @property
    def value(self) -> str:
        """The likeliest value."""
        return self.options[0].value

    @property
    def probability(self) -> float:
        """How likely the likeliest value is, given the records of those who say otherwise or the same."""
        return self.options[0].probability


@dataclass(frozen=True, slots=True)
class Record:
    """How the values a source gives for one attribute fared.

    `right` is the expected number of the `given` values that hold; `share` is what its next value is
    trusted with: `right` of `given`, drawn towards the source's record elsewhere, and that towards what is
    usual.
    """

    source: str
    attribute: str
    right: float
    given: int
    share: float


@dataclass(frozen=True, slots=True)
class Copying:
    """Two sources that are taken for one line: one has from the other, or both from a third.

    `same` of the `both` questions that both answer have the same answer; `same_wrong` is the expected
    number of those where that answer is wrong. `probability` is in (0, 1]; `because` is in plain words.
    """

    source: str
    other: str
    probability: float
    both: int
    same: int
    same_wrong: float
    because: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a table comes to. Every tuple is sorted: answers by object and attribute, the rest by source."""

    answers: tuple[Answer, ...]
    records: tuple[Record, ...]
    copies: tuple[Copying, ...]

    def find_answer(self, object: str, attribute: str) -> Answer | None:
        """Return the answer to one question, None where nobody gave a value."""
        for answer in self.answers:
            if (answer.object, answer.attribute) == (object, attribute):
                return answer
        return None
