"""A build: how it stands, who may start one, and what it will change."""

import pytest

from firsthand.desk.shapes import Building
from firsthand.model import Draft
from firsthand.model.errors import BusyCaseError

RUNS = Building(True, "extract", 30, 120, "2031-03-08T09:00:00+00:00", "by another firsthand")


def _stands(monkeypatch, desk, building):
    monkeypatch.setattr(desk, "building", lambda: building)


def test_without_a_build_it_says_what_the_last_one_gave_and_what_a_new_one_does(client, desk):
    desk.decide(
        Draft("accept", desk.claims().items[0].id, "Read side by side with both."), reviewer="Bo Aster"
    )
    page = client.get("/build").text
    assert "No build is running" in page
    assert "Last built" in page
    assert "All 1 decision in force stay" in page
    assert "none is dropped" in page


def test_a_build_that_runs_is_told_step_by_step_also_one_of_another_process(client, desk, monkeypatch):
    _stands(monkeypatch, desk, RUNS)
    page = client.get("/build").text
    assert "Taking out statements" in page
    assert 'max="120" value="30"' in page
    assert "30 of 120 documents" in page
    assert "by another firsthand" in page
    assert 'href="/build">Load this page again' in page
    assert '<button class="main">Build again' not in page


def test_who_watches_with_a_script_is_told_the_same_as_data(client, desk, monkeypatch):
    _stands(monkeypatch, desk, RUNS)
    told = client.get("/build/progress").json()
    assert told["running"] and told["done"] == 30 and told["total"] == 120
    assert [s["state"] for s in told["stages"]] == ["done", "done", "now", "to come", "to come", "to come"]


def test_one_that_stopped_says_why_and_what_is_kept(client, desk, monkeypatch):
    _stands(monkeypatch, desk, Building(False, told="The disk is full.", failed=True))
    page = client.get("/build").text
    assert "It stopped before it was done" in page and "The disk is full." in page
    assert "what was done is kept" in page


@pytest.mark.parametrize("step", ["", "a step nobody knows"])
def test_a_step_that_is_not_known_is_no_error(client, desk, monkeypatch, step):
    _stands(monkeypatch, desk, Building(True, step))
    assert client.get("/build").status_code == 200
    assert client.get("/build/progress").json()["running"]


def test_only_the_owner_starts_one(as_role, desk, monkeypatch):
    begun = []
    monkeypatch.setattr(desk, "build", lambda: begun.append(1) or RUNS)
    for role in ("reader", "reviewer"):
        client = as_role(role)
        assert client.post("/build", follow_redirects=False).status_code == 403
        assert '<button class="main">' not in client.get("/build").text
    assert not begun
    led = as_role("owner").post("/build", follow_redirects=False)
    assert led.status_code == 303 and led.headers["location"] == "/build"
    assert begun == [1]


def test_one_that_cannot_be_started_says_why(client, desk, monkeypatch):
    def refuse():
        raise BusyCaseError("bay.case is being written by another firsthand.")

    monkeypatch.setattr(desk, "build", refuse)
    answer = client.post("/build")
    assert answer.status_code == 409
    assert "being written by another firsthand" in answer.text


def test_a_case_that_can_only_be_read_has_no_button(client, desk, monkeypatch):
    monkeypatch.setattr(type(desk), "read_only", "The disk allows reading only.")
    page = client.get("/build").text
    assert "cannot be built here" in page
    assert '<button class="main">' not in page


def test_the_overview_tells_of_a_build_that_runs(client, desk, monkeypatch):
    _stands(monkeypatch, desk, RUNS)
    assert "A build is running" in client.get("/").text
