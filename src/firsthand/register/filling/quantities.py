"""How many: the figures of a statement, in the unit that a field counts, with their intervals."""

import math
from collections.abc import Iterator, Sequence

from firsthand.extract.packs import words
from firsthand.model import DateRange, Place, Quantity
from firsthand.register.answers import Answer
from firsthand.register.codebook import FieldRule, RecordType
from firsthand.register.filling.dates import stands_behind
from firsthand.register.filling.placed import holds
from firsthand.register.filling.setting import Setting
from firsthand.register.finding import Speaking
from firsthand.register.phrases import Hit
from firsthand.register.reading import Telling
from firsthand.weigh.conflicts.intervals import figure, is_added
from firsthand.weigh.counted import words_of_unit

# So many characters behind a number what it counts may stand.
_REACH = 48
# So many words may stand between a figure and the word that says what became of those it counts.
_BESIDE = 7
# The end of a clause between them counts as so many words.
_CLAUSE = 8
# A comma between them, where two words could each claim a figure. Set before any result was looked at.
_COMMA = 3
MORE = " more"
"""What a figure ends with that is only what was added to another."""
# So many characters before a figure a word may stand that says of whom it is only part.
_OWNER = 16
_PEOPLE = frozenset({"people", "person"})


def fill_quantities(kind: RecordType, rule: FieldRule, speaking: Speaking) -> list[Answer]:
    """Return the figures that answer a field."""
    telling = speaking.telling
    statement = telling.statement
    found: dict[tuple[object, ...], Answer] = {}
    for quantity in statement.quantities:
        if quantity.low is None and quantity.high is None:
            continue
        counted = _fits(kind, rule, telling, quantity)
        elliptic = not counted and _is_elliptic(kind, rule, telling, quantity)
        if not (counted or elliptic) or _is_part(rule, speaking, quantity) or _is_name(telling, quantity):
            continue
        # What does not grow is not added to: "two other exiles" are two.
        added = (rule.counts != "" or rule.name in kind.updates) and is_added(
            statement, quantity, telling.language
        )
        key = ("quantity", quantity.low, quantity.high, quantity.open_low, quantity.open_high, added)
        text = _written(telling, quantity) + (MORE if added else "")
        found.setdefault(
            key,
            Answer(
                key=key,
                text=text,
                telling=telling,
                stance=statement.stance,
                doubted=bool(statement.hedges),
                quantity=quantity,
                dates=as_of(telling, quantity) if rule.name in kind.updates else None,
                hint=elliptic,
            ),
        )
    return list(found.values())


def is_increment(answer: Answer) -> bool:
    """Tell whether a figure is worded as an addition to another: "48 more"."""
    return answer.key[:1] == ("quantity",) and bool(answer.key[-1])


def _written(telling: Telling, quantity: Quantity) -> str:
    """Return a figure as a reader would say it; one that is only words with bounds in the source's words.

    "Dozens" claims no more than it says: "21.6 to 110" would be read as a count.
    """
    said = " ".join(telling.document.text[quantity.start : quantity.end].split())
    bounded = None not in (quantity.low, quantity.high) and quantity.low != quantity.high
    return said if bounded and said and not any(sign.isdigit() for sign in said) else figure(quantity)


def as_of(telling: Telling, quantity: Quantity) -> DateRange | None:
    """Return the day for which a figure is given: the date right beside it, none that only bounds it."""
    found: list[tuple[int, DateRange]] = []
    for each in telling.statement.dates:
        published = telling.document.published
        if each.earliest is None or each.latest is None or (published and each.earliest > published):
            continue
        if stands_behind(telling, each, "bounds"):
            continue
        distance = _distance(telling, [Hit((), each.start, each.end)], quantity)
        if distance is None or distance > _BESIDE or _is_nearer(telling, each, quantity, distance):
            continue
        found.append((distance, each))
    return min(found, key=lambda one: (one[0], one[1].start))[1] if found else None


def _is_nearer(telling: Telling, day: DateRange, quantity: Quantity, distance: int) -> bool:
    """Tell whether another figure stands nearer to a date, or as near and before it."""
    for other in telling.statement.quantities:
        apart = _distance(telling, [Hit((), day.start, day.end)], other) if other != quantity else None
        if apart is not None and (apart, other.start) < (distance, quantity.start):
            return True
    return False


def _is_elliptic(kind: RecordType, rule: FieldRule, telling: Telling, quantity: Quantity) -> bool:
    """Tell whether a bare number counts what another before it in the statement does: "17, four of them"."""
    if quantity.unit is not None or not rule.units or not (rule.counts or rule.name in kind.updates):
        return False
    rest = [other for other in kind.fields if other.kind == "quantity" and other.name != rule.name]
    if any(_fits(kind, other, telling, quantity) for other in rest):
        return False  # "47 died and 34 were hurt"
    return any(
        other.end <= quantity.start and _fits(kind, rule, telling, other)
        for other in telling.statement.quantities
    )


def _is_name(telling: Telling, quantity: Quantity) -> bool:
    """Tell whether a figure stands alone between quotation marks: the club "911"."""
    text = telling.document.text
    marks = "\"'“”„«»‹›「」"
    before, after = text[quantity.start - 1 : quantity.start], text[quantity.end : quantity.end + 1]
    return bool(before and after) and before in marks and after in marks


def _fits(kind: RecordType, rule: FieldRule, telling: Telling, quantity: Quantity) -> bool:
    """Tell whether a figure counts what a field asks for: by its unit, and by the word it stands beside."""
    if not rule.signals:
        return not rule.units or _in_unit(kind, rule, telling, quantity)
    own = _distance(telling, telling.found("field", kind.name, rule.name), quantity)
    if own is None or own > _BESIDE:
        return False
    # "Killed 3, 12 were hurt": each figure goes with the word it is nearest to, a comma between them counting
    # as words; of two just as near, with the one behind it ("5 dead 20 hurt").
    mine = _nearest(telling, telling.found("field", kind.name, rule.name), quantity)
    for other in kind.fields:
        if other.kind == "quantity" and other.name != rule.name:
            theirs = _nearest(telling, telling.found("field", kind.name, other.name), quantity)
            if theirs < mine:
                return False
    return not rule.units or quantity.unit is None or _in_unit(kind, rule, telling, quantity)


def _distance(telling: Telling, hits: Sequence[Hit], quantity: Quantity) -> int | None:
    """Return how many words stand between a figure and the nearest phrase in its clause; None without one."""
    return min((count for count, _, _ in _gaps(telling, hits, quantity)), default=None)


def _nearest(telling: Telling, hits: Sequence[Hit], quantity: Quantity) -> tuple[float, int]:
    """Return how far the nearest phrase is from a figure, and 1 if it stands before it."""
    gaps = _gaps(telling, hits, quantity)
    return min(((count + _COMMA * commas, before) for count, commas, before in gaps), default=(math.inf, 0))


def _gaps(telling: Telling, hits: Sequence[Hit], quantity: Quantity) -> Iterator[tuple[int, int, int]]:
    """Yield for each phrase the words and commas between it and a figure, and 1 if it stands before it."""
    for hit in hits:
        if hit.start < quantity.end and quantity.start < hit.end:
            yield 0, 0, 0
            continue
        low, high = min(hit.end, quantity.end), max(hit.start, quantity.start)
        if any(low <= other.start and other.end <= high for other in telling.statement.quantities):
            continue  # "12 died and 30 were injured": what lies behind another figure is said of that one
        between = telling.document.text[low:high]
        before = int(hit.end <= quantity.start)
        if telling.language == "zh":
            count = len(between) // 2 + _CLAUSE * sum(between.count(stop) for stop in "。；，")
        else:
            inside = [token for token in telling.tokens if low <= token.start < high]
            count = sum(not token.mark for token in inside) + _CLAUSE * sum(t.text in ".;:" for t in inside)
        yield count, sum(between.count(comma) for comma in ",，、"), before


def _in_unit(kind: RecordType, rule: FieldRule, telling: Telling, quantity: Quantity) -> bool:
    asked = {phrase for phrases in rule.units.values() for phrase in phrases}
    if quantity.unit in asked:
        return True
    own = set(rule.units.get(telling.language, ()))
    if quantity.unit and words_of_unit(quantity.unit, telling.language) & own:
        return True
    hits = telling.found("unit", kind.name, rule.name)
    others = [q.start for q in telling.statement.quantities if q.start > quantity.start]
    limit = min([quantity.end + _REACH, *others])
    if (
        any(quantity.start <= hit.start <= quantity.end < hit.end for hit in hits)
        and telling.language == "zh"
    ):
        return True  # the word right behind a number, which Chinese counts with
    behind = any(quantity.start <= hit.start < limit for hit in hits)
    return behind and (quantity.unit is None or quantity.unit in _PEOPLE or _names(telling, quantity, hits))


def _names(telling: Telling, quantity: Quantity, hits: Sequence[Hit]) -> bool:
    """Tell whether the unit that was read is a word of the field's own phrase: "service station"."""
    return any(
        word.lemma == quantity.unit and hit.start <= word.start < hit.end
        for word in telling.statement.words
        for hit in hits
    )


def _is_part(rule: FieldRule, speaking: Speaking, quantity: Quantity) -> bool:
    """Tell whether a figure is only of some of the things: "its first 21 stations", "two of the stations".

    "Of the 21 stations" tells of all of them.
    """
    telling = speaking.telling
    partly = words("placing", "partly", language=telling.language)
    text = telling.document.text
    before = text[max(telling.statement.start, quantity.start - _OWNER) : quantity.start].lower().strip()
    within = text[quantity.start : quantity.end].lower()
    after = text[quantity.end : quantity.end + 12].lower().strip()
    if not rule.counts:
        partly |= words("placing", "of_which", language=telling.language)  # "12 died, two of them children"
    if telling.language == "zh":
        return any(before.endswith(word) for word in partly)
    if _is_of_another(telling, quantity):
        return True
    genitives = words("placing", "of", language=telling.language)
    ahead = [word for word in partly if word.split()[0] not in genitives]
    if any((" " + before).endswith(" " + word) or (" " + within).startswith(f" {word} ") for word in ahead):
        return True
    return any((after + " ").startswith(word + " ") for word in partly)


def _is_of_another(telling: Telling, quantity: Quantity) -> bool:
    """Tell whether another figure follows that a figure is some of: "four of the nine wells"."""
    start = min((q.start for q in telling.statement.quantities if q.start >= quantity.end), default=None)
    if start is None:
        return False
    language = telling.language
    small = words("placing", "of", language=language) | words("placing", "between", language=language)
    inside = [token.text for token in telling.tokens if quantity.end <= token.start < start]
    genitives = words("placing", "of", language=language)
    return bool(set(inside) & genitives) and all(word in small for word in inside)


def place_counted(answer: Answer, setting: Setting) -> Place | None:
    """Return the place of which a figure is said: the state that has them, else the nearest it lies in."""
    quantity = answer.quantity
    if quantity is None:
        return None
    statement = answer.telling.statement
    limit = min((q.start for q in statement.quantities if q.start > quantity.start), default=statement.end)
    inside = [e for e in setting.placed if statement.start <= e.place.start < statement.end]
    host = [e for e in inside if e.hosts and e.place.start < quantity.start]
    if host:
        return host[-1].place
    behind = [e for e in inside if e.role == "at" and quantity.end <= e.place.start < limit]
    ahead = [e for e in inside if e.role == "at" and e.place.start < quantity.start]
    if ahead and (not behind or holds(ahead[-1].place, behind[0].place)):
        return ahead[-1].place
    if len(behind) > 1 and behind[1].head == behind[0].head:
        return None  # "thousands in X, Y and Z": of none of them alone
    return behind[0].place if behind else None
