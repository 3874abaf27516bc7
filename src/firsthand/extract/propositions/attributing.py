"""How attributions bear on the clauses of a text."""

from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.extract.analysis import Analysis
from firsthand.extract.attribution import Attribution
from firsthand.extract.attribution.cues.quotations import find_quotations
from firsthand.extract.packs import words
from firsthand.extract.parse import Doc, Span, Token
from firsthand.extract.predicates import is_clause
from firsthand.extract.propositions.clauses import FINITE, follows_break, has_subject
from firsthand.extract.propositions.fitting import tops

# An object is kept with its verb if it is at least this share of the clause, so that a long
# subject does not hide what was said.
SHARE_OF_CLAUSE = 0.45


@dataclass(frozen=True, slots=True)
class Attributing:
    """Which tokens attribute, and which are heads of what is attributed, as indices of tokens.

    `headlines` are in titles; `quoted` are inside quotation marks; `told` are in what somebody is
    said to have said; `aside` are the words of phrases that only attribute ("according to the
    group"); `contents` are heads of clauses that somebody is said to have said; `cues` are heads of
    clauses that say so, each with the attribution its whole clause belongs to: in "the group
    uncovered 40 cases" the content is no clause, so the clause around it is the statement; None in
    "he said that".
    """

    headlines: frozenset[int]
    quoted: frozenset[int]
    told: frozenset[int]
    aside: frozenset[int]
    contents: frozenset[int]
    cues: dict[int, int | None]


def attributing_words(
    analysis: Analysis, attributions: Sequence[Attribution], headlines: frozenset[int]
) -> Attributing:
    """Return how attributions bear on the tokens of a text; `headlines` are indices of tokens of titles."""
    doc = analysis.doc
    quoted = frozenset(
        token.i
        for quotation in find_quotations(analysis.document)
        for token in doc.char_span(quotation.start, quotation.end, alignment_mode="contract") or ()
    )
    aside: set[int] = set()
    contents: set[int] = set()
    told: set[int] = set()
    cues: dict[int, int | None] = {}
    acts: set[int] = set()
    for index, attribution in enumerate(attributions):
        content = doc.char_span(attribution.start, attribution.end, alignment_mode="contract")
        told.update(token.i for token in content or ())
        heads = [token for token in tops(content) if is_clause(token) and not _is_bare_infinitive(token)]
        found = _cue_heads(doc, attribution)
        if any(_is_embedded(cue) for cue in found):
            continue  # what is said stays where it stands, and is told once more by itself
        contents.update(token.i for token in heads)
        for cue in found:
            if attribution.start <= cue.idx < attribution.end:
                acts.add(cue.i)
            elif cue.dep_ == "prep" or cue.pos_ in {"ADP", "SCONJ"}:
                aside.update(word.i for word in cue.subtree)
            elif is_clause(cue := _governing(cue)):
                whole = content is not None and not heads and _is_object(content, cue, cue.i in headlines)
                cues[cue.i] = index if whole else cues.get(cue.i)
    for act in acts:  # "has denied these claims": the speaking itself is what is stated
        cues.pop(act, None)
    return Attributing(headlines, quoted, frozenset(told), frozenset(aside), frozenset(contents), cues)


def _cue_heads(doc: Doc, attribution: Attribution) -> list[Token]:
    """Return the heads of the words that attribute."""
    return [
        token
        for start, end in attribution.evidence
        for token in tops(doc.char_span(start, end, alignment_mode="expand"))
    ]


def _governing(cue: Token) -> Token:
    """Return the verb that governs a cue without a subject: "failed to report", "quoted as saying"."""
    if cue.dep_ == "pcomp" and cue.head.lower_ in words("cues", "as_words") and is_clause(cue.head.head):
        return cue.head.head
    while cue.dep_ == "xcomp" and not has_subject(cue) and is_clause(cue.head):
        cue = cue.head
    return cue


def _is_embedded(cue: Token) -> bool:
    """Tell whether a verb attributes within a noun phrase: "a pier some call unsafe", "what he said was"."""
    if not is_clause(cue):
        return False
    if any(child.tag_ == "WP" and child.dep_ in {"dobj", "attr", "pobj"} for child in cue.lefts):
        return cue.dep_ != "ROOT" and not follows_break(cue)
    return cue.dep_ == "relcl" and not follows_break(cue)


def _is_bare_infinitive(token: Token) -> bool:
    return token.dep_ == "xcomp" and not has_subject(token)


def _is_object(content: Span, cue: Token, in_headline: bool) -> bool:
    """Tell whether a content is what a verb acts on, and most of its clause.

    After a verb that says whole clauses ("say"), or with a tense in it, an object is misread.
    """
    heads = tops(content)
    if cue.lemma_ in words("propositions", "clausal"):
        return False
    if (
        not heads
        or heads[0].head.i != cue.i
        or heads[0].dep_ not in {"dobj", "xcomp", "nsubjpass", "ccomp", "oprd"}
    ):
        return False
    if in_headline:
        return True
    clause = cue.doc.span(cue.left_edge.i, max(cue.i + 1, content.end))
    if any(token.tag_ in FINITE and token.dep_ in {"amod", "compound", "advcl"} for token in content):
        return False
    return len(content.text) >= SHARE_OF_CLAUSE * len(clause.text)
