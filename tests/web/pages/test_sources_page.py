"""Sources: the list, one source, and what may be decided on it."""

import re
from urllib.parse import parse_qs, urlsplit

from firsthand.desk.shapes import Asked
from firsthand.model import Draft
from firsthand.web.pages import sources

REASON = "The byline of both documents shows that."


def _source(desk, kind=None):
    return next(r for r in desk.sources(limit=500).items if kind is None or r.source.kind == kind)


def test_the_list_begins_with_whom_most_begins_and_leads_to_each(client, desk):
    page = client.get("/sources").text
    rows = desk.sources().items
    found = [page.index(f'data-id="{row.source.id}"') for row in rows]
    assert found == sorted(found)
    assert client.get(f"/sources/{rows[0].source.id}").status_code == 200


def test_a_name_is_looked_for_among_those_who_speak(client, desk):
    page = client.get("/sources", params={"text": "institute"}).text
    assert "Bay Institute" in page
    assert "port authority" not in page.split("<tbody>")[1].lower()


def test_a_name_nobody_has_is_said_to_be_nobodys(client):
    page = client.get("/sources", params={"text": "<b>Zorrow"}).text
    assert "No source of this case" in page
    assert "&lt;b&gt;Zorrow" in page and "<b>Zorrow" not in page


def test_a_source_shows_its_names_and_the_claims_that_begin_with_it(client, desk):
    row = _source(desk)
    page = client.get(f"/sources/{row.source.id}").text
    for claim in desk.claims(Asked(origin=row.source.id)).items:
        assert f'href="/claims/{claim.id}"' in page
    for alias in row.source.aliases[:3]:
        assert alias.replace("'", "&#39;") in page


def test_a_persons_page_is_no_list_of_their_days_and_places(client, desk):
    row = _source(desk, "person")
    page = client.get(f"/sources/{row.source.id}").text
    main = page.split("<main")[1].split('id="merge"')[0]
    assert row.source.name in main
    assert "Documents that have" not in main
    assert not re.search(r"published \d", main)
    assert "March 2021" not in re.sub(r'<p class="text".*?</p>', "", main, flags=re.DOTALL)


def test_an_organisation_shows_the_documents_that_have_it_in_a_chain(client, desk):
    institute = next(r for r in desk.sources(text="Bay Institute").items)
    page = client.get(f"/sources/{institute.source.id}").text
    assert "Documents that have it in a chain" in page
    assert "Corvane Post" in page


def test_a_merge_is_asked_for_with_those_that_were_picked_and_makes_one_source(client, desk):
    one = desk.sources(text="Bay Institute").items[0].source
    other = desk.sources(text="authority").items[0].source
    page = client.get(f"/sources/{one.id}", params={"find": "authority"}).text
    assert f'name="others" value="{other.id}"' in page
    asked = client.get(
        "/decide",
        params={
            "action": "merge-sources",
            "target": one.id,
            "others": other.id,
            "back": f"/sources/{one.id}",
        },
    )
    assert asked.status_code == 200
    sent = client.post(
        "/decide",
        data={
            "action": "merge-sources", "target": one.id, "others": other.id, "reason": REASON,
            "back": f"/sources/{one.id}",
        },
        follow_redirects=False,
    )  # fmt: skip
    assert sent.status_code == 303, sent.text
    led = client.get(f"/sources/{other.id}", follow_redirects=False)
    assert led.status_code == 303
    assert led.headers["location"] == f"/sources/{one.id}"


def test_a_source_is_split_by_choosing_statements(client, desk):
    one = desk.sources(text="Bay Institute").items[0].source
    page = client.get(f"/sources/{one.id}?split=1").text
    offered = re.findall(r'name="others" value="(s-[^"]+)"', page)
    assert len(offered) > 1
    sent = client.post(
        "/decide",
        data={
            "action": "split-source", "target": one.id, "others": offered[0], "value": "Bay Watchers",
            "reason": REASON,
        },
        follow_redirects=False,
    )  # fmt: skip
    assert sent.status_code == 303, sent.text
    assert any(r.source.name == "Bay Watchers" for r in desk.sources(text="Bay Watchers").items)


def test_a_source_is_renamed_and_the_decision_stands_on_its_page(client, desk):
    one = desk.sources(text="authority").items[0].source
    desk.decide(Draft("rename-source", one.id, REASON, value="Corvane Port Authority"), reviewer="Bo Aster")
    page = client.get(f"/sources/{one.id}").text
    assert "Corvane Port Authority" in page
    assert "Bo Aster" in page and REASON in page


def test_a_reader_sees_no_way_to_decide(as_role, desk):
    page = as_role("reader").get(f"/sources/{_source(desk).source.id}").text
    assert "/decide" not in page
    assert 'id="merge"' not in page


def test_a_source_that_is_gone_says_so(client):
    answer = client.get("/sources/src-nobody")
    assert answer.status_code == 404
    assert "src-nobody" in answer.text


def test_links_to_later_parts_keep_what_was_asked(client, desk, monkeypatch):
    monkeypatch.setattr(sources, "PART", 1)
    page = client.get("/sources", params={"text": "a"}).text
    onward = re.search(r'href="([^"]+)" rel="next"', page)[1].replace("&amp;", "&")
    assert parse_qs(urlsplit(onward).query)["text"] == ["a"]
    assert client.get(onward).text != page
