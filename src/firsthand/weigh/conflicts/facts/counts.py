"""What a figure counts: the noun, the words that narrow it, and whether it is the count of all of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.extract.packs import load
from firsthand.model import Quantity
from firsthand.weigh.conflicts.facts.lexicon import listed, things, wording
from firsthand.weigh.conflicts.facts.telling import Telling, stem
from firsthand.weigh.conflicts.intervals import is_added
from firsthand.weigh.counted import words_of_unit

# How far before and after a number the words stand that tell what kind of count it is, in characters.
_BEFORE, _AFTER = 40, 40
# The counted noun stands this near behind its number, or before it ("the number of ferries to 12").
_NOUN_NEAR = 60
# So few behind "the" are known from before, and not counted ("the two countries").
_KNOWN = 5
# Two figures with this many characters between them at most, and "and" or a comma, are a list of parts.
_LIST_GAP = 25
_NO_QUOTES = {ord(mark): None for mark in "\"“”„«»'‘"}


@dataclass(frozen=True, slots=True)
class Count:
    """One figure in its statement.

    `noun` is what is counted, in the words of the text ("missile tests"); `head` the beginnings of the
    words by which its unit is known; `narrowed` those of the words that narrow it, before and after.
    `kinds` are the groups of words for one kind of thing that the unit belongs to.
    `part`: it counts some of another number; `added`: it comes on top of one; `rate`: so many for each;
    `aim`: what may or shall be; `stage`: where it stood at one time; `listed`: one of several parts.
    """

    telling: Telling
    quantity: Quantity
    noun: str
    head: frozenset[str]
    kinds: frozenset[str]
    narrowed: frozenset[str]
    part: bool
    added: bool
    rate: bool
    aim: bool
    stage: bool
    listed: bool

    @property
    def worded(self) -> str:
        """Return the figure in the words of the text."""
        start = self.telling.statement.start
        return " ".join(
            self.telling.statement.text[self.quantity.start - start : self.quantity.end - start].split()
        )


def counts_of(telling: Telling) -> tuple[Count, ...]:
    """Return every figure of a statement that counts or measures something."""
    figures = sorted(
        (
            each
            for each in telling.statement.quantities
            if each.unit and (each.low, each.high) != (None, None)
        ),
        key=lambda each: each.start,
    )
    return tuple(_count(telling, each, figures) for each in figures)


def is_measure(unit: str | None) -> bool:
    """Tell whether a unit measures anything (%, USD, days): two figures of it are seldom of one thing."""
    return unit in frozenset(load("opposition")["units"]["measures"])


def is_persons(unit: str | None, language: str) -> bool:
    """Tell whether what is counted is people, and nothing closer."""
    return unit is not None and (unit in listed("persons", language) or unit in listed("persons", "en"))


def _count(telling: Telling, quantity: Quantity, figures: Iterable[Quantity]) -> Count:
    statement, language = telling.statement, telling.language
    start, end = quantity.start - statement.start, quantity.end - statement.start
    before = telling.text[max(0, start - _BEFORE) : start]
    after = telling.text[end : end + _AFTER]
    names = words_of_unit(quantity.unit, language)
    behind = [word for word in statement.words if quantity.end <= word.start < quantity.end + _NOUN_NEAR]
    at = next((place for place, word in enumerate(behind) if word.lemma in names), None)
    noun, narrowed = "", set[str]()
    if at is not None:
        noun = statement.text[quantity.end - statement.start : behind[at].end - statement.start]
        narrowed |= {word.lemma for word in behind[:at]}
    heads = frozenset(stem(name) for name in names)
    kinds = frozenset[str]().union(*(things(language).get(name, frozenset()) for name in names))
    clause = (before.rpartition(", ")[2] if ", " in before else before) + " " + after.split(", ")[0]
    return Count(
        telling=telling,
        quantity=quantity,
        noun=_bare(noun, language),
        head=heads,
        kinds=kinds,
        narrowed=frozenset(map(stem, narrowed)) - heads - {"such", "so", "more"},
        part=bool(
            wording("counting.part_after", language).match(after.strip())
            or _ends(wording("counting.part_before", language), before)
            or (
                (quantity.high or 0) <= _KNOWN
                and quantity.high is not None
                and _ends(wording("counting.known_before", language), before)
            )
        ),
        added=is_added(statement, quantity, language),
        rate=bool(wording("counting.rate", language).search(clause)),
        aim=statement.modal is not None
        or statement.stance == "plans"
        or bool(wording("counting.aim", language).search(clause)),
        stage=bool(wording("counting.stage", language).search(clause)),
        listed=any(_adjoins(telling, quantity, other) for other in figures if other is not quantity),
    )


def _bare(noun: str, language: str) -> str:
    """Return a counted noun without what joins it to its number, and without quotation marks."""
    words = " ".join(noun.translate(_NO_QUOTES).split()).strip("-–— ").split()
    while words and words[0].lower() in listed("counting.joins", language):
        words = words[1:]
    return " ".join(words)


def _ends(pattern: re.Pattern[str], text: str) -> bool:
    bare = text.rstrip(" (:,“\"'")
    return any(match.end() == len(bare) for match in pattern.finditer(bare))


def _adjoins(telling: Telling, one: Quantity, other: Quantity) -> bool:
    """Tell whether two figures are told in one breath, as parts of one thing: "40 boats and 12 rafts"."""
    first, second = sorted((one, other), key=lambda each: each.start)
    start = telling.statement.start
    gap = telling.statement.text[first.end - start : second.start - start]
    return len(gap) <= _LIST_GAP and ("," in gap or " and " in gap or gap.rstrip().endswith(" and"))
