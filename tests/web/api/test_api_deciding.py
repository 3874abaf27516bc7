"""Deciding by the API: once, whatever is lost on the way; together or not at all; beside the pages."""

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi import FastAPI
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from firsthand.desk.shapes import Made
from firsthand.web.api.again import Answers, KeyReusedError
from firsthand.web.api.api import make_api
from firsthand.web.door import AccountsFile, Door

Maker = Callable[..., TestClient]
REASON = "The harbour in the second sentence is another one."
_MADE = TypeAdapter(Made)


def reject(target: str, **more: object) -> dict[str, object]:
    return {"action": "reject", "target": target, "reason": REASON, **more}


def test_a_decision_is_kept_under_the_name_of_the_token(with_token: Maker, desk: Any, a_claim: str) -> None:
    answer = with_token("reviewer", name="Ada Lind").post("/decisions", json=reject(a_claim))
    assert answer.status_code == 201
    made = _MADE.validate_json(answer.content)
    assert (made.decision.reviewer, made.decision.action, made.decision.target) == (
        "Ada Lind", "reject", a_claim,
    )  # fmt: skip
    assert desk.decisions().items[0] == made.decision
    assert made.decision.id in desk.in_force()
    assert answer.headers["location"] == f"/api/v1/decisions?target={a_claim}"


def test_a_reader_decides_nothing_and_a_reviewer_does_not_build(
    with_token: Maker, desk: Any, a_claim: str
) -> None:
    for role, path, body in (
        ("reader", "/decisions", reject(a_claim)),
        ("reader", "/decisions/batch", {"drafts": [reject(a_claim)]}),
        ("reviewer", "/build", None),
        (None, "/decisions", reject(a_claim)),
    ):
        answer = with_token(role).post(path, json=body)
        # Without a token the guard takes it for a form of another site before anybody asks who it is.
        assert answer.status_code in ((403,) if role else (401, 403)), path
        assert answer.headers["content-type"] == "application/problem+json"
    assert desk.decisions().total == 0


def test_the_same_key_again_gets_the_first_answer_and_decides_nothing_more(
    api: TestClient, desk: Any, a_claim: str
) -> None:
    first, again = (
        api.post("/decisions", json=reject(a_claim), headers={"idempotency-key": "one"}) for _ in range(2)
    )
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert desk.decisions().total == 1


def test_a_key_is_of_one_token_holder_alone(with_token: Maker, desk: Any) -> None:
    one, other = (row.id for row in desk.claims(limit=2).items)
    for name, target in (("Ada Lind", one), ("Ina Roe", other)):
        answer = with_token("reviewer", name=name).post(
            "/decisions", json={"action": "accept", "target": target}, headers={"idempotency-key": "one"}
        )
        assert answer.json()["decision"]["target"] == target
    assert desk.decisions().total == 2


def test_a_key_with_something_else_to_do_is_refused(api: TestClient, desk: Any, a_claim: str) -> None:
    api.post("/decisions", json=reject(a_claim), headers={"idempotency-key": "one"})
    other = api.post(
        "/decisions", json={"action": "accept", "target": a_claim}, headers={"idempotency-key": "one"}
    )
    assert other.status_code == 422
    assert "one" in other.json()["detail"]
    assert desk.decisions().total == 1


def test_an_error_is_not_kept_under_a_key(api: TestClient, desk: Any, a_claim: str) -> None:
    key = {"idempotency-key": "one"}
    refused = api.post("/decisions", json=reject(a_claim, reason="no"), headers=key)
    assert refused.status_code == 422
    assert api.post("/decisions", json=reject(a_claim), headers=key).status_code == 201
    assert desk.decisions().total == 1


def test_a_key_outlives_the_server(
    desk: Any, door: Door, app: FastAPI, api: TestClient, a_claim: str
) -> None:
    key = {"idempotency-key": "one"}
    first = api.post("/decisions", json=reject(a_claim), headers=key)
    restarted = TestClient(make_api(desk, door), headers={"authorization": api.headers["authorization"]})
    again = restarted.post("/decisions", json=reject(a_claim), headers=key)
    assert json.loads(again.content) == first.json()
    assert desk.decisions().total == 1


def test_who_died_between_deciding_and_answering_finds_what_was_decided(
    api: TestClient, door: Door, desk: Any, a_claim: str
) -> None:
    key = {"idempotency-key": "one"}
    first = api.post("/decisions", json=reject(a_claim), headers=key).json()
    door.file.write("UPDATE answers SET answer = NULL")  # as it stands when the power fails just then
    again = api.post("/decisions", json=reject(a_claim), headers=key)
    assert again.status_code == 201
    assert again.json()["decision"] == first["decision"]
    assert desk.decisions().total == 1


def test_two_sends_of_one_key_at_once_decide_once(api: TestClient, desk: Any, a_claim: str) -> None:
    answers: list[bytes] = []

    def send() -> None:
        answers.append(
            api.post("/decisions", json=reject(a_claim), headers={"idempotency-key": "one"}).content
        )

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4
    assert len(set(answers)) == 1
    assert desk.decisions().total == 1


def test_without_a_key_each_send_is_a_decision(api: TestClient, desk: Any, a_claim: str) -> None:
    claim = {"action": "judge-claim", "target": a_claim, "reason": REASON}
    for verdict in ("Confirmed by the register", "Not confirmed after all"):
        assert api.post("/decisions", json={**claim, "value": verdict}).status_code == 201
    assert desk.decisions().total == 2


def test_answers_are_found_by_key_until_a_week_has_gone() -> None:
    file = AccountsFile(None)
    answers = Answers(file)

    def never(since: datetime) -> bytes | None:
        raise AssertionError(since)

    assert answers.once("Ada", "k", b"body", lambda: b"1", find=never) == (b"1", False)
    assert answers.once("Ada", "k", b"body", lambda: b"2", find=never) == (b"1", True)
    with pytest.raises(KeyReusedError):
        answers.once("Ada", "k", b"other", lambda: b"2", find=never)
    file.write("UPDATE answers SET begun = ?", datetime(2000, 1, 1, tzinfo=UTC).isoformat())
    assert answers.once("Ada", "k", b"other", lambda: b"3", find=never) == (b"3", False)
    file.close()


def test_several_are_decided_together_or_not_at_all(api: TestClient, desk: Any) -> None:
    one, other = (row.id for row in desk.claims(limit=2).items)
    wrong = {
        "drafts": [{"action": "accept", "target": one}, {"action": "accept", "target": "c-000000000000"}]
    }
    assert api.post("/decisions/batch", json=wrong).status_code == 404
    assert desk.decisions().total == 0
    right = {"drafts": [{"action": "accept", "target": one}, {"action": "accept", "target": other}]}
    key = {"idempotency-key": "both"}
    first, again = (api.post("/decisions/batch", json=right, headers=key) for _ in range(2))
    assert first.status_code == 201
    assert again.content == first.content
    assert [made["decision"]["target"] for made in first.json()] == [one, other]
    assert desk.decisions().total == 2


@pytest.mark.parametrize(
    ("body", "status", "where"),
    [
        ('{"action": "reject"', 400, None),
        ("[" * 100_000, 400, None),
        ('{"action": "reject", "target": "\\ud800"}', 400, None),
        (b'{"action": "reject", "target": "\xff"}', 400, None),
        ("", 400, None),
        ("[]", 422, "body"),
        ('{"action": "reject"}', 422, "body.target"),
        ('{"action": "rejoice", "target": "x"}', 422, "body.action"),
        ('{"action": "reject", "target": "x", "resaon": "y"}', 422, "body.resaon"),
        ('{"action": "reject", "target": 7}', 422, "body.target"),
        ('{"action": "reject", "target": "a\\u0000b"}', 422, "body.target"),
        ('{"action": "set-bounds", "target": "x", "start": "7", "end": 9}', 422, "body.start"),
        ('{"action": "set-bounds", "target": "x", "start": 1e999, "end": 9}', 422, "body.start"),
        ('{"action": "set-bounds", "target": "x", "start": NaN, "end": 9}', 422, "body.start"),
        ('{"action": "set-bounds", "target": "x", "start": 1' + "0" * 5000 + "}", 400, None),
        ('{"action": "merge-claims", "target": "x", "others": "y"}', 422, "body.others"),
    ],
)
def test_a_body_is_taken_strictly(
    api: TestClient, desk: Any, body: str | bytes, status: int, where: str | None
) -> None:
    answer = api.post("/decisions", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    if where:
        assert where in [mistake["where"] for mistake in answer.json()["mistakes"]]
    assert desk.decisions().total == 0


def test_only_json_of_a_size_one_can_mean_is_read(api: TestClient, a_claim: str) -> None:
    form = api.post("/decisions", data={"action": "accept", "target": a_claim})
    assert form.status_code == 415
    text = api.post("/decisions", content="{}", headers={"content-type": "text/plain"})
    assert text.status_code == 415
    large = api.post("/decisions", json=reject(a_claim, reason="x" * 1_000_001))
    assert large.status_code == 413
    for answer in (form, text, large):
        assert answer.headers["content-type"] == "application/problem+json"

    def in_pieces() -> Any:
        for _ in range(40):
            yield b" " * 50_000

    grown = api.post("/decisions", content=in_pieces(), headers={"content-type": "application/json"})
    assert grown.status_code == 413


def test_what_cannot_be_decided_is_said_as_the_library_says_it(
    api: TestClient, desk: Any, a_claim: str
) -> None:
    from firsthand.model import Draft
    from firsthand.model.errors import DecisionError, GoneError

    with pytest.raises(DecisionError) as refused:
        desk.decide(Draft("reject", a_claim, reason="ok"), reviewer="Ina Roe")
    told = api.post("/decisions", json=reject(a_claim, reason="ok"))
    assert (told.status_code, told.json()["detail"]) == (422, str(refused.value))
    assert told.json()["type"] == "/api#problem-decision"
    with pytest.raises(GoneError) as gone:
        desk.decide(Draft("accept", "c-000000000000"), reviewer="Ina Roe")
    told = api.post("/decisions", json={"action": "accept", "target": "c-000000000000"})
    assert (told.status_code, told.json()["detail"]) == (404, str(gone.value))


def test_a_session_needs_what_its_pages_know(client: TestClient, desk: Any, a_claim: str) -> None:
    accept = {"action": "accept", "target": a_claim}
    without = client.post("/api/v1/decisions", json=accept, headers={"x-csrf": ""})
    wrong = client.post("/api/v1/decisions", json=accept, headers={"x-csrf": "0" * 64})
    stranger = client.post("/api/v1/decisions", json=accept, headers={"origin": "http://evil.test"})
    assert [without.status_code, wrong.status_code, stranger.status_code] == [403, 403, 403]
    assert desk.decisions().total == 0
    assert client.post("/api/v1/decisions", json=accept).status_code == 201
    assert client.get("/api/v1/decisions", headers={"x-csrf": ""}).json()["total"] == 1


def test_decisions_by_page_and_by_program_see_each_other(
    api: TestClient, client: TestClient, desk: Any, a_claim: str
) -> None:
    by_program = api.post("/decisions", json={"action": "accept", "target": a_claim}).json()["decision"]
    told = client.get(f"/claims/{a_claim}")
    assert told.status_code == 200
    assert "Ina Roe" in told.text  # the page shows who decided by program
    form = {
        "action": "judge-claim", "target": a_claim, "value": "Seen in the register", "reason": REASON,
        "seen": "", "back": f"/claims/{a_claim}", "csrf": client.headers["x-csrf"],
    }  # fmt: skip
    page = client.post("/decide", data=form, follow_redirects=False)
    assert page.status_code == 303, page.text
    by_page = next(d for d in desk.decisions().items if d.action == "judge-claim")
    assert by_page.reviewer == "Rosa Quill"
    listed = [d["id"] for d in api.get("/decisions", params={"target": a_claim}).json()["items"]]
    assert listed == [by_page.id, by_program["id"]]
    # Who had seen only the first is told of the second, and both stand.
    judged = {"action": "judge-claim", "target": a_claim, "value": "Not in the register", "reason": REASON}
    late = api.post("/decisions", json={**judged, "seen": by_program["id"]}).json()
    assert [d["id"] for d in late["meanwhile"]] == [by_page.id]
    assert {by_program["id"], by_page.id, late["decision"]["id"]} <= {d.id for d in desk.decisions().items}
    news = api.get("/news", params={"since": "0-"}).json()
    assert {d["id"] for d in news["decisions"]} >= {by_program["id"], by_page.id}
