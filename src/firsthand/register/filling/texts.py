"""In words: one of a codebook's choices, or what stands behind a signal ("because of ...")."""

from firsthand.extract.packs import words
from firsthand.model.statement import Stance
from firsthand.register.answers import Answer
from firsthand.register.codebook import FieldRule, RecordType
from firsthand.register.filling.statuses import stance_at
from firsthand.register.finding import Speaking
from firsthand.register.phrases import Hit
from firsthand.register.reading import Telling
from firsthand.register.tokens import STOPS

# What follows a signal is taken to the end of its clause, no more than so many words.
_LONGEST = 14
_LONGEST_CHINESE = 24
# "There was no sign of an explosion": a negation stands no more than so many words before what it denies;
# "nobody was hurt in the fire" is farther off.
_RIGHT_BEFORE = 4


def fill_texts(kind: RecordType, rule: FieldRule, speaking: Speaking) -> list[Answer]:
    """Return the choices a statement names, or the words behind a signal."""
    telling = speaking.telling
    found: dict[tuple[object, ...], Answer] = {}
    for choice in rule.choices:
        hits = telling.found("choice", kind.name, rule.name, choice.name)
        for hit in hits[:1]:
            answer = Answer(
                key=("choice", choice.name),
                text=choice.label,
                telling=telling,
                stance=_stance(telling, hit),
                doubted=bool(telling.statement.hedges),
                step=choice.name,
                spots=tuple(sorted(each.start for each in hits)),
            )
            found.setdefault(answer.key, answer)
    if rule.choices:
        return list(found.values())
    for hit in telling.found("field", kind.name, rule.name)[:1]:
        text = _behind(speaking, hit.end)
        if text:
            stance = stance_at(telling, hit)
            answer = Answer(
                ("text", text.casefold()), text, telling, stance, doubted=bool(telling.statement.hedges)
            )
            found.setdefault(answer.key, answer)
    return list(found.values())


def _stance(telling: Telling, hit: Hit) -> Stance:
    """Return how a choice is put: "no explosion" denies one, "the fire did not spread" no fire.

    A thing is planned only where its speaker plans it: "the blast is to have killed two" tells of a blast.
    """
    statement = telling.statement
    if statement.stance != "asserts":
        return statement.stance
    negators = words("polarity", "negators", language=telling.language)
    if telling.language == "zh":
        before = telling.document.text[max(statement.start, hit.start - _RIGHT_BEFORE) : hit.start]
        return "denies" if any(word in before for word in negators) else "asserts"
    ahead = [token for token in telling.tokens if token.end <= hit.start][-_RIGHT_BEFORE:]
    denied = any(token.text in negators or token.lemma in negators for token in ahead)
    return "denies" if denied and not any(token.text in STOPS for token in ahead) else "asserts"


def _behind(speaking: Speaking, end: int) -> str:
    telling = speaking.telling
    text = telling.document.text
    if telling.language == "zh":
        stop = min(telling.statement.end, end + _LONGEST_CHINESE)
        cut = next((n for n in range(end, stop) if text[n] in STOPS), stop)
        return text[end:cut].strip()
    last = end
    count = 0
    for token in telling.tokens:
        if token.start < end:
            continue
        if (token.mark and token.text in STOPS) or count == _LONGEST:
            break
        count, last = count + (not token.mark), token.end
    return " ".join(text[end:last].split()).strip(" '\"“”«»")
