"""When: one happening with two dates, two times of day, or before and after one thing."""

import re
from collections.abc import Iterator

from firsthand.weigh.conflicts.facts.events import Anchor, Event, anchors_of, events_of
from firsthand.weigh.conflicts.facts.lexicon import listed
from firsthand.weigh.conflicts.facts.moments import apart
from firsthand.weigh.conflicts.facts.telling import Story, Telling, pairs
from firsthand.weigh.conflicts.finding import Finding

# Two dated clauses tell one happening if they share its verb, something it is about that is so rare in
# the story, and the statements around them are this alike in sense or in words.
_RARE = 0.4
_SENSE, _SHARED = 0.4, 0.45
_QUOTED = 90


def find_times(story: Story) -> Iterator[Finding]:
    """Yield pairs of statements that put one happening at two times."""
    events = {id(each): events_of(each) for each in story.tellings}
    anchors = {id(each): anchors_of(each) for each in story.tellings}
    for left, right in pairs(each for each in story.tellings if events[id(each)]):
        for one in events[id(left)]:
            for other in events[id(right)]:
                yield from _dated(story, one, other, events[id(left)], events[id(right)])
    for left, right in pairs(each for each in story.tellings if anchors[id(each)]):
        if {each.named for each in anchors[id(left)]} & {each.named for each in anchors[id(right)]}:
            yield from _ordered(story, left, right, anchors[id(left)], anchors[id(right)])


def _dated(
    story: Story, one: Event, other: Event, here: tuple[Event, ...], there: tuple[Event, ...]
) -> Iterator[Finding]:
    left, right = one.telling, other.telling
    if left.statement.document == right.statement.document and left.speaker == right.speaker:
        return
    if not apart(one.moment, other.moment) or one.again or other.again or _plans(left) != _plans(right):
        return
    if any(not apart(each.moment, other.moment) for each in here if each.acts & other.acts):
        return
    if any(not apart(one.moment, each.moment) for each in there if each.acts & one.acts):
        return
    if not _one_happening(story, one, other):
        return
    likeness = max(
        (story.likeness(here, there) for here in story.around(left) for there in story.around(right)),
        key=lambda each: (each.sense + each.shared, each.sense),
    )
    if likeness.sense < _SENSE and likeness.shared < _SHARED:
        return
    yield Finding(
        "time",
        left.statement,
        right.statement,
        f"When was it that “{_clause(left, one.moment.text)}”: {one.moment.text} or {other.moment.text}?",
        f"“{one.moment.text}” and “{other.moment.text}” are two times, and both are told of one happening.",
        round(min(0.95, 0.52 + 0.3 * likeness.sense + 0.2 * likeness.shared), 3),
    )


def _one_happening(story: Story, one: Event, other: Event) -> bool:
    if not one.acts & other.acts or (one.names - other.names and other.names - one.names):
        return False
    common = (one.things | _known_from(story, one)) & (other.things | _known_from(story, other))
    return len(one.names & other.names) > 1 or any(
        each.startswith("*") or story.rarity(each) >= _RARE for each in common
    )


def _known_from(story: Story, event: Event) -> frozenset[str]:
    """Return what the statements around an event, in its sentence, say it is about."""
    return frozenset[str]().union(*(each.done | each.did for each in story.around(event.telling)))


def _plans(telling: Telling) -> bool:
    return telling.statement.stance == "plans" or telling.statement.modal is not None


def _ordered(
    story: Story, left: Telling, right: Telling, here: frozenset[Anchor], there: frozenset[Anchor]
) -> Iterator[Finding]:
    """Find what one puts before the very thing that the other puts it after."""
    pairs = [
        (one, other)
        for one in sorted(here)
        for other in sorted(there)
        if one.named == other.named and one.order != other.order
    ]
    likeness = story.likeness(left, right)
    alone = any(one.alone or other.alone for one, other in pairs)
    if not pairs or not (likeness.did or likeness.done) or not (likeness.act or alone):
        return
    before, after = (left, right) if pairs[0][0].order == "precedes" else (right, left)
    yield Finding(
        "time",
        left.statement,
        right.statement,
        f"Which is it: “{_clause(before)}”, or “{_clause(after)}”?",
        "One puts it before the very thing that the other puts it after.",
        round(min(0.95, 0.65 + 0.3 * likeness.sense + 0.2 * likeness.shared), 3),
    )


def _clause(telling: Telling, date: str = "") -> str:
    """Return what a statement says, without its date, on one line."""
    text = " ".join(telling.statement.text.split())
    if date:
        before = "|".join(map(re.escape, listed("order.joins", telling.language)))
        joined = rf"(?:\b(?:{before})\s*)?{re.escape(date)}"
        text = re.sub(joined, "", text, flags=re.IGNORECASE)
    text = " ".join(text.split()).strip(" .,;:“”\"'")
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
