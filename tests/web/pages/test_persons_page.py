"""Persons: whom the case names, how they would leave it, and who may see that."""

import html
import re

from firsthand.model import Draft
from firsthand.web.pages import persons as pages

REASON = "Asked us in writing not to be named anywhere."


def _person(desk, *, shown):
    return next(row for row in desk.persons(limit=500).items if row.shown == shown)


def test_only_reviewers_and_the_owner_see_who_is_named(as_role):
    assert as_role("reader").get("/persons").status_code == 403
    assert as_role("reviewer").get("/persons").status_code == 200
    assert as_role("owner").get("/persons").status_code == 200


def test_everybody_is_listed_with_what_would_be_shown_and_the_passage(client, desk):
    page = html.unescape(client.get("/persons").text)
    for row in desk.persons(limit=500).items:
        assert f'id="{row.person.id}"' in page
        assert row.person.name in page
        assert row.shown or f"leaves as <b>{row.shown_as}</b>" in page
    assert "<blockquote" in page


def test_there_is_no_search_no_export_no_order_by_frequency_and_it_says_why(client):
    main = client.get("/persons").text.split("<main")[1].split("</main>")[0]
    assert "<input" not in main.replace('<input type="hidden"', "")
    assert "download" not in main
    assert "sort=" not in main
    assert "must not become a way to find or follow a person" in main


def test_a_person_is_hidden_with_a_reason_and_shown_again_by_taking_it_back(client, desk):
    row = _person(desk, shown=True)
    sent = client.post(
        "/decide",
        data={"action": "hide-person", "target": row.person.id, "reason": REASON, "back": "/persons"},
        follow_redirects=False,
    )
    assert sent.status_code == 303, sent.text
    hidden = next(r for r in desk.persons(limit=500).items if r.person.id == row.person.id)
    assert not hidden.shown and hidden.shown_as.startswith("Person ")
    page = html.unescape(client.get("/persons?which=hidden").text)
    assert f"leaves as <b>{hidden.shown_as}</b>" in page and REASON in page
    desk.decide(
        Draft("withdraw", hidden.decision.id, "It was another person of that name."), reviewer="Bo Aster"
    )
    assert _person(desk, shown=True).person.id == row.person.id or any(
        r.shown for r in desk.persons(limit=500).items if r.person.id == row.person.id
    )


def test_a_preview_shows_the_sentence_without_the_name(client, desk):
    row = _person(desk, shown=True)
    desk.decide(Draft("hide-person", row.person.id, REASON), reviewer="Bo Aster")
    hidden = next(r for r in desk.persons(limit=500).items if r.person.id == row.person.id)
    page = html.unescape(client.get("/persons", params={"look": row.person.id}).text)
    leaves = re.search(r'id="leaves">(.*?)</div>', page, re.DOTALL)[1]
    assert hidden.shown_as in leaves.replace("<mark>", "").replace("</mark>", "")
    for name in (row.person.name, *row.person.aliases):
        assert name not in leaves


def test_an_id_of_nobody_is_no_error(client):
    assert client.get("/persons", params={"look": "per-nobody", "after": "per-nobody"}).status_code == 200


def test_many_persons_come_in_parts(client, desk, monkeypatch):
    total = desk.persons(limit=500).total
    assert total > 1
    monkeypatch.setattr(pages, "PART", 1)
    path, seen = "/persons", []
    while path:
        page = client.get(path).text
        seen += re.findall(r'data-id="([^"]+)" data-kind="person"', page)
        found = re.search(r'href="([^"]+)" rel="next"', page)
        path = html.unescape(found[1]) if found else ""
    assert len(seen) == len(set(seen)) == total
