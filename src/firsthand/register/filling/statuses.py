"""In what state a statement says a thing is, and whether it says so, denies it or only means it to be."""

from collections.abc import Sequence

from firsthand.extract.packs import words
from firsthand.model.statement import Stance
from firsthand.register.answers import Answer
from firsthand.register.codebook import FieldRule, RecordType
from firsthand.register.finding import Speaking
from firsthand.register.phrases import Hit
from firsthand.register.reading import Telling
from firsthand.register.tokens import STOPS

# So many words before the word of a state one looks for what turns it round: "has not yet announced an
# investigation" is four words off.
_REACH = 6
_REACH_CHINESE = 6
_WEAK_MODALS = frozenset({"may", "could"})
_FUTURE = frozenset({"will", "would", "should", "must", "shall"})


def fill_statuses(kind: RecordType, rule: FieldRule, speaking: Speaking) -> list[Answer]:
    """Return the step of the scale that a statement names: the highest of those it puts the same way.

    A statement that takes over another's predicate ("as did Ruritania") has that one's step beside its own.
    """
    own = _steps(kind, rule, speaking.telling)
    if speaking.lender is None:
        return own
    lent = [answer for answer in _steps(kind, rule, speaking.lender) if answer.stance == "asserts"]
    note = f"takes over what is said before: “{speaking.lender.statement.text}”"
    taken = [_moved(answer, speaking.telling, note) for answer in lent]
    return own + [answer for answer in taken if answer.step not in {each.step for each in own}]


def _moved(answer: Answer, telling: Telling, note: str) -> Answer:
    return Answer(
        key=answer.key,
        text=answer.text,
        telling=telling,
        stance=telling.statement.stance,
        doubted=bool(telling.statement.hedges),
        step=answer.step,
        notes=(note,),
    )


def _steps(kind: RecordType, rule: FieldRule, telling: Telling) -> list[Answer]:
    best: dict[Stance, tuple[bool, int, Answer]] = {}
    for rank, step in enumerate(rule.scale):
        for hit in telling.found("step", kind.name, rule.name, step.name):
            stance = stance_at(telling, hit)
            answer = Answer(
                key=("step", step.name),
                text=step.label,
                telling=telling,
                stance=stance,
                doubted=bool(telling.statement.hedges) or telling.statement.modal in _WEAK_MODALS,
                step=step.name,
            )
            told = (_is_main(telling, hit), rank, answer)
            if stance not in best or told[:2] > best[stance][:2]:
                best[stance] = told
    return [best[stance][2] for stance in sorted(best)]


def _is_main(telling: Telling, hit: Hit) -> bool:
    """Tell whether a phrase is what the statement is about: its verb, or what that verb takes."""
    statement = telling.statement
    central = {*statement.main, *statement.object[:1]}
    inside = [word for word in statement.words if hit.start <= word.start < hit.end]
    return any(word.lemma in central for word in inside)


def stance_at(telling: Telling, hit: Hit) -> Stance:
    """Return how a statement puts what a phrase in it says: as so, as not so, or as meant to be."""
    statement = telling.statement
    if statement.stance in ("denies", "plans", "doubts"):
        return statement.stance
    before = _before(telling, hit)
    polarity = {
        key: words("polarity", key, language=telling.language) for key in ("negators", "plans", "negative_verbs")
        if telling.language != "zh" or key != "negative_verbs"
    }  # fmt: skip
    negated = _any(before, polarity["negators"], telling) or (statement.negated and _is_main(telling, hit))
    if negated or _any(before, polarity.get("negative_verbs", frozenset()), telling):
        return "denies"
    if _any(before, polarity["plans"], telling) or (statement.modal in _FUTURE and _is_main(telling, hit)):
        return "plans"
    return "asserts"


def _before(telling: Telling, hit: Hit) -> Sequence[str]:
    """Return the words before a phrase in its clause, as they stand and as dictionary forms."""
    if telling.language == "zh":
        start = telling.statement.start
        text = telling.document.text[max(start, hit.start - _REACH_CHINESE) : hit.start]
        for stop in STOPS:
            text = text.rpartition(stop)[2]
        return [text]
    found: list[str] = []
    for token in reversed([t for t in telling.tokens if t.end <= hit.start]):
        if token.text in STOPS or len(found) >= 2 * _REACH:
            break
        if not token.mark:
            found += [token.text, token.lemma]
    return found


def _any(before: Sequence[str], listed: frozenset[str], telling: Telling) -> bool:
    if telling.language == "zh":
        return any(word in text for text in before for word in listed)
    return any(word in listed or (word.endswith("n") and word + "'t" in listed) for word in before) or (
        "n't" in listed and any(word in ("t", "'t") for word in before)
    )
