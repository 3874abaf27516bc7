"""Claims that reviewers merge, split and reject, and where that leaves conflicts, variants and records."""

from dataclasses import replace

from reviewers import Reviewer, claim_saying, source_called, statement_saying

from firsthand.model import Claim, Conflict, Field, Findings, Record, Value
from firsthand.review import apply_decisions


def _claim(findings: Findings, name: str) -> Claim:
    return next(claim for claim in findings.claims if claim.id == name)


def _conflict(told: Findings, words: str) -> Conflict:
    return next(conflict for conflict in told.conflicts if words in conflict.question)


def test_merged_claims_keep_the_id_of_the_target(told: Findings, reviewer: Reviewer) -> None:
    wall, german = claim_saying(told, "eastern wall"), claim_saying(told, "Mauer der Ostra")
    reviewer.decide(told, "merge-claims", wall.id, others=(german.id,))
    reviewed = apply_decisions(told, reviewer.made)
    assert reviewed.moved == {german.id: wall.id}
    assert set(_claim(reviewed.findings, wall.id).statements) == {*wall.statements, *german.statements}
    assert german.id not in {claim.id for claim in reviewed.findings.claims}


def test_merged_claims_are_in_no_conflict_with_one_another(told: Findings, reviewer: Reviewer) -> None:
    conflict = _conflict(told, "workers")
    one, other = conflict.claims[:2]
    reviewer.decide(told, "merge-claims", one, others=(other,))
    found = apply_decisions(told, reviewer.made).findings
    assert conflict.id not in {each.id for each in found.conflicts}
    assert _claim(found, one).standing != "contested"
    assert _claim(found, one).credibility is None


def test_a_split_claim_has_an_id_of_its_content_and_can_be_decided_on(
    told: Findings, reviewer: Reviewer
) -> None:
    wall = claim_saying(told, "eastern wall")
    part = wall.statements[:2]
    reviewer.decide(told, "split-claim", wall.id, others=part)
    found = apply_decisions(told, reviewer.made).findings
    new = next(claim for claim in found.claims if set(claim.statements) == set(part))
    assert _claim(found, wall.id).statements == wall.statements[2:]
    reviewer.decide(found, "judge-claim", new.id, value="another wall")
    reviewed = apply_decisions(told, reviewer.made)
    assert not reviewed.misfits
    assert new.id in reviewed.touched


def test_parts_of_a_split_claim_may_be_in_conflict(told: Findings, reviewer: Reviewer) -> None:
    conflict = _conflict(told, "workers")
    one, other = conflict.claims[:2]
    reviewer.decide(told, "merge-claims", one, others=(other,))
    merged = apply_decisions(told, reviewer.made).findings
    back = tuple(n for n in _claim(told, other).statements)
    reviewer.decide(merged, "split-claim", one, others=back)
    found = apply_decisions(told, reviewer.made).findings
    assert other in {claim.id for claim in found.claims}
    pairs = {frozenset(each.claims[:2]) for each in found.conflicts}
    assert frozenset((one, other)) in pairs


def test_a_conflict_that_is_none_contests_nothing(told: Findings, reviewer: Reviewer) -> None:
    conflict = _conflict(told, "road")
    reviewer.decide(told, "reject", conflict.id)
    found = apply_decisions(told, reviewer.made).findings
    for name in conflict.claims[:2]:
        assert _claim(told, name).standing == "contested"
        assert _claim(found, name).standing != "contested"
        assert _claim(found, name).credibility is None
    assert len(found.conflicts) == len(told.conflicts) - 1


def test_a_conflict_that_is_none_stays_none_when_it_is_found_again(
    told: Findings, reviewer: Reviewer
) -> None:
    conflict = _conflict(told, "workers")
    reviewer.decide(told, "reject", conflict.id)
    old = statement_saying(told, "Nineteen workers were inside")
    reviewer.decide(told, "set-bounds", old.id, start=old.start, end=old.start + 42)
    reviewed = apply_decisions(told, reviewer.made)
    assert not reviewed.misfits
    assert not [
        each for each in reviewed.findings.conflicts if set(each.claims[:2]) == set(conflict.claims[:2])
    ]


def test_a_conflict_is_found_again_under_its_id_when_a_statement_is_worded_anew(
    told: Findings, reviewer: Reviewer
) -> None:
    conflict = _conflict(told, "workers")
    old = statement_saying(told, "Nineteen workers were inside")
    reviewer.decide(told, "set-bounds", old.id, start=old.start, end=old.start + 42)
    found = apply_decisions(told, reviewer.made).findings
    again = next(each for each in found.conflicts if each.id == conflict.id)
    assert set(again.claims[:2]) == set(conflict.claims[:2])


def test_a_conflict_ends_when_the_answering_side_leaves(told: Findings, reviewer: Reviewer) -> None:
    conflict = _conflict(told, "road")
    denied = statement_saying(told, "did not close")
    reviewer.decide(told, "reject", denied.id)
    found = apply_decisions(told, reviewer.made).findings
    assert conflict.id not in {each.id for each in found.conflicts}


def test_a_figure_that_was_missed_is_held_against_the_others(told: Findings, reviewer: Reviewer) -> None:
    nineteen = claim_saying(told, "Nineteen workers were inside")
    reviewer.decide(told, "reject", nineteen.id)
    without = apply_decisions(told, reviewer.made).findings
    assert not [each for each in without.conflicts if "workers" in each.question]
    old = statement_saying(told, "Nineteen workers were inside")
    end = old.start + len("Nineteen workers were inside the gallery")
    reviewer.decide(without, "add-statement", old.document, start=old.start, end=end, chain=("Mara Quill",))
    reviewed = apply_decisions(told, reviewer.made)
    found = [each for each in reviewed.findings.conflicts if "workers" in each.question]
    assert found
    contested = {claim.id for claim in reviewed.findings.claims if claim.standing == "contested"}
    assert set(found[0].claims[:2]) <= contested


def test_a_variant_that_is_none_leaves(told: Findings, reviewer: Reviewer) -> None:
    reviewer.decide(told, "reject", told.variants[0].id)
    assert not apply_decisions(told, reviewer.made).findings.variants


def test_two_names_of_one_person_are_one_source_everywhere(told: Findings, reviewer: Reviewer) -> None:
    mayor, short = source_called(told, "Ole Brandt"), source_called(told, "Ole")
    reviewer.decide(told, "merge-sources", mayor, others=(short,))
    reviewed = apply_decisions(told, reviewer.made)
    found = reviewed.findings
    assert reviewed.moved[short] == mayor
    assert short not in {source.id for source in found.sources}
    assert "Ole" in next(source.aliases for source in found.sources if source.id == mayor)
    assert claim_saying(found, "wurde gesperrt").origins == (mayor,)
    assert short not in {node.id for node in found.lineage.nodes}
    before = {claim.id: claim.independent_origins for claim in told.claims}
    assert all(claim.independent_origins <= before[claim.id] for claim in found.claims)


def test_one_name_of_two_bodies_becomes_two_sources(told: Findings, reviewer: Reviewer) -> None:
    ministry = source_called(told, "Ministry of Water")
    part = [s for s in told.statements if ministry in s.attribution][:1]
    reviewer.decide(
        told, "split-source", ministry, others=tuple(s.id for s in part), value="Water Board of Altwerder"
    )
    found = apply_decisions(told, reviewer.made).findings
    new = source_called(found, "Water Board of Altwerder")
    chains = {s.id: s.attribution for s in found.statements}
    assert all(new in chains[s.id] and ministry not in chains[s.id] for s in part)


def test_a_renamed_source_is_told_by_its_new_name(told: Findings, reviewer: Reviewer) -> None:
    ministry = source_called(told, "Ministry of Water")
    reviewer.decide(told, "rename-source", ministry, value="Water Ministry of Ostra")
    found = apply_decisions(told, reviewer.made).findings
    source = next(each for each in found.sources if each.id == ministry)
    assert source.name == "Water Ministry of Ostra"
    assert "Ministry of Water" in source.aliases
    assert not [c for c in found.conflicts if "Ministry of Water (in" in c.explanation]


def _recorded(told: Findings) -> Findings:
    """Return the findings with a record of the workers that rests on both accounts."""
    nineteen, thirteen = (
        claim_saying(told, "Nineteen workers were"),
        claim_saying(told, "Thirteen workers were"),
    )
    conflict = _conflict(told, "workers")
    values = tuple(
        Value(
            text=text,
            claims=(claim.id,),
            statements=claim.statements,
            origins=claim.origins,
            documents=claim.documents,
            standing="contested",
            conflicts=(conflict.id,),
        )
        for text, claim in (("nineteen", nineteen), ("thirteen", thirteen))
    )
    record = Record(
        "r-1", "incident", "Ostra dam", told.stories[0].id, (Field("workers", "text", values, True),),
        tuple(sorted((nineteen.id, thirteen.id))), standing="contested",
    )  # fmt: skip
    return replace(told, records=(record,))


def test_a_record_loses_the_value_that_nobody_says_any_more(told: Findings, reviewer: Reviewer) -> None:
    recorded = _recorded(told)
    reviewer.decide(recorded, "reject", claim_saying(told, "Nineteen workers were").id)
    (record,) = apply_decisions(recorded, reviewer.made).findings.records
    (value,) = record.fields[0].values
    assert value.text == "thirteen"
    assert (record.standing, value.standing, record.fields[0].contested) == (
        "single-origin",
        "single-origin",
        False,
    )
    assert value.conflicts == ()


def test_a_record_is_contested_no_more_when_its_conflict_is_none(told: Findings, reviewer: Reviewer) -> None:
    recorded = _recorded(told)
    reviewer.decide(recorded, "reject", _conflict(told, "workers").id)
    (record,) = apply_decisions(recorded, reviewer.made).findings.records
    assert len(record.fields[0].values) == 2
    assert record.standing != "contested"


def test_a_record_without_anything_left_or_rejected_leaves(told: Findings, reviewer: Reviewer) -> None:
    recorded = _recorded(told)
    reviewer.decide(recorded, "reject", "r-1")
    assert not apply_decisions(recorded, reviewer.made).findings.records
    other = Reviewer()
    for words in ("Nineteen workers were", "Thirteen workers were"):
        other.decide(recorded, "reject", claim_saying(told, words).id)
    assert not apply_decisions(recorded, other.made).findings.records
