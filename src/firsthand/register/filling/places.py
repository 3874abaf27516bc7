"""Where a record lies, or which state acts: the places of a statement by what they do in it."""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import replace

from babel import Locale

from firsthand.model import Place
from firsthand.register.answers import Answer, place_key
from firsthand.register.codebook import FieldRule, RecordType
from firsthand.register.codebook.codebook import Where
from firsthand.register.filling.placed import Placed, holds
from firsthand.register.filling.setting import Setting
from firsthand.register.filling.surroundings import country_place
from firsthand.register.finding import Speaking

# An agreement has so many sides.
_PARTIES = 2
# Within so many words of a field's own signal its place stands: "between", "with countries such as X".
_BESIDE = 8


def fill_places(kind: RecordType, rule: FieldRule, speaking: Speaking, setting: Setting) -> list[Answer]:
    """Return the places that answer a field, the finest of those that hold one another."""
    found: list[Answer] = []
    if rule.signals:
        found = _beside_signals(kind, rule, speaking, setting)
    else:
        for where in rule.where:
            if found:
                break
            found = _told(where, rule, speaking, setting)
        if not found and rule.where == ("of",) and rule.name in kind.same:
            # "Probes are under way in X and Y": where a state's act takes place that state acts.
            found = _lying(speaking, setting)
        if rule.precision == ("country",):
            states = (_country_of(answer) for answer in found if not answer.hint)
            found = [answer for answer in states if answer is not None]
        else:
            found = [answer for answer in found if answer.hint or fits(rule, answer.place)]
    return _finest(found)


def fits(rule: FieldRule, place: Place | None) -> bool:
    """Tell whether a place is as exact as a field asks for."""
    return place is None or place.precision is None or place.precision in rule.precision


def _told(where: Where, rule: FieldRule, speaking: Speaking, setting: Setting) -> list[Answer]:
    if where == "at":
        return _lying(speaking, setting)
    if where == "of":
        return _acting(rule, speaking, setting)
    return _sharing(speaking, setting) if where == "with" else _left(speaking, setting)


def _sharing(speaking: Speaking, setting: Setting) -> list[Answer]:
    """Return who shares in what a statement tells of: who acts, with whom, and each one of a list."""
    statement = speaking.telling.statement
    inside = [each for each in setting.placed if statement.start <= each.place.start < statement.end]
    states = [each for each in inside if each.place.precision == "country" and _shares(each)]
    places = {place.country: place for place in (*setting.acting, *(each.place for each in states))}
    if len(places) < _PARTIES:
        # "Joint patrols in the capital": where it is carried out tells who is the other one.
        towns = [each.place for each in inside if each.role == "at" and each.place.country]
        for town in towns:
            places.setdefault(town.country, town)
    return [place_answer(place, speaking) for place in places.values()]


def _shares(each: Placed) -> bool:
    """Tell whether a state may be one of several parties by what it does in the sentence."""
    if each.role == "agent":
        return each.power
    return each.liked or each.role in ("with", "bare", "at", "by")


def _left(speaking: Speaking, setting: Setting) -> list[Answer]:
    """Return the places from which somebody was brought away."""
    statement = speaking.telling.statement
    return [
        place_answer(each.place, speaking)
        for each in setting.placed
        if statement.start <= each.place.start < statement.end
        and each.head >= 0
        and "from" in setting.pieces[each.head].kinds
        and each.role in ("away", "by", "at")
        and not _is_world(each.place)
    ]


def _acting(rule: FieldRule, speaking: Speaking, setting: Setting) -> list[Answer]:
    """Return who acts: states, and where towns fit the field, those whose police or mayor does it."""
    found = [place_answer(place, speaking) for place in setting.acting]
    if "city" not in rule.precision:
        return found
    if "country" not in rule.precision:
        found = []
    own = [
        each.place
        for each in setting.placed
        if each.power and each.role in ("by", "agent") and each.place.precision not in ("country", None)
    ]
    return [place_answer(place, speaking) for place in own] or found


def _country_of(answer: Answer) -> Answer | None:
    place = answer.place
    if place is None or not place.country:
        return None
    if place.precision == "country":
        return answer
    country = replace(country_place(place.country), start=place.start, end=place.end)
    return replace(answer, key=place_key(country), text=country.name, place=country, country=place.country)


def place_answer(place: Place, speaking: Speaking, *notes: str, hint: bool = False) -> Answer:
    """Return a place as an answer of a statement, with what was done to read it."""
    told = getattr(place, "note", "")
    return Answer(
        key=place_key(place),
        text=place.name,
        telling=speaking.telling,
        doubted=bool(speaking.telling.statement.hedges),
        place=place,
        country=place.country or "",
        notes=(*((told,) if told else ()), *notes),
        hint=hint,
    )


def _lying(speaking: Speaking, setting: Setting) -> list[Answer]:
    """Return the places where the things that a statement speaks of lie."""
    statement = speaking.telling.statement
    inside = [each for each in setting.placed if statement.start <= each.place.start < statement.end]
    signals = [hit for hit in speaking.signals if statement.start <= hit.start < statement.end]
    first = min((hit.start for hit in signals), default=statement.start)
    last = max((hit.end for hit in signals), default=statement.start)
    chosen = [e for e in inside if (e.role in ("at", "near") or e.hosts) and not _is_world(e.place)]
    after = [e for e in chosen if e.place.start >= first and not _other_clause(setting, first, e, "persons")]
    before = [e for e in chosen if e.place.start < first and not _other_clause(setting, first, e, "clauses")]
    nearby = [e for e in after if e.role == "near"]
    firm = [e for e in after if e.role != "near"]
    if nearby and _right_behind(setting, last, nearby[0]):
        firm = [e for e in firm if _listed(setting, nearby, e)]
    kept = (firm or before or nearby) if after else before
    if any(e.role != "near" for e in kept):
        kept = [
            *kept,
            *(e for e in before if e.role != "near" and any(holds(e.place, k.place) for k in kept)),
        ]
    found = [_placed_answer(each, speaking, setting) for each in kept if each.role != "near"]
    if not found:
        found = [_placed_answer(each, speaking, setting) for each in kept[:1]]
    if not found and speaking.telling.found("placing", "own"):
        home = setting.acting[:1] or ((setting.focus,) if setting.focus else ())
        found = [place_answer(place, speaking) for place in home if place]
    return found


def _is_world(place: Place) -> bool:
    """Tell whether a place is a part of the world, too wide for anything to lie there: "Europe"."""
    if place.country is not None or place.precision != "region":
        return False
    parts = _parts_of_the_world()
    return place.name in parts or place.name.split()[-1] in parts


@functools.cache
def _parts_of_the_world() -> frozenset[str]:
    """Return the names of the parts of the world: the groups of countries that CLDR numbers."""
    territories = Locale("en").territories
    return frozenset(name for code, name in territories.items() if code.isdigit())


def _right_behind(setting: Setting, end: int, each: Placed) -> bool:
    """Tell whether a place follows the signal with no more than the preposition between."""
    between = [p for p in setting.pieces if end <= p.start < each.place.start]
    return len(between) <= 3 and not any(p.mark for p in between)


def _listed(setting: Setting, nearby: Sequence[Placed], each: Placed) -> bool:
    """Tell whether a place stands before what is only near, so that it is the thing's own."""
    return any(each.place.start < near.place.start for near in nearby)


def _placed_answer(each: Placed, speaking: Speaking, setting: Setting) -> Answer:
    place = each.place
    name = setting.pieces[each.at]
    shown = speaking.telling.document.text[name.start : name.end]
    if each.role == "near":
        country = country_place(place.country) if place.country else place
        hint = replace(country, start=place.start, end=place.end)
        return replace(
            place_answer(place, speaking, f"only known to lie near {place.name}", hint=True),
            place=hint,
            text=f"{hint.name}, near {place.name}",
        )
    if each.beside:
        return place_answer(place, speaking, f"“{shown}”: said of its outskirts, drawn at its centre")
    return place_answer(place, speaking)


def _other_clause(setting: Setting, signal: int, each: Placed, kind: str) -> bool:
    """Tell whether a place stands in a clause that the signal is not in: "who lives in X"."""
    start, end = sorted((signal, each.place.start))
    between = [p for p in setting.pieces if start < p.start < end]
    if each.place.start >= signal:
        return any(kind in p.kinds for p in between)
    ahead = [p for p in setting.pieces if p.start < each.place.start]
    opened = next((p for p in reversed(ahead) if kind in p.kinds), None)
    if opened is None:
        return any(kind in p.kinds for p in between)
    return any(p.text in (",", "，", ";", "；") for p in between) or any(kind in p.kinds for p in between)


def _beside_signals(kind: RecordType, rule: FieldRule, speaking: Speaking, setting: Setting) -> list[Answer]:
    """Return the places that stand beside the field's own words: "with X and Y", "deported to Z"."""
    telling = speaking.telling
    hits = telling.found("field", kind.name, rule.name)
    found: list[Answer] = []
    for hit in hits:
        heads = {
            each.head
            for each in setting.placed
            if each.head >= 0 and _near_signal(setting, hit.start, hit.end, each)
        }
        for each in setting.placed:
            inside = telling.statement.start <= each.place.start < telling.statement.end
            if not inside or (each.role in ("owner", "around") and "of" not in rule.where):
                continue
            if _near_signal(setting, hit.start, hit.end, each) or (each.head in heads):
                found.append(place_answer(each.place, speaking))
    return found


def _near_signal(setting: Setting, start: int, end: int, each: Placed) -> bool:
    if each.place.start >= end:
        between = [p for p in setting.pieces if end <= p.start < each.place.start]
        if any(p.verb for p in between) or any(p.text in (";", ":", "；", "：") for p in between):
            return False
        return len([p for p in between if p.place is None and not p.mark]) <= _BESIDE
    between = [p for p in setting.pieces if each.place.end <= p.start < start]
    return len(between) <= 1


def _finest(answers: Iterable[Answer]) -> list[Answer]:
    """Leave out places that hold another of them, and what is told twice."""
    found: dict[tuple[object, ...], Answer] = {}
    for answer in answers:
        found.setdefault((answer.key, answer.hint), answer)
    kept = list(found.values())
    return [
        answer
        for answer in kept
        if not any(
            other is not answer and answer.place and other.place and holds(answer.place, other.place)
            for other in kept
        )
    ]
