"""To whom a name belongs: whose report, whose spokesman, whose office, whom "who" means."""

import bisect
from dataclasses import dataclass, replace

from firsthand.extract.naming.kinds import lexicon
from firsthand.extract.parse import Doc
from firsthand.model import Name

_PASSING_ON = frozenset({"cite", "quote", "see", "obtain", "review", "report", "carry", "mention"})
_OWNING = frozenset({"by", "of", "for", "from", "at", "to", "in", "with"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name with its place in the parse: tokens [first, last] and the head that governs it."""

    name: Name
    first: int
    head: int
    last: int


def owned(doc: Doc, phrases: list[Phrase]) -> tuple[Name, ...]:
    """Link each phrase to the name it belongs to."""
    at_head = {phrase.head: i for i, phrase in enumerate(phrases)}
    starts = [phrase.first for phrase in phrases]
    found: list[Name] = []
    for i, phrase in enumerate(phrases):
        owner = _owner(doc, phrases, at_head, starts, i)
        found.append(replace(phrase.name, owner=owner) if owner is not None else phrase.name)
    return tuple(found)


def _owner(doc: Doc, phrases: list[Phrase], at_head: dict[int, int], starts: list[int], i: int) -> int | None:
    phrase = phrases[i]
    name = phrase.name
    if name.form == "pronoun":
        return _antecedent(doc, at_head, phrase) if "relative" in lexicon().pronouns[name.head] else None
    token = doc[phrase.head]
    nested = range(bisect.bisect_left(starts, phrase.first), len(phrases))
    if name.form == "name":
        # The body in the words of the office: "FBI" in "FBI Director Jane Doe".
        for k in nested:
            other = phrases[k]
            if other.first >= phrase.last:
                break
            if k != i and other.name.form == "name" and other.name.end <= name.start:
                return k
        for child in token.lefts:
            if child.dep_ == "poss" and child.i in at_head:
                return at_head[child.i]
        for child in token.rights:
            if child.dep_ == "appos":
                office = _body_of(doc, at_head, child.i)
                if office is not None and office != i:
                    return office
        if token.dep_ == "appos" and token.head.i < phrase.first:
            office = _body_of(doc, at_head, token.head.i)
            return office if office != i else None
        return None
    body = _body_of(doc, at_head, phrase.head, own=i, phrases=phrases)
    if body is None and name.kind == "document":
        return _maker(doc, at_head, phrase.head)
    return body


def _body_of(
    doc: Doc,
    at_head: dict[int, int],
    head: int,
    *,
    own: int | None = None,
    phrases: list[Phrase] | None = None,
) -> int | None:
    """Return the name that a noun belongs to: whose report, spokesman, office or director it is."""
    token = doc[head]
    for child in token.lefts:
        if child.dep_ == "poss" and at_head.get(child.i, own) != own:
            return at_head[child.i]
    for child in token.lefts:
        if child.dep_ in ("compound", "nmod", "amod"):
            for inner in (child, *child.subtree):
                k = at_head.get(inner.i)
                if k is not None and k != own and (phrases is None or phrases[k].name.form == "name"):
                    return k
    for child in token.rights:
        if child.dep_ in ("prep", "agent") and child.lower_ in _OWNING:
            for target in child.children:
                k = at_head.get(target.i)
                if target.dep_ == "pobj" and k is not None and k != own:
                    return k
        if child.dep_ == "acl":
            for by in child.children:
                if by.dep_ == "agent":
                    for target in by.children:
                        k = at_head.get(target.i)
                        if (
                            k is not None
                            and k != own
                            and child.lemma_ not in ("cite", "quote", "see", "obtain")
                        ):
                            return k
    return None


def _maker(doc: Doc, at_head: dict[int, int], head: int) -> int | None:
    """Return who made a report by its verb: "the group released a report", "she said in a letter"."""
    token = doc[head]
    if token.dep_ == "pobj" and token.head.lower_ == "in":
        verb = token.head.head
    elif token.dep_ == "dobj" and str(token.head.lemma_).casefold() in lexicon().publishing:
        verb = token.head
    else:
        return None
    while verb.pos_ in ("VERB", "AUX"):
        for child in verb.children:
            if child.dep_ == "nsubj" and child.i in at_head:
                return at_head[child.i]
        if verb.dep_ not in ("conj", "xcomp", "advcl") or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _antecedent(doc: Doc, at_head: dict[int, int], phrase: Phrase) -> int | None:
    """Return what "who" stands for: the noun its clause describes."""
    token = doc[phrase.head]
    verb = token.head
    while verb.dep_ not in ("relcl", "ROOT") and verb.head.i != verb.i:
        verb = verb.head
    return at_head.get(verb.head.i) if verb.dep_ == "relcl" else None
