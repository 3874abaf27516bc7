"""Records: by type, filtered, and each with what stands behind its answers."""

import html
import re

import pytest
from bay_story import originals

from firsthand.building import build_from
from firsthand.desk.open_desk import open_desk
from firsthand.model import Draft
from firsthand.read import Original
from firsthand.web.pages import records as pages

REASON = "Checked against the original of the institute."


@pytest.fixture(scope="module")
def built_case(tmp_path_factory):
    """The story of the tests with a codebook that has records of spills."""
    path = tmp_path_factory.mktemp("register") / "bay.case"
    others = (
        "The fire brigade said an explosion at the paper mill in Ostwick killed three on 7 June 2020.",
        "A fire destroyed the warehouse in Pellmouth on 2 May 2019, the town council said.",
    )
    papers = [Original(f"wire-{n}.txt", f"{text}\n".encode()) for n, text in enumerate(others)]
    build_from([*originals(), *papers], case=path, codebook="industrial-accidents", processes=1).close()
    return path


def _records(desk):
    return desk.records(limit=500).items


def test_records_stand_by_type_with_the_columns_of_the_codebook(client, desk):
    rows = _records(desk)
    assert rows, "the story of the tests has records"
    kind = rows[0].record.type
    page = client.get("/records", params={"type": kind}).text
    for row in rows:
        if row.record.type == kind:
            assert f'href="/records/{row.record.id}"' in page
    rule = desk.codebook.type(kind)
    assert f">{html.escape(rule.field(rows[0].record.fields[0].name).label)}</th>" in page


def test_a_filter_leaves_what_fits_and_says_how_many(client, desk):
    row = _records(desk)[0]
    word = row.record.title.split()[0].strip(",")
    page = client.get("/records", params={"type": row.record.type, "text": word}).text
    assert f'href="/records/{row.record.id}"' in page
    none = client.get("/records", params={"type": row.record.type, "text": "zorrow"}).text
    assert "No record fits these filters" in none


def test_only_decided_ones_are_shown_where_that_is_asked_for(client, desk):
    row = _records(desk)[0]
    asked = {"type": row.record.type, "state": "accepted"}
    assert f'href="/records/{row.record.id}"' not in client.get("/records", params=asked).text
    desk.decide(Draft("accept", row.record.id, REASON), reviewer="Bo Aster")
    assert f'href="/records/{row.record.id}"' in client.get("/records", params=asked).text


def test_every_answer_of_a_record_leads_to_its_claims_and_to_its_passages(client, desk):
    for row in _records(desk):
        page = html.unescape(client.get(f"/records/{row.record.id}").text)
        for value in (v for f in row.record.fields for v in f.values):
            assert value.text in page
            assert f'href="/claims/{value.claims[0]}"' in page
            first = desk.index(row.record.story).statement[value.statements[0]]
            assert f'href="/documents/{first.document}?at={first.start}#{first.id}"' in page


def test_a_record_is_accepted_and_rejected_with_a_reason(client, desk):
    row = _records(desk)[0]
    accepted = client.post(
        "/decide",
        data={"action": "accept", "target": row.record.id, "back": f"/records/{row.record.id}"},
        follow_redirects=False,
    )
    assert accepted.status_code == 303, accepted.text
    assert "accepted" in client.get(f"/records/{row.record.id}").text
    rejected = client.post(
        "/decide",
        data={
            "action": "reject", "target": row.record.id, "reason": "It is the same spill as another record.",
            "back": "/records",
        },
        follow_redirects=False,
    )  # fmt: skip
    assert rejected.status_code == 303, rejected.text
    assert row.record.id not in {r.record.id for r in _records(desk) if r.state != "rejected"}


def test_a_record_that_is_gone_says_so(client):
    answer = client.get("/records/r-nothing")
    assert answer.status_code == 404
    assert "r-nothing" in answer.text


def test_a_long_list_comes_in_parts_and_none_is_lost(client, desk, monkeypatch):
    kinds = [r.record.type for r in _records(desk)]
    kind = max(set(kinds), key=kinds.count)
    assert kinds.count(kind) > 1
    monkeypatch.setattr(pages, "PART", 1)
    path, seen = f"/records?type={kind}", []
    while path:
        page = client.get(path).text
        seen += re.findall(r'data-kind="record"[^>]*>.*?href="/records/([^"]+)" data-open', page, re.DOTALL)
        found = re.search(r'href="([^"]+)" rel="next"', page)
        path = html.unescape(found[1]) if found else ""
    assert sorted(seen) == sorted(r.record.id for r in _records(desk) if r.record.type == kind)


@pytest.fixture
def without_codebook(tmp_path):
    path = tmp_path / "plain.case"
    text = "The Lark Society said on Monday that nine herons had returned to Pell marsh.\n"
    build_from([Original("lark.txt", text.encode())], case=path, codebook="none", processes=1).close()
    with open_desk(path) as desk:
        yield desk


def test_a_case_without_a_codebook_says_how_to_get_one(without_codebook, app, client):
    app.state.desk = without_codebook
    page = client.get("/records")
    assert page.status_code == 200
    assert "keeps no records" in page.text
    assert "firsthand codebook list" in page.text
