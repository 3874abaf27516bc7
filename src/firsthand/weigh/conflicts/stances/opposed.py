"""One thing said to be so and not so: "keeps to the accord", "is not keeping to it", "breaks it"."""

from collections.abc import Iterator

from firsthand.extract.status import states_named
from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.lexicon import listed, stand, wording
from firsthand.weigh.conflicts.likeness import plain
from firsthand.weigh.conflicts.profile import Profile
from firsthand.weigh.conflicts.stances.pairs import Pair, Told
from firsthand.weigh.conflicts.stances.questions import is_it_so

# Statements whose sense is further apart than this share a word by chance.
_NEAR = 0.4
_ALIKE = 0.35
# So many words that both verbs are said of make it one thing.
_MUCH = 2
# Two main verbs against each other, of one subject or object, need little more.
_LEAST = 0.15
_CLOSE_BY = 0.3
_SURE = 0.5


def find_opposed(told: Told) -> Iterator[Finding]:
    """Yield pairs that say yes and no, or opposites, of one thing."""
    for pair in told.pairs:
        if pair.sense < _LEAST or not pair.two_voices:
            continue
        found = _turned_against(pair)
        if found is None or not both_assert(pair):
            continue
        yes, relation, shared = found
        if relation != "against" and _done_since(told, pair, yes):
            continue
        if pair.subjects is False and not (relation == "same" and pair.objects and _both_named(pair)):
            continue
        named = bool(pair.left.speaker and pair.right.speaker)
        if relation == "against" and not named:
            continue
        sure = (0.6 if relation == "against" else 0.63) + 0.1 * bool(pair.subjects) + 0.1 * bool(pair.objects)
        sure += 0.1 * (pair.sense >= _SURE) + 0.05 * named + 0.1 * (shared >= _MUCH)
        yield Finding(
            kind="denial",
            left=pair.left.statement,
            right=pair.right.statement,
            question=is_it_so(yes),
            because="One says that it is so, the other that it is not.",
            confidence=min(0.95, sure),
        )


def _done_since(told: Told, pair: Pair, yes: Profile) -> bool:
    """Tell whether the account that says no came out first: it may have happened since."""
    no = pair.left if yes is pair.right else pair.right
    days = [told.documents[each.statement.document].published for each in (no, yes)]
    return bool(days[0] and days[1] and days[0] < days[1])


def both_assert(pair: Pair) -> bool:
    """Tell whether both state a fact: not what may or must be, nor what holds under a condition."""
    return not any(
        each.statement.modal in listed("unreal", each.language)
        or wording("conditions", each.language).search(each.text)
        or wording("demands", each.language).search(each.text)
        for each in (pair.left, pair.right)
    )


def _turned_against(pair: Pair) -> tuple[Profile, str, int] | None:
    """Return the statement that affirms what the other turns round, and how their verbs stand to each other,
    and how many words both are said of.

    Of one verb, or two alike, affirmed and denied, the affirming statement must say it outright; and both
    must say it of one thing.
    """
    left, right = pair.left, pair.right
    here, there = left.turned, right.turned
    language = left.language
    for verb in left.verbs:
        for also in right.verbs:
            one, other = verb.lemma, also.lemma
            relation = stand(one, other, language)
            if relation is None or (relation == "against") == (
                here.get(one, False) != there.get(other, False)
            ):
                continue
            mains = (one in left.statement.main, other in right.statement.main)
            if relation == "against":
                stages = _is_stage(one, language) and _is_stage(other, language)
                around = (verb.before | verb.behind) & (also.before | also.behind)
                near = pair.sense >= (_CLOSE_BY if pair.near else _NEAR) and around and any(mains)
                if not stages and (near or (all(mains) and _of_one(pair))):
                    return (right if here.get(one) else left), relation, len(around)
                continue
            affirmed, denied = (right, left) if here.get(one) else (left, right)
            outright = mains[1] if here.get(one) else mains[0]
            shared = verb.behind & also.behind - {one, other}
            if not outright or (all(mains) and pair.objects is False):
                continue
            told_of_one = bool(shared) and pair.sense >= _SURE
            told_of_one |= pair.sense >= _ALIKE and _names_subject(denied, affirmed)
            if len(shared) >= _MUCH or told_of_one:
                return affirmed, relation, len(shared)
    return None


def _of_one(pair: Pair) -> bool:
    """Tell whether two predicates are said of one thing: of one object, or of one subject without one."""
    return pair.objects is True or (pair.subjects is True and pair.objects is None)


def _both_named(pair: Pair) -> bool:
    """Tell whether one statement names the other's subject beside its own: "as did the ministry"."""
    return any(each.statement.subject[0] in other.lemmas for each, other in pair.both)


def _names_subject(denied: Profile, affirmed: Profile) -> bool:
    """Tell whether what a statement denies, read in full, is about the subject of the other."""
    subject = affirmed.statement.subject
    return bool(subject) and subject[0] in plain(denied.statement.reading).split()


def _is_stage(word: str, language: str) -> bool:
    """Tell whether a word says how far something has come: "opened" and "closed" may follow each other."""
    return bool(states_named([word], language=language))
