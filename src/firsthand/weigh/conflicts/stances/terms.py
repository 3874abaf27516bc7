"""One act called by opposite words: an interim agreement, a permanent one."""

from collections.abc import Iterator

from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.lexicon import listed, stand
from firsthand.weigh.conflicts.profile import Profile
from firsthand.weigh.conflicts.stances.opposed import both_assert
from firsthand.weigh.conflicts.stances.pairs import Pair, Told
from firsthand.weigh.conflicts.stances.questions import clause

_ALIKE = 0.4


def find_terms(told: Told) -> Iterator[Finding]:
    """Yield pairs whose speakers, or the retellings of one speaker's words, call one act opposites."""
    for pair in told.pairs:
        retold = bool(pair.left.speaker) and not pair.one_document
        if pair.sense < _ALIKE or not (pair.two_voices or retold):
            continue
        words = _called_against(pair)
        if words and both_assert(pair):
            yield Finding(
                kind="status",
                left=pair.left.statement,
                right=pair.right.statement,
                question=f"Is it “{words[0]}” or “{words[1]}”: “{clause(pair.left)}”?",
                because=f"Both tell of one act; “{words[0]}” and “{words[1]}” exclude each other.",
                confidence=0.7 + 0.1 * bool(pair.subjects),
            )


def _called_against(pair: Pair) -> tuple[str, str] | None:
    """Return the words by which two statements call one act, of the same people and places, opposites."""
    left, right = pair.left, pair.right
    act = set(left.statement.main[:1]) & set(right.statement.main[:1]) - listed("empty", left.language)
    if not act or not pair.objects or not left.speaker or not right.speaker:
        return None
    if (left.names or right.names) and not left.names & right.names:
        return None
    here, there = _adjectives(left), _adjectives(right)
    for one in sorted(here - there):
        for other in sorted(there - here):
            if stand(one, other, left.language) == "against":
                return one, other
    return None


def _adjectives(profile: Profile) -> frozenset[str]:
    return frozenset(
        word.lemma
        for word in profile.statement.words
        if word.pos == "ADJ" and not profile.turned.get(word.lemma, False)
    )
