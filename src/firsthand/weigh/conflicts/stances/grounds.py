"""Two reasons for one thing, or two conditions of it: "called off because of rain", "because of the cost"."""

from collections.abc import Iterator

from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.lexicon import listed, wording
from firsthand.weigh.conflicts.profile import Profile
from firsthand.weigh.conflicts.stances.pairs import Told
from firsthand.weigh.conflicts.stances.questions import which

_ALIKE = 0.4
_ASKED = {"because": "Why was it", "conditions": "On which condition", "purposes": "What is it for"}


def find_grounds(told: Told) -> Iterator[Finding]:
    """Yield pairs that give one thing different reasons, or other conditions."""
    for pair in told.pairs:
        if pair.sense < _ALIKE:
            continue
        for key, asked in _ASKED.items():
            here, there = _split(pair.left, key), _split(pair.right, key)
            if not here or not there:
                continue
            head, ground = here
            other_head, other_ground = there
            if ground & other_ground or not ground or not other_ground:
                continue
            if not (head & other_head - listed("empty", pair.left.language)):
                continue
            retold = not pair.two_voices and pair.left.speaker and not pair.one_document
            if not (retold if key == "conditions" else pair.two_voices):
                continue
            yield Finding(
                kind="denial" if key != "conditions" else "status",
                left=pair.left.statement,
                right=pair.right.statement,
                question=which(asked, pair.left, pair.right),
                because="They give one thing different grounds.",
                confidence=0.6 + 0.1 * bool(pair.subjects) + 0.1 * (pair.sense > 0.55),
            )


def _split(profile: Profile, key: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return the content words before and behind the first word that gives a ground."""
    found = wording(key, profile.language).search(profile.text)
    if not found:
        return None
    start = profile.statement.start
    words = profile.statement.words
    head = frozenset(word.lemma for word in words if word.start < start + found.start())
    behind = frozenset(word.lemma for word in words if word.start >= start + found.end())
    if not head:
        cut = profile.text.find(",", found.end())
        head = frozenset(word.lemma for word in words if word.start > start + cut)
        behind = behind - head
    return head, behind
