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
# A verb that denies stands right before what it denies: "refused to close".
_RIGHT_BEFORE = 3
_WEAK_MODALS = frozenset({"may", "could"})
_FUTURE = frozenset({"will", "would", "should", "must", "shall"})


def fill_statuses(kind: RecordType, rule: FieldRule, speaking: Speaking) -> list[Answer]:
    """Return the step of the scale that a statement names: the highest of those it puts the same way.

    A statement that takes over another's predicate ("as did Ruritania") has that one's step beside its own.
    """
    own = _steps(kind, rule, speaking.telling)
    if speaking.lender is None or (own and _is_adverb(kind, rule, speaking.telling)):
        return own
    lent = [answer for answer in _steps(kind, rule, speaking.lender) if answer.stance == "asserts"]
    note = f"takes over what is said before: “{speaking.lender.statement.text}”"
    taken = [_moved(answer, speaking.telling, note) for answer in lent]
    return own + [answer for answer in taken if answer.step not in {each.step for each in own}]


def _is_adverb(kind: RecordType, rule: FieldRule, telling: Telling) -> bool:
    """Tell whether "likewise" only goes with the clause's own verb: "X likewise investigates"."""
    hits = [hit for step in rule.scale for hit in telling.found("step", kind.name, rule.name, step.name)]
    for said in telling.found("placing", "as_before"):
        for hit in hits:
            low, high = min(hit.end, said.end), max(hit.start, said.start)
            between = [token for token in telling.tokens if low <= token.start < high]
            if len(between) <= _RIGHT_BEFORE and not any(token.mark for token in between):
                return True
    return False


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
    said = best["asserts"][2].step if "asserts" in best else ""
    # "Asked them to show it": what is asked for is meant, that it was asked for is so.
    return [best[s][2] for s in sorted(best) if s != "plans" or best[s][2].step != said]


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
    language = telling.language
    refusing: frozenset[str] = (
        frozenset() if language == "zh" else words("polarity", "negative_verbs", language=language)
    )
    negated = _any(before, words("polarity", "negators", language=language), telling) or (
        statement.negated and _is_main(telling, hit)
    )
    # "A cease-and-desist warning" names one step twice: no "cease" before a warning.
    first = min((h.start for h in _around(telling, hit)), default=hit.start)
    right = _before(telling, Hit(hit.key, first, hit.end))[: 2 * _RIGHT_BEFORE]
    refused = _any(right, refusing, telling)
    if negated or refused:
        return "denies"
    if _any(before, words("polarity", "plans", language=language), telling) or (
        statement.modal in _FUTURE and _is_main(telling, hit)
    ):
        return "plans"
    return "plans" if _is_aim(telling, hit) else "asserts"


def _is_aim(telling: Telling, hit: Hit) -> bool:
    """Tell whether a verb is only what somebody may do: "a move to close it", "whether to close it"."""
    verb = next((w for w in telling.statement.words if w.start == hit.start and w.pos == "VERB"), None)
    if verb is None or verb.text.lower() != verb.lemma or _is_main(telling, hit):
        return False
    before = [token for token in telling.tokens if token.end <= hit.start and not token.mark]
    return bool(before) and before[-1].text in words("placing", "infinitive", language=telling.language)


def _around(telling: Telling, hit: Hit) -> list[Hit]:
    """Return the phrases of one step that stand next to each other: "cease and desist" and "warning"."""
    return [
        other
        for other in telling.hits.get(hit.key if isinstance(hit.key, tuple) else (), [])
        if 0 <= hit.start - other.end <= _RIGHT_BEFORE or other == hit
    ]


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
