"""What waits for a decision: lines of a queue, and the page with both sentences in their originals."""

import re
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from firsthand.model import Draft


@pytest.mark.parametrize("kind", ["conflicts", "variants", "single-origin"])
def test_a_queue_has_what_waits(client: TestClient, desk: Any, kind: str) -> None:
    html = client.get(f"/queue/{kind}").text
    found = re.findall(r'data-item data-id="([^"]+)"', html)
    assert found == [one.id for one in desk.queue(kind).items]


def test_where_every_decision_fits_it_is_said(client: TestClient) -> None:
    assert "Every decision still fits." in client.get("/queue/misfits").text


def test_there_are_no_other_queues(client: TestClient) -> None:
    assert client.get("/queue/opinions").status_code == 404


def test_a_conflict_sets_both_sentences_in_their_paragraphs_with_ways_into_both(
    client: TestClient, desk: Any
) -> None:
    waiting = next(one for one in desk.queue("conflicts").items if "90 or 40" in one.question)
    html = unescape(client.get(f"/queue/conflicts/{waiting.id}").text)
    assert waiting.question in html
    assert "<mark>40 tonnes of diesel had leaked into the harbour of Corvane</mark>" in html
    assert "<mark>90 tonnes of diesel had leaked into the harbour</mark>" in html
    assert "The institute said the fuel store had not been inspected" in html  # the sentence after it
    index = desk.index(waiting.story)
    for statement in (index.statement[one] for one in waiting.conflict.statements[:2]):
        back = f"/queue/conflicts/{waiting.id}"
        way = f"/documents/{statement.document}?at={statement.start}&back={back}#{statement.id}"
        assert f'href="{way}"' in html
        read = client.get(way.split("#")[0]).text  # and from the original back to the question
        assert f'href="{back}" data-key="q"' in read
    assert "Back to" not in client.get(f"/documents/{statement.document}?back=//elsewhere.example").text


def test_the_widest_answer_stands_first(client: TestClient, desk: Any) -> None:
    waiting = next(one for one in desk.queue("conflicts").items if "90 or 40" in one.question)
    html = client.get(f"/queue/conflicts/{waiting.id}").text
    assert re.findall(r"<b>(\d+)</b> origins? <span>· (\d+) document", html) == [("2", "5"), ("1", "2")]


def test_a_decision_leads_on_to_the_next_one_that_is_open(client: TestClient, desk: Any) -> None:
    first, second = desk.queue("conflicts").items
    html = client.get(f"/queue/conflicts/{first.id}").text
    form = re.search(r'<form class="act".*?</form>', html, re.DOTALL)
    assert form is not None
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[0]))
    answer = client.post("/decide", data=fields, follow_redirects=False)
    assert answer.headers["location"] == f"/queue/conflicts/{second.id}"
    html = client.get(f"/queue/conflicts/{second.id}").text
    assert "Accepted." in html
    assert 'name="back" value="/queue/conflicts"' in html  # none is left: back to the queue


def test_what_is_decided_stands_at_the_end_folded(client: TestClient, desk: Any) -> None:
    first, second = desk.queue("conflicts").items
    desk.decide(Draft("reject", first.id, reason="They speak of different times, see both."), reviewer="Ada")
    html = client.get("/queue/conflicts").text
    assert html.index(f'data-id="{second.id}"') < html.index("<summary>1 decided</summary>")
    assert html.index("<summary>1 decided</summary>") < html.index(f'data-id="{first.id}"')
    page = client.get(f"/queue/conflicts/{first.id}")
    assert page.status_code == 200
    assert "They speak of different times, see both." in page.text


def test_a_change_sets_both_wordings_in_step_and_in_their_originals(client: TestClient, desk: Any) -> None:
    waiting = desk.queue("variants").items[0]
    html = unescape(client.get(f"/queue/variants/{waiting.id}").text)
    assert '<span class="col diff">' in html
    assert "<mark>The valve was open all night</mark>" in html
    assert "<mark>The valve was open for the whole night</mark>" in html


def test_a_conflict_that_ended_is_told_with_where_to_look(client: TestClient, desk: Any) -> None:
    answer = client.get("/queue/conflicts/x-000000000000")
    assert answer.status_code == 404


def test_a_decision_that_fits_no_more_can_be_taken_back(client: TestClient, desk: Any) -> None:
    claim = desk.claims().items[0]
    statement = desk.claim(claim.id).statements.items[0]
    made = desk.decide(
        Draft("set-bounds", statement.id, reason="Only this part of it is said here.",
              start=statement.start, end=statement.end - 4), reviewer="Rosa Quill",
    ).decision  # fmt: skip
    assert "Every decision still fits." in client.get("/queue/misfits").text
    assert made.id in client.get("/decisions").text
