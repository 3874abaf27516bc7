"""Where the matter of a document plays: for what it tells without saying the place again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from firsthand.register.answers import Answer, Candidate
from firsthand.register.codebook import RecordType
from firsthand.register.filling.filling import Reader
from firsthand.register.filling.places import fits, place_answer
from firsthand.register.finding import Speaking

# News says where in its title or in one of its first sentences. Set before any result was looked at.
_OPENING = 4
_LIES = frozenset({"at", "bare", "around"})


def with_scene(kind: RecordType, candidates: Sequence[Candidate], reader: Reader) -> list[Candidate]:
    """Give the candidates of one document that name no place the one where its matter plays.

    Only where the codebook says so of a field (`scene`). The place is the one that the document's own
    candidates of this kind told last, else first told after; where none tells any, a town or region
    that the document begins with, or the only country. What is told only to the region or country is the
    one town in it that they name, if it is one. What happened on another day happened elsewhere, too. The
    place keeps the statement that names it.
    """
    rule = next((rule for rule in kind.fields if rule.kind == "place" and rule.scene), None)
    if rule is None or not candidates:
        return list(candidates)
    day = next((rule.name for rule in kind.fields if rule.kind == "date" and rule.name in kind.same), "")
    told = [
        (candidate.telling.place, answer, tuple(candidate.answers.get(day, ())))
        for candidate in candidates
        for answer in candidate.answers.get(rule.name, ())
        if not answer.hint and answer.place is not None and fits(rule, answer.place)
    ]
    if all(answer.place and answer.place.precision == "country" for _, answer, _ in told):
        opening = _opening(reader)
        if (
            opening
            and fits(rule, opening.place)
            and (not told or opening.country in {answer.country for _, answer, _ in told})
        ):
            told.append((opening.telling.place, opening, ()))
    known: dict[object, list[Answer]] = {}
    for _, answer, days in told:
        known.setdefault(answer.key, []).extend(days)
    told.sort(key=lambda each: each[0])
    found = []
    for candidate in candidates:
        own = candidate.answers.get(rule.name, ())
        days = candidate.answers.get(day, ())
        fitting = [each for each in told if _one_day(days, known[each[1].key], kind.within_days)]
        if not fitting or any(answer.place and answer.place.precision == "city" for answer in own):
            found.append(candidate)
            continue
        before = [answer for place, answer, _ in fitting if place <= candidate.telling.place]
        answer = own[0] if own else before[-1] if before else fitting[0][1]
        answer = _finer(answer, [other for _, other, _ in fitting]) or answer
        if own and answer == own[0]:
            found.append(candidate)
            continue
        found.append(replace(candidate, answers={**candidate.answers, rule.name: (answer,)}))
    return _with_day(kind, found, rule.name)


def _one_day(days: Sequence[Answer], others: Sequence[Answer], within: int) -> bool:
    """Tell whether what happened on some days may be what happened on others, no day being any."""
    spans = [(one.dates, other.dates) for one in days for other in others if one.dates and other.dates]
    return not spans or any(
        max(one.earliest or date.min, other.earliest or date.min)
        - min(one.latest or date.max, other.latest or date.max)
        <= timedelta(within)
        for one, other in spans
    )


def _with_day(kind: RecordType, candidates: Sequence[Candidate], place: str) -> list[Candidate]:
    """Give candidates without a day the first that the document tells of something in the same place.

    Accounts begin with what they are about; what else happened there, and when, comes later.
    """
    rule = next((rule for rule in kind.fields if rule.kind == "date" and rule.name in kind.same), None)
    if rule is None:
        return list(candidates)
    days: dict[object, tuple[Answer, ...]] = {}
    for candidate in sorted(candidates, key=lambda each: each.telling.place):
        for where in candidate.answers.get(place, ()):
            if candidate.answers.get(rule.name):
                days.setdefault(where.key, candidate.answers[rule.name][:1])
    found = []
    for candidate in candidates:
        wheres = candidate.answers.get(place, ())
        if len(wheres) == 1 and not candidate.answers.get(rule.name) and wheres[0].key in days:
            candidate = replace(candidate, answers={**candidate.answers, rule.name: days[wheres[0].key]})
        found.append(candidate)
    return found


def _finer(answer: Answer, told: Sequence[Answer]) -> Answer | None:
    """Return the only place told of that lies in one told less exactly: the town of a region, a region."""
    if answer.hint or answer.place is None or answer.place.precision == "city":
        return None
    for precision in ("city", "region"):
        finer = {
            other.key: other
            for other in reversed(told)
            if other.place
            and other.place.precision == precision
            and other.place.country == answer.place.country
        }
        if finer:
            return next(iter(finer.values())) if len(finer) == 1 else None
    return None


def _opening(reader: Reader) -> Answer | None:
    """Return the first town, else the first region, else the only country, where the document begins."""
    regions: list[Answer] = []
    countries: dict[object, Answer] = {}
    for telling in reader.tellings:
        if telling.statement.sentence > _OPENING:
            break
        speaking = Speaking(telling, ())
        for each in reader.setting(speaking).placed:
            if each.role not in _LIES or each.place.precision is None:
                continue
            answer = place_answer(each.place, speaking, "taken from where the document begins")
            if each.place.precision == "country":
                countries.setdefault(answer.key, answer)
                continue
            if each.place.precision == "city":
                return answer
            regions.append(answer)
    if regions:
        return regions[0]
    return next(iter(countries.values())) if len(countries) == 1 else None
