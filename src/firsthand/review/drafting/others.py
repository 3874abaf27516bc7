"""Drafts that accept or reject, that show or hide a person, and that take a decision back."""

from collections.abc import Iterable, Sequence

from firsthand.model import Decision, Draft, Passage
from firsthand.model.errors import DecisionError, GoneError
from firsthand.review.drafting.case import MOST_ABOUT, Bare, CaseAtHand, nothing_more


def on_any(case: CaseAtHand, draft: Draft) -> Bare:
    """Tell what is accepted or rejected: a statement, a claim, a conflict, a variant or a record."""
    findings, name = case.findings, draft.target
    nothing_more(draft)
    before = case.rejected(name)
    if name in case.statements:
        return Bare("statement", about=(case.statements[name].passage,))
    if name in case.claims:
        return Bare("claim", about=case.passages(case.claims[name].statements, MOST_ABOUT))
    for conflict in findings.conflicts:
        if conflict.id == name:
            return Bare("conflict", (conflict.kind,), about=_in_turn(case, conflict.statements))
    for variant in findings.variants:
        if variant.id == name:
            return Bare("variant", (variant.kind,), about=_in_turn(case, variant.statements))
    for record in findings.records:
        if record.id == name:
            told = dict.fromkeys(s for field in record.fields for v in field.values for s in v.statements)
            return Bare("record", (record.title, record.type), about=case.passages(told, MOST_ABOUT))
    if before is not None and draft.action == "accept":  # another reviewer brings it back
        return Bare(before.kind, before.names, about=before.about)
    if before is not None:
        raise DecisionError(f"{before.reviewer} rejected it already; it is in the record no more.")
    raise GoneError(
        f"“{name}” is no statement, claim, conflict, variant or record of this case, or of this story."
    )


def on_person(case: CaseAtHand, draft: Draft) -> Bare:
    """Return the names of a person who is shown or hidden."""
    nothing_more(draft)
    found = next((person for person in case.findings.people if person.id == draft.target), None)
    if found is None:
        raise GoneError(f"“{draft.target}” is no person of this case.")
    return Bare("person", tuple(dict.fromkeys((found.name, *found.aliases))))


def on_decision(case: CaseAtHand, draft: Draft) -> Bare:
    """Check that what is taken back was made and still holds."""
    nothing_more(draft)
    if draft.target not in {each.id for each in case.decisions}:
        raise GoneError(f"“{draft.target}” is no decision of this case.")
    withdrawals = {each.id for each in case.decisions if each.action == "withdraw"}
    taken = {each.target for each in _holding_withdrawals(case.decisions)}
    if draft.target in taken:
        raise DecisionError("This decision was withdrawn before; it holds no more.")
    if draft.target not in withdrawals and draft.target not in {each.id for each in case.holding}:
        raise DecisionError("This decision was withdrawn before; it holds no more.")
    return Bare("decision")


def _holding_withdrawals(decisions: Sequence[Decision]) -> list[Decision]:
    """Return the withdrawals that hold: those no later one takes back."""
    taken: set[str] = set()
    held = []
    for decision in reversed(decisions):
        if decision.action == "withdraw" and decision.id not in taken:
            taken.add(decision.target)
            held.append(decision)
    return held


def _in_turn(case: CaseAtHand, statements: Iterable[str]) -> tuple[Passage, ...]:
    return tuple(case.statements[each].passage for each in statements if each in case.statements)
