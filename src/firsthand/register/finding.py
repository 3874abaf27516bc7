"""Which statements speak of which kind of record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firsthand.extract.packs import words
from firsthand.register.codebook import RecordType
from firsthand.register.phrases import Hit
from firsthand.register.reading import Telling

# "One of these offices" speaks of what the document has named no more than so many sentences before, itself
# or by such a weak word. Set before any result was looked at.
_NEAR = 5
# "As did Ruritania" leans on a clause of its own sentence or of the one before.
_LEANS = 1


@dataclass(frozen=True, slots=True)
class Speaking:
    """A statement that speaks of one kind of record.

    `signals` are the phrases that say so. `lender` is the statement whose predicate it takes over where
    it has none of its own ("as did Ruritania").
    """

    telling: Telling
    signals: tuple[Hit, ...]
    lender: Telling | None = None


def find_speaking(kind: RecordType, tellings: Sequence[Telling]) -> list[Speaking]:
    """Return the statements of one document that speak of this kind of record, in their order."""
    found: list[Speaking] = []
    strong = {t.statement.sentence for t in tellings if _signals(kind.name, t, "signals")}
    beside = {t.statement.sentence for t in tellings if kind.near and _signals(kind.near, t, "signals")}
    last: int | None = None
    for at, telling in enumerate(tellings):
        sentence = telling.statement.sentence
        if kind.near and not any(0 <= sentence - other <= _NEAR for other in beside):
            continue
        signals = _signals(kind.name, telling, "signals")
        weak = _signals(kind.name, telling, "weak")
        if signals or sentence in strong or (last is not None and 0 <= sentence - last <= _NEAR):
            signals = [*signals, *(hit for hit in weak if not _over(hit, signals))]
        lender = _lender(telling, tellings[:at], found) if telling.found("placing", "as_before") else None
        another = not signals and lender is None and bool(found) and _another(telling, found[-1].telling)
        if signals or lender is not None or another:
            found.append(Speaking(telling, tuple(signals), lender))
        elif found and _lies(kind) and (going_on := _going_on(telling, found[-1].telling)):
            found.append(Speaking(telling, going_on))
        if signals:
            last = sentence
    return found


def _signals(kind: str, telling: Telling, key: str) -> list[Hit]:
    """Return the phrases that signal the kind of this name here; none where one stands that never does.

    "The police station beside the railway station" still speaks of a police station.
    """
    hits = telling.found(key, kind)
    never = telling.found("never", kind)
    if not hits or not never:
        return hits
    kept = [hit for hit in hits if not _over(hit, never)]
    spoken = [*telling.found("signals", kind), *telling.found("weak", kind)]
    apart = [n for n in never if not _over(n, spoken)]
    return [] if apart else kept


def _another(telling: Telling, before: Telling) -> bool:
    """Tell whether a clause begins with one more of what its sentence just spoke of: "the other in X"."""
    if (
        telling.statement.sentence != before.statement.sentence
        or telling.statement.start < before.statement.end
    ):
        return False
    return any(hit.start - telling.statement.start <= 1 for hit in telling.found("placing", "others"))


def _lies(kind: RecordType) -> bool:
    """Tell whether records of a kind are told apart by where they lie."""
    return any(
        rule.kind == "place" and rule.name in kind.needs and "at" in rule.where for rule in kind.fields
    )


def _going_on(telling: Telling, before: Telling) -> tuple[Hit, ...]:
    """Return the words by which a sentence goes on with what was just spoken of: "the others are in X"."""
    if not 0 <= telling.statement.sentence - before.statement.sentence <= _LEANS:
        return ()
    language = telling.language
    opening = words("placing", "persons", language=language) | words("placing", "clauses", language=language)
    found = []
    for hit in telling.found("placing", "rest"):
        behind = next((token.text for token in telling.tokens if token.start >= hit.end), "")
        # "Those who say so" go on with nothing.
        if hit.start - telling.statement.start <= 1 and behind not in opening:
            found.append(hit)
    return tuple(found)


def _over(hit: Hit, others: Iterable[Hit]) -> bool:
    return any(hit.start < other.end and other.start < hit.end for other in others)


def _lender(telling: Telling, before: Sequence[Telling], found: Sequence[Speaking]) -> Telling | None:
    """Return the statement on whose predicate "as did Ruritania" leans; None where none speaks of this."""
    speaking = {each.telling.statement.id: each for each in found}
    for other in reversed(before):
        if telling.statement.sentence - other.statement.sentence > _LEANS:
            return None
        inside = other.statement.start <= telling.statement.start < other.statement.end
        each = speaking.get(other.statement.id)
        if each is not None and not inside:
            return each.lender if each.lender is not None and not each.signals else other
    return None
