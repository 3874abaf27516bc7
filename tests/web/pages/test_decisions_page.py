"""All decisions: filtered, taken back, fitting no more, and where reviewers part."""

import html
import re

from firsthand.desk.shapes import Misfit
from firsthand.model import Draft
from firsthand.web.pages import decisions as pages

REASON = "Both documents were read side by side."


def _ids(page):
    return re.findall(r'data-id="([^"]+)" data-kind="decision"', page.text)


def _claims(desk):
    return [row.id for row in desk.claims(limit=500).items]


def test_all_decisions_stand_there_the_latest_first_with_their_reasons(client, desk):
    one, other, *_ = _claims(desk)
    first = desk.decide(Draft("accept", one, REASON), reviewer="Bo Aster").decision
    second = desk.decide(Draft("judge-claim", other, REASON, value="unproven"), reviewer="Cy Fenn").decision
    page = client.get("/decisions")
    assert _ids(page) == [second.id, first.id]
    assert page.text.count(REASON) == 2
    assert "unproven" in page.text


def test_they_are_filtered_by_reviewer_action_and_standing(client, desk):
    one, other, *_ = _claims(desk)
    first = desk.decide(Draft("accept", one, REASON), reviewer="Bo Aster").decision
    second = desk.decide(Draft("judge-claim", other, REASON, value="unproven"), reviewer="Cy Fenn").decision
    back = desk.decide(
        Draft("withdraw", first.id, "It was the wrong claim after all."), reviewer="Bo Aster"
    ).decision
    assert _ids(client.get("/decisions", params={"reviewer": "Cy Fenn"})) == [second.id]
    assert _ids(client.get("/decisions", params={"action": "accept"})) == [first.id]
    assert _ids(client.get("/decisions", params={"stands": "withdrawn"})) == [first.id]
    assert _ids(client.get("/decisions", params={"stands": "holds"})) == [back.id, second.id]
    assert "No decision fits these filters" in client.get("/decisions", params={"reviewer": "Nobody"}).text


def test_one_is_taken_back_with_one_click_by_who_made_it(client, desk):
    made = desk.decide(Draft("accept", _claims(desk)[0], REASON), reviewer="Rosa Quill").decision
    page = client.get("/decisions").text
    form = re.search(r'<form class="act" method="post" action="/decide">(.*?)</form>', page, re.DOTALL)[1]
    fields = {
        name: html.unescape(value) for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', form)
    }
    assert fields["action"] == "withdraw" and fields["target"] == made.id
    assert client.post("/decide", data=fields, follow_redirects=False).status_code == 303
    assert made.id not in desk.in_force()
    assert "withdrawn" in client.get("/decisions").text


def test_a_decision_has_an_address_of_its_own_with_all_others_on_the_same_thing(client, desk):
    claim = _claims(desk)[0]
    first = desk.decide(Draft("accept", claim, REASON), reviewer="Bo Aster").decision
    second = desk.decide(Draft("judge-claim", claim, REASON, value="unproven"), reviewer="Cy Fenn").decision
    page = client.get(f"/decisions/{first.id}")
    assert _ids(page)[0] == first.id
    assert second.id in _ids(page)
    assert f'href="/claims/{claim}"' in page.text


def test_a_decision_that_is_none_says_so(client):
    assert client.get("/decisions/dec-nothing").status_code == 404


def test_where_two_reviewers_part_both_stand_with_their_reasons(client, desk):
    claim = _claims(desk)[0]
    desk.decide(Draft("judge-claim", claim, REASON, value="false"), reviewer="Bo Aster")
    desk.decide(
        Draft("judge-claim", claim, "The ministry's own paper says so.", value="true enough"),
        reviewer="Cy Fenn",
    )
    section = re.search(r'id="partings".*?</section>', client.get("/decisions").text, re.DOTALL)[0]
    assert "Bo Aster" in section and "Cy Fenn" in section
    assert "false" in section and "true enough" in section


def test_two_who_say_the_same_do_not_part(client, desk):
    claim = _claims(desk)[0]
    desk.decide(Draft("judge-claim", claim, REASON, value="false"), reviewer="Bo Aster")
    desk.decide(Draft("judge-claim", claim, REASON, value="False"), reviewer="Cy Fenn")
    assert 'id="partings"' not in client.get("/decisions").text


def test_one_that_fits_no_more_says_why_and_can_be_applied_to_what_is_there_now(client, desk, monkeypatch):
    claim = _claims(desk)[0]
    made = desk.decide(Draft("judge-claim", claim, REASON, value="unproven"), reviewer="Bo Aster").decision
    lost = Misfit(made, "Its passage is in no document any more.")
    monkeypatch.setattr(desk, "misfits", lambda: (lost,))
    page = html.unescape(client.get("/decisions").text)
    section = re.search(r'id="loose".*?</section>', page, re.DOTALL)[0]
    assert lost.why in section
    form = re.search(r'<form class="refit".*?</form>', section, re.DOTALL)[0]
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    assert fields["action"] == "judge-claim" and fields["value"] == "unproven" and fields["reason"] == REASON
    assert 'name="target"' in form
    target = re.search(r'type="radio" name="target" value="([^"]+)"', form)
    if target:
        assert client.get("/decide", params=fields | {"target": target[1]}).status_code == 200


def test_names_with_markup_stay_words(client, desk):
    desk.decide(
        Draft(
            "judge-claim", _claims(desk)[0], "Said <script>alert(1)</script> three times over.", value="<b>no"
        ),
        reviewer="Bo <i>Aster",
    )
    page = client.get("/decisions").text
    assert "<script>alert" not in page and "<b>no" not in page and "<i>Aster" not in page
    assert "&lt;b&gt;no" in page


def test_a_long_history_comes_in_parts(client, desk, monkeypatch):
    made = [
        desk.decide(Draft("accept", one, REASON), reviewer="Bo Aster").decision.id
        for one in _claims(desk)[:5]
    ]
    monkeypatch.setattr(pages, "PART", 2)
    path, seen = "/decisions", []
    while path:
        page = client.get(path)
        seen += _ids(page)
        found = re.search(r'href="([^"]+)" rel="next"', page.text)
        path = html.unescape(found[1]) if found else ""
    assert seen == made[::-1]


def test_without_decisions_it_says_how_to_begin(client):
    assert "Nobody decided anything yet" in client.get("/decisions").text
