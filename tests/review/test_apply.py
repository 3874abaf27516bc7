"""Decisions laid over findings, whatever they are about."""

import random
from dataclasses import replace

import pytest
from reviewers import Reviewer, claim_saying, document_called, source_called, statement_saying

from firsthand.model import Claim, Decision, Findings, Statement
from firsthand.review import apply_decisions, changed_claims
from firsthand.review.slices import cut


def one_of_each(told: Findings, reviewer: Reviewer) -> list[Decision]:
    """Return one decision of every kind that changes findings, each on what the machine found."""
    road = statement_saying(told, "closed the road", document="courier")
    wall = claim_saying(told, "eastern wall")
    german = claim_saying(told, "Mauer der Ostra")
    observer = document_called(told, "observer.txt")
    text = next(d.text for d in told.documents if d.id == observer)
    start = text.index("March")
    reviewer.decide(told, "reject", statement_saying(told, "heard nothing").id)
    reviewer.decide(told, "set-bounds", road.id, start=road.start, end=road.end - len(" to Altwerder"))
    reviewer.decide(told, "set-attribution", road.id, chain=("Ole Brandt", "Harbour Courier"))
    reviewer.decide(
        told, "add-statement", observer, start=start, end=start + len("March 2031"), chain=("Ada Lund",)
    )
    reviewer.decide(told, "merge-claims", wall.id, others=(german.id,))
    reviewer.decide(told, "split-claim", wall.id, others=wall.statements[:1])
    reviewer.decide(told, "reject", told.conflicts[0].id)
    reviewer.decide(told, "reject", told.variants[0].id)
    reviewer.decide(
        told, "merge-sources", source_called(told, "Ole Brandt"), others=(source_called(told, "Ole"),)
    )
    reviewer.decide(told, "rename-source", source_called(told, "Ministry of Water"), value="Water Ministry")
    reviewer.decide(told, "set-source-kind", source_called(told, "Daily Lantern"), value="outlet")
    reviewer.decide(told, "reject", claim_saying(told, "We were warned").id)
    quill = statement_saying(told, "workers", document="courier")
    reviewer.decide(
        told,
        "split-source",
        source_called(told, "Mara Quill"),
        others=(quill.id,),
        value="Mara Quill the elder",
    )
    return reviewer.made


def test_without_a_decision_the_findings_are_the_very_same(told: Findings) -> None:
    assert apply_decisions(told, ()).findings is told


def test_marks_change_nothing_of_the_findings(told: Findings, reviewer: Reviewer) -> None:
    claim = told.claims[0]
    reviewer.decide(told, "accept", claim.id, reason="")
    reviewer.decide(told, "accept", claim.statements[0], reason="")
    reviewer.decide(told, "accept", told.conflicts[0].id, reason="")
    reviewer.decide(told, "judge-claim", claim.id, value="well supported")
    reviewed = apply_decisions(told, reviewer.made)
    assert reviewed.findings is told
    assert not reviewed.misfits
    assert claim.id in reviewed.touched


def test_applied_to_its_own_result_it_changes_nothing_more(told: Findings, reviewer: Reviewer) -> None:
    made = one_of_each(told, reviewer)
    once = apply_decisions(told, made)
    assert not once.misfits
    again = apply_decisions(once.findings, made).findings
    for part in Findings.__slots__:
        assert getattr(again, part) == getattr(once.findings, part), part


def test_what_is_withdrawn_restores_the_very_findings_of_before(told: Findings, reviewer: Reviewer) -> None:
    made = list(one_of_each(told, reviewer))
    for decision in made:
        reviewer.decide(told, "withdraw", decision.id, reason="")
    assert apply_decisions(told, reviewer.made).findings is told


def test_every_statement_is_in_one_claim_and_every_reference_leads_somewhere(
    told: Findings, reviewer: Reviewer
) -> None:
    found = apply_decisions(told, one_of_each(told, reviewer)).findings
    held = [each for claim in found.claims for each in claim.statements]
    statements = {each.id for each in found.statements}
    claims, sources = {claim.id for claim in found.claims}, {source.id for source in found.sources}
    assert len(held) == len(set(held))
    assert set(held) == statements
    assert {n for c in found.conflicts for n in c.claims} <= claims
    assert {n for c in found.conflicts for n in c.statements} <= statements
    assert {n for v in found.variants for n in v.statements} <= statements
    assert {n for u in found.updates for n in u.claims} <= claims
    assert {n for s in found.statements for n in (*s.attribution, *s.about)} <= sources
    assert {n for c in found.claims for n in c.origins} <= sources
    assert {p.source for p in found.people} - {""} <= sources
    texts = {document.id: document.text for document in found.documents}
    for statement in found.statements:
        assert texts[statement.document][statement.start : statement.end] == statement.text
        parts = [(word.start, word.end) for word in statement.words]
        parts += [(quantity.start, quantity.end) for quantity in statement.quantities]
        parts += [(place.start, place.end) for place in statement.places]
        parts += [(day.start, day.end) for day in statement.dates]
        assert all(statement.start <= start < end <= statement.end for start, end in parts)


def test_the_order_of_documents_changes_nothing(told: Findings, reviewer: Reviewer) -> None:
    made = one_of_each(told, reviewer)
    shuffled = list(told.documents)
    random.Random(7).shuffle(shuffled)
    once = apply_decisions(told, made).findings
    other = apply_decisions(replace(told, documents=tuple(shuffled)), made).findings
    assert replace(other, documents=once.documents) == once


def test_a_case_and_its_slices_come_to_the_same(told: Findings, reviewer: Reviewer) -> None:
    made = one_of_each(told, reviewer)
    whole = apply_decisions(told, made).findings
    claims: dict[str, Claim] = {}
    statements: dict[str, Statement] = {}
    for part in cut(told):
        found = apply_decisions(replace(part.findings, sources=told.sources), made).findings
        claims |= {claim.id: claim for claim in found.claims}
        statements |= {each.id: each for each in found.statements}
    assert claims == {claim.id: claim for claim in whole.claims}
    assert statements == {each.id: each for each in whole.statements}


def test_what_no_decision_touches_is_the_very_same(told: Findings, reviewer: Reviewer) -> None:
    reviewer.decide(told, "reject", statement_saying(told, "heard nothing").id)
    found = apply_decisions(told, reviewer.made).findings
    before = {claim.id: claim for claim in told.claims}
    assert changed_claims(told, found) == (claim_saying(told, "heard nothing").id,)
    assert all(claim is before[claim.id] for claim in found.claims)
    assert found.conflicts == told.conflicts


@pytest.mark.parametrize("action", ["accept", "reject"])
def test_the_later_of_two_reviewers_holds(told: Findings, reviewer: Reviewer, action: str) -> None:
    name = statement_saying(told, "heard nothing").id
    before = "reject" if action == "accept" else "accept"
    reviewer.decide(told, before, name)
    reviewed = apply_decisions(told, reviewer.made).findings
    other = Reviewer("O. Ther", "2031-04-02")
    other.made = list(reviewer.made)
    other.decide(reviewed, action, name)
    left = {each.id for each in apply_decisions(told, other.made).findings.statements}
    assert (name in left) == (action == "accept")
