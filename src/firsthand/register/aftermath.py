"""What is done after an accident belongs to it: to its place, and to all stories that tell of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from firsthand.register.answers import Answer, Candidate
from firsthand.register.codebook import RecordType
from firsthand.register.filling.placed import holds

Groups = Sequence[Sequence[Candidate]]


def settle_aftermath(kind: RecordType, groups: Groups, told: Mapping[str, Groups]) -> list[list[Candidate]]:
    """Return the groups of a kind that is spoken of `near` another, settled by the things of that kind.

    `told` are the groups of other kinds by name. What two stories tell of one thing is told of that thing
    once; places that are none of its own, its region's or its country's are others': the town where
    the man lived whom police arrested.
    """
    things = [group for group in told.get(kind.near, ()) if group] if kind.near else []
    if not things:
        return [list(group) for group in groups]
    names = _same_stories(things)
    rules = [rule.name for rule in kind.fields if rule.kind == "place" and rule.name not in kind.same]
    places: dict[str, list[Answer]] = {}
    for thing in things:
        for member in thing:
            every = [a for each in member.answers.values() for a in each if a.place is not None]
            places.setdefault(names[_story(member)], []).extend(every)
    joined: dict[object, list[Candidate]] = {}
    for n, group in enumerate(groups):
        members = [
            _at_its_place(member, rules, places.get(names.get(_story(member), ""), [])) for member in group
        ]
        stories = {names.get(_story(member), "") for member in group}
        key: object = n
        if "story" in kind.same and len(stories) == 1 and "" not in stories:
            shared = [name for name in kind.same if name != "story"]
            told_most = [
                _most(answer for m in group for answer in m.answers.get(name, ())) for name in shared
            ]
            if all(told_most):
                key = (stories.pop(), *told_most)
        joined.setdefault(key, []).extend(members)
    return [
        sorted(group, key=lambda c: (c.telling.place, str(sorted(c.answers)))) for group in joined.values()
    ]


def _most(answers: Iterable[Answer]) -> str:
    """Return the answer that most statements give; "" for none."""
    counts = Counter(str(answer.key) for answer in answers)
    return min(counts, key=lambda key: (-counts[key], key), default="")


def _same_stories(things: Groups) -> dict[str, str]:
    """Return for each story the first of those that tell of a thing that it tells of."""
    names: dict[str, str] = {}
    for thing in things:
        stories = {_story(member) for member in thing}
        known = {names.get(story, story) for story in stories}
        first = min(known)
        names |= dict.fromkeys(stories, first)
        names = {story: first if name in known else name for story, name in names.items()}
    return names


def _at_its_place(member: Candidate, rules: Sequence[str], places: Sequence[Answer]) -> Candidate:
    if not places:
        return member
    answers = dict(member.answers)
    for name in rules:
        kept = tuple(answer for answer in answers.get(name, ()) if _fits(answer, places))
        if kept:
            answers[name] = kept
        else:
            answers.pop(name, None)
    return Candidate(member.kind, member.telling, answers)


def _fits(answer: Answer, places: Sequence[Answer]) -> bool:
    place = answer.place
    if place is None or place.precision is None:
        return place is None
    return any(
        answer.key == other.key
        or (place.precision != "city" and other.place is not None and place.country == other.place.country)
        or (other.place is not None and holds(other.place, place))
        for other in places
    )


def _story(member: Candidate) -> str:
    return member.telling.story or member.telling.document.id
