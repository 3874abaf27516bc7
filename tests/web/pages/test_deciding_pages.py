"""The one place where decisions are sent: kept and gone on from, or back as they were typed."""

import re
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from firsthand.model import Draft
from firsthand.model.errors import BusyCaseError, ReadOnlyCaseError

REASON = "The passage speaks of another harbour, see its second line."


def first_claim(desk: Any) -> Any:
    return desk.claims().items[0]


def send(client: TestClient, **fields: Any) -> Any:
    return client.post("/decide", data=fields, follow_redirects=False)


def test_accepting_needs_no_words_and_leads_back(client: TestClient, desk: Any) -> None:
    claim = first_claim(desk)
    answer = send(client, action="accept", target=claim.id, back=f"/claims/{claim.id}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/claims/{claim.id}")
    made = desk.decisions().items[0]
    assert (made.action, made.target, made.reviewer) == ("accept", claim.id, "Rosa Quill")
    page = client.get(f"/claims/{claim.id}").text
    assert "<b>Accepted.</b>" in page
    assert 'data-key="u"' in page


def test_a_preset_is_the_reason_and_what_is_typed_goes_with_it(client: TestClient, desk: Any) -> None:
    conflict = desk.queue("conflicts").items[0]
    send(
        client,
        action="reject",
        target=conflict.id,
        preset="They speak of different times.",
        reason="See line 2.",
    )
    assert desk.decisions().items[0].reason == "They speak of different times. See line 2."
    assert conflict.id not in [one.id for one in desk.queue("conflicts").items if one.state == "open"]


@pytest.mark.parametrize("reason", ["", "because", "no"])
def test_what_gives_no_reason_comes_back_with_the_message_at_its_field(
    client: TestClient, desk: Any, reason: str
) -> None:
    claim = first_claim(desk)
    answer = send(client, action="reject", target=claim.id, reason=reason, back="/claims")
    assert answer.status_code == 422
    assert f"{reason}</textarea>" in answer.text
    assert re.search(r'<textarea id="reason"[^>]*aria-invalid="true"', answer.text)
    assert not desk.decisions().items


def test_all_that_was_typed_comes_back(client: TestClient, desk: Any) -> None:
    statement = desk.claim(first_claim(desk).id).statements.items[0]
    answer = send(
        client, action="set-attribution", target=statement.id, reason="no", chain=["Dora Vint", "The Lamp"],
        back="/claims?q=a&sort=text",
    )  # fmt: skip
    html = unescape(answer.text)
    assert answer.status_code == 422
    assert 'value="Dora Vint"' in html and 'value="The Lamp"' in html
    assert 'name="back" value="/claims?q=a&sort=text"' in html


def test_bounds_can_be_set_by_the_words_themselves(client: TestClient, desk: Any) -> None:
    row = next(row for row in desk.claims().items if row.text.startswith("90 tonnes"))
    told = desk.claim(row.id).statements.items
    statement = next(one for one in told if one.text.startswith("90 tonnes"))
    answer = send(
        client, action="set-bounds", target=statement.id, words="90 tonnes of diesel had leaked",
        preset="The passage began or ended in the wrong place.", back="/claims",
    )  # fmt: skip
    assert answer.status_code == 303
    edited = desk.index(row.story).statement[statement.id]
    assert edited.text == "90 tonnes of diesel had leaked"


def test_words_that_do_not_stand_there_are_told_at_their_field(client: TestClient, desk: Any) -> None:
    statement = desk.claim(first_claim(desk).id).statements.items[0]
    answer = send(
        client, action="set-bounds", target=statement.id, words="whales and dolphins", reason=REASON
    )
    assert answer.status_code == 422
    assert "These words do not stand in the document like this." in answer.text
    assert "whales and dolphins</textarea>" in answer.text
    assert REASON in unescape(answer.text)


def test_a_missed_statement_is_added_by_its_words(client: TestClient, desk: Any) -> None:
    document = next(row for row in desk.documents().items if row.name == "dorne-gazette.txt")
    answer = send(
        client, action="add-statement", target=document.id, words="Two  fishermen of Corvane",
        preset="The passage states this, and it was missed.",
    )  # fmt: skip
    assert answer.status_code == 303
    texts = [one.text for one in desk.document(document.id).statements]
    assert "Two fishermen of Corvane" in texts


def test_a_verdict_is_kept_with_its_reason(client: TestClient, desk: Any) -> None:
    claim = first_claim(desk)
    answer = send(client, action="judge-claim", target=claim.id, value="Well supported", reason=REASON)
    assert answer.status_code == 303
    assert "Well supported" in client.get(f"/claims/{claim.id}").text


def test_statements_chosen_are_split_off(client: TestClient, desk: Any) -> None:
    claim = first_claim(desk)
    chosen = desk.claim(claim.id).statements.items[0].id
    form = client.get("/decide", params={"action": "split-claim", "target": claim.id, "others": chosen})
    assert form.status_code == 200 and chosen in form.text
    answer = send(client, action="split-claim", target=claim.id, others=[chosen], reason=REASON)
    assert answer.status_code == 303
    index = desk.index(claim.story)
    assert index.claim_of[chosen] != claim.id


def test_splitting_without_choosing_says_what_to_do(client: TestClient, desk: Any) -> None:
    answer = client.get("/decide", params={"action": "split-claim", "target": first_claim(desk).id})
    assert answer.status_code == 422
    assert "Choose first which statements" in answer.text


def test_claims_that_say_the_same_become_one(client: TestClient, desk: Any) -> None:
    one, other = (
        next(row for row in desk.claims().items if row.text.startswith(start))
        for start in ("The valve was open", "The valve had been open")
    )
    form = client.get("/decide", params={"action": "merge-claims", "target": one.id})
    assert f'value="{other.id}"' in form.text
    found = client.get("/decide", params={"action": "merge-claims", "target": one.id, "find": "birds"})
    assert "dead birds" in found.text and f'value="{other.id}"' not in found.text
    send(client, action="merge-claims", target=one.id, others=[other.id], reason=REASON)
    assert desk.claim(other.id).claim.id == one.id


def test_the_same_is_decided_on_several_at_once_and_undone_at_once(client: TestClient, desk: Any) -> None:
    first, second = desk.queue("conflicts").items
    send(client, action="accept", target=first.id, others=[second.id], back="/queue/conflicts")
    assert [one.state for one in desk.queue("conflicts").items] == ["accepted", "accepted"]
    page = client.get("/queue/conflicts").text
    assert "Accepted. 1 like it, too." in page
    form = re.search(
        r'<form class="act" method="post" action="/decide">(?:(?!</form>).)*withdraw.*?</form>',
        page,
        re.DOTALL,
    )
    assert form is not None
    fields: dict[str, Any] = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[0]))
    send(client, **fields)
    assert [one.state for one in desk.queue("conflicts").items] == ["open", "open"]


def test_undo_takes_back_ones_own_last_decision_that_holds(client: TestClient, desk: Any) -> None:
    claim = first_claim(desk)
    desk.decide(Draft("accept", claim.id), reviewer="Rosa Quill")
    desk.decide(Draft("accept", desk.claims().items[1].id), reviewer="Ben Okoro")
    form = client.get("/decide", params={"action": "withdraw", "target": "last"})
    assert form.status_code == 200
    send(client, action="withdraw", target="last", preset="It was decided by mistake.")
    states = {row.id: row.state for row in desk.claims().items}
    assert states[claim.id] == "open"
    assert states[desk.claims().items[1].id] == "accepted"
    answer = send(client, action="withdraw", target="last", preset="It was decided by mistake.")
    assert answer.status_code == 422
    assert "You have no decision that could be taken back." in answer.text


def test_what_a_colleague_decided_meanwhile_is_told_and_both_are_kept(client: TestClient, desk: Any) -> None:
    claim = first_claim(desk)
    desk.decide(Draft("reject", desk.queue("conflicts").items[0].id, reason=REASON), reviewer="Ben Okoro")
    conflict = desk.queue("conflicts").items[-1]
    send(client, action="accept", target=conflict.id, seen="", back="/queue/conflicts")
    page = unescape(client.get("/queue/conflicts").text)
    assert '<b dir="auto">Ben Okoro</b> decided on this at' in page
    assert REASON in page and "Both are kept; the later one holds." in page
    assert len(desk.decisions(target=conflict.id).items) == 2
    assert desk.claim(claim.id)


def test_the_form_tells_what_was_decided_since_the_page_was_opened(client: TestClient, desk: Any) -> None:
    conflict = desk.queue("conflicts").items[0]
    seen = desk.decide(Draft("accept", conflict.id), reviewer="Ada").decision
    later = desk.decide(Draft("reject", conflict.id, reason=REASON), reviewer="Ben Okoro").decision
    page = client.get("/decide", params={"action": "accept", "target": conflict.id, "seen": seen.id}).text
    assert 'class="meanwhile"><b dir="auto">Ben Okoro</b>' in page
    assert f'name="seen" value="{later.id}"' in page


@pytest.mark.parametrize(
    "back",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"],
)
def test_a_decision_never_leads_out_of_the_desk(client: TestClient, desk: Any, back: str) -> None:
    claim = first_claim(desk)
    answer = send(client, action="accept", target=claim.id, back=back)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/claims/{claim.id}"


def test_from_the_page_of_what_was_rejected_one_is_led_to_its_story(client: TestClient, desk: Any) -> None:
    claim = first_claim(desk)
    answer = send(client, action="reject", target=claim.id, reason=REASON, back=f"/claims/{claim.id}")
    assert answer.headers["location"] == f"/claims?story={claim.story}"
    assert client.get(answer.headers["location"]).status_code == 200


def test_what_is_gone_is_told_and_what_was_typed_is_kept(client: TestClient) -> None:
    answer = send(client, action="reject", target="c-000000000000", reason=REASON, back="/claims")
    assert answer.status_code == 409
    assert REASON in unescape(answer.text)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            BusyCaseError("Another firsthand writes this case. Try again."),
            "Another firsthand writes this case.",
        ),
        (ReadOnlyCaseError("The case can only be read here."), "The case can only be read here."),
    ],
)
def test_a_case_that_cannot_be_written_keeps_what_was_typed(
    client: TestClient, desk: Any, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise error

    monkeypatch.setattr(desk, "decide_all", refuse)
    answer = send(client, action="reject", target=first_claim(desk).id, reason=REASON, back="/claims")
    assert answer.status_code == 503
    assert said in answer.text
    assert f"{REASON}</textarea>" in unescape(answer.text)


def test_a_reader_decides_nothing(as_role: Any, desk: Any) -> None:
    reader = as_role("reader")
    claim = first_claim(desk)
    assert send(reader, action="accept", target=claim.id).status_code == 403
    assert reader.get("/decide", params={"action": "reject", "target": claim.id}).status_code == 403
    assert not desk.decisions().items


def test_without_the_pages_own_mark_nothing_is_decided(client: TestClient, desk: Any) -> None:
    del client.headers["x-csrf"]
    assert send(client, action="accept", target=first_claim(desk).id, csrf="guess").status_code == 403
    assert not desk.decisions().items


def test_a_script_gets_the_form_alone_and_then_where_to_go(client: TestClient, desk: Any) -> None:
    claim = first_claim(desk)
    form = client.get("/decide", params={"action": "reject", "target": claim.id, "part": "form"})
    assert form.headers["x-part"] == "form"
    assert "<html" not in form.text
    fields = {"action": "reject", "target": claim.id, "back": "/claims"}
    refused = client.post("/decide", data=fields, headers={"x-part": "form"})
    assert (refused.status_code, refused.headers["x-part"]) == (422, "form")
    made = client.post("/decide", data=fields | {"reason": REASON}, headers={"x-part": "form"})
    assert made.headers["x-part"] == "made"
    assert made.json()["to"] == "/claims"


def test_news_tell_what_others_decided_in_words(client: TestClient, desk: Any) -> None:
    since = desk.revision
    claim = first_claim(desk)
    desk.decide(Draft("judge-claim", claim.id, reason=REASON, value="Refuted"), reviewer="Ben Okoro")
    news = client.get("/news", params={"since": since}).json()
    assert news["revision"] != since
    assert [(one["reviewer"], one["target"]) for one in news["decisions"]] == [("Ben Okoro", claim.id)]
    assert news["decisions"][0]["words"] == f"The verdict stands. {REASON}"
    assert client.get("/news", params={"since": news["revision"]}).json()["decisions"] == []


def test_names_with_markup_in_them_stay_names(client: TestClient, desk: Any) -> None:
    claim = first_claim(desk)
    statement = desk.claim(claim.id).statements.items[0]
    name = "<img src=x onerror=alert(1)>"
    send(client, action="set-attribution", target=statement.id, chain=[name], reason=REASON)
    send(client, action="judge-claim", target=claim.id, value="<b>no</b>", reason=f"<i>{REASON}</i>")
    for page in (f"/claims/{claim.id}", "/claims", f"/decide?action=set-attribution&target={statement.id}"):
        html = client.get(page).text
        assert "<img src=x" not in html and "<b>no</b>" not in html and "<i>The" not in html
