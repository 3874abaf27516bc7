"""Where a text says one thing: sentences cut into the propositions they hold.

A proposition is a clause that could be true or false by itself: the content of an attribution
without the words that attribute it, each of several coordinated clauses, a clause added with
", which" or by a trailing participle ("..., ending a boycott"). Conditions, reasons, restrictive
relative clauses and lists stay inside the proposition they belong to.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from firsthand.extract.analysis import Analysis
from firsthand.extract.attribution import Attribution
from firsthand.extract.clauses import is_clause, is_cut_off, is_nested
from firsthand.extract.packs import words

# Fewest words of a proposition, and of a headline without a verb.
FEWEST_WORDS = 3
FEWEST_WORDS_HEADLINE = 4

# A clause belongs to an attribution that covers at least this share of it.
COVERED = 0.6


@dataclass(frozen=True, slots=True)
class Proposition:
    """A stretch [start, end) that states one thing, and the attribution (an index) that covers it."""

    start: int
    end: int
    attribution: int | None = None


def find_propositions(analysis: Analysis, attributions: Sequence[Attribution]) -> tuple[Proposition, ...]:
    """Return what a document states, in the order of the text, none twice."""
    outside, cues = _attributing_words(analysis, attributions)
    found: list[Proposition] = []
    for sentence in analysis.doc.sents:
        headline = _is_headline(analysis, sentence.start_char)
        for tokens in _clauses(sentence, outside, cues):
            kept = _stripped(tokens)
            if _says_something(kept, headline):
                found.append(_proposition(kept, attributions))
    found += _left_over(attributions, found)
    return _distinct(found)


def _attributing_words(
    analysis: Analysis, attributions: Iterable[Attribution]
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the indices of tokens that name a source or attribute, and of verbs that only attribute."""
    outside: set[int] = set()
    cues: set[int] = set()
    for attribution in attributions:
        for start, end in attribution.evidence:
            span = analysis.doc.char_span(start, end, alignment_mode="expand")
            for token in span or ():
                if not attribution.start <= token.idx < attribution.end:
                    outside.add(token.i)
                    if is_clause(token) and (start, end) == attribution.evidence[-1]:
                        cues.add(token.i)
    return frozenset(outside), frozenset(cues)


def _clauses(sentence: Span, outside: frozenset[int], cues: frozenset[int]) -> Iterator[list[Token]]:
    """Yield the tokens of each clause of a sentence that states something."""
    heads = {token.i for token in sentence if is_cut_off(token, cues)}
    pieces: dict[int, list[Token]] = {}
    for token, head in zip(sentence, _owners(sentence, heads), strict=True):
        if token.i not in outside and not token.is_space:
            pieces.setdefault(head, []).append(token)
    for head, tokens in pieces.items():
        if head not in cues:
            yield from _runs(tokens, outside)
    for token in sentence:
        if token.i not in heads and is_nested(token, cues):
            yield [word for word in token.subtree if word.i not in outside]


def _owners(sentence: Span, heads: set[int]) -> list[int]:
    """Return, for each token, the index of the clause head it hangs under."""
    owner: dict[int, int] = {head: head for head in heads}
    for token in sentence:
        path = []
        at = token
        while at.i not in owner and at.head.i != at.i:
            path.append(at.i)
            at = at.head
        owner.setdefault(at.i, at.i)
        for i in path:
            owner[i] = owner[at.i]
    return [owner[token.i] for token in sentence]


def _runs(tokens: list[Token], outside: frozenset[int]) -> list[list[Token]]:
    """Cut a clause where the words that attribute it stand in its middle ("X," he said, "Y")."""
    runs = [tokens[:1]]
    for token in tokens[1:]:
        if any(i in outside for i in range(runs[-1][-1].i + 1, token.i)):
            runs.append([token])
        else:
            runs[-1].append(token)
    return runs


def _stripped(tokens: list[Token]) -> list[Token]:
    """Return a clause without the punctuation and conjunctions at its edges."""
    openers = words("propositions", "openers")
    first, last = 0, len(tokens)
    while first < last and (
        tokens[first].is_punct
        or (tokens[first].lower_ in openers and tokens[first].dep_ in {"cc", "mark", "preconj"})
    ):
        first += 1
    while first < last and (tokens[last - 1].is_punct or tokens[last - 1].dep_ in {"cc", "mark"}):
        last -= 1
    return tokens[first:last]


def _says_something(tokens: list[Token], headline: bool) -> bool:
    if headline and len(tokens) >= FEWEST_WORDS_HEADLINE:
        return True
    return len(tokens) >= FEWEST_WORDS and any(token.pos_ in {"VERB", "AUX"} for token in tokens)


def _proposition(tokens: list[Token], attributions: Sequence[Attribution]) -> Proposition:
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)
    covering = _covering(start, end, attributions)
    if covering is not None:
        start = max(start, attributions[covering].start)
        end = min(end, attributions[covering].end)
    return Proposition(start, end, covering)


def _covering(start: int, end: int, attributions: Sequence[Attribution]) -> int | None:
    """Return the innermost attribution that covers most of a stretch."""
    covering = [
        (attribution.end - attribution.start, index)
        for index, attribution in enumerate(attributions)
        if min(end, attribution.end) - max(start, attribution.start) >= COVERED * (end - start)
    ]
    return min(covering)[1] if covering else None


def _left_over(attributions: Sequence[Attribution], found: Sequence[Proposition]) -> list[Proposition]:
    """Return contents that no clause stands for: noun phrases and partial quotations."""
    covered = {proposition.attribution for proposition in found}
    return [
        Proposition(attribution.start, attribution.end, index)
        for index, attribution in enumerate(attributions)
        if index not in covered
    ]


def _distinct(found: Iterable[Proposition]) -> tuple[Proposition, ...]:
    kept: dict[tuple[int, int], Proposition] = {}
    for proposition in sorted(found, key=lambda p: (p.start, p.end, p.attribution is None)):
        kept.setdefault((proposition.start, proposition.end), proposition)
    return tuple(kept.values())


def _is_headline(analysis: Analysis, offset: int) -> bool:
    return any(
        block.kind == "title" and block.start <= offset < block.end for block in analysis.document.blocks
    )
