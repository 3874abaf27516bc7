"""The line to a desk: asked again where it breaks, never twice done, and nothing else of it believed."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from firsthand.client.client import Client
from firsthand.client.wire import Wire
from firsthand.model import Draft
from firsthand.model.errors import (
    AccountError,
    BusyCaseError,
    CaseError,
    FirsthandError,
    GoneError,
    InputError,
    ReadOnlyCaseError,
    UnreachableDeskError,
)

ME = {"name": "Ada Lind", "role": "owner", "case": "bay", "version": "1", "revision": "0-x", "read_only": ""}
MADE = {
    "decision": {
        "id": "decision-1", "at": "2031-03-08T09:00:00+00:00", "reviewer": "Ada Lind", "action": "accept",
        "target": "c-1", "reason": "Checked against the original.",
    },
}  # fmt: skip
Answer = httpx.Response | Exception


class Line:
    """Answers in turn what it is told to, and keeps what was sent and how long was waited."""

    def __init__(self, *answers: Answer, tries: int = 4) -> None:
        self.answers = list(answers)
        self.sent: list[httpx.Request] = []
        self.waited: list[float] = []
        http = httpx.Client(base_url="http://desk.test/api/v1", transport=httpx.MockTransport(self._answer))
        self.client = Client(Wire(http, tries=tries, wait=self.waited.append))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.sent.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def ok(told: Any = ME, **headers: str) -> httpx.Response:
    return httpx.Response(200, json=told, headers=headers)


def problem(status: int, kind: str, detail: str = "What happened.", **headers: str) -> httpx.Response:
    told = {"type": f"/api#problem-{kind}", "title": "x", "status": status, "detail": detail, "mistakes": []}
    return httpx.Response(status, json=told, headers=headers)


def test_a_read_is_asked_again_where_the_line_breaks_or_the_desk_is_busy() -> None:
    line = Line(httpx.ConnectError("no"), httpx.ReadTimeout("no"), problem(503, "busy-case"), ok())
    assert line.client.me().name == "Ada Lind"
    assert len(line.sent) == 4
    assert line.waited == sorted(line.waited)


def test_it_waits_as_long_as_it_is_told_to_but_not_for_ever() -> None:
    waits = {"retry-after": "3"}, {"retry-after": "86400"}, {"retry-after": "Sun, 08 Mar 2031 09:00:00 GMT"}
    line = Line(*(problem(429, "too-many", **one) for one in waits), ok())
    line.client.me()
    assert line.waited[0] == 3.0
    assert all(0 < waited <= 10.0 for waited in line.waited)


def test_a_decision_that_is_sent_again_carries_the_key_it_had() -> None:
    line = Line(httpx.ReadError("gone"), httpx.Response(201, json=MADE), httpx.Response(201, json=MADE))
    assert line.client.decide(Draft("accept", "c-1")).decision.id == "decision-1"
    line.client.decide(Draft("accept", "c-1"))
    keys = [request.headers["idempotency-key"] for request in line.sent]
    assert keys[0] == keys[1] != keys[2]
    assert json.loads(line.sent[0].content) == json.loads(line.sent[1].content)


def test_what_has_no_key_is_sent_once() -> None:
    line = Line(httpx.ReadError("gone"), ok())
    with pytest.raises(UnreachableDeskError):
        line.client.build()
    assert len(line.sent) == 1


def test_who_never_answers_is_said_to_be_unreachable() -> None:
    line = Line(*[httpx.ConnectError("refused")] * 4)
    with pytest.raises(UnreachableDeskError, match=r"http://desk\.test does not answer"):
        line.client.overview()
    assert len(line.sent) == 4


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (problem(404, "gone", "Not there."), GoneError),
        (problem(404, "nowhere"), GoneError),
        (problem(409, "read-only-case"), ReadOnlyCaseError),
        (problem(401, "sign-in"), AccountError),
        (problem(403, "forbidden"), AccountError),
        (problem(422, "asked"), InputError),
        (problem(422, "something-new"), InputError),
        (problem(409, "no-answer"), FirsthandError),
        (problem(500, "defect"), UnreachableDeskError),
    ],
)
def test_a_problem_is_raised_as_what_it_is(answer: httpx.Response, error: type[FirsthandError]) -> None:
    with pytest.raises(error) as raised:
        Line(answer).client.overview()
    assert str(raised.value) == answer.json()["detail"]


def test_a_case_that_stays_busy_is_told_after_some_tries() -> None:
    line = Line(*[problem(503, "busy-case", "Written by another.") for _ in range(4)])
    with pytest.raises(BusyCaseError, match=r"Written by another\."):
        line.client.overview()
    assert issubclass(BusyCaseError, CaseError)


@pytest.mark.parametrize(
    "answer",
    [
        lambda: httpx.Response(200, text="<html>Welcome to our hotel's network</html>"),
        lambda: httpx.Response(200, json={"name": "Ada"}),
        lambda: httpx.Response(200, json=[]),
        lambda: httpx.Response(200, content=b'{"name": "\xff"}'),
        lambda: httpx.Response(200, content=b"[" * 200_000),
        lambda: httpx.Response(
            200, stream=httpx.ByteStream(b"\x1f\x8b broken"), headers={"content-encoding": "gzip"}
        ),
        lambda: httpx.Response(302, headers={"location": "http://elsewhere.test/"}),
        lambda: httpx.Response(304),
        lambda: httpx.Response(404, text="Not Found"),
        lambda: httpx.Response(502, text="<html>Bad gateway</html>"),
        lambda: httpx.Response(403, json=["detail"]),
        lambda: httpx.Response(403, json={"type": 7, "detail": {"x": 1}}),
        lambda: httpx.Response(403, content=b"[" * 200_000),
    ],
)
def test_what_no_desk_says_is_told_as_that(answer: Callable[[], httpx.Response]) -> None:
    line = Line(*[answer() for _ in range(4)])
    with pytest.raises(UnreachableDeskError) as raised:
        line.client.me()
    assert "http://desk.test" in str(raised.value)
    assert len(line.sent) == 1  # it is not asked elsewhere, nor again


def test_fields_of_a_later_version_are_passed_over() -> None:
    assert Line(ok({**ME, "mood": "good"})).client.me().name == "Ada Lind"


def test_what_did_not_change_is_not_sent_again() -> None:
    tallies: list[object] = []
    line = Line(ok(tallies, etag='"1"'), httpx.Response(304), ok(tallies, etag='"2"'), httpx.Response(304))
    for _ in range(4):
        assert line.client.tallies() == ()
    told = [request.headers.get("if-none-match") for request in line.sent]
    assert told == [None, '"1"', '"1"', '"2"']


def test_answers_are_held_for_some_addresses_only() -> None:
    page = {"items": [], "after": "", "total": 0}
    line = Line(*[ok(page, etag='"1"') for _ in range(101)])
    for number in range(100):
        line.client.decisions(target=f"c-{number}")
    line.client.decisions(target="c-0")
    assert "if-none-match" not in line.sent[-1].headers


def test_another_reviewer_than_the_tokens_is_refused_before_anything_is_sent() -> None:
    line = Line(ok(), httpx.Response(201, json=MADE))
    with pytest.raises(AccountError, match="Ada Lind, not under Ina Roe"):
        line.client.decide(Draft("accept", "c-1"), reviewer="Ina Roe")
    assert [request.method for request in line.sent] == ["GET"]
    line.client.decide(Draft("accept", "c-1"), reviewer="Ada Lind")


def test_a_client_hangs_up_when_its_block_ends_and_shows_no_token() -> None:
    line = Line(ok())
    with line.client as desk:
        assert repr(desk) == "<Client of http://desk.test>"
    with pytest.raises(RuntimeError):
        desk.me()
