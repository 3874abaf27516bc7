"""A case that is built again after reviewers decided: what they decided stays, or is shown not to fit."""

from pathlib import Path

import pytest
from dam_papers import COURIER, LANTERN, LATER, POST, originals
from reviewers import Reviewer, claim_saying, source_called, statement_saying

from firsthand.building import build_from
from firsthand.model import Findings
from firsthand.review import Reviewed, apply_decisions

THREE = {"courier.txt": COURIER, "lantern.txt": LANTERN, "post.txt": POST}


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> tuple[Reviewer, Reviewed, Reviewed, Reviewed]:
    """Return who decided on three papers, and what comes of it: at once, with a paper more, with one less."""
    path: Path = tmp_path_factory.mktemp("built") / "dam.case"
    reviewer = Reviewer()
    with build_from(originals(THREE), case=path, codebook="none", processes=1) as case:
        _decide(case.derived, reviewer)
        for made in reviewer.made:
            case = case.decide(made)
        first = apply_decisions(case.derived, case.store.decisions())
    with build_from(originals(THREE | {"later.txt": LATER}), case=path, codebook="none", processes=1) as case:
        assert [made.id for made in case.store.decisions()] == [made.id for made in reviewer.made]
        more = apply_decisions(case.derived, case.store.decisions())
    fewer = {name: text for name, text in THREE.items() if name != "lantern.txt"}
    with build_from(originals(fewer), case=path, codebook="none", processes=1) as case:
        less = apply_decisions(case.derived, case.store.decisions())
    return reviewer, first, more, less


def _decide(told: Findings, reviewer: Reviewer) -> None:
    wall = claim_saying(told, "eastern wall")
    warned = statement_saying(told, "warned late", document="courier")
    nineteen = claim_saying(told, "Nineteen workers were")
    road = claim_saying(told, "closed the road")
    reviewer.decide(told, "judge-claim", wall.id, value="well supported")
    reviewer.decide(told, "reject", warned.id)
    reviewer.decide(told, "reject", nineteen.id)
    reviewer.decide(told, "split-claim", road.id, others=(road.statements[0],))
    reviewer.decide(told, "merge-claims", wall.id, others=(claim_saying(told, "warned in time").id,))
    reviewer.decide(
        told, "rename-source", source_called(told, "Ministry of Water"), value="Water Ministry of Ostra"
    )
    denied = statement_saying(told, "did not close")
    reviewer.decide(told, "set-attribution", denied.id, chain=("Town Council of Altwerder",))


def test_all_of_it_fits_at_once(decided: tuple[Reviewer, Reviewed, Reviewed, Reviewed]) -> None:
    assert not decided[1].misfits


def test_a_later_build_with_another_document_keeps_all_of_it(
    decided: tuple[Reviewer, Reviewed, Reviewed, Reviewed],
) -> None:
    reviewer, first, more, _ = decided
    assert not more.misfits
    judged, rejected = reviewer.made[0], reviewer.made[2]
    now = more.moved.get(judged.target, judged.target)
    wall = next(claim for claim in more.findings.claims if claim.id == now)
    assert "eastern wall" in wall.text
    assert wall.documents > next(c for c in first.findings.claims if c.id == judged.target).documents
    assert now in more.touched
    assert not [s for s in more.findings.statements if "Nineteen workers were" in s.text]
    assert not [s for s in more.findings.statements if "warned late" in s.text]
    assert "Water Ministry of Ostra" in {source.name for source in more.findings.sources}
    assert source_called(more.findings, "Town Council of Altwerder")
    apart = reviewer.made[3].others[0]
    assert next(c for c in more.findings.claims if apart in c.statements).statements == (apart,)
    merged = statement_saying(more.findings, "warned in time").id
    assert merged in wall.statements
    assert rejected.target not in {claim.id for claim in more.findings.claims}


def test_what_left_with_its_document_is_shown_and_not_dropped(
    decided: tuple[Reviewer, Reviewed, Reviewed, Reviewed],
) -> None:
    reviewer, _, _, less = decided
    lost = {misfit.decision.id: misfit.why for misfit in less.misfits}
    assert reviewer.made[2].id in lost
    assert reviewer.made[6].id in lost
    assert all("not in the case" in lost[made.id] for made in (reviewer.made[2], reviewer.made[6]))
    assert reviewer.made[0].id not in lost
    assert "Water Ministry of Ostra" in {source.name for source in less.findings.sources}


def test_a_case_built_from_scratch_with_the_same_decisions_comes_to_the_same(tmp_path: Path) -> None:
    reviewer, path = Reviewer(), tmp_path / "anew.case"
    with build_from(originals(THREE), codebook="none", processes=1) as case:
        _decide(case.findings, reviewer)
        for made in reviewer.made:
            case = case.decide(made)
        at_once = case.findings
    with build_from(originals(THREE), case=path, codebook="none", processes=1) as case:
        for made in reviewer.made:
            case.store.keep_decision(made)
    with build_from(originals(THREE), case=path, codebook="none", processes=1) as case:
        assert case.findings == at_once
        assert not case.misfits
