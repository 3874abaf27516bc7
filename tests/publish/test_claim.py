"""One claim in the terminal: what it rests on, who says it, what speaks against it."""

from dataclasses import replace

from firsthand.model import Claim, Findings
from firsthand.publish import claim_as_data, find_claim, render_claim
from firsthand.publish.telling.grounds import grounds_of
from firsthand.publish.telling.index import index_of
from firsthand.publish.telling.numbering import in_order


def _claim(findings: Findings, words: str) -> Claim:
    return next(claim for claim in findings.claims if words in claim.text)


def test_a_claim_is_found_by_its_number_in_the_report(harbour: Findings) -> None:
    claims = in_order(index_of(harbour))
    assert find_claim(harbour, "1") == (claims[0], ())
    assert find_claim(harbour, str(len(claims))) == (claims[-1], ())
    assert find_claim(harbour, "0") == (None, ()) == find_claim(harbour, str(len(claims) + 1))


def test_a_claim_is_found_by_words_in_any_order(harbour: Findings) -> None:
    claim, meant = find_claim(harbour, "MYSELF no such words")
    assert (claim, meant) == (None, ())
    claim, _ = find_claim(harbour, "winter rolled")
    assert claim is not None
    assert "rolled barrels" in claim.text


def test_words_that_several_claims_hold_are_answered_with_a_choice(harbour: Findings) -> None:
    claim, meant = find_claim(harbour, "quay")
    assert claim is None
    assert len(meant) > 1
    claims = in_order(index_of(harbour))
    assert all("quay" in " ".join(_texts(harbour, claims[number - 1])) for number, _ in meant)


def _texts(findings: Findings, claim: Claim) -> list[str]:
    return [s.text for s in findings.statements if s.id in claim.statements]


def test_it_says_on_how_many_origins_a_claim_rests_and_through_whom_it_came(harbour: Findings) -> None:
    claim = _claim(harbour, "44 barrels")
    grounds = grounds_of(index_of(harbour), claim)
    assert f"{claim.documents} documents rest on {claim.independent_origins}" in grounds.sentence
    tidewatch = next(g for g in grounds.origins if g.name == "Tidewatch")
    assert any("Northern Wire" in way for way in tidewatch.through)


def test_it_says_which_document_was_written_from_which_and_why(harbour: Findings) -> None:
    edges = tuple(
        replace(e, because="three passages word for word") if e.kind == "reuses" else e
        for e in harbour.lineage.edges
    )
    case = replace(harbour, lineage=replace(harbour.lineage, edges=edges))
    claim = _claim(case, "44 barrels")
    kinship = " ".join(grounds_of(index_of(case), claim).kinship)
    assert "The Ansel Courier was written from Northern Wire (three passages word for word)." in kinship


def test_every_passage_and_every_doubt_is_shown(harbour: Findings) -> None:
    for claim in harbour.claims:
        shown = " ".join(render_claim(harbour, claim, width=400).split())
        assert all(" ".join(text.split()).strip("“”") in shown for text in _texts(harbour, claim))
        for conflict in harbour.conflicts:
            assert (conflict.question.rstrip("?") in shown) == (claim.id in conflict.claims)


def test_lines_fit_the_terminal(harbour: Findings) -> None:
    for width in (40, 80):
        for claim in harbour.claims:
            assert all(len(line) <= width for line in render_claim(harbour, claim, width).splitlines())


def test_the_data_has_the_claim_and_what_it_rests_on(harbour: Findings) -> None:
    claim = _claim(harbour, "44 barrels")
    data = claim_as_data(harbour, claim)
    assert data["id"] == claim.id
    assert in_order(index_of(harbour))[data["number"] - 1] == claim
    assert len(data["rests_on"]["origins"]) == len(claim.origins)
