"""How many: figures of one count that no number can satisfy."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from firsthand.model import Quantity
from firsthand.weigh.conflicts.facts.counts import Count, counts_of, is_measure, is_persons
from firsthand.weigh.conflicts.facts.moments import moments_of, times_apart
from firsthand.weigh.conflicts.facts.places import apart as places_apart
from firsthand.weigh.conflicts.facts.places import inside
from firsthand.weigh.conflicts.facts.telling import Likeness, Story, Telling
from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.intervals import overlap, ratio

# Two statements that count one kind of thing are of one count only if they are this alike in sense, or
# have so much of their words in common; what measures anything (%, money, days) has to be liker.
_SENSE, _SHARED = 0.3, 0.35
_MEASURE_SENSE, _MEASURE_SHARED = 0.6, 0.5
# How far apart round figures may lie and still be one: "about 200" and "about 215".
_ROUND = 1.1


def find_values(story: Story) -> Iterator[Finding]:
    """Yield pairs of statements that give one count two values."""
    counts = {id(each): counts_of(each) for each in story.tellings}
    by_document: dict[str, list[Count]] = defaultdict(list)
    for each in story.tellings:
        by_document[each.statement.document].extend(counts[id(each)])
    for left, right in combinations([each for each in story.tellings if counts[id(each)]], 2):
        if left.statement.passage.overlaps(right.statement.passage):
            continue
        yield from _compare(story, left, right, counts[id(left)], counts[id(right)], by_document)


def _compare(
    story: Story,
    left: Telling,
    right: Telling,
    here: tuple[Count, ...],
    there: tuple[Count, ...],
    by_document: Mapping[str, list[Count]],
) -> Iterator[Finding]:
    agreeing = [
        (one, other) for one in here for other in there if _one_noun(one, other) and _agree(one, other)
    ]
    taken = {id(count) for pair in agreeing for count in pair}
    for one in here:
        for other in there:
            if id(one) in taken or id(other) in taken or not _comparable(one, other):
                continue
            if _knows(by_document, one, other):
                continue
            confidence = _confidence(one, other, story.likeness(left, right))
            if confidence is not None:
                yield Finding(
                    "value",
                    left.statement,
                    right.statement,
                    _question(one, other),
                    _because(one, other),
                    confidence,
                )


def _one_noun(one: Count, other: Count) -> bool:
    """Tell whether two figures count one thing, or people by what they do ("signed", "signatures")."""
    if one.head & other.head or one.kinds & other.kinds:
        return True
    return _people_who(one, other) or _people_who(other, one)


def _people_who(people: Count, doing: Count) -> bool:
    if not is_persons(people.quantity.unit, people.telling.language) or is_measure(doing.quantity.unit):
        return False
    return any(
        len(head) >= 4 and any(act[:4] == head[:4] for act in people.telling.about) for head in doing.head
    )


def _agree(one: Count, other: Count) -> bool:
    """Tell whether one number, or one and its rounding, could satisfy both figures."""
    if overlap(one.quantity, other.quantity):
        return True
    rounded = any(
        each.approximate or each.low is None or each.high is None or each.open_low or each.open_high
        for each in (one.quantity, other.quantity)
    )
    return rounded and ratio(one.quantity, other.quantity) < _ROUND


def _same(one: Quantity, other: Quantity) -> bool:
    """Tell whether two figures are told alike: no vague one holds another by chance."""
    return (one.low, one.high) == (other.low, other.high)


def _comparable(one: Count, other: Count) -> bool:
    """Tell whether two figures that differ are of the whole of one thing, at one time, in one place."""
    if not _one_noun(one, other) or _agree(one, other):
        return False
    if any(each.added or each.part or each.rate for each in (one, other)):
        return False
    if one.aim != other.aim or one.stage or other.stage or one.listed != other.listed:
        return False
    if times_apart(moments_of(one.telling), moments_of(other.telling)):
        return False
    if places_apart(one.telling, other.telling) or inside(one.telling, other.telling):
        return False
    less, more = sorted((one, other), key=lambda each: _middle(each.quantity))
    return not less.narrowed > more.narrowed


def _middle(quantity: Quantity) -> float:
    known = [value for value in (quantity.low, quantity.high) if value is not None]
    return sum(known) / len(known)


def _knows(by_document: Mapping[str, list[Count]], one: Count, other: Count) -> bool:
    """Tell whether one account gives both figures: then it counts two things, and so may the other."""
    here, there = one.telling.statement.document, other.telling.statement.document
    if here == there:
        told = {(each.quantity.low, each.quantity.high) for each in by_document[here] if _one_noun(one, each)}
        speakers = {one.telling.speaker, other.telling.speaker}
        return len(speakers) < 2 or "" in speakers or len(told) > 2
    return any(
        _one_noun(count, each) and _same(count.quantity, each.quantity)
        for count, document in ((one, there), (other, here))
        for each in by_document[document]
    )


def _confidence(one: Count, other: Count, likeness: Likeness) -> float | None:
    language = one.telling.language
    measure = is_measure(one.quantity.unit) or all(
        is_persons(each.quantity.unit, language) for each in (one, other)
    )
    sense, shared = (_MEASURE_SENSE, _MEASURE_SHARED) if measure else (_SENSE, _SHARED)
    if likeness.sense < sense and likeness.shared < shared:
        return None
    if measure and not (likeness.did and (likeness.act or likeness.done)):
        return None
    known = 0.15 * bool(one.narrowed & other.narrowed) + 0.1 * likeness.act + 0.05 * likeness.did
    return round(min(0.95, 0.4 + 0.3 * likeness.sense + 0.2 * min(1.0, likeness.shared) + known), 3)


def _question(one: Count, other: Count) -> str:
    noun = max(one.noun, other.noun, key=lambda each: (len(each.split()) <= 4, len(each), each))
    unit = one.quantity.unit
    if unit == "%":
        return f"What share {noun}: {one.worded} or {other.worded}?".replace("  ", " ")
    if is_measure(unit):
        return f"How much: {one.worded} or {other.worded}?"
    return f"How many {noun or unit}: {one.worded} or {other.worded}?"


def _because(one: Count, other: Count) -> str:
    return (
        f"No number is both “{one.worded}” and “{other.worded}”, and neither is told as a part of the other "
        "or as a later count."
    )
