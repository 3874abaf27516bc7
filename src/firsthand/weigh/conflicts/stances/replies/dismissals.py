"""What one gives as the case and another calls an excuse: "we have no room", "room is a pretext"."""

from collections.abc import Iterator

from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.lexicon import listed
from firsthand.weigh.conflicts.profile import Profile
from firsthand.weigh.conflicts.stances.denials import is_denial
from firsthand.weigh.conflicts.stances.pairs import Pair, Told
from firsthand.weigh.conflicts.stances.questions import is_it_so

_ALIKE, _CLOSE = 0.4, 0.5


def find_dismissals(told: Told) -> Iterator[Finding]:
    """Yield pairs of whom one tells of a thing and the other calls that thing an excuse or nonsense."""
    for pair in told.pairs:
        if not pair.two_voices or pair.sense < _ALIKE or _by_one_relay(pair):
            continue
        for reply, said in pair.both:
            if not reply.speaker or not calls_it_nothing(reply) or calls_it_nothing(said):
                continue
            if is_denial(said) or said.negative or not told.telling(pair.shared):
                continue
            yield Finding(
                kind="denial",
                left=said.statement,
                right=reply.statement,
                question=is_it_so(said),
                because="The second takes what the first speaks of for an excuse, or for untrue.",
                confidence=0.68 + 0.08 * (pair.sense >= _CLOSE),
            )


def calls_it_nothing(profile: Profile) -> bool:
    """Tell whether a statement calls something an excuse, an exaggeration or nonsense."""
    wanted = listed("dismissing", profile.language)
    return any(not profile.turned.get(word, False) for word in profile.lemmas & wanted)


def _by_one_relay(pair: Pair) -> bool:
    """Tell whether one person tells both: what he tells of others is no answer of theirs."""
    return bool(set(pair.left.statement.attribution) & set(pair.right.statement.attribution))
