"""Where a text says one thing: sentences cut into the propositions they hold.

A proposition is a clause that could be true or false by itself: the content of an attribution
without the words that attribute it, each of several coordinated clauses, a clause added with
", which" or by a trailing participle ("..., ending a boycott"). Conditions, reasons, restrictive
relative clauses and lists stay inside the proposition they belong to.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from firsthand.extract.analysis import Analysis
from firsthand.extract.attribution import Attribution
from firsthand.extract.clauses import SUBJECTS, is_cut_off, is_nested
from firsthand.extract.packs import words
from firsthand.extract.predicates import is_clause

_DANGLING = frozenset({"cc", "mark", "aux", "prep"})

# Fewest words of a proposition, and of a headline without a verb.
FEWEST_WORDS = 3
FEWEST_WORDS_HEADLINE = 4

# An object is kept with its verb if it is at least this share of the clause, so that a long
# subject does not hide what was said.
SHARE_OF_CLAUSE = 0.45

# A proposition is stretched to its content when it is at least this share of it.
MOST = 0.5

# A clause belongs to an attribution that covers at least this share of it.
COVERED = 0.6


@dataclass(frozen=True, slots=True)
class Proposition:
    """A stretch [start, end) that states one thing, and the attribution (an index) that covers it."""

    start: int
    end: int
    attribution: int | None = None


@dataclass(frozen=True, slots=True)
class _Attributing:
    """How attributions bear on clauses, as indices of tokens.

    `aside` are the words of phrases that only attribute ("according to the group"); `contents`
    are heads of clauses that somebody is said to have said; `cues` are heads of clauses that say
    so, each with the attribution its whole clause belongs to: in "the group uncovered 54 cases"
    the content is no clause, so the clause around it is the statement; None in "he said that".
    """

    aside: frozenset[int]
    contents: frozenset[int]
    cues: dict[int, int | None]


def find_propositions(analysis: Analysis, attributions: Sequence[Attribution]) -> tuple[Proposition, ...]:
    """Return what a document states, in the order of the text, none twice."""
    attributing = _attributing(analysis, attributions)
    found: list[Proposition] = []
    for sentence in analysis.doc.sents:
        headline = _is_headline(analysis, sentence.start_char)
        for tokens, index in _clauses(sentence, attributing):
            kept = _stripped(tokens)
            if _says_something(kept, headline):
                found.append(_proposition(kept, index, attributions))
    found = _completed(analysis, attributions, found)
    found += _left_over(attributions, found)
    return _distinct(found)


def _attributing(analysis: Analysis, attributions: Sequence[Attribution]) -> _Attributing:
    aside: set[int] = set()
    contents: set[int] = set()
    cues: dict[int, int | None] = {}
    for index, attribution in enumerate(attributions):
        content = analysis.doc.char_span(attribution.start, attribution.end, alignment_mode="contract")
        heads = [token for token in _tops(content) if is_clause(token) and not _is_bare_infinitive(token)]
        contents.update(token.i for token in heads)
        for start, end in attribution.evidence:
            words_of_evidence = analysis.doc.char_span(start, end, alignment_mode="expand")
            for token in _tops(words_of_evidence):
                if attribution.start <= token.idx < attribution.end:
                    continue
                if is_clause(token) and token.dep_ != "prep":
                    whole = (
                        index if content is not None and not heads and _is_object(content, token) else None
                    )
                    cues[token.i] = cues.get(token.i) if whole is None else whole
                elif token.dep_ == "prep" or token.pos_ in {"ADP", "SCONJ"}:
                    aside.update(word.i for word in token.subtree)
    return _Attributing(frozenset(aside), frozenset(contents), cues)


def _tops(span: Span | None) -> list[Token]:
    """Return the words of a stretch whose heads lie outside it."""
    if span is None:
        return []
    return [
        token
        for token in span
        if not (token.is_punct or token.is_space)
        and (token.head.i == token.i or not span.start <= token.head.i < span.end)
    ]


def _is_bare_infinitive(token: Token) -> bool:
    return token.dep_ == "xcomp" and not any(child.dep_ in SUBJECTS for child in token.children)


def _is_object(content: Span, cue: Token) -> bool:
    """Tell whether a content is what a verb acts on, and most of its clause."""
    tops = _tops(content)
    if cue.lemma_ in words("propositions", "clausal"):
        return False
    if not tops or tops[0].head.i != cue.i or tops[0].dep_ not in {"dobj", "xcomp", "nsubjpass"}:
        return False
    clause = cue.doc[cue.left_edge.i : cue.right_edge.i + 1]
    return len(content.text) >= SHARE_OF_CLAUSE * len(clause.text)


def _clauses(sentence: Span, attributing: _Attributing) -> Iterator[tuple[list[Token], int | None]]:
    """Yield the tokens of each clause that states something, with the attribution known to hold for it."""
    cues = attributing.cues
    heads = {
        token.i
        for token in sentence
        if token.i in cues or token.i in attributing.contents or is_cut_off(token)
    }
    pieces: dict[int, list[Token]] = {}
    for token, head in zip(sentence, _owners(sentence, heads), strict=True):
        if token.i not in attributing.aside and not token.is_space:
            pieces.setdefault(head, []).append(token)
    silent = {head for head in pieces if head in cues and cues[head] is None}
    gaps = attributing.aside.union(token.i for head in silent for token in pieces[head])
    for head, tokens in pieces.items():
        if head not in silent:
            for run in _runs(tokens, gaps):
                yield run, cues.get(head)
    for token in sentence:
        if token.i not in heads and is_nested(token):
            yield [word for word in token.subtree if word.i not in attributing.aside], None


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


def _runs(tokens: list[Token], gaps: frozenset[int]) -> list[list[Token]]:
    """Cut a clause where the words that attribute it stand in its middle ("X," he said, "Y")."""
    runs = [tokens[:1]]
    for token in tokens[1:]:
        if any(i in gaps for i in range(runs[-1][-1].i + 1, token.i)):
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
    while first < last and (tokens[last - 1].is_punct or tokens[last - 1].dep_ in _DANGLING):
        last -= 1
    return tokens[first:last]


def _says_something(tokens: list[Token], headline: bool) -> bool:
    if headline and len(tokens) >= FEWEST_WORDS_HEADLINE:
        return True
    return len(tokens) >= FEWEST_WORDS and any(token.pos_ in {"VERB", "AUX"} for token in tokens)


def _proposition(tokens: list[Token], index: int | None, attributions: Sequence[Attribution]) -> Proposition:
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)
    if index is not None:
        return Proposition(start, end, index)
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


def _completed(
    analysis: Analysis, attributions: Sequence[Attribution], found: Iterable[Proposition]
) -> list[Proposition]:
    """Stretch a proposition that is alone in what was said, and most of it, to all that was said.

    Where the parse goes wrong, the words of a content hang on something else; its edges are surer.
    """
    found = list(found)
    alone = Counter(proposition.attribution for proposition in found)
    for at, proposition in enumerate(found):
        index = proposition.attribution
        if index is None or alone[index] > 1:
            continue
        start, end = attributions[index].start, attributions[index].end
        content = analysis.doc.char_span(start, end, alignment_mode="contract")
        kept = _stripped(list(content or ()))
        inside = start <= proposition.start and proposition.end <= end
        if kept and inside and proposition.end - proposition.start >= MOST * (end - start):
            last = kept[-1]
            found[at] = Proposition(kept[0].idx, last.idx + len(last.text), index)
    return found


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
