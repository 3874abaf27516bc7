"""A decision on something that is gone: why it is, what has become of it, and nothing typed is lost."""

from html import unescape
from typing import Any

from starlette.testclient import TestClient

from firsthand.model import Draft

REASON = "The passage speaks of another harbour, see its second line."
OTHERS = "Both tell of the same tonnes of diesel."


def send(client: TestClient, **fields: Any) -> Any:
    return client.post("/decide", data=fields, follow_redirects=False)


def test_a_claim_that_was_merged_meanwhile_leads_to_what_it_became(client: TestClient, desk: Any) -> None:
    kept, merged = (row.id for row in desk.claims().items[:2])
    desk.decide(Draft("merge-claims", kept, reason=OTHERS, others=(merged,)), reviewer="Ben Okoro")
    answer = send(
        client, action="judge-claim", target=merged, value="Well told", reason=REASON, back="/claims"
    )
    text = unescape(answer.text)
    assert answer.status_code == 409
    assert REASON in text and "Well told" in text
    assert f'href="/claims/{kept}"' in text
    assert "Ben Okoro" in text and OTHERS in text
    assert len(desk.decisions().items) == 1


def test_a_claim_that_was_rejected_meanwhile_says_by_whom_and_why(client: TestClient, desk: Any) -> None:
    claim = desk.claims().items[0].id
    desk.decide(Draft("reject", claim, reason=OTHERS), reviewer="Ben Okoro")
    for part in ({}, {"x-part": "form"}):
        answer = client.post(
            "/decide",
            data={"action": "judge-claim", "target": claim, "value": "Well told", "reason": REASON},
            headers=part,
        )
        text = unescape(answer.text)
        assert answer.status_code == 409
        assert REASON in text and "Well told" in text
        assert "Ben Okoro" in text and OTHERS in text
    assert len(desk.decisions().items) == 1


def test_a_statement_that_left_meanwhile_loses_no_name_that_was_typed(client: TestClient, desk: Any) -> None:
    claim = desk.claims().items[0].id
    statement = desk.claim(claim).statements.items[0].id
    desk.decide(Draft("reject", statement, reason=OTHERS), reviewer="Ben Okoro")
    names = ["Orsolya Tamm", "Bay Institute"]
    answer = send(
        client, action="set-attribution", target=statement, chain=names, reason=REASON, back="/claims"
    )
    text = unescape(answer.text)
    assert answer.status_code == 409
    assert all(name in text for name in (*names, REASON, "Ben Okoro", OTHERS))


def test_an_id_of_an_older_build_says_where_to_look(client: TestClient) -> None:
    for path in ("/claims/c-000000000000", "/documents/d-000000000000", "/queue/conflicts/x-000000000000"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "Look for it by its words." in answer.text
    answer = send(client, action="accept", target="s-000000000000", back="/claims")
    assert answer.status_code == 409 and "Look for it by its words." in answer.text


def test_a_statement_decided_on_after_its_claim_was_merged_is_still_that_statement(
    client: TestClient, desk: Any
) -> None:
    kept, merged = (row.id for row in desk.claims().items[:2])
    statement = desk.claim(merged).statements.items[0].id
    desk.decide(Draft("merge-claims", kept, reason=OTHERS, others=(merged,)), reviewer="Ben Okoro")
    answer = send(client, action="accept", target=statement, back=f"/claims/{merged}")
    assert answer.status_code == 303
    assert client.get(answer.headers["location"], follow_redirects=True).status_code == 200
    assert desk.decisions(target=statement).items[0].action == "accept"


def test_who_decides_in_the_moment_before_another_is_told_as_well(client: TestClient, desk: Any) -> None:
    claim = desk.claims().items[0].id
    mine = send(client, action="judge-claim", target=claim, value="Well told", reason=REASON, back="/claims")
    other = Draft("judge-claim", claim, reason=OTHERS, value="Told by one")
    desk.decide(other, reviewer="Ben Okoro")  # before the page that follows is asked for
    text = unescape(client.get(mine.headers["location"]).text)
    assert "The verdict stands." in text
    assert "Ben Okoro" in text and OTHERS in text and "Both are kept; the later one holds." in text
    assert [one.reason for one in desk.decisions(target=claim).items] == [OTHERS, REASON]
