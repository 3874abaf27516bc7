"""Candidates that speak of one thing are one record: where, when and in what story they agree."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from firsthand.register.answers import Answer, Candidate
from firsthand.register.codebook import FieldRule, RecordType
from firsthand.register.filling.placed import holds

_STORY = "story"
# A statement that names no place may speak of the one that its document named so many sentences off.
_NEAR = 3


def merge(kind: RecordType, candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    """Return the candidates of one kind in groups, a group a record; each group in a fixed order.

    Those that know all fields of `same` come first; whoever lacks one of them, or knows a place less
    exactly, joins the only record of its story that it fits, if there is one.
    """
    ordered = sorted(candidates, key=lambda c: (c.telling.place, _keys(kind, c)))
    groups: list[list[Candidate]] = []
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
            groups[fitting[0]].append(candidate)
        else:
            by_place[bucket].append(len(groups))
            groups.append([candidate])
    stories: dict[str, list[int]] = defaultdict(list)
    for n, group in enumerate(groups):
        for story in {member.telling.story or member.telling.document.id for member in group}:
            stories[story].append(n)
    return _with_partial(kind, groups, later, stories)


def _with_partial(
    kind: RecordType,
    groups: list[list[Candidate]],
    later: Sequence[Candidate],
    stories: dict[str, list[int]],
) -> list[list[Candidate]]:
    alone: list[Candidate] = []
    added: list[tuple[int, Candidate]] = []
    for candidate in later:
        story = _story(candidate)
        fitting = [n for n in stories[story] if _fits(kind, candidate, groups[n], exact=False)]
        # What names no place waits until all that do have theirs: it may be of any of them.
        if _waits(kind, candidate) or len(fitting) != 1 or not _may_join(kind, candidate, groups[fitting[0]]):
            alone.append(candidate)
        else:
            added.append((fitting[0], candidate))
    for n, candidate in added:
        groups[n].append(candidate)
    own: dict[object, list[int]] = defaultdict(list)
    # Who knows the place first: what knows only the day may then join it.
    for candidate in sorted(alone, key=lambda c: not _knows_place(kind, c)):
        story = _story(candidate)
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
            groups.append([])
        groups[match].append(candidate)
    return [sorted(group, key=lambda c: (c.telling.place, _keys(kind, c))) for group in groups]


def _waits(kind: RecordType, candidate: Candidate) -> bool:
    places = any(rule.kind == "place" and rule.name in kind.same for rule in kind.fields)
    return places and not _knows_place(kind, candidate)


def _knows_place(kind: RecordType, candidate: Candidate) -> bool:
    return any(
        candidate.answers.get(rule.name)
        for rule in kind.fields
        if rule.kind == "place" and rule.name in kind.same
    )


def _may_join(kind: RecordType, candidate: Candidate, group: Sequence[Candidate]) -> bool:
    """Tell whether a statement without a place may speak of the place told right before or after it."""
    placed = [rule for rule in kind.fields if rule.kind == "place" and rule.name in kind.same]
    if _STORY in kind.same or not placed or any(candidate.answers.get(rule.name) for rule in placed):
        return True
    if any("of" in rule.where for rule in placed):
        return False  # who acts is said, or is somebody else
    at = candidate.statement
    return any(
        member.statement.document == at.document and abs(member.statement.sentence - at.sentence) <= _NEAR
        for member in group
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
    story = _story(candidate) if _STORY in kind.same else ""
    places = tuple(
        tuple(sorted(str(answer.key) for answer in candidate.answers.get(rule.name, ())))
        for rule in kind.fields
        if rule.kind == "place" and rule.name in kind.same
    )
    return story, places


def _fits(kind: RecordType, candidate: Candidate, group: Sequence[Candidate], *, exact: bool) -> bool:
    """Tell whether a candidate may be of the record of a group: nothing they know differs.

    `exact`: places must be the same; else a coarser one fits a finer where something else is the same, too.
    """
    rules = [rule for rule in kind.fields if rule.name in kind.same]
    story = _story(candidate) if _STORY in kind.same else ""
    if story and any(_story(c) != story for c in group):
        return False
    coarse, shared = False, bool(story)
    for rule in rules:
        own = candidate.answers.get(rule.name, ())
        theirs = [answer for member in group for answer in member.answers.get(rule.name, ())]
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


def set_apart(kind: RecordType, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Leave out places that a field says must lie in another country than its party or other place.

    A statement that does not say whose the thing is has it from the rest of its story: the country that
    most of its statements name. "The Ruritanian stations are in X and Y", two Ruritanian towns, then says
    where they are, not whose.
    """
    rules = [rule for rule in kind.fields if rule.kind == "place" and rule.apart]
    if not rules:
        return list(candidates)
    sided = [rule for rule in rules if "with" in rule.where]
    for rule in sided:
        candidates = _sides(kind, rule, candidates)
    rules = [rule for rule in rules if rule not in sided]
    usual = {rule.name: _usual(rule, candidates) for rule in rules}
    kept = []
    for candidate in candidates:
        answers = dict(candidate.answers)
        for rule in rules:
            home = usual[rule.name].get(_story(candidate), "")
            others = _countries(answers, rule.apart) - {home}
            places = answers.get(rule.name, ())
            answers[rule.name] = tuple(a for a in places if not a.country or a.country != home)
            lying = {a.country for a in answers[rule.name]} & others
            answers[rule.apart] = tuple(a for a in answers.get(rule.apart, ()) if a.country not in lying)
        if any(candidate.answers.get(rule.name) and not answers[rule.name] for rule in rules):
            continue
        kept.append(
            Candidate(kind, candidate.telling, {name: each for name, each in answers.items() if each})
        )
    return kept


def _sides(kind: RecordType, rule: FieldRule, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Make of each agreement one candidate for each other side, with the state of its story as the one side.

    The one side is the state that most statements of the story name; of several the one that acts first.
    """
    told: dict[str, dict[str, tuple[int, int, tuple[str, int]]]] = defaultdict(dict)
    for candidate in candidates:
        acting = _countries(candidate.answers, rule.apart)
        for answer in (*candidate.answers.get(rule.name, ()), *candidate.answers.get(rule.apart, ())):
            if not answer.country:
                continue
            named, acts, first = told[_story(candidate)].get(answer.country, (0, 0, ("", 0)))
            at = (candidate.statement.document, answer.place.start if answer.place else 0)
            told[_story(candidate)][answer.country] = (
                named - 1, acts - (answer.country in acting), min(first, at) if named else at
            )  # fmt: skip
    found = []
    for candidate in candidates:
        sides = told[_story(candidate)]
        home = min(sides, key=lambda code: (sides[code], code)) if sides else ""
        pool = {
            answer.country: answer
            for name in (rule.apart, rule.name)
            for answer in candidate.answers.get(name, ())
            if answer.country
        }
        others = [answer for code, answer in pool.items() if code != home]
        # An agreement has two sides: where the one is not named, only one other can be.
        rest = {name: each for name, each in candidate.answers.items() if name not in (rule.name, rule.apart)}
        one = {rule.apart: (pool[home],)} if home in pool else {}
        found += [
            Candidate(kind, candidate.telling, {**rest, **one, rule.name: (other,)}) for other in others
        ]
    return found


def _usual(rule: FieldRule, candidates: Sequence[Candidate]) -> dict[str, str]:
    """Return for each story the country that most of its statements name for the other field."""
    told: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for candidate in candidates:
        # Who acts at home is not whose the thing is: "Ruritania closed the office in its capital".
        for code in _countries(candidate.answers, rule.apart) - _countries(candidate.answers, rule.name):
            told[_story(candidate)][code].add(candidate.statement.id)
    return {story: max(sorted(counts), key=lambda code: len(counts[code])) for story, counts in told.items()}


def _story(candidate: Candidate) -> str:
    return candidate.telling.story or candidate.telling.document.id


def _countries(answers: Mapping[str, tuple[Answer, ...]], name: str) -> set[str]:
    return {answer.country for answer in answers.get(name, ()) if answer.country}
