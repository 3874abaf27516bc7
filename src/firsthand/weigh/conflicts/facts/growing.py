"""Counts that grow while a story goes on: the dead, the arrested, signatures, cases."""

from collections.abc import Iterable

from firsthand.weigh.conflicts.facts.counts import Count
from firsthand.weigh.conflicts.facts.lexicon import happenings, listed
from firsthand.weigh.conflicts.facts.telling import stem


def grows(count: Count) -> bool:
    """Tell whether a figure is of a kind that grows, so that a higher one may just be the later one."""
    language = count.telling.language
    if is_growing({count.quantity.unit or ""}, language):
        return True
    words = {stem(word) for word in listed("growing", language)}
    kinds = _kinds(language)
    return bool(count.head & words or count.kinds & kinds or count.verbs & kinds)


def is_growing(nouns: Iterable[str], language: str) -> bool:
    """Tell whether one of these nouns names a kind of count that grows; units are named in English."""
    wanted = {*listed("growing", language), *listed("growing", "en")}
    return any(noun in wanted for noun in nouns)


def is_growing_act(verbs: Iterable[str], language: str) -> bool:
    """Tell whether what is counted by one of these verbs grows in number ("were killed", "destroyed")."""
    groups = happenings(language)
    return any(groups.get(verb, frozenset()) & _kinds(language) for verb in verbs)


def outgrown(less: Count, more: Count) -> bool:
    """Tell whether the lower of two growing figures was published before the higher: it has grown."""
    first, then = less.telling.published, more.telling.published
    return bool(first and then and first < then) and grows(less) and grows(more)


def of_unknown_order(less: Count, more: Count) -> bool:
    """Tell whether both figures grow, and it is not known that the higher was published first."""
    first, then = more.telling.published, less.telling.published
    return grows(less) and grows(more) and not (first and then and first < then)


def _kinds(language: str) -> frozenset[str]:
    """Return the kinds of happening that more and more is counted by."""
    groups = happenings(language)
    return frozenset[str]().union(
        *(
            {kind for kind in groups.get(word, frozenset()) if kind[1:] == word}
            for word in listed("growing", "en")
        )
    )
