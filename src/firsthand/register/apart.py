"""What must lie in another country than something else: no office at home, no state its own partner."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from firsthand.register.answers import Answer, Candidate, story_of
from firsthand.register.codebook import FieldRule, RecordType


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
            home = usual[rule.name].get(story_of(candidate), "")
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
            named, acts, first = told[story_of(candidate)].get(answer.country, (0, 0, ("", 0)))
            at = (candidate.statement.document, answer.place.start if answer.place else 0)
            told[story_of(candidate)][answer.country] = (
                named - 1, acts - (answer.country in acting), min(first, at) if named else at
            )  # fmt: skip
    found = []
    for candidate in candidates:
        sides = told[story_of(candidate)]
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
            told[story_of(candidate)][code].add(candidate.statement.id)
    return {story: max(sorted(counts), key=lambda code: len(counts[code])) for story, counts in told.items()}


def _countries(answers: Mapping[str, tuple[Answer, ...]], name: str) -> set[str]:
    return {answer.country for answer in answers.get(name, ()) if answer.country}
