"""The overview: where the case stands, what waits, what is new since the last visit."""

import re
from datetime import UTC, datetime, timedelta

from firsthand.model import Draft
from firsthand.web.views.whole.visits import COOKIE

REASON = "Checked against the original of the institute."


def _text(answer):
    assert answer.status_code == 200, answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def _visited(ago):
    """Return what the browser keeps of a visit some time ago."""
    looked = (datetime.now(UTC) - ago).isoformat(timespec="seconds")
    return f"|{looked}"


def test_it_says_it_all_in_one_sentence_and_counts_what_waits_with_the_way_to_it(client, desk):
    page = client.get("/")
    seen = desk.overview()
    assert seen.headline in _text(page)
    for count in (*seen.waiting, *seen.counts):
        assert f'href="{count.path.replace("&", "&amp;")}"' in page.text, count
        assert f"<b>{count.number:,}</b>" in page.text


def test_what_is_contested_and_what_rests_on_one_origin_leads_to_its_page(client, desk):
    page, seen = client.get("/").text, desk.overview()
    assert seen.contested and seen.alone
    for one in seen.contested:
        assert f'href="/queue/conflicts/{one.id}"' in page
    for row in seen.alone:
        assert f'href="/claims/{row.id}"' in page


def test_how_much_is_decided_grows_with_the_decisions(client, desk):
    total = desk.queue("conflicts", limit=1).total
    assert f"None of {total} conflicts were decided" in _text(client.get("/"))
    conflict = desk.queue("conflicts").items[0].id
    desk.decide(Draft("accept", conflict, REASON), reviewer="Bo Aster")
    assert f"1 of {total} conflicts was decided" in _text(client.get("/"))


def test_what_is_decided_is_not_said_to_be_uncontested(client, desk):
    for conflict in desk.queue("conflicts").items:
        desk.decide(Draft("accept", conflict.id, REASON), reviewer="Bo Aster")
    text = _text(client.get("/"))
    assert "Every conflict is decided." in text
    assert "Nothing is contested" not in text


def test_the_first_visit_is_told_to_be_the_first(client):
    assert "first look at this case" in _text(client.get("/"))


def test_decisions_of_others_since_the_last_visit_are_new_once_one_comes_back(client, desk):
    conflict = desk.queue("conflicts").items[0].id
    client.cookies.set(COOKIE, _visited(timedelta(hours=2)))
    desk.decide(Draft("accept", conflict, REASON), reviewer="Bo Aster")
    text = _text(client.get("/"))
    assert "New since your last visit" in text
    assert "1 decision by others" in text
    assert "Bo Aster" in text


def test_what_one_decided_oneself_is_not_news(client, desk):
    client.cookies.set(COOKIE, _visited(timedelta(hours=2)))
    desk.decide(Draft("accept", desk.queue("conflicts").items[0].id, REASON), reviewer="Rosa Quill")
    text = _text(client.get("/"))
    assert "by others" not in text


def test_a_new_build_is_news(client, desk):
    client.cookies.set(COOKIE, _visited(timedelta(days=900)))
    assert "The case was built again" in _text(client.get("/"))


def test_a_broken_cookie_is_a_first_visit(client):
    for value in ("nonsense", "2031-01-01|", "|2999-01-01T00:00:00+00:00", "|2021-01-01T00:00:00"):
        client.cookies.set(COOKIE, value)
        assert "first look at this case" in _text(client.get("/"))


def test_the_browser_remembers_the_visit_and_no_script_can_read_that(client):
    told = client.get("/").headers["set-cookie"]
    assert told.startswith(f"{COOKIE}=")
    assert "HttpOnly" in told and "SameSite=strict" in told


def test_figures_and_dates_and_places_are_drawn_with_links_to_what_they_stand_for(client, desk):
    page = client.get("/").text
    assert 'class="axis wide"' in page or 'class="steps wide"' in page
    linked = set(re.findall(r'<a href="(/claims/[^"]+)" class="(?:event|step)', page))
    assert linked
    for path in linked:
        assert client.get(path).status_code == 200
    assert 'class="atlas wide"' in page or 'class="map"' in page or "Nothing to put on a map" in page


def test_a_decision_is_shown_among_the_last_ones(client, desk):
    claim = desk.claims().items[0]
    desk.decide(Draft("judge-claim", claim.id, REASON, value="mostly true"), reviewer="Bo Aster")
    text = _text(client.get("/"))
    assert "Bo Aster judged a claim" in text
    assert "mostly true" in text


def test_without_decisions_it_says_how_to_begin(client):
    assert "Nobody decided anything yet" in _text(client.get("/"))


def test_a_reader_is_not_told_whom_a_decision_named(as_role, desk):
    person = desk.persons().items[0]
    action = "hide-person" if person.shown else "show-person"
    desk.decide(
        Draft(action, person.person.id, "Asked us not to be named in the report."), reviewer="Bo Aster"
    )
    latest = re.search(r'id="recent".*', as_role("reader").get("/").text, re.DOTALL)[0]
    assert person.person.name not in latest
    assert person.person.name in re.search(r'id="recent".*', as_role("reviewer").get("/").text, re.DOTALL)[0]
