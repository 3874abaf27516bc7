"""Who does it and what it is done to, read from a parse: also where the sentence is turned round."""

from collections.abc import Iterator, Sequence

from firsthand.extract.packs import words
from firsthand.extract.parse import Token
from firsthand.extract.polarity import is_passive
from firsthand.extract.predicates import CONTENT, lemma_of

_SUBJECTS = frozenset({"nsubj", "csubj"})
_TURNED = frozenset({"nsubjpass", "csubjpass"})
_OBJECTS = ("dobj", "dative", "attr", "oprd")
# A clause that leans on another by these has its doer there: "hired 135 people" in "opened and hired ...".
_LEANING = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp"})
# What belongs to a noun: not its relative clauses, not what stands beside it in apposition.
_OWN = frozenset({"compound", "amod", "nmod", "poss", "nummod", "quantmod", "npadvmod", "advmod", "neg"})
_FURTHEST = 6


def find_roles(predicate: Sequence[Token]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lemmas of who does it and of what it is done to, each with its head word first.

    `predicate` are the verbs that together say one thing, outermost first. In "the office was closed
    by the city" the city does it. A relative pronoun stands for its noun; other pronouns are unknown: ().
    """
    if not predicate:
        return (), ()
    first, last = predicate[0], predicate[-1]
    subject = _subject(first)
    thing = _object(last)
    if is_passive(last):
        return _phrase(_agent(last)), _phrase(subject)
    return _phrase(subject), _phrase(thing)


def _subject(verb: Token) -> Token | None:
    """Return the noun that a verb's subject is, sought where the clause leans on when it has none."""
    for _ in range(_FURTHEST):
        own = next((child for child in verb.lefts if child.dep_ in _SUBJECTS | _TURNED), None)
        if own is not None:
            is_relative = own.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl"
            return verb.head if is_relative else own
        if verb.dep_ in {"relcl", "acl"}:
            return verb.head
        if verb.dep_ not in _LEANING or verb.head.i == verb.i:
            return None
        if verb.dep_ == "xcomp":
            told = next((child for child in verb.head.children if child.dep_ == "dobj"), None)
            if told is not None:
                return told
        verb = verb.head
    return None


def _object(verb: Token) -> Token | None:
    for dep in _OBJECTS:
        found = next((child for child in verb.children if child.dep_ == dep), None)
        if found is not None:
            return found
    for child in verb.rights:
        if child.dep_ == "prep":
            found = next((below for below in child.children if below.dep_ == "pobj"), None)
            if found is not None and not _is_time(found):
                return found
    return None


def _is_time(noun: Token) -> bool:
    return noun.lower_ in words("dates", "weekdays_read")


def _agent(verb: Token) -> Token | None:
    by = next((child for child in verb.children if child.dep_ == "agent"), None)
    return None if by is None else next((child for child in by.children if child.dep_ == "pobj"), None)


def _phrase(noun: Token | None) -> tuple[str, ...]:
    """Return the lemmas of a noun and of what belongs to it; of a pronoun, nothing."""
    if noun is None or noun.pos_ == "PRON":
        return ()
    belonging = [token for token in _belonging(noun) if token.pos_ in CONTENT]
    return tuple(
        dict.fromkeys(
            [lemma_of(noun), *(lemma_of(token) for token in sorted(belonging, key=lambda token: token.i))]
        )
    )


def _belonging(noun: Token) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ in _OWN or child.dep_ == "conj":
            yield child
            yield from _belonging(child)
        elif child.dep_ == "prep":
            for below in child.children:
                if below.dep_ == "pobj":
                    yield below
                    yield from _belonging(below)
