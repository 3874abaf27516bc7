"""When: one happening with two dates, two times of day, or before and after one thing."""

import re
from collections.abc import Iterator
from itertools import combinations

from firsthand.weigh.conflicts.facts.lexicon import wording
from firsthand.weigh.conflicts.facts.moments import Moment, moments_of, part_of_day, times_apart
from firsthand.weigh.conflicts.facts.telling import Likeness, Story, Telling, stem
from firsthand.weigh.conflicts.finding import Finding

# Two dated statements are of one happening if they share its verb and are this alike in sense, or in words.
_SENSE, _SHARED = 0.5, 0.5
# The thing that comes before or after is named in this many content words behind its cue.
_NAMED = 3


def find_times(story: Story) -> Iterator[Finding]:
    """Yield pairs of statements that put one happening at two times."""
    moments = {id(each): moments_of(each) for each in story.tellings}
    halves = {id(each): part_of_day(each) for each in story.tellings}
    orders = {id(each): _anchors(each) for each in story.tellings}
    for left, right in combinations(story.tellings, 2):
        if left.statement.passage.overlaps(right.statement.passage):
            continue
        here, there = moments[id(left)], moments[id(right)]
        finding = None
        if here and there:
            finding = _dates(story, left, right, here, there)
        if finding is None and halves[id(left)] and halves[id(right)]:
            finding = None
        if finding is None and orders[id(left)] and orders[id(right)]:
            finding = _order(story, left, right, orders[id(left)], orders[id(right)])
        if finding:
            yield finding


def _dates(
    story: Story, left: Telling, right: Telling, here: tuple[Moment, ...], there: tuple[Moment, ...]
) -> Finding | None:
    if len(here) > 1 or len(there) > 1 or here[0].open or there[0].open or not times_apart(here, there):
        return None
    if _plans(left) != _plans(right) or _is_repeated(left) or _is_repeated(right):
        return None
    likeness = story.likeness(left, right)
    if not _one_happening(left, right, likeness):
        return None
    one, other = here[0].text, there[0].text
    confidence = 0.3 + 0.3 * likeness.sense + 0.2 * likeness.shared + 0.1 * likeness.done + 0.1 * likeness.did
    return Finding(
        "time",
        left.statement,
        right.statement,
        f"When was it that “{_clause(left, one)}”: {_bare(one)} or {_bare(other)}?",
        f"“{one}” and “{other}” are two times, and both are told of one happening.",
        round(min(0.95, confidence), 3),
    )


def _one_happening(left: Telling, right: Telling, likeness: Likeness) -> bool:
    if left.names - right.names and right.names - left.names:
        return False
    if not likeness.act or not (likeness.done or likeness.did):
        return False
    return likeness.sense >= _SENSE or likeness.shared >= _SHARED


def _plans(telling: Telling) -> bool:
    return telling.statement.stance == "plans" or telling.statement.modal is not None


def _is_repeated(telling: Telling) -> bool:
    return bool(wording("order.again", telling.language).search(telling.text))


def _anchors(telling: Telling) -> frozenset[tuple[str, str, bool]]:
    """Return what a statement puts itself before or after, and whether that is all that it says."""
    found = set[tuple[str, str, bool]]()
    for order in ("precedes", "follows"):
        for match in wording(f"order.{order}", telling.language).finditer(telling.text):
            at = telling.statement.start + match.end()
            behind = [
                word for word in telling.statement.words if word.start >= at and word.pos in {"NOUN", "PROPN"}
            ]
            cue = {stem(word) for word in re.findall(r"\w+", match.group())}
            alone = bool(cue & {each for each in telling.acts if not each.startswith("*")})
            found.update((order, stem(word.lemma), alone) for word in behind[:_NAMED])
    return frozenset(found)


def _order(
    story: Story,
    left: Telling,
    right: Telling,
    here: frozenset[tuple[str, str, bool]],
    there: frozenset[tuple[str, str, bool]],
) -> Finding | None:
    pairs = [
        (one, other)
        for one in sorted(here)
        for other in sorted(there)
        if one[1] == other[1] and one[0] != other[0]
    ]
    if not pairs:
        return None
    likeness = story.likeness(left, right)
    alone = any(one[2] or other[2] for one, other in pairs)
    if not (likeness.did or likeness.done) or not (likeness.act or alone):
        return None
    before, after = (left, right) if pairs[0][0][0] == "precedes" else (right, left)
    return Finding(
        "time",
        left.statement,
        right.statement,
        f"Which came first: “{_clause(before)}” or “{_clause(after)}”?",
        "One puts it before the very thing that the other puts it after.",
        round(min(0.95, 0.45 + 0.3 * likeness.sense + 0.2 * likeness.shared), 3),
    )


def _clause(telling: Telling, date: str = "", most: int = 90) -> str:
    text = " ".join(telling.statement.text.split())
    if date:
        text = re.sub(
            rf"(?:(?:on|in|at|by|am|im|en|le|il|el)\s+)?{re.escape(date)}", "", text, flags=re.IGNORECASE
        )
    text = " ".join(text.split()).strip(" .,;:“”\"'")
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def _bare(text: str) -> str:
    return (
        text[0].lower() + text[1:]
        if text[:1].isupper() and text.split()[0].lower() in {"within", "last", "this"}
        else text
    )
