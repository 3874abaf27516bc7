"""What one account says is to come and another has begun: "will pay a toll", "already pays it"."""

from collections.abc import Iterator

from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.lexicon import listed, wording
from firsthand.weigh.conflicts.profile import Profile
from firsthand.weigh.conflicts.stances.pairs import Pair, Told
from firsthand.weigh.conflicts.stances.questions import which

_ALIKE = 0.5
_FEWEST = 2


def find_begun(told: Told) -> Iterator[Finding]:
    """Yield pairs of accounts that tell, each in its own voice, of one thing as to come and as begun.

    What somebody announces comes before what is done of it: that is no conflict. Nor is a thing to come
    in an account that came out before.
    """
    for pair in told.pairs:
        if pair.one_document or pair.sense < _ALIKE or len(pair.shared) < _FEWEST:
            continue
        if pair.left.speaker or pair.right.speaker:
            continue
        for begun, coming in pair.both:
            if _has_begun(begun) and _is_to_come(coming) and not _earlier(told, coming, begun):
                yield _finding(pair)


def _finding(pair: Pair) -> Finding:
    return Finding(
        kind="status",
        left=pair.left.statement,
        right=pair.right.statement,
        question=which("Is it to come, or has it begun", pair.left, pair.right),
        because="One tells of it as to come, the other as there already.",
        confidence=0.67,
    )


def _has_begun(profile: Profile) -> bool:
    statement = profile.statement
    said = wording("begun", profile.language).search(profile.text)
    return bool(said) and statement.modal is None and not statement.negated and statement.stance == "asserts"


def _is_to_come(profile: Profile) -> bool:
    statement = profile.statement
    return statement.modal in listed("to_come", profile.language) and not statement.negated


def _earlier(told: Told, one: Profile, other: Profile) -> bool:
    days = [told.documents[each.statement.document].published for each in (one, other)]
    return bool(days[0] and days[1] and days[0] < days[1])
