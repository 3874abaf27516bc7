"""Whether a clause says yes, no or maybe: negation, modality and hedges of one predicate."""

from collections.abc import Iterable, Sequence

from firsthand.extract.packs import table, words
from firsthand.extract.parse import Token

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


def is_planned(predicate: Sequence[Token]) -> bool:
    """Tell whether a predicate is what somebody means to do: "plans to close", "vowed to close"."""
    plans = words("polarity", "plans")
    return any(verb.lemma_.lower() in plans for verb in predicate)


def modal_of(predicate: Sequence[Token]) -> str | None:
    """Return the modal verb that governs a predicate, in its full form ("wo" gives "will")."""
    modals: dict[str, str] = table("polarity", "modals")
    for verb in predicate:
        if verb.tag_ == "MD" and verb.lower_ in modals:
            return modals[verb.lower_]
        for child in verb.children:
            if child.dep_ == "aux" and is_modal(child) and (full := modals.get(child.lower_)):
                return full
    return None


def is_modal(token: Token) -> bool:
    """Tell whether a word is a modal verb, and not a name that looks like one ("May has left")."""
    if token.tag_ != "MD":
        return False
    return not any(
        other.i > token.i and other.tag_ in {"VBZ", "VBD", "VBP"} and other.dep_ in {"aux", "auxpass"}
        for other in token.head.lefts
    )


def hedges_in(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Return the words of a passage that weaken it, lower case, each once, in order."""
    return tuple(dict.fromkeys(token.lower_ for token in tokens if _weakens(token)))


def _weakens(token: Token) -> bool:
    word = token.lower_
    if token.tag_ == "MD":
        return is_modal(token) and word in words("polarity", "cautious_modals")
    if token.pos_ == "VERB" and token.dep_ != "amod":
        if is_passive(token) and token.lemma_ in words("polarity", "hedging_passives"):
            return True
        return token.lemma_ in words("polarity", "hedging_verbs")
    if word in words("polarity", "hedging_participles"):
        return token.dep_ == "amod"
    return word in words("polarity", "hedges")


def is_passive(verb: Token) -> bool:
    """Tell whether a verb stands in the passive."""
    return any(child.dep_ == "auxpass" for child in verb.children)
