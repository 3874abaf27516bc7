"""Custody: the log in words, and whether the case is what it says."""

import re

from firsthand.web.views.whole.checks import Checks


def _wait(client):
    for _ in range(200):
        page = client.get("/custody").text
        if "Being looked at" not in page:
            return page
    raise AssertionError("the check never ended")


def test_the_log_is_told_in_words_the_latest_first(client, desk):
    page = client.get("/custody").text
    numbers = [int(n) for n in re.findall(r'id="e(\d+)"', page)]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] == desk.custody().items[0].number
    assert "The case was begun" in page
    assert "A file was added: bay-institute.txt" in page
    assert desk.custody().items[0].digest in page


def test_a_long_log_comes_in_parts(client, desk, monkeypatch):
    monkeypatch.setattr(
        desk, "custody", lambda *, after="", limit=3, real=desk.custody: real(after=after, limit=3)
    )
    first = client.get("/custody").text
    onward = re.search(r'href="([^"]+)" rel="next"', first)[1].replace("&amp;", "&")
    second = client.get(onward).text
    assert not set(re.findall(r'id="e\d+"', first)) & set(re.findall(r'id="e\d+"', second))
    assert 'href="/custody">The latest' in second


def test_the_owner_has_every_byte_looked_at_and_reads_what_was_found(client):
    led = client.post("/custody/verify", follow_redirects=False)
    assert led.status_code == 303
    assert led.headers["location"] == "/custody#check"
    page = _wait(client)
    assert "<b>Whole" in page
    assert "entries of the log" in page


def test_a_case_that_was_tampered_with_is_named_broken(client, desk):
    with desk.path.open("r+b") as file:
        data = file.read()
        place = data.rindex(b"bay-institute.txt")
        file.seek(place)
        file.write(b"bay-institute.tzt")
    client.post("/custody/verify")
    page = _wait(client)
    assert "Broken" in page
    assert "go back to a copy that is whole" in page


def test_only_the_owner_verifies(as_role):
    for role in ("reader", "reviewer"):
        client = as_role(role)
        assert client.post("/custody/verify", follow_redirects=False).status_code == 403
        assert "/custody/verify" not in client.get("/custody").text


def test_it_says_how_to_have_the_log_stamped_and_names_the_path_to_the_owner_only(client, as_role, desk):
    assert f"firsthand stamp {desk.path.resolve()} --tsa" in client.get("/custody").text
    assert str(desk.path.parent) not in as_role("reader").get("/custody").text


def test_one_check_runs_at_a_time_and_what_fails_is_told(tmp_path):
    checks = Checks()
    missing = checks.begin(tmp_path / "no.case", wait=10)
    assert not missing.running
    assert "no.case" in missing.failed
    assert checks.last() is missing
