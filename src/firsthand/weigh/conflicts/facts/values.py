"""How many: figures of one count that no number can satisfy."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from firsthand.model import Quantity
from firsthand.weigh.conflicts.facts.counts import Count, counts_of
from firsthand.weigh.conflicts.facts.growing import of_unknown_order, outgrown
from firsthand.weigh.conflicts.facts.meeting import DERIVED, pairs_that_count
from firsthand.weigh.conflicts.facts.moments import moments_of, times_apart
from firsthand.weigh.conflicts.facts.places import apart as places_apart
from firsthand.weigh.conflicts.facts.places import own_places
from firsthand.weigh.conflicts.facts.telling import Likeness, Story, Telling
from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.intervals import overlap, ratio

# Two statements that count one kind of thing are of one count only if they are this alike in sense, or
# have so much of their words in common; what measures anything (%, money), or counts people and says no
# more, has to be liker.
_SENSE, _SHARED = 0.3, 0.35
_BROAD_SENSE, _BROAD_SHARED = 0.6, 0.5
# How long something took is one answer of very many; it has to be nearly the same sentence.
_DURATION_SENSE = 0.8
# Two things done to a few of them are told of all only where nearly all else is the same.
_PART_SENSE = 0.75
_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "time", "year old"})
# A noun phrase of so many words is short enough for a question, and so many letters of a statement.
_SHORT_NOUN, _QUOTED = 4, 100
# In two languages only the sense tells whether two statements say the same of what they count; translations
# are less alike in sense than their original is to itself, so where the verb is the same less will do.
_ACROSS_SENSE, _ACROSS_ACT = 0.65, 0.5
# So many values of one unit in a story: it counts many things there (games, seats).
_CROWDED = 5
# Figures further apart than this are of two things, unless both statements say the same of them.
_MOST_APART = 15
# Of two counts that grow the higher may just be the later one:.
_GREW = 0.15
# A figure this high is hardly told twice by chance, nor of some of a thing.
_HIGH = 100
# How far apart round figures may lie and still be one: "about 200" and "about 215".
_ROUND = 1.1


def find_values(story: Story) -> Iterator[Finding]:
    """Yield pairs of statements that give one count two values."""
    counts = {id(each): counts_of(each) for each in story.tellings}
    by_document: dict[str, list[Count]] = defaultdict(list)
    told: dict[str, set[tuple[float | None, float | None]]] = defaultdict(set)
    for each in story.tellings:
        by_document[each.statement.document].extend(counts[id(each)])
        for count in counts[id(each)]:
            told[count.quantity.unit or ""].add((count.quantity.low, count.quantity.high))
    crowded = frozenset(unit for unit, values in told.items() if len(values) >= _CROWDED)
    for left, right in pairs_that_count([each for each in story.tellings if counts[id(each)]], counts):
        yield from _compare(story, left, right, counts[id(left)], counts[id(right)], by_document, crowded)


def _compare(
    story: Story,
    left: Telling,
    right: Telling,
    here: tuple[Count, ...],
    there: tuple[Count, ...],
    by_document: Mapping[str, list[Count]],
    crowded: frozenset[str],
) -> Iterator[Finding]:
    of_one_noun = [(one, other) for one in here for other in there if _one_noun(one, other)]
    if not of_one_noun and left.language == right.language:
        return
    agreeing = [(one, other) for one, other in of_one_noun if _agree(one, other)]
    taken = {id(count) for pair in agreeing for count in pair}
    likeness = story.likeness(left, right)
    translated = (
        left.language != right.language
        and len(here) == len(there) == 1
        and likeness.sense >= _BROAD_SENSE
        and likeness.did
    )
    for one in here:
        for other in there:
            if (
                id(one) in taken
                or id(other) in taken
                or _told_in(story, one, right)
                or _told_in(story, other, left)
            ):
                continue
            if not (_one_noun(one, other) or (translated and not (one.measure or other.measure))):
                continue
            if not _comparable(one, other):
                continue
            if _knows(by_document, one, other) or (one.listed and not agreeing):
                continue  # one account tells both, or two lists have nothing in common
            many = one.quantity.unit in crowded
            confidence = _confidence(one, other, likeness, crowded=many)
            if confidence is not None:
                yield Finding(
                    "value",
                    left.statement,
                    right.statement,
                    _question(one, other),
                    _because(one, other),
                    confidence,
                )


def _told_in(story: Story, count: Count, telling: Telling) -> bool:
    """Tell whether a sentence also tells a figure, without saying of what: "102 posts, 11 of them here"."""
    high = count.quantity.low is not None and count.quantity.low >= _HIGH
    return any(
        (high or (each.unit is None and telling is said)) and _same(each, count.quantity)
        for said in story.sentence(telling)
        for each in said.statement.quantities
    )


def _one_noun(one: Count, other: Count) -> bool:
    """Tell whether two figures count one thing, or people by what they do ("signed", "signatures")."""
    if _people_who(one, other) or _people_who(other, one):
        return True
    if one.quantity.unit != other.quantity.unit:
        return bool(one.kinds & other.kinds)
    if one.measure or one.telling.language != other.telling.language or (one.persons and other.persons):
        return True
    return bool(one.head & other.head or one.kinds & other.kinds)


def _people_who(people: Count, doing: Count) -> bool:
    """Tell whether one counts people by a verb, and the other by its noun."""
    if not people.persons or doing.persons or doing.measure:
        return False
    begun = {head[:DERIVED] for head in doing.head if len(head) >= DERIVED}
    return bool(people.verbs & doing.kinds) or any(verb[:DERIVED] in begun for verb in people.verbs)


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
    if _agree(one, other):
        return False
    if any(each.added or each.part or each.rate or each.moved for each in (one, other)):
        return False
    if one.negated or other.negated or one.aim != other.aim or one.listed != other.listed:
        return False
    if one.sort and other.sort and not one.sort & other.sort:
        return False
    if _by_others(one.telling, other.telling):
        return False
    if times_apart(moments_of(one.telling), moments_of(other.telling)):
        return False
    if places_apart(one.telling, other.telling):
        return False
    less, more = sorted((one, other), key=lambda each: _middle(each.quantity))
    return not _is_subset(less, more) and not outgrown(less, more)


def _by_others(left: Telling, right: Telling) -> bool:
    """Tell whether the two tell of what is done by two who are named."""
    one, other = left.did & left.names, right.did & right.names
    return bool(one and other) and not one & right.about and not other & left.about


def _is_subset(less: Count, more: Count) -> bool:
    """Tell whether the smaller figure is narrowed, by a word, a place or a time, and the greater is not.

    What is told as the sum of all is greater than what is told of some.
    """
    if less.narrowed > more.narrowed or (more.whole and not less.whole):
        return True
    if own_places(less.telling, more.telling) and not own_places(more.telling, less.telling):
        return True
    return less.dated and not more.telling.statement.dates


def _may_have_grown(one: Count, other: Count) -> bool:
    less, more = sorted((one, other), key=lambda each: _middle(each.quantity))
    return of_unknown_order(less, more)


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


def _is_broad(one: Count, other: Count) -> bool:
    """Tell whether very many things are counted by that name: money, people."""
    return one.measure or (one.persons and other.persons)


def _confidence(one: Count, other: Count, likeness: Likeness, *, crowded: bool) -> float | None:
    """Return how likely both figures answer one question (0..1), None where they hardly do."""
    broad = _is_broad(one, other)
    across = one.telling.language != other.telling.language
    one_act = (
        bool(one.verbs & other.verbs) or likeness.act or _people_who(one, other) or _people_who(other, one)
    )
    sense, shared = (_BROAD_SENSE, _BROAD_SHARED) if broad or crowded else (_SENSE, _SHARED)
    if across:
        sense = _ACROSS_ACT if one_act else _ACROSS_SENSE
    if likeness.sense < sense and likeness.shared < shared:
        return None
    if one.measure and not (likeness.did and (likeness.act or likeness.done)):
        return None
    # Two accounts that repeat what one speaker counted mean one count, whatever verb they choose.
    may_be_parts = 0 if _of_one_speaker(one, other) else _parts(one, other)
    if not one_act and may_be_parts > (likeness.sense >= _PART_SENSE):
        return None
    if broad and not one_act:
        return None
    told_of = likeness.done or bool(one.narrowed & other.narrowed)
    if not (one_act or told_of or (likeness.did and likeness.sense >= _BROAD_SENSE)):
        return None
    if broad and (_is_subset(one, other) or _is_subset(other, one)):
        return None
    loose = not one.head & other.head and one.telling.language == other.telling.language
    if loose and not one_act:
        return None
    if ratio(one.quantity, other.quantity) > _MOST_APART and likeness.sense < _BROAD_SENSE:
        return None
    doing = one.head & one.telling.did and other.head & other.telling.did
    if (doing or (one.crowd and other.crowd)) and not one_act and likeness.sense < _BROAD_SENSE:
        return None
    if one.quantity.unit in _TIMES and likeness.sense < _DURATION_SENSE:
        return None
    known = 0.15 * bool(one.narrowed & other.narrowed) + 0.1 * one_act + 0.05 * likeness.did
    sure = min(0.95, 0.5 + 0.3 * likeness.sense + 0.2 * min(1.0, likeness.shared) + known)
    return round(sure - _GREW * _may_have_grown(one, other), 3)


def _of_one_speaker(one: Count, other: Count) -> bool:
    """Tell whether two documents give the figures as what one and the same speaker said."""
    left, right = one.telling, other.telling
    apart = left.statement.document != right.statement.document
    return apart and bool(left.speaker) and left.speaker == right.speaker


def _parts(one: Count, other: Count) -> int:
    """Return in how many ways (0..2) what is counted has two parts: seven bullets hit, four were loaded.

    Few of a thing are told of as some of them; where they are many, both accounts mean all of them.
    """
    across = one.telling.language != other.telling.language
    if across or min(_middle(one.quantity), _middle(other.quantity)) >= _HIGH:
        return 0
    (did, done), (does, has) = (
        (bool(each.head & each.telling.did), bool(each.head & each.telling.done)) for each in (one, other)
    )
    roles = did != does and done != has
    return roles + bool(one.verbs and other.verbs and not one.verbs & other.verbs)


def _question(one: Count, other: Count) -> str:
    figures = f"{one.worded} or {other.worded}"
    if one.measure:
        told = min(one, other, key=lambda each: (len(each.telling.text), each.telling.text))
        return f"What is the figure in “{_blanked(told)}”: {figures}?"
    nouns = [each.noun for each in (one, other) if not each.persons] or [one.noun, other.noun]
    noun = max(nouns, key=lambda each: (len(each.split()) <= _SHORT_NOUN, len(each), each))
    return f"How many {noun or one.quantity.unit}: {figures}?"


def _blanked(count: Count) -> str:
    """Return what a statement says, with a gap where its figure stands."""
    text, start = count.telling.statement.text, count.telling.statement.start
    told = f"{text[: count.quantity.start - start]}…{text[count.quantity.end - start :]}"
    told = " ".join(told.split()).strip(" .,;:“”\"'")
    at = told.index("…") if "…" in told else 0
    return told if len(told) <= _QUOTED else told[max(0, at - _QUOTED // 2) : at + _QUOTED // 2].strip()


def _because(one: Count, other: Count) -> str:
    if _may_have_grown(one, other):
        return (
            f"No number is both “{one.worded}” and “{other.worded}”. Such a count grows while a story goes "
            "on, and which of the two is the later is not known."
        )
    return (
        f"No number is both “{one.worded}” and “{other.worded}”, and neither is told as a part of the other "
        "or as a later count."
    )
