"""A claim: its statements side by side, each with the way into its document and its own decisions."""

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient


def claim_like(desk: Any, start: str) -> Any:
    return next(row for row in desk.claims().items if row.text.startswith(start))


def test_each_statement_leads_straight_into_its_document(client: TestClient, desk: Any) -> None:
    row = claim_like(desk, "40 tonnes")
    html = client.get(f"/claims/{row.id}").text
    for statement in desk.claim(row.id).statements.items:
        place = f"/documents/{statement.document}?at={statement.start}#{statement.id}"
        assert f'href="{place}"' in html
        page = client.get(place.partition("#")[0]).text
        assert f'id="{statement.id}"' in page


def test_words_that_differ_are_marked(client: TestClient, desk: Any) -> None:
    row = claim_like(desk, "The valve was open for the whole")
    html = client.get(f"/claims/{row.id}").text
    assert "<mark>" in html[html.index('class="items telling"') :]


def test_a_statement_can_be_accepted_rejected_and_edited_where_it_stands(
    client: TestClient, desk: Any
) -> None:
    row = claim_like(desk, "40 tonnes")
    statement = desk.claim(row.id).statements.items[0]
    html = client.get(f"/claims/{row.id}").text
    item = html[html.index(f'data-id="{statement.id}"') :]
    item = item[: item.index("</li>")]
    assert 'name="action" value="accept"' in item
    asked = [parse_qs(urlsplit(unescape(way)).query) for way in re.findall(r'href="(/decide[^"]+)"', item)]
    assert [one["action"][0] for one in asked] == ["reject", "set-bounds", "set-attribution"]
    assert {one["target"][0] for one in asked} == {statement.id}
    assert {one["back"][0] for one in asked} == {f"/claims/{row.id}#{statement.id}"}


def test_what_contests_it_stands_there_and_leads_to_both_originals(client: TestClient, desk: Any) -> None:
    row = claim_like(desk, "40 tonnes")
    html = client.get(f"/claims/{row.id}").text
    conflict = desk.claim(row.id).conflicts[0]
    assert f'href="/queue/conflicts/{conflict.id}"' in html
    assert "Read the sentences in their originals" in html


def test_the_grounds_tell_what_it_rests_on(client: TestClient, desk: Any) -> None:
    row = claim_like(desk, "40 tonnes")
    html = client.get(f"/claims/{row.id}").text
    assert "5 documents rest on 2 independent origins." in html
    assert 'class="lineage all"' in html


def test_a_claim_with_very_many_statements_comes_in_parts(
    client: TestClient, desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = claim_like(desk, "40 tonnes")
    real = desk.claim
    monkeypatch.setattr(desk, "claim", lambda one, after="", limit=2: real(one, after=after, limit=2))
    found: list[str] = []
    way = f"/claims/{row.id}"
    while way:
        html = client.get(way).text
        found += re.findall(r'data-item data-id="([^"]+)" data-kind="statement"', html)
        onward = re.search(r'href="([^"]+)" rel="next"', html)
        way = unescape(onward[1]) if onward else ""
    assert found == [statement.id for statement in real(row.id).statements.items]


def test_a_claim_that_is_not_there_is_told_so(client: TestClient) -> None:
    answer = client.get("/claims/c-000000000000")
    assert answer.status_code == 404
    assert "There is no claim" in unescape(answer.text)


def test_an_id_from_before_a_merge_leads_to_the_claim(client: TestClient, desk: Any) -> None:
    from firsthand.model import Draft

    one, other = claim_like(desk, "90 tonnes"), claim_like(desk, "40 tonnes")
    desk.decide(
        Draft("merge-claims", one.id, reason="Both tell of the same leak here.", others=(other.id,)),
        reviewer="Ada",
    )
    answer = client.get(f"/claims/{other.id}", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/claims/{one.id}"
