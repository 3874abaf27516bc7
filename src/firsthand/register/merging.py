"""Candidates that speak of one thing are one record: where, when and in what story they agree."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from firsthand.register.answers import Answer, Candidate, story_of
from firsthand.register.codebook import RecordType
from firsthand.register.filling.placed import holds

_STORY = "story"
# A statement that names no place may speak of the one that its document named so many sentences off.
_NEAR = 3


@dataclass(slots=True)
class _Group:
    """Candidates of one record so far, with their different answers by field and the stories they are of."""

    members: list[Candidate] = field(default_factory=list)
    answers: dict[str, dict[tuple[object, ...], Answer]] = field(default_factory=dict)
    stories: set[str] = field(default_factory=set)

    def add(self, candidate: Candidate) -> None:
        """Take a candidate in."""
        self.members.append(candidate)
        self.stories.add(story_of(candidate))
        for name, each in candidate.answers.items():
            known = self.answers.setdefault(name, {})
            for answer in each:
                known.setdefault((answer.key, answer.hint), answer)


def merge(kind: RecordType, candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    """Return the candidates of one kind in groups, a group a record; each group in a fixed order.

    Those that know all fields of `same` come first; whoever lacks one of them, or knows a place less
    exactly, joins the only record of its story that it fits, if there is one.
    """
    ordered = sorted(candidates, key=lambda c: (c.telling.place, _keys(kind, c)))
    groups: list[_Group] = []
    by_place: dict[object, list[int]] = defaultdict(list)
    later: list[Candidate] = []
    for candidate in ordered:
        if _lacks_a_figure(kind, candidate):
            continue
        if not _is_whole(kind, candidate):
            later.append(candidate)
            continue
        bucket = _bucket(kind, candidate)
        fitting = [n for n in by_place[bucket] if _fits(kind, candidate, groups[n], exact=True)]
        if fitting:
            groups[fitting[0]].add(candidate)
        else:
            by_place[bucket].append(len(groups))
            groups.append(_Group())
            groups[-1].add(candidate)
    stories: dict[str, list[int]] = defaultdict(list)
    for n, group in enumerate(groups):
        for story in sorted(group.stories):
            stories[story].append(n)
    return _with_partial(kind, groups, later, stories)


def _with_partial(
    kind: RecordType,
    groups: list[_Group],
    later: Sequence[Candidate],
    stories: dict[str, list[int]],
) -> list[list[Candidate]]:
    alone: list[Candidate] = []
    added: list[tuple[int, Candidate]] = []
    for candidate in later:
        story = story_of(candidate)
        fitting = [n for n in stories[story] if _fits(kind, candidate, groups[n], exact=False)]
        # What names no place waits until all that do have theirs: it may be of any of them.
        if _waits(kind, candidate) or len(fitting) != 1 or not _may_join(kind, candidate, groups[fitting[0]]):
            alone.append(candidate)
        else:
            added.append((fitting[0], candidate))
    for n, candidate in added:
        groups[n].add(candidate)
    own: dict[object, list[int]] = defaultdict(list)
    # Who knows the place first: what knows only the day may then join it.
    for candidate in sorted(alone, key=lambda c: not _knows_place(kind, c)):
        story = story_of(candidate)
        bucket = (story, _bucket(kind, candidate))
        known = bool(_known(kind, candidate)) or _STORY in kind.same or kind.figure is not None
        match = next((n for n in own[bucket] if _fits(kind, candidate, groups[n], exact=True)), None)
        if match is None and not _knows_place(kind, candidate):
            fitting = [n for n in stories[story] if _fits(kind, candidate, groups[n], exact=False)]
            if len(fitting) == 1 and _may_join(kind, candidate, groups[fitting[0]]):
                match = fitting[0]
        if match is None and not known:
            continue
        if match is None:
            match = len(groups)
            own[bucket].append(match)
            stories[story].append(match)
            groups.append(_Group())
        groups[match].add(candidate)
    return [sorted(group.members, key=lambda c: (c.telling.place, _keys(kind, c))) for group in groups]


def _waits(kind: RecordType, candidate: Candidate) -> bool:
    places = any(rule.kind == "place" and rule.name in kind.same for rule in kind.fields)
    return places and not _knows_place(kind, candidate)


def _knows_place(kind: RecordType, candidate: Candidate) -> bool:
    return any(
        candidate.answers.get(rule.name)
        for rule in kind.fields
        if rule.kind == "place" and rule.name in kind.same
    )


def _may_join(kind: RecordType, candidate: Candidate, group: _Group) -> bool:
    """Tell whether a statement without a place may speak of the place told right before or after it."""
    placed = [rule for rule in kind.fields if rule.kind == "place" and rule.name in kind.same]
    if _STORY in kind.same or not placed or any(candidate.answers.get(rule.name) for rule in placed):
        return True
    if any("of" in rule.where for rule in placed):
        return False  # who acts is said, or is somebody else
    at = candidate.statement
    return any(
        member.statement.document == at.document and abs(member.statement.sentence - at.sentence) <= _NEAR
        for member in group.members
    )


def _fields(kind: RecordType) -> tuple[str, ...]:
    return tuple(name for name in kind.same if name != _STORY)


def _lacks_a_figure(kind: RecordType, candidate: Candidate) -> bool:
    """Tell whether a figure that tells records apart is missing: no other statement's may stand in for it."""
    return any(
        rule.kind == "quantity" and rule.name in kind.same and not candidate.answers.get(rule.name)
        for rule in kind.fields
    )


def _is_whole(kind: RecordType, candidate: Candidate) -> bool:
    """Tell whether a candidate knows all that tells records of its kind apart."""
    coarse_is_partial = len(_fields(kind)) > 1
    for name in _fields(kind):
        answers = candidate.answers.get(name)
        if not answers and kind.figure is not None:
            continue  # counted in all
        if not answers or any(answer.hint for answer in answers):
            return False
        if coarse_is_partial and any(a.place and a.place.precision == "country" for a in answers):
            return False
    return True


def _known(kind: RecordType, candidate: Candidate) -> list[Answer]:
    return [answer for name in _fields(kind) for answer in candidate.answers.get(name, ())]


def _bucket(kind: RecordType, candidate: Candidate) -> object:
    """Return what two candidates of one record surely share: the story, and the place they know."""
    story = story_of(candidate) if _STORY in kind.same else ""
    places = tuple(
        tuple(sorted(str(answer.key) for answer in candidate.answers.get(rule.name, ())))
        for rule in kind.fields
        if rule.kind == "place" and rule.name in kind.same
    )
    return story, places


def _fits(kind: RecordType, candidate: Candidate, group: _Group, *, exact: bool) -> bool:
    """Tell whether a candidate may be of the record of a group: nothing they know differs.

    `exact`: places must be the same; else a coarser one fits a finer where something else is the same, too.
    """
    rules = [rule for rule in kind.fields if rule.name in kind.same]
    story = story_of(candidate) if _STORY in kind.same else ""
    if story and group.stories != {story}:
        return False
    coarse, shared = False, bool(story)
    for rule in rules:
        own = candidate.answers.get(rule.name, ())
        theirs = list(group.answers.get(rule.name, {}).values())
        if not own or not theirs:
            continue
        if rule.kind == "place":
            if {a.key for a in own} & {a.key for a in theirs}:
                shared = True
            elif exact or not _coarser(own, theirs):
                return False
            else:
                coarse = True
            if any(a.hint for a in own) and not {a.key for a in own} & {a.key for a in theirs}:
                return False  # near X: X, or nothing
        elif rule.kind == "date":
            if not all(_near(one, other, kind.within_days) for one in own for other in theirs):
                return False
            shared = True
        elif not {a.key for a in own} & {a.key for a in theirs}:
            return False
        else:
            shared = True
    return shared or not coarse


def _coarser(own: Iterable[Answer], theirs: Sequence[Answer]) -> bool:
    """Tell whether one side's places hold the other's."""
    return all(
        any(
            one.place and other.place and (holds(one.place, other.place) or holds(other.place, one.place))
            for other in theirs
        )
        for one in own
    )


def _near(one: Answer, other: Answer, days: int) -> bool:
    """Tell whether two dates may be of one event: no more days lie between them than may."""
    if one.dates is None or other.dates is None:
        return True
    start = max(one.dates.earliest or date.min, other.dates.earliest or date.min)
    end = min(one.dates.latest or date.max, other.dates.latest or date.max)
    return (start - end).days <= days


def _keys(kind: RecordType, candidate: Candidate) -> tuple[str, ...]:
    return tuple(str(answer.key) for name in _fields(kind) for answer in candidate.answers.get(name, ()))
