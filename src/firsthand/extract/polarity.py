"""Whether a clause says yes, no or maybe: negation, modality and hedges of one predicate."""

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from firsthand.extract.packs import table, words

# Dependents that turn a predicate's own polarity: "no evidence was found", "never", "found nothing".
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "pobj"})


def is_negated(predicate: Sequence[Token]) -> bool:
    """Tell whether a predicate is denied: an odd number of negators on it.

    `predicate` are the verbs that together say one thing, outermost first ("failed", "stop").
    """
    negators = words("polarity", "negators")
    negative = words("polarity", "negative_verbs")
    count = 0
    for verb in predicate:
        count += sum(child.lower_ in negators and child.dep_ not in _ARGUMENTS for child in verb.children)
        count += any(
            child.dep_ in _ARGUMENTS
            and (child.lower_ in negators or any(word.lower_ in negators for word in child.lefts))
            for child in verb.children
        )
    count += sum(verb.lemma_.lower() in negative for verb in predicate[:-1])
    return count % 2 == 1


def modal_of(predicate: Sequence[Token]) -> str | None:
    """Return the modal verb that governs a predicate, in its full form ("wo" gives "will")."""
    modals: dict[str, str] = table("polarity", "modals")
    for verb in predicate:
        for child in verb.children:
            if child.dep_ == "aux" and (full := modals.get(child.lower_)) and child.tag_ == "MD":
                return full
    return None


def hedges_in(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Return the words of a passage that weaken it, lower case, each once, in order."""
    hedges = words("polarity", "hedges")
    cautious = words("polarity", "cautious_modals")
    found = [
        token.lower_
        for token in tokens
        if token.lower_ in hedges
        or (token.pos_ == "VERB" and token.lemma_ in hedges)
        or (token.tag_ == "MD" and token.lower_ in cautious)
    ]
    return tuple(dict.fromkeys(found))
