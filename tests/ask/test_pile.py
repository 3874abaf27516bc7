"""Asking about many documents: nothing is paid twice, nothing that was answered is lost."""

import threading
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from parrot import Server, answering, sending, told

from firsthand.ask import Asked, Client, ask_documents
from firsthand.model import Document
from firsthand.model.errors import AskingError

SANK = answering(told(("the ferry sank", "Ina Roe", "said")))
NOTHING = answering(told())


def documents(*texts: str) -> list[Document]:
    return [Document(f"d{n}", f"{n}.txt", text, language="en") for n, text in enumerate(texts)]


def ask(server: Server, *texts: str, kept: dict[str, str] | None = None, **limits: Any) -> Asked:
    kept = {} if kept is None else kept
    asking = server.asking(**limits)
    client = Client(asking, sleep=lambda seconds: False)
    return ask_documents(documents(*texts), asking, kept=kept.get, keep=kept.__setitem__, client=client)


def test_each_document_gets_its_answer_and_the_cost_is_told(server: Server) -> None:
    server.manners = [SANK]
    asked = ask(server, "Ina Roe said the ferry sank.", "Nobody said so of the ferry.", at_once=3)
    assert [len(asked.answers[id].found) for id in ("d0", "d1")] == [1, 0]
    assert asked.answers["d1"].dropped == 1
    assert not asked.failures
    usage = asked.usage
    assert (usage.questions, usage.kept, usage.dropped, usage.tokens_in) == (2, 1, 1, 200)


def test_what_was_answered_is_not_asked_again(server: Server) -> None:
    server.manners = [SANK]
    kept: dict[str, str] = {}
    first = ask(server, "Ina Roe said the ferry sank.", kept=kept)
    again = ask(server, "Ina Roe said the ferry sank.", kept=kept)
    assert len(server.asked) == 1
    assert again.answers == first.answers
    assert (again.usage.questions, again.usage.reused, again.usage.tokens_in) == (0, 1, 0)
    ask(server, "Ina Roe said the ferry sank!", kept=kept)
    assert len(server.asked) == 2


def test_a_damaged_answer_is_asked_for_again(server: Server) -> None:
    server.manners = [SANK]
    kept: dict[str, str] = {}
    ask(server, "Ina Roe said the ferry sank.", kept=kept)
    (key,) = kept
    kept[key] = '[[{"content": 7}]'
    assert ask(server, "Ina Roe said the ferry sank.", kept=kept).answers["d0"].found


def test_another_model_is_asked_for_itself(server: Server) -> None:
    server.manners = [SANK]
    kept: dict[str, str] = {}
    ask(server, "Ina Roe said the ferry sank.", kept=kept)
    asking = server.asking()
    other = type(asking)(asking.address, "jay", at_once=1)
    ask_documents(documents("Ina Roe said the ferry sank."), other, kept=kept.get, keep=kept.__setitem__)
    assert [body["model"] for body in server.asked] == ["parrot", "jay"]


def test_a_document_that_fails_is_told_and_the_others_go_on(server: Server) -> None:
    server.manners = [SANK, sending(418), NOTHING]
    asked = ask(server, "Ina Roe said the ferry sank.", "One.", "Two.")
    assert set(asked.answers) == {"d0", "d2"}
    (failure,) = asked.failures
    assert (failure.document, failure.step) == ("1.txt", "ask")
    assert "it answers 418" in failure.message
    assert "Build again" in failure.message


def test_a_server_that_is_gone_is_not_asked_about_every_document(server: Server) -> None:
    server.manners = [SANK, sending(401)]
    kept: dict[str, str] = {}
    ask(server, "Ina Roe said the ferry sank.", kept=kept)
    asked = ask(server, *[f"Number {n}." for n in range(20)], "Ina Roe said the ferry sank.", kept=kept)
    assert len(asked.failures) == 20
    assert len(server.asked) <= 4
    assert set(asked.answers) == {"d20"}


def test_a_server_that_fails_time_and_again_is_left(server: Server) -> None:
    server.manners = [sending(500)]
    asked = ask(server, *[f"Number {n}." for n in range(40)], tries=1)
    assert len(asked.failures) == 40
    assert len(server.asked) < 12


def test_a_document_in_pieces_is_one_answer(server: Server) -> None:
    text = "\n\n".join(f"Ina Roe said the ferry sank {n} times in the year." for n in range(30))
    server.manners = [SANK]
    asked = ask(server, text, piece_characters=300)
    assert len(server.asked) == 5
    found = asked.answers["d0"].found
    assert len(found) == 5
    assert all(text[slice(*one.content[0])] == "the ferry sank" for one in found)
    assert "".join(body["messages"][-1]["content"] for body in server.asked).count("said") == 30


def test_an_answer_that_does_not_fit_is_asked_for_in_halves(server: Server) -> None:
    text = "\n\n".join(f"Ina Roe said the ferry sank {n} times in the year." for n in range(10))
    server.manners = [answering("{", finish="length"), SANK]
    kept: dict[str, str] = {}
    asked = ask(server, text, kept=kept)
    assert len(server.asked) == 3
    assert len(asked.answers["d0"].found) == 2
    ask(server, text, kept=kept)
    assert len(server.asked) == 3


def test_a_model_that_never_ends_is_given_up(server: Server) -> None:
    server.manners = [answering("{", finish="length")]
    asked = ask(server, "Ina Roe said the ferry sank. " * 100)
    assert "Let the server answer at greater length" in asked.failures[0].message


def test_stopping_keeps_what_was_answered(server: Server) -> None:
    server.manners = [SANK]
    kept: dict[str, str] = {}

    def keep(key: str, answer: str) -> None:
        kept[key] = answer
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ask_documents(documents("One.", "Two.", "Three."), server.asking(), kept=kept.get, keep=keep)
    assert len(kept) == 1


def test_stopping_does_not_wait_for_a_server_that_hangs(server: Server) -> None:
    began = threading.Event()

    def hang(handler: BaseHTTPRequestHandler, body: dict[str, Any]) -> None:
        if "Two" in body["messages"][-1]["content"]:
            began.set()
            server.stopping.wait(30)
        began.wait(30)
        SANK(handler, body)

    def stop(key: str, answer: str) -> None:
        raise KeyboardInterrupt

    server.manners = [hang]
    with pytest.raises(KeyboardInterrupt):
        ask_documents(documents("One.", "Two."), server.asking(at_once=2, timeout_s=30), keep=stop)
    assert any(thread.name == "asking" for thread in threading.enumerate())


def test_a_missing_key_is_told_before_anything_is_sent(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PARROT_KEY", raising=False)
    with pytest.raises(AskingError):
        ask_documents(documents("One."), server.asking(key_variable="PARROT_KEY"))
    assert not server.asked


def test_no_document_no_question(server: Server) -> None:
    assert ask_documents([], server.asking()) == Asked()
