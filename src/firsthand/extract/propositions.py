"""Where a text says one thing: sentences cut into the propositions they hold.

A proposition is a clause that could be true or false by itself: the content of an attribution
without the words that attribute it, each of several coordinated clauses, a clause added with
", which" or by a trailing participle ("..., ending a boycott"). Conditions, reasons, restrictive
relative clauses and lists stay inside the proposition they belong to.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from firsthand.extract.analysis import Analysis
from firsthand.extract.attribution import Attribution
from firsthand.extract.packs import words
from firsthand.extract.predicates import is_clause

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PARTICIPLES = frozenset({"VBG", "VBN"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})

# Fewest words of a proposition split off. Measured on the gold of the seeds and stories: of
# their rows 98 % are longer than three words.
FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Proposition:
    """A stretch [start, end) that states one thing, and the attribution (an index) that covers it."""

    start: int
    end: int
    head: int  # index of the token its clause hangs on
    attribution: int | None = None


def find_propositions(analysis: Analysis, attributions: Sequence[Attribution]) -> tuple[Proposition, ...]:
    """Return what a document states, in the order of the text, none twice."""
    outside = _attributing(analysis, attributions)
    cues = _cues(analysis, attributions)
    found: list[Proposition] = []
    for sentence in analysis.doc.sents:
        found += _in_sentence(analysis, sentence, attributions, outside, cues)
    found += _uncovered(analysis, attributions, found)
    return tuple(_distinct(found))


def _attributing(analysis: Analysis, attributions: Iterable[Attribution]) -> frozenset[int]:
    """Return the indices of the tokens that name a source or attribute, and so state nothing."""
    found: set[int] = set()
    for attribution in attributions:
        for start, end in attribution.evidence:
            span = analysis.doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                found.update(
                    token.i for token in span if not attribution.start <= token.idx < attribution.end
                )
    return frozenset(found)


def _cues(analysis: Analysis, attributions: Iterable[Attribution]) -> frozenset[int]:
    """Return the indices of clause heads that only attribute: "said", "according"."""
    found: set[int] = set()
    for attribution in attributions:
        for start, end in attribution.evidence[-1:]:
            span = analysis.doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                found.update(token.i for token in span if is_clause(token))
    return frozenset(found)


def _in_sentence(
    analysis: Analysis,
    sentence: Span,
    attributions: Sequence[Attribution],
    outside: frozenset[int],
    cues: frozenset[int],
) -> list[Proposition]:
    heads = {token.i for token in sentence if _states(token, cues, sentence)}
    heads.add(sentence.root.i)
    owner = _owners(sentence, heads)
    pieces: dict[int, list[Token]] = {}
    for token in sentence:
        if token.i not in outside and not token.is_space:
            pieces.setdefault(owner[token.i], []).append(token)
    found = []
    for head, tokens in pieces.items():
        if head in cues:
            continue
        for run in _runs(tokens, outside, owner):
            proposition = _trimmed(analysis, run, head, attributions)
            if proposition is not None:
                found.append(proposition)
    return found


def _states(token: Token, cues: frozenset[int], sentence: Span) -> bool:
    """Tell whether a word heads a clause that is a proposition of its own."""
    if token.dep_ == "ROOT":
        return True
    if not is_clause(token):
        return False
    if token.i in cues:
        return True
    relation, head = token.dep_, token.head
    if relation in {"ccomp", "xcomp", "advcl", "pcomp", "acl"} and head.i in cues:
        return True
    if relation == "conj":
        return is_clause(head) and _conjunct_states(token)
    if relation in {"parataxis", "ccomp"}:
        return head.dep_ == "ROOT" and _is_finite(token) and _has_subject(token) and token.i < head.i
    if relation == "relcl":
        return _is_finite(token) and _after_comma(token) and _is_long(token)
    if relation == "advcl":
        if _is_finite(token) and _has_subject(token):
            return bool(_markers(token) & words("propositions", "contrasting")) and _is_long(token)
        return token.tag_ in PARTICIPLES and _after_comma(token) and token.i > head.i and _is_long(token)
    return False


def _conjunct_states(token: Token) -> bool:
    """Tell whether a coordinated verb states something apart from the one it is joined to."""
    if _has_subject(token):
        return True
    return _is_long(token) and (_is_finite(token) or token.head.dep_ in {"ROOT", "ccomp", "conj"})


def _is_finite(token: Token) -> bool:
    return token.tag_ in FINITE or any(
        child.dep_ in {"aux", "auxpass"} and child.tag_ in FINITE for child in token.children
    )


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in token.children)


def _is_long(token: Token) -> bool:
    return token.right_edge.i - token.left_edge.i >= FEWEST_WORDS


def _markers(token: Token) -> set[str]:
    return {child.lower_ for child in token.children if child.dep_ in {"mark", "advmod", "cc"}}


def _after_comma(token: Token) -> bool:
    left = token.left_edge.i
    return left > token.sent.start and token.doc[left - 1].text in {",", "-", "--", "–", "—", "("}


def _owners(sentence: Span, heads: set[int]) -> dict[int, int]:
    """Return, for each token, the index of the clause head it hangs under."""
    owner: dict[int, int] = {}
    for token in sentence:
        path = []
        at = token
        while at.i not in owner and at.i not in heads and at.head.i != at.i:
            path.append(at.i)
            at = at.head
        top = owner.get(at.i, at.i)
        owner[at.i] = top
        for i in path:
            owner[i] = top
    return owner


def _runs(tokens: list[Token], outside: frozenset[int], owner: dict[int, int]) -> list[list[Token]]:
    """Cut a clause where the words that attribute it stand in its middle ("X," he said, "Y")."""
    runs: list[list[Token]] = [[tokens[0]]]
    for token in tokens[1:]:
        gap = range(runs[-1][-1].i + 1, token.i)
        if any(i in outside for i in gap):
            runs.append([token])
        else:
            runs[-1].append(token)
    return runs


def _trimmed(
    analysis: Analysis, tokens: list[Token], head: int, attributions: Sequence[Attribution]
) -> Proposition | None:
    openers = words("propositions", "openers")
    while tokens and (
        tokens[0].is_punct
        or tokens[0].is_space
        or (tokens[0].lower_ in openers and tokens[0].dep_ in {"cc", "mark", "preconj"})
    ):
        tokens = tokens[1:]
    while tokens and (
        tokens[-1].is_punct
        or tokens[-1].is_space
        or (tokens[-1].dep_ in {"cc", "mark"} and tokens[-1].pos_ != "VERB")
    ):
        tokens = tokens[:-1]
    if len(tokens) < FEWEST_WORDS:
        return None
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)
    covering = _covering(start, end, attributions)
    if covering is not None:
        start = max(start, attributions[covering].start)
        end = min(end, attributions[covering].end)
    if not any(token.pos_ in {"VERB", "AUX"} for token in tokens):
        return None
    return Proposition(start, end, head, covering)


def _covering(start: int, end: int, attributions: Sequence[Attribution]) -> int | None:
    """Return the innermost attribution that covers most of a stretch."""
    best: int | None = None
    for index, attribution in enumerate(attributions):
        shared = min(end, attribution.end) - max(start, attribution.start)
        if shared >= 0.6 * (end - start) and (
            best is None
            or attribution.end - attribution.start < attributions[best].end - attributions[best].start
        ):
            best = index
    return best


def _uncovered(
    analysis: Analysis, attributions: Sequence[Attribution], found: Sequence[Proposition]
) -> list[Proposition]:
    """Return contents that no clause stands for: noun phrases and partial quotations."""
    covered = {proposition.attribution for proposition in found}
    return [
        Proposition(attribution.start, attribution.end, -1, index)
        for index, attribution in enumerate(attributions)
        if index not in covered and attribution.end - attribution.start >= 8
    ]


def _distinct(found: Iterable[Proposition]) -> list[Proposition]:
    kept: dict[tuple[int, int], Proposition] = {}
    for proposition in sorted(found, key=lambda p: (p.start, p.end)):
        kept.setdefault((proposition.start, proposition.end), proposition)
    return list(kept.values())
