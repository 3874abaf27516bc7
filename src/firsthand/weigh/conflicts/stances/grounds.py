"""Two reasons for one act, or two conditions of it: "called off because of rain", "because of the cost"."""

from collections.abc import Iterator
from dataclasses import dataclass

from firsthand.model import ConflictKind
from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.lexicon import listed, stand, wording
from firsthand.weigh.conflicts.profile import Profile
from firsthand.weigh.conflicts.stances.pairs import Pair, Told
from firsthand.weigh.conflicts.stances.questions import which, why

_ALIKE, _CLOSE = 0.4, 0.55


@dataclass(frozen=True, slots=True)
class _Ground:
    """A clause and what it rests on: content words of each, and where the ground begins in the text."""

    act: frozenset[str]
    words: frozenset[str]
    start: int


def find_grounds(told: Told) -> Iterator[Finding]:
    """Yield pairs that give one act different reasons, or one speaker's words other conditions."""
    for pair in told.pairs:
        if pair.sense < _ALIKE:
            continue
        if pair.two_voices:
            yield from _differing(pair, "because", "why", "denial")
        elif pair.left.speaker and not pair.one_document:
            yield from _differing(pair, "conditions", "on what condition", "status")


def _differing(pair: Pair, key: str, asked: str, kind: ConflictKind) -> Iterator[Finding]:
    left, right = _ground(pair.left, key), _ground(pair.right, key)
    if left is None or right is None or left.words & right.words:
        return
    if not left.act & right.act - listed("empty", pair.left.language):
        return
    question = why(asked, pair.left, pair.right, (left.start, right.start))
    yield Finding(
        kind=kind,
        left=pair.left.statement,
        right=pair.right.statement,
        question=question or which(f"{asked[0].upper()}{asked[1:]}", pair.left, pair.right),
        because="They speak of one act, and what each gives as its ground is nothing the other names.",
        confidence=0.6 + 0.1 * bool(pair.subjects) + 0.1 * (pair.sense >= _CLOSE) + 0.1 * _one_act(pair),
    )


def _one_act(pair: Pair) -> bool:
    """Tell whether both give the ground of one act, in the same or in like words."""
    language = pair.left.language
    return any(
        stand(one, other, language) in {"same", "alike"}
        for one in pair.left.statement.main[:1]
        for other in pair.right.statement.main[:1]
        if one not in listed("empty", language)
    )


def _ground(profile: Profile, key: str) -> _Ground | None:
    """Return what a statement rests on, behind the first word that gives a ground."""
    found = wording(key, profile.language).search(profile.text)
    if not found:
        return None
    start, words = profile.statement.start, profile.statement.words
    act = frozenset(word.lemma for word in words if word.start < start + found.start())
    behind = frozenset(word.lemma for word in words if word.start >= start + found.end())
    return _Ground(act, behind, found.start()) if act and behind else None
