"""One act called by opposite words: an interim agreement, a permanent one."""

import functools
from collections.abc import Iterator, Sequence

from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.lexicon import listed, stand
from firsthand.weigh.conflicts.profile import Profile
from firsthand.weigh.conflicts.stances.opposed import both_assert
from firsthand.weigh.conflicts.stances.pairs import Pair, Told
from firsthand.weigh.conflicts.stances.questions import clause

_ALIKE, _CLOSE = 0.4, 0.45
# What an adjective or adverb is said of stands among so many content words behind it.
_BEHIND = 2
# An adjective shorter than this is too much like the end of another word.
_LONG = 5


def find_terms(told: Told) -> Iterator[Finding]:
    """Yield pairs whose speakers, or the retellings of one speaker's words, call one act opposites."""
    for pair in told.pairs:
        retold = bool(pair.left.speaker) and not pair.one_document
        if pair.sense < _ALIKE or not (pair.two_voices or retold):
            continue
        words = _called_against(pair) or _turned_by_prefix(pair)
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


def _turned_by_prefix(pair: Pair) -> tuple[str, str] | None:
    """Return two words of which one is the other turned round ("classified", "unclassified"), said of one
    thing by two voices."""
    if not pair.two_voices or pair.sense < _CLOSE:
        return None
    for one, other in pair.both:
        described = _described(other)
        prefixes = listed("prefixes", one.language)
        for word, beside in _described(one) if described else ():
            for against, along in described:
                turned = against.endswith(word) and against.removesuffix(word) in prefixes
                if turned and len(word) >= _LONG and _one_thing(pair, beside, along):
                    return (word, against) if one is pair.left else (against, word)
    return None


def _one_thing(pair: Pair, beside: Sequence[str], along: Sequence[str]) -> bool:
    """Tell whether two words are said of one thing: what stands behind both, else what both speak of."""
    if beside and along:
        return beside[0] in along or along[0] in beside
    return bool(pair.shared or pair.subjects)


def _described(profile: Profile) -> list[tuple[str, tuple[str, ...]]]:
    """Return the adjectives and adverbs that a statement affirms, each with the content words behind it."""
    out: list[tuple[str, tuple[str, ...]]] = []
    words = profile.statement.words
    for at, word in enumerate(words):
        if word.pos in {"ADJ", "ADV"} and not profile.turned.get(word.lemma, False):
            behind = tuple(each.lemma for each in words[at + 1 : at + 1 + _BEHIND])
            out.append((_adjective(word.lemma, profile.language), behind))
    return out


def _adjective(word: str, language: str) -> str:
    """Return the adjective that an adverb is made of ("illegally": "illegal"), or the word itself."""
    return next((word.removesuffix(each) for each in _endings(language) if word.endswith(each)), word)


@functools.cache
def _endings(language: str) -> tuple[str, ...]:
    return tuple(sorted(listed("adverbs", language), key=lambda ending: (-len(ending), ending)))
