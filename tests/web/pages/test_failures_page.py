"""Failures: what did not work, what it means, what to do next."""

import pytest

from firsthand.model import Failure
from firsthand.web.pages import failures as pages


def _broken(monkeypatch, desk, *failures):
    monkeypatch.setattr(desk, "failures", lambda: failures)


def test_a_case_without_failures_says_that_everything_worked(client):
    page = client.get("/failures").text
    assert "Everything worked" in page


@pytest.mark.parametrize("step", ["read", "language", "ask", "extract", "weigh", "people", "register"])
def test_every_step_says_what_its_failures_mean_and_what_to_do(client, desk, monkeypatch, step):
    _broken(monkeypatch, desk, Failure("papers/<torn>.pdf", step, "It has no page that opens."))
    page = client.get("/failures").text
    assert "papers/&lt;torn&gt;.pdf" in page
    assert "It has no page that opens." in page
    assert "What to do:" in page
    assert "<torn>" not in page


def test_several_messages_on_one_document_stand_together(client, desk, monkeypatch):
    _broken(
        monkeypatch, desk, Failure("a.pdf", "read", "One."), Failure("b.pdf", "read", "Two."),
        Failure("a.pdf", "read", "Three."), Failure("a.pdf", "read", "One."),
    )  # fmt: skip
    page = client.get("/failures").text
    assert page.count('data-id="a.pdf"') == 1
    assert page.count("One.") == 1 and "Three." in page


def test_a_step_that_nobody_described_is_shown_all_the_same(client, desk, monkeypatch):
    _broken(monkeypatch, desk, Failure("a.pdf", "polish", "It was dull."))
    assert "polish" in client.get("/failures").text


def test_of_very_many_the_first_are_shown_with_the_way_to_all(client, desk, monkeypatch):
    _broken(monkeypatch, desk, *(Failure(f"{n:04}.pdf", "read", "No.") for n in range(pages.SHOWN + 5)))
    page = client.get("/failures").text
    assert page.count('data-kind="failure"') == pages.SHOWN
    assert client.get("/failures?step=read").text.count('data-kind="failure"') == pages.SHOWN + 5
