"""The list of claims: what narrows it, what stands in a line, what is said where nothing is."""

import re
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient


def lines(html: str) -> list[str]:
    return re.findall(r'<li class="row [^"]*" data-item data-id="([^"]+)" data-kind="claim"', html)


def said(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_claims_stand_with_their_origins_large_and_documents_small(client: TestClient, desk: Any) -> None:
    html = client.get("/claims").text
    assert lines(html) == [row.id for row in desk.claims().items]
    widest = desk.claims().items[0]
    row = html[html.index(f'id="{widest.id}"') :]
    assert f"<b>{widest.independent_origins}</b><small>origins" in row[:900]
    assert f"{widest.documents} documents" in row[:900]
    assert 'class="strip" role="img" aria-label="' in row[:2000]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({"standing": "contested"}, lambda row: row.standing == "contested"),
        ({"language": "zh"}, lambda row: "zh" in row.languages),
        ({"changed": "1"}, lambda row: row.variants > 0),
        ({"q": "diesel tonnes"}, lambda row: row.text.startswith(("40 tonnes", "90 tonnes"))),
    ],
)
def test_what_is_asked_for_stands_there_and_nothing_else(
    client: TestClient, desk: Any, query: dict[str, str], wanted: Any
) -> None:
    found = lines(client.get("/claims", params=query).text)
    assert found and set(found) == {row.id for row in desk.claims().items if wanted(row)}


def test_two_chinese_characters_are_enough(client: TestClient) -> None:
    assert lines(client.get("/claims", params={"q": "柴油"}).text)
    assert not lines(client.get("/claims", params={"q": "鲸鱼"}).text)


def test_a_condition_in_force_can_be_taken_away_alone(client: TestClient) -> None:
    html = client.get("/claims", params={"standing": "contested", "q": "valve"}).text
    chips = re.search(r'<ul class="chips".*?</ul>', html, re.DOTALL)
    assert chips is not None
    ways = [unescape(way) for way in re.findall(r'href="([^"]+)"', chips[0])]
    assert ways == ["/claims?standing=contested", "/claims?q=valve", "/claims"]


def test_a_filter_says_how_many_claims_each_of_its_values_leaves(client: TestClient, desk: Any) -> None:
    html = client.get("/claims").text
    contested = sum(row.standing == "contested" for row in desk.claims().items)
    assert f'<option value="contested">contested ({contested})</option>' in html


def test_what_cannot_be_understood_is_said_and_left_away(client: TestClient, desk: Any) -> None:
    html = client.get("/claims", params={"standing": "certain", "since": "yesterday"}).text
    assert "“certain” is no standing" in said(html)
    assert "“yesterday” is no day" in said(html)
    assert len(lines(html)) == desk.claims().total


def test_where_nothing_fits_it_is_said_what_to_do(client: TestClient) -> None:
    html = client.get("/claims", params={"q": "elephants"}).text
    assert "No claim is like this." in html and not lines(html)


def test_a_search_is_never_markup(client: TestClient) -> None:
    html = client.get("/claims", params={"q": "<script>alert(1)</script>"}).text
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_long_lists_come_in_parts(client: TestClient, desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    real = desk.claims
    monkeypatch.setattr(desk, "claims", lambda asked, after="", limit=4: real(asked, after=after, limit=4))
    found: list[str] = []
    way = "/claims?sort=text"
    while way:
        html = client.get(way).text
        found += lines(html)
        onward = re.search(r'href="([^"]+)" rel="next"', html)
        way = unescape(onward[1]) if onward else ""
    assert sorted(found) == sorted(row.id for row in real().items)
    assert len(found) == len(set(found))


def test_a_reader_finds_nothing_to_decide_with(as_role: Any) -> None:
    html = as_role("reader").get("/claims").text
    assert lines(html)
    assert "/decide" not in html
