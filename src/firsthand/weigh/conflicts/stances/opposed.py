"""One thing said to be so and not so: "keeps to the accord", "is not keeping to it", "breaks it"."""

from collections.abc import Iterator

from firsthand.extract.status import states_named
from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.lexicon import stand
from firsthand.weigh.conflicts.profile import Profile
from firsthand.weigh.conflicts.stances.pairs import Pair, Told
from firsthand.weigh.conflicts.stances.polarity import turned
from firsthand.weigh.conflicts.stances.questions import is_it_so
from firsthand.weigh.conflicts.stances.words import listed, wording

# Statements whose sense is further apart than this share a word by chance.
_NEAR = 0.4
_CLOSE_BY = 0.3
_SURE = 0.5
# What a verb is said of stands among so many content words before or behind it.
_AROUND = 4


def find_opposed(told: Told) -> Iterator[Finding]:
    """Yield pairs that say yes and no, or opposites, of one thing."""
    for pair in told.pairs:
        if not pair.two_voices or pair.sense < (_CLOSE_BY if pair.near else _NEAR) or not _both_assert(pair):
            continue
        found = _turned_against(pair)
        if found is None:
            continue
        one, _, relation = found
        if pair.subjects is False:
            continue
        named = bool(pair.left.speaker and pair.right.speaker)
        if relation == "against" and not named:
            continue
        sure = 0.6 + 0.1 * bool(pair.subjects) + 0.1 * bool(pair.objects)
        sure += 0.1 * (pair.sense >= _SURE) + 0.05 * named
        yes = pair.right if turned(pair.left)[one] else pair.left
        yield Finding(
            kind="denial",
            left=pair.left.statement,
            right=pair.right.statement,
            question=is_it_so(yes),
            because="One says that it is so, the other that it is not.",
            confidence=min(0.95, sure),
        )


def _both_assert(pair: Pair) -> bool:
    """Tell whether both state a fact: not what may or must be, nor what holds under a condition."""
    return not any(
        each.statement.modal in listed("unreal", each.language)
        or wording("conditions", each.language).search(each.text)
        for each in (pair.left, pair.right)
    )


def _turned_against(pair: Pair) -> tuple[str, str, str] | None:
    """Return the verbs of the two that cannot both hold of one thing, and how they stand to each other.

    Of one verb, affirmed and denied, the affirming statement must say it outright, of the same things.
    """
    left, right = pair.left, pair.right
    here, there = turned(left), turned(right)
    language = left.language
    for one, before, behind in _verbs(left):
        for other, also_before, also_behind in _verbs(right):
            relation = stand(one, other, language)
            if relation is None or (relation == "against") == (here[one] != there[other]):
                continue
            if relation == "against":
                stages = _is_stage(one, language) and _is_stage(other, language)
                outright = one in left.statement.main or other in right.statement.main
                shared = (before | behind) & (also_before | also_behind)
                if outright and shared and not stages:
                    return one, other, relation
                continue
            affirmed, verb = (right, other) if here[one] else (left, one)
            if verb in affirmed.statement.main and behind & also_behind - {one, other}:
                return one, other, relation
    return None


def _verbs(profile: Profile) -> Iterator[tuple[str, frozenset[str], frozenset[str]]]:
    """Yield the verbs of a statement with the content words before and behind them: what they are said of."""
    words, empty = profile.statement.words, listed("empty", profile.language)
    for at, word in enumerate(words):
        if word.pos == "VERB" and word.lemma not in empty:
            before, behind = words[max(0, at - _AROUND) : at], words[at + 1 : at + 1 + _AROUND]
            yield (
                word.lemma,
                frozenset(each.lemma for each in before) - empty,
                frozenset(each.lemma for each in behind) - empty,
            )


def _is_stage(word: str, language: str) -> bool:
    """Tell whether a word says how far something has come: "opened" and "closed" may follow each other."""
    return bool(states_named([word], language=language))
