"""What one has confirmed and another says is not known: "officials confirmed", "it was unclear whether"."""

from collections.abc import Iterator

from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.lexicon import listed, wording
from firsthand.weigh.conflicts.profile import Profile
from firsthand.weigh.conflicts.stances.pairs import Told
from firsthand.weigh.conflicts.stances.questions import is_it_so

_ALIKE, _CLOSE = 0.4, 0.55
# An opening such as "it was unclear whether" stands in so many characters before what is unclear.
_OPENING = 60


def find_doubts(told: Told) -> Iterator[Finding]:
    """Yield pairs of which one says that a thing is confirmed and the other that it is not known."""
    for pair in told.pairs:
        # One account that tells both knows why: the files are confirmed, what they say is not.
        if pair.one_document or pair.sense < _ALIKE or not (pair.shared or pair.subjects):
            continue
        for doubt, sure in pair.both:
            if not _leaves_open(doubt) or _leaves_open(sure) or not _confirms(sure):
                continue
            yield Finding(
                kind="status",
                left=sure.statement,
                right=doubt.statement,
                question=is_it_so(sure),
                because="One says that it has been confirmed, the other that this is not known.",
                confidence=0.66 + 0.08 * (pair.sense >= _CLOSE),
            )


def _leaves_open(profile: Profile) -> bool:
    text = profile.lead[-_OPENING:] + profile.text
    return bool(wording("unsettled", profile.language).search(text))


def _confirms(profile: Profile) -> bool:
    """Tell whether the predicate says that something has been confirmed."""
    statement, language = profile.statement, profile.language
    proven = listed("proven", language) | listed("confirming", language)
    said = set(statement.main) & proven or wording("confirming", language).search(profile.lead[-_OPENING:])
    return (
        bool(said)
        and not statement.negated
        and statement.modal is None
        and not any(profile.turned.get(word, False) for word in proven)
        and not wording("demands", language).search(profile.text)
    )
