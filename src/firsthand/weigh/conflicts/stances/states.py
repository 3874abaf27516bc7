"""One thing in two states at one time: investigated or closed, approved or rejected."""

from collections.abc import Iterator

from firsthand.extract.status import compare_states, states_named
from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.lexicon import listed, wording
from firsthand.weigh.conflicts.profile import Profile
from firsthand.weigh.conflicts.stances.pairs import Pair, Told
from firsthand.weigh.conflicts.stances.questions import which

_ALIKE = 0.35
# What has only been said or meant is no state yet, and what opens may close: these follow one another.
_NOT_YET = frozenset(
    {"planned", "announced", "opened", "operating", "resumed", "reported", "alleged", "denied"}
)


def find_states(told: Told) -> Iterator[Finding]:
    """Yield pairs of different documents that put one thing into states which exclude each other."""
    for pair in told.pairs:
        if pair.one_document or pair.sense < _ALIKE or not _same_subject(pair) or not _same_object(pair):
            continue
        if any(_moves(each) for each in (pair.left, pair.right)):
            continue
        here, there = _states(pair.left), _states(pair.right)
        against = [
            (one, other)
            for one in here - there
            for other in there - here
            if compare_states(one, other) == "against"
        ]
        if against:
            yield Finding(
                kind="status",
                left=pair.left.statement,
                right=pair.right.statement,
                question=which("What has been done", pair.left, pair.right),
                because=(
                    "Both cannot be the case at one time, and neither is worded as coming after the other."
                ),
                confidence=0.7,
            )


def _states(profile: Profile) -> frozenset[str]:
    """Return the states that a statement's predicate puts its object into, itself or by "as did ..."."""
    no = profile.turned
    core = [word for word in sorted(profile.core) if "_" not in word and not no.get(word, False)]
    whole = [word.replace("_", " ") for word in sorted(profile.core) if "_" in word]
    return frozenset(states_named([*whole, ".", *core], language=profile.language)) - _NOT_YET


def _moves(profile: Profile) -> bool:
    statement, language = profile.statement, profile.language
    return (
        statement.modal is not None
        or statement.stance != "asserts"
        or bool(wording("later", language).search(profile.text))
        or bool(wording("conditions", language).search(profile.text))
    )


def _same_subject(pair: Pair) -> bool:
    for each, other in pair.both:
        if each.elliptic:
            own = {word.lemma for word in each.statement.words} - set(each.statement.main)
            return bool(own & set(other.statement.subject) - listed("empty", each.language))
    return pair.subjects is True


def _same_object(pair: Pair) -> bool:
    if pair.left.elliptic or pair.right.elliptic:
        return True
    left, right = pair.left.statement.object, pair.right.statement.object
    return bool(left and right and left[0] == right[0])
