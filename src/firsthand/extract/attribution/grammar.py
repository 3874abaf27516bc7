"""Finding one's way in a sentence: subjects, agents, clauses and the stretches they cover."""

from collections.abc import Iterable

from firsthand.extract.attribution.found import Stretch
from firsthand.extract.packs import words
from firsthand.extract.parse import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_VERBAL = frozenset({"VERB", "AUX"})
_NEAR = 8  # words between "reported the Daily on Monday" and its "citing"


def child(token: Token, *labels: str) -> Token | None:
    """Return the first child that hangs on a word by one of the labels, or None."""
    return next((c for c in token.children if c.dep_ in labels), None)


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive: "was told", or a bare participle behind its noun, "cited by"."""
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return True
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def agent(verb: Token) -> Token | None:
    """Return the head word of a passive's "by ..." phrase, or None."""
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def subject(verb: Token, depth: int = 6) -> Token | None:
    """Return the head word of whoever does what a verb says, also where it is not beside it.

    Participles, infinitives and second verbs borrow the subject of the verb they hang on; a
    relative pronoun gives way to its noun; "quoted X as saying" makes X the one who says.
    """
    if depth == 0:
        return None
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    own = min(subjects, key=lambda c: abs(c.i - verb.i), default=None)
    if own is not None:
        if own.lower_ in words("cues", "relative_words") and verb.dep_ == "relcl":
            return verb.head
        return own
    head = verb.head
    if head.i == verb.i:
        return None
    if verb.dep_ == "acl":
        return head if verb.tag_ in {"VBG", "VBD"} else None
    if verb.dep_ == "relcl":
        return None
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        over = head.head
        if head.lower_ in words("cues", "as_words") and over.lemma_.lower() in words("cues", "cite"):
            return child(over, "nsubjpass") if is_passive(over) else child(over, "dobj")
        return subject(over, depth - 1) if over.pos_ in _VERBAL else None
    if verb.dep_ in {"conj", "advcl", "xcomp", "ccomp", "dep"} and head.pos_ in _VERBAL:
        if verb.dep_ == "ccomp" and verb.tag_ not in {"VBG", "VB"}:
            return None
        if verb.dep_ == "xcomp":
            held = child(head, "dobj")
            if held is not None and head.lemma_.lower() in words("cues", "object_control"):
                return held
        return subject(head, depth - 1)
    return None


def citing_verb(cue: Token, sources: tuple[Token, ...]) -> Token | None:
    """Return the "citing" or "quoting" of a report, wherever the parser hung it behind a comma."""
    verbs = words("cues", "cite")
    for token in cue.sent:
        if (
            token.tag_ == "VBG"
            and token.lemma_.lower() in verbs
            and token.dep_ in {"advcl", "prep", "acl", "conj"}
        ):
            if token.head.i == cue.i or token.head in sources:
                return token
            if token.i > cue.i and token.nbor(-1).text == "," and cue.is_ancestor(token):
                return token
            if token.head.i == cue.head.i and cue.dep_ in {"conj", "ccomp"} and 0 < token.i - cue.i < _NEAR:
                return token
    return None


def clause_of(token: Token) -> Token:
    """Return the verb of the clause a word stands in."""
    while token.head.i != token.i and not (
        token.pos_ in _VERBAL and token.dep_ not in {"aux", "auxpass", "amod", "compound"}
    ):
        token = token.head
    return token


def stretches(doc: Doc, tokens: Iterable[Token], *, without: Iterable[Token] = ()) -> tuple[Stretch, ...]:
    """Return the stretches of text a set of words covers, joined over punctuation and trimmed."""
    left_out = {t.i for t in without}
    kept = sorted({t.i for t in tokens} - left_out)
    runs: list[list[int]] = []
    for i in kept:
        if runs and all(_light(doc[j]) and j not in left_out for j in range(runs[-1][1] + 1, i)):
            runs[-1][1] = i
        else:
            runs.append([i, i])
    trimmed = (trim(doc, first, last) for first, last in runs)
    return tuple(stretch for stretch in trimmed if stretch is not None)


def trim(doc: Doc, first: int, last: int) -> Stretch | None:
    """Return the text from one word to another without punctuation and joining words at its edges."""
    joining = words("cues", "complementisers")
    while first <= last and (
        _light(doc[first])
        or (doc[first].lower_ in joining and (doc[first].dep_ == "mark" or doc[first].tag_ == "IN"))
        or (first < last and doc[first].tag_ == "WDT" and _joins(doc, first))
        or (doc[first].dep_ == "cc" and first < last)
    ):
        first += 1
    while last >= first and (_light(doc[last]) or doc[last].dep_ == "cc"):
        last -= 1
    if last < first:
        return None
    return doc[first].idx, doc[last].idx + len(doc[last].text)


def _joins(doc: Doc, at: int) -> bool:
    """Tell whether "that" only joins a clause that has a subject of its own behind it."""
    behind = doc[at + 1]
    return (
        doc[at].lower_ in words("cues", "complementisers")
        and at > 0
        and doc[at - 1].pos_ in {"VERB", "NOUN", "PROPN", "ADV"}
        and not doc[at].is_sent_start
        and behind.pos_ not in _VERBAL | {"ADV", "PART"}
    )


def opens_with_place(token: Token) -> bool:
    """Tell whether a participle was taken for a clause that is only where or when something was said.

    "In an interview with the Daily published on Monday, she said ...".
    """
    return (
        token.dep_ in {"ccomp", "advcl"}
        and token.tag_ == "VBN"
        and token.left_edge.dep_ == "prep"
        and token.left_edge.head.i == token.i
        and not any(c.dep_ in _SUBJECTS | {"aux", "auxpass", "expl"} for c in token.children)
    )


def last_words(doc: Doc, verb: Token, first: Token) -> tuple[Stretch, ...]:
    """Return what stands behind a verb from one of its complements on, second clauses left out."""
    out = {t.i for c in verb.children if c.dep_ in {"conj", "cc", "advcl", "parataxis"} for t in c.subtree}
    start = min(t.i for t in first.subtree)
    return stretches(doc, [t for t in verb.subtree if t.i >= start and t.i not in out])


def phrase(token: Token) -> tuple[Token, Token]:
    """Return the first and last word of the noun phrase a head word stands in, clauses left out."""
    inside = [token]
    grown = True
    while grown:
        grown = False
        for t in list(inside):
            for c in t.children:
                if c not in inside and c.dep_ not in {
                    "relcl",
                    "acl",
                    "appos",
                    "punct",
                    "conj",
                    "cc",
                    "advcl",
                    "ccomp",
                }:
                    inside.append(c)
                    grown = True
    return min(inside, key=lambda t: t.i), max(inside, key=lambda t: t.i)


def cover(*tokens: Token) -> Stretch:
    """Return the stretch of text from the first of some words to the last."""
    return min(t.idx for t in tokens), max(t.idx + len(t.text) for t in tokens)


def _light(token: Token) -> bool:
    return token.is_space or (token.is_punct and token.text != "%") or token.text in {"'", "--", "-"}
