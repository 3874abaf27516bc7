"""Sentences cut into clauses that state something."""

from collections.abc import Iterator, Sequence

from firsthand.extract.analysis import Analysis
from firsthand.extract.attribution import Attribution
from firsthand.extract.packs import words
from firsthand.extract.parse import Span, Token
from firsthand.extract.parse.pipeline import pipeline
from firsthand.extract.predicates import CONTENT, is_clause
from firsthand.extract.propositions.attributing import Attributing, attributing_words
from firsthand.extract.propositions.clauses import FEWEST_WORDS_ADDED, has_subject, is_cut_off, is_nested
from firsthand.extract.propositions.fitting import (
    Places,
    Proposition,
    completed,
    covered_by,
    distinct,
    left_over,
    with_closed_quotation,
    with_question_word,
    without_opener,
    without_twins,
)

_PLURALS = frozenset({"NNS", "NNPS"})
_DANGLING = frozenset({"cc", "mark", "aux", "prep"})

# Fewest words of a proposition, and of a headline and a sentence without a verb ("The mayor, left,
# with sailors at a party in the harbour on Friday").
FEWEST_WORDS = 3
FEWEST_WORDS_HEADLINE = 4
FEWEST_WORDS_VERBLESS = 12


def find_propositions(analysis: Analysis, attributions: Sequence[Attribution]) -> tuple[Proposition, ...]:
    """Return what a document states, in the order of the text, none twice."""
    doc = analysis.doc
    attributions = [a for a in attributions if not a.attitude]  # those come last, so indices hold
    headlines = frozenset(
        token.i
        for block in analysis.document.blocks
        if block.kind == "title"
        for token in doc.char_span(block.start, block.end, alignment_mode="expand") or ()
    )
    attributing = attributing_words(analysis, attributions, headlines)
    places = Places(attributions)
    found: list[Proposition] = []
    for sentence in doc.sents:
        for tokens, index in _clauses(sentence, attributing):
            kept = stripped(tokens) if len(tokens) > FEWEST_WORDS else tokens
            if not _says_something(kept, sentence.start in headlines):
                continue
            start, end = kept[0].idx, kept[-1].idx + len(kept[-1].text)
            clause = (
                covered_by(start, end, attributions, places)
                if index is None
                else Proposition(start, end, index)
            )
            if _is_stated(kept, sentence, clause, attributions, sentence.start in headlines):
                found.append(clause)
    found = completed(doc, attributions, found, stripped)
    found += left_over(doc, attributions, found)
    found = [with_question_word(doc, without_opener(doc, proposition, attributions)) for proposition in found]
    found = [with_closed_quotation(doc, proposition) for proposition in found]
    return without_twins(doc, distinct(doc, found, attributions), attributions)


def _clauses(sentence: Span, attributing: Attributing) -> Iterator[tuple[list[Token], int | None]]:
    """Yield the tokens of each clause that states something, with the attribution known to hold for it."""
    cues, aside = attributing.cues, attributing.aside
    heads = {
        token.i
        for token in sentence
        if token.i in cues
        or token.i in attributing.contents
        or (is_cut_off(token) and not _stays(token, attributing))
    }
    pieces: dict[int, list[Token]] = {}
    for token, head in zip(sentence, _owners(sentence, heads), strict=True):
        if token.i not in aside and not token.is_space:
            pieces.setdefault(head, []).append(token)
    silent = {head for head in pieces if head in cues and cues[head] is None}
    gaps = aside.union(token.i for head in silent for token in pieces[head])
    for head, tokens in pieces.items():
        if head not in silent:
            for run in _runs(tokens, gaps):
                yield run, cues.get(head)
    for token in sentence:
        if token.i not in heads and token.i not in attributing.quoted and is_nested(token):
            yield [word for word in token.subtree if word.i not in aside], None


def _stays(token: Token, attributing: Attributing) -> bool:
    """Tell whether a clause without a subject of its own stays with the clause it hangs on.

    Inside quotation marks a second verb does: a quoted sentence stays whole (in the gold of the
    seeds and six stories 3 of 17 such verbs were rows of their own). Of the author's own
    clauses the short ones do ("and spoke with eleven residents"), but headlines are short anyway.
    """
    if has_subject(token) or token.dep_ not in {"conj", "advcl"}:
        return False
    if token.dep_ == "conj" and token.i in attributing.quoted:
        return True
    length = token.right_edge.i - token.left_edge.i + 1
    if token.i in attributing.told or token.i in attributing.headlines:
        return False
    return length < FEWEST_WORDS_ADDED


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
    """Cut a clause where the words that attribute it stand in its middle ("X," he said, "Y").

    A part without a verb ("The documents, they said, show ...") stays with what follows it.
    """
    runs = [tokens[:1]]
    for token in tokens[1:]:
        cut = any(i in gaps for i in range(runs[-1][-1].i + 1, token.i))
        if cut and any(is_clause(word) for word in runs[-1]):
            runs.append([token])
        else:
            runs[-1].append(token)
    return runs


def stripped(tokens: list[Token]) -> list[Token]:
    """Return a clause without the punctuation and conjunctions at its edges."""
    openers = words("propositions", "openers")
    first, last = 0, len(tokens)
    while first < last and (
        (tokens[first].is_punct and not _opens_bracket(tokens[first], tokens))
        or (tokens[first].lower_ in openers and _is_opener(tokens[first], tokens))
    ):
        first += 1
    while first < last and (tokens[last - 1].is_punct or _dangles(tokens[last - 1])):
        last -= 1
    return tokens[first:last]


def _dangles(token: Token) -> bool:
    """Tell whether a word leads to something that was cut off: not in "what the law asks for"."""
    return token.dep_ in _DANGLING and (token.dep_ != "prep" or token.n_rights > 0)


def _is_opener(token: Token, tokens: list[Token]) -> bool:
    """Tell whether a conjunction joins a clause to what is outside it, not one part of it to another."""
    if token.dep_ not in {"mark", "advmod"}:
        absolute = token.dep_ == "prep" and token.lower_ in words("propositions", "absolute")
        return token.dep_ in {"cc", "preconj"} or (absolute and _opens_clause(token))
    verb = token.head
    return verb.head.i == verb.i or not tokens[0].i <= verb.head.i <= tokens[-1].i


def _opens_clause(preposition: Token) -> bool:
    return any(child.dep_ == "pcomp" for child in preposition.children)


def _opens_bracket(token: Token, tokens: list[Token]) -> bool:
    """Tell whether a bracket opens and closes inside a clause: "[The mayor] left"."""
    closing = {"[": "]", "(": ")"}.get(token.text)
    return closing is not None and any(word.text == closing for word in tokens)


def _says_something(tokens: list[Token], headline: bool) -> bool:
    if len(tokens) >= (FEWEST_WORDS_HEADLINE if headline else FEWEST_WORDS_VERBLESS):
        return True
    if len(tokens) < FEWEST_WORDS or not any(token.pos_ in {"VERB", "AUX"} for token in tokens):
        return False
    return any(token.pos_ in CONTENT and token.dep_ not in {"aux", "auxpass"} for token in tokens)


def _is_stated(
    tokens: list[Token],
    sentence: Span,
    clause: Proposition,
    attributions: Sequence[Attribution],
    headline: bool,
) -> bool:
    """Tell whether a clause is a statement of somebody: of the document, if nobody is named."""
    attribution = None if clause.attribution is None else attributions[clause.attribution]
    if attribution is not None and attribution.direct:
        return True
    if _only_speaks(tokens):
        return False
    here = range(sentence.start_char, sentence.end_char)
    if attribution is not None and any(start in here for start, _ in attribution.evidence):
        return True
    return _is_told(sentence) and not (headline and _is_label(tokens))


def _is_label(tokens: list[Token]) -> bool:
    """Tell whether a headline has neither a verb nor a figure: "Questions over a dam".

    The parse takes many a verb of a headline for a noun ("Mayor rips critics"). Of 160 headlines
    of English news, 10 are labels.
    """
    vocabulary = pipeline()[1]
    return not any(
        token.pos_ in {"VERB", "AUX", "NUM"}
        or (token.tag_ in _PLURALS and token.dep_ != "pobj" and at and vocabulary.is_verb(token.lower_))
        for at, token in enumerate(tokens)
    )


def _only_speaks(tokens: list[Token]) -> bool:
    """Tell whether a clause says no more than that somebody spoke: "On Monday, she said"."""
    speech = words("propositions", "speech") | words("propositions", "clausal")
    verb = next((token for token in tokens if is_clause(token)), None)
    if verb is None or verb.lemma_ not in speech:
        return False
    return not any(token.pos_ in CONTENT for token in tokens if token.i > verb.i)


def _is_told(sentence: Span) -> bool:
    """Tell whether a document tells a sentence, rather than asking it or ordering the reader to do it."""
    last = next((token for token in reversed(sentence) if not (token.is_space or token.is_quote)), None)
    if last is not None and last.text == "?":
        return False
    root = sentence.root
    if any(child.lower_ in words("propositions", "pleas") for child in root.children):
        return False
    return root.lower_ not in words("propositions", "imperatives") or root.tag_ != "VB" or has_subject(root)
