"""How many: the figures of a statement, in the unit that a field counts, with their intervals."""

from collections.abc import Sequence

from firsthand.extract.packs import words
from firsthand.model import Place, Quantity
from firsthand.register.answers import Answer
from firsthand.register.codebook import FieldRule, RecordType
from firsthand.register.filling.roles import holds
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
_PEOPLE = frozenset({"people", "person"})


def fill_quantities(kind: RecordType, rule: FieldRule, speaking: Speaking) -> list[Answer]:
    """Return the figures that answer a field."""
    telling = speaking.telling
    statement = telling.statement
    found: dict[tuple[object, ...], Answer] = {}
    for quantity in statement.quantities:
        if quantity.low is None and quantity.high is None:
            continue
        if (
            not _fits(kind, rule, telling, quantity)
            or _is_part(speaking, quantity)
            or _is_name(telling, quantity)
        ):
            continue
        added = is_added(statement, quantity, telling.language)
        key = ("quantity", quantity.low, quantity.high, quantity.open_low, quantity.open_high, added)
        text = figure(quantity) + (" more" if added else "")
        found.setdefault(
            key,
            Answer(
                key=key,
                text=text,
                telling=telling,
                stance=statement.stance,
                doubted=bool(statement.hedges),
                quantity=quantity,
            ),
        )
    return list(found.values())


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
    # "Killed 3 and injured 12": each figure goes with the word it is nearest to.
    others = (
        _distance(telling, telling.found("field", kind.name, other.name), quantity)
        for other in kind.fields
        if other.kind == "quantity" and other.name != rule.name
    )
    if any(other is not None and other < own for other in others):
        return False
    return not rule.units or quantity.unit is None or _in_unit(kind, rule, telling, quantity)


def _distance(telling: Telling, hits: Sequence[Hit], quantity: Quantity) -> int | None:
    """Return how many words stand between a figure and the nearest phrase in its clause; None without one."""
    best: int | None = None
    for hit in hits:
        if hit.start < quantity.end and quantity.start < hit.end:
            return 0
        low, high = min(hit.end, quantity.end), max(hit.start, quantity.start)
        if telling.language == "zh":
            between = telling.document.text[low:high]
            count = len(between) // 2 + _CLAUSE * sum(between.count(stop) for stop in "。；，")
        else:
            inside = [token for token in telling.tokens if low <= token.start < high]
            count = sum(not token.mark for token in inside) + _CLAUSE * sum(t.text in ".;:" for t in inside)
        best = count if best is None else min(best, count)
    return best


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
    behind = any(quantity.start <= hit.start < limit for hit in hits)
    return behind and (quantity.unit is None or quantity.unit in _PEOPLE or _names(telling, quantity, hits))


def _names(telling: Telling, quantity: Quantity, hits: Sequence[Hit]) -> bool:
    """Tell whether the unit that was read is a word of the field's own phrase: "service station"."""
    return any(
        word.lemma == quantity.unit and hit.start <= word.start < hit.end
        for word in telling.statement.words
        for hit in hits
    )


def _is_part(speaking: Speaking, quantity: Quantity) -> bool:
    """Tell whether a figure is only of some of the things: "its first 21 stations", "two of the stations"."""
    telling = speaking.telling
    partly = words("placing", "partly", language=telling.language)
    text = telling.document.text
    before = text[max(telling.statement.start, quantity.start - 12) : quantity.start].lower().strip()
    within = text[quantity.start : quantity.end].lower()
    after = text[quantity.end : quantity.end + 12].lower().strip()
    if telling.language == "zh":
        return any(before.endswith(word) for word in partly)
    if any((" " + before).endswith(" " + word) or (" " + within).startswith(f" {word} ") for word in partly):
        return True
    return any((after + " ").startswith(word + " ") for word in partly)


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
