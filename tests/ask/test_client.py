"""A server that misbehaves: every reply is read with distrust, tried again within limits, and told."""

import itertools
import threading
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from parrot import Server, answering, sending, told

from firsthand.ask.client import LONGEST_REPLY_BYTES, Client
from firsthand.ask.replies import CutOffError
from firsthand.model.errors import NoAnswerError

GOOD = answering(told(("the ferry sank", "Ina Roe", "said")))
PIECE = "Ina Roe said the ferry sank."


class Waits:
    """Sleeps not at all, and says how long it should have."""

    def __init__(self, *, stopped: bool = False) -> None:
        self.seconds: list[float] = []
        self._stopped = stopped

    def __call__(self, seconds: float) -> bool:
        self.seconds.append(seconds)
        return self._stopped


def ask(server: Server, waits: Waits | None = None, **limits: Any) -> Any:
    client = Client(server.asking(**limits), sleep=waits or Waits())
    try:
        return client.attributions(PIECE), client.spent
    finally:
        client.close()


def test_a_good_answer_comes_back_with_its_cost(server: Server) -> None:
    server.manners = [GOOD]
    (attributions, misshapen), spent = ask(server)
    assert [(a.content, a.source, a.cue) for a in attributions] == [(("the ferry sank",), "Ina Roe", "said")]
    assert misshapen == 0
    assert (spent.questions, spent.tokens_in, spent.tokens_out, spent.uncounted) == (1, 100, 10, 0)
    (body,) = server.asked
    assert body["model"] == "parrot"
    assert body["messages"][-1] == {"role": "user", "content": PIECE}
    assert body["response_format"]["type"] == "json_schema"
    assert "Authorization" not in server.headers[0]


def test_the_key_is_sent_and_never_told(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARROT_KEY", "sk-hush")
    server.manners = [sending(418, '{"error": {"message": "sk-hush is wrong"}}')]
    with pytest.raises(NoAnswerError) as failed:
        ask(server, key_variable="PARROT_KEY")
    assert server.headers[0]["Authorization"] == "Bearer sk-hush"
    assert "hush" not in str(failed.value)
    assert "is wrong" in str(failed.value)


@pytest.mark.parametrize(
    "bad",
    [
        answering("I am afraid I cannot do that."),
        answering('{"attributions": [{"content": ["the ferry'),
        answering({"quotes": []}),
        answering({"attributions": "none"}),
        answering({"attributions": [{"who": "Ina Roe"}]}),
        answering({"attributions": [{"content": ["x"], "source": "y"}] * 401}),
        answering("[" * 100_000),
        answering("   "),
        sending(200, "<html>the proxy is ill</html>"),
        sending(200, b"\xff\xfe\x00"),
        sending(200, "[" * 100_000),
        sending(200, "[]"),
        sending(200, '{"choices": []}'),
        sending(200, '{"choices": [null]}'),
        sending(200, '{"choices": [{"message": {"content": null}}]}'),
        sending(200, '{"choices": {"0": 1}}'),
        sending(200, "x" * (LONGEST_REPLY_BYTES + 1)),
        sending(500),
        sending(503, '{"error": "overloaded"}'),
        sending(529, '{"error": {"message": 7}}'),
    ],
)
def test_what_cannot_be_used_is_asked_for_again(server: Server, bad: Any) -> None:
    server.manners = [bad, bad, GOOD]
    waits = Waits()
    (attributions, _), spent = ask(server, waits)
    assert len(attributions) == 1
    assert spent.questions == len(server.asked) == 3
    assert waits.seconds == [1.0, 2.0]


def test_it_is_not_asked_for_ever(server: Server) -> None:
    server.manners = [answering("no")]
    waits = Waits()
    with pytest.raises(NoAnswerError, match="no JSON; tried 3 times") as failed:
        ask(server, waits, tries=3)
    assert len(server.asked) == 3
    assert len(waits.seconds) == 2
    assert "parrot at 127.0.0.1:" in str(failed.value)
    assert not failed.value.closed


@pytest.mark.parametrize("after", ["7", "7.0", formatdate(usegmt=True)])
def test_it_waits_as_long_as_the_server_asks(server: Server, after: str) -> None:
    server.manners = [sending(429, Retry_After=after), GOOD]
    waits = Waits()
    ask(server, waits)
    assert waits.seconds == ([7.0] if after[0] == "7" else [1.0])


@pytest.mark.parametrize("after", ["soon", "-3", "nan", "", "Mon, 99 Xyz 2031"])
def test_a_wait_that_is_none_is_passed_over(server: Server, after: str) -> None:
    server.manners = [sending(429, Retry_After=after), GOOD]
    waits = Waits()
    ask(server, waits)
    assert waits.seconds == [1.0]


def test_a_wait_of_an_hour_is_told_and_not_waited(server: Server) -> None:
    server.manners = [sending(429, Retry_After="3600")]
    waits = Waits()
    with pytest.raises(NoAnswerError, match="wait 3600 s; build again then"):
        ask(server, waits)
    assert waits.seconds == []


@pytest.mark.parametrize("status", [401, 402, 403, 404, 405])
def test_a_refusal_is_final(server: Server, status: int) -> None:
    server.manners = [sending(status, '{"error": {"message": "no"}}')]
    with pytest.raises(NoAnswerError) as failed:
        ask(server)
    assert failed.value.closed
    assert len(server.asked) == 1


def test_a_redirect_is_not_followed(server: Server) -> None:
    server.manners = [sending(307, Location=f"{server.address}/elsewhere")]
    with pytest.raises(NoAnswerError, match="sends on to another address") as failed:
        ask(server)
    assert failed.value.closed
    assert len(server.asked) == 1


def test_a_server_that_knows_no_schema_is_asked_in_plain_words(server: Server) -> None:
    server.manners = [sending(400), sending(422), sending(400), GOOD]
    client = Client(server.asking(), sleep=Waits())
    assert client.attributions(PIECE)[0]
    assert client.attributions(PIECE)[0]
    client.close()
    shapes = [body.get("response_format", {}).get("type") for body in server.asked]
    assert shapes == ["json_schema", "json_object", None, None, None]
    assert ["temperature" in body for body in server.asked] == [True, True, True, False, False]
    assert "JSON schema" in server.asked[-1]["messages"][0]["content"]


@pytest.mark.parametrize(
    "words",
    [
        '```json\n{"attributions": [{"content": "the ferry sank", "source": "Roe", "relays": null}]}\n```',
        '<think>{"hm"}</think> Here: {"attributions": [{"content": ["the ferry sank"], "source": "Roe"}]}',
        '[{"content": ["the ferry sank"], "source": "Ina Roe", "extra": 1}]',
    ],
)
def test_json_among_other_words_is_found(server: Server, words: str) -> None:
    server.manners = [answering(words)]
    ((attribution,), _), _ = ask(server)
    assert attribution.content == ("the ferry sank",)


def test_a_misshapen_attribution_is_counted_and_the_others_stay(server: Server) -> None:
    good = told(("the ferry sank", "Ina Roe", "said"))["attributions"]
    server.manners = [
        answering({"attributions": [*good, {"content": []}, None, {"source": ""}, good[0] | {"kind": "dog"}]})
    ]
    (attributions, misshapen), _ = ask(server)
    assert (len(attributions), misshapen) == (1, 4)


@pytest.mark.parametrize(
    "usage", [{}, [], {"prompt_tokens": "many"}, {"prompt_tokens": -5}, {"prompt_tokens": True}]
)
def test_a_server_that_does_not_count_is_told(server: Server, usage: Any) -> None:
    server.manners = [answering(told(), usage=usage)]
    _, spent = ask(server)
    assert (spent.tokens_in, spent.tokens_out, spent.uncounted) == (0, 0, 1)


def test_an_answer_cut_off_is_said_to_be_so(server: Server) -> None:
    server.manners = [answering('{"attributions": [', finish="length")]
    with pytest.raises(CutOffError):
        ask(server)


def test_a_body_cut_off_is_asked_for_again(server: Server) -> None:
    def cut(handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b'{"choices": ')

    server.manners = [cut, GOOD]
    (attributions, _), _ = ask(server)
    assert len(attributions) == 1


def test_a_server_that_hangs_is_left(server: Server) -> None:
    def hang(handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        server.stopping.wait(5)

    server.manners = [hang]
    with pytest.raises(NoAnswerError, match=r"no answer within 0\.05 s"):
        ask(server, timeout_s=0.05, tries=2)
    assert len(server.asked) == 2


def test_a_server_that_dribbles_is_left(server: Server) -> None:
    def dribble(handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        while not server.stopping.wait(0.002):
            handler.wfile.write(b" ")

    server.manners = [dribble]
    seconds = itertools.count(0.0, 1.0)
    client = Client(server.asking(tries=1), sleep=Waits(), clock=lambda: next(seconds))
    with pytest.raises(NoAnswerError, match="no answer within 5 s"):
        client.attributions(PIECE)
    client.close()


def test_no_server_at_all(server: Server) -> None:
    asking = server.asking(tries=2)
    server.stop()
    client = Client(asking, sleep=Waits())
    with pytest.raises(NoAnswerError, match="there is no server") as failed:
        client.attributions(PIECE)
    client.close()
    assert failed.value.closed


def test_a_stopped_build_does_not_wait(server: Server) -> None:
    server.manners = [sending(500)]
    with pytest.raises(NoAnswerError, match="stopped"):
        ask(server, Waits(stopped=True))
    assert len(server.asked) == 1


def test_many_threads_count_together(server: Server) -> None:
    server.manners = [GOOD]
    client = Client(server.asking(), sleep=Waits())
    threads = [threading.Thread(target=client.attributions, args=(PIECE,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    client.close()
    assert (client.spent.questions, client.spent.tokens_in) == (8, 800)
