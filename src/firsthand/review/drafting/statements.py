"""Drafts about statements: other bounds, another speaker, one that was missed."""

from firsthand.model import Draft, Passage
from firsthand.model.errors import DecisionError
from firsthand.review.drafting.case import MOST_ABOUT, Bare, CaseAtHand, nothing_more
from firsthand.review.drafting.naming import chain_of, kind_of_new


def on_statement(case: CaseAtHand, draft: Draft) -> Bare:
    """Return what a decision on a statement needs: its bounds or its chain."""
    statement = case.statement(draft.target)
    if draft.action == "set-bounds":
        nothing_more(draft, but=("bounds",))
        passage = _passage(case, draft, statement.document)
        if passage == statement.passage:
            raise DecisionError("These are the bounds it has. Select other words, or accept it.")
        _check_free(case, passage)
        return Bare("statement", about=(statement.passage,), passage=passage)
    nothing_more(draft, but=("chain", "value"))
    chain, ids = chain_of(case, draft)
    if ids == statement.attribution:
        raise DecisionError("This is whom it is attributed to already.")
    return Bare("statement", about=(statement.passage,), chain=chain, value=kind_of_new(draft))


def on_document(case: CaseAtHand, draft: Draft) -> Bare:
    """Return what a statement that was missed needs: its bounds, its chain and its claim."""
    nothing_more(draft, but=("bounds", "chain", "value", "others"))
    case.document(draft.target)
    passage = _passage(case, draft, draft.target)
    _check_free(case, passage)
    if len(draft.others) > 1:
        raise DecisionError("A statement belongs to one claim: name one, or none.")
    about: tuple[Passage, ...] = ()
    for name in draft.others:
        claim = case.claim(name)
        documents = {case.statements[s].document for s in claim.statements[:1] if s in case.statements}
        if not case.in_one_story({draft.target, *documents}):
            raise DecisionError("This claim is of another story than the document.")
        about = case.passages(claim.statements, MOST_ABOUT)
    chain, _ = chain_of(case, draft)
    return Bare(
        "document",
        others=draft.others,
        about=(passage, *about),
        passage=passage,
        chain=chain,
        value=kind_of_new(draft),
    )


def _passage(case: CaseAtHand, draft: Draft, document: str) -> Passage:
    text = case.document(document).text
    if draft.start is None or draft.end is None:
        raise DecisionError("Say where the passage begins and ends: select it in the document.")
    start, end = draft.start, draft.end
    if not 0 <= start < end <= len(text):
        raise DecisionError(
            f"The passage {start} to {end} is not in this document, which has {len(text):,} characters."
        )
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    while start > 0 and start < end and _in_a_word(text, start):
        start -= 1
    while end < len(text) and start < end and _in_a_word(text, end):
        end += 1
    if not any(letter.isalnum() for letter in text[start:end]):
        raise DecisionError("There are no words in this passage. Select those that state something.")
    return Passage(document, start, end)


def _in_a_word(text: str, at: int) -> bool:
    """Tell whether a place is in the middle of a word: half a word states nothing."""
    one, other = text[at - 1], text[at]
    return one.isalnum() and other.isalnum() and max(one, other) < "\u2e80"


def _check_free(case: CaseAtHand, passage: Passage) -> None:
    """Raise DecisionError where another statement stands at just this passage: it would count twice."""
    start, document = passage.start, passage.document
    at = (s for s in case.findings.statements if s.start == start and s.document == document)
    if any(statement.end == passage.end for statement in at):
        raise DecisionError(
            "A statement stands at just this passage already: correct that one, or select other words."
        )
