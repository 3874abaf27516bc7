"""Where the matter of a document plays: for what it tells without saying the place again."""

from collections.abc import Sequence
from dataclasses import replace

from firsthand.register.answers import Answer, Candidate
from firsthand.register.codebook import RecordType
from firsthand.register.filling.filling import Reader
from firsthand.register.filling.places import place_answer
from firsthand.register.finding import Speaking

# News says where in its title or in one of its first sentences. Set before any result was looked at.
_OPENING = 4
_LIES = frozenset({"at", "bare", "around"})


def with_scene(kind: RecordType, candidates: Sequence[Candidate], reader: Reader) -> list[Candidate]:
    """Give the candidates of one document that name no place the one where its matter plays.

    Only where the codebook says so of a field (`scene`). The place is the one that the document's own
    candidates of this kind told last, else first told after; where none tells any, a town or region
    that the document begins with. What is told only to the region or country is the one town in it
    that they name, if it is one. The place keeps the statement that names it.
    """
    rule = next((rule for rule in kind.fields if rule.kind == "place" and rule.scene), None)
    if rule is None or not candidates:
        return list(candidates)
    told = [
        (candidate.telling.place, answer)
        for candidate in candidates
        for answer in candidate.answers.get(rule.name, ())
        if not answer.hint and answer.place is not None and answer.place.precision != "country"
    ]
    if not told and not any(candidate.answers.get(rule.name) for candidate in candidates):
        opening = _opening(reader)
        told = [(opening.telling.place, opening)] if opening else []
    told.sort(key=lambda each: each[0])
    found = []
    for candidate in candidates:
        own = candidate.answers.get(rule.name, ())
        if not told or any(answer.place and answer.place.precision == "city" for answer in own):
            found.append(candidate)
            continue
        before = [answer for place, answer in told if place <= candidate.telling.place]
        answer = own[0] if own else before[-1] if before else told[0][1]
        answer = _town(answer, [other for _, other in told]) or answer
        if own and answer == own[0]:
            found.append(candidate)
            continue
        found.append(replace(candidate, answers={**candidate.answers, rule.name: (answer,)}))
    return _with_day(kind, found, rule.name)


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


def _town(answer: Answer, told: Sequence[Answer]) -> Answer | None:
    """Return the only town told of in the country of a place that is none itself."""
    if answer.hint or answer.place is None or answer.place.precision == "city":
        return None
    towns = {
        other.key: other
        for other in reversed(told)
        if other.place and other.place.precision == "city" and other.place.country == answer.place.country
    }
    return next(iter(towns.values())) if len(towns) == 1 else None


def _opening(reader: Reader) -> Answer | None:
    """Return the first town, else the first region, that lies or stands alone where the document begins."""
    regions: list[Answer] = []
    for telling in reader.tellings:
        if telling.statement.sentence > _OPENING:
            break
        speaking = Speaking(telling, ())
        for each in reader.setting(speaking).placed:
            if each.role not in _LIES or each.place.precision in ("country", None):
                continue
            answer = place_answer(each.place, speaking, "taken from where the document begins")
            if each.place.precision == "city":
                return answer
            regions.append(answer)
    return regions[0] if regions else None
