"""Publishing: who would be named, one click to the report, and refused where persons are not known."""

from firsthand.model import Draft, Failure
from firsthand.model.errors import PublishError

REASON = "Asked us in writing not to be named anywhere."


def test_it_says_who_would_be_named_and_by_whose_decision(client, desk):
    person = next(row for row in desk.persons(limit=500).items if row.shown)
    desk.decide(Draft("hide-person", person.person.id, REASON), reviewer="Bo Aster")
    page = client.get("/publish").text
    people = desk.persons(limit=500).items
    assert f"<dt>persons under a pseudonym</dt><dd>{sum(not row.shown for row in people)}</dd>" in page
    assert f"<dt>persons by their name</dt><dd>{sum(row.shown for row in people)}</dd>" in page
    assert REASON in page and person.person.name in page


def test_a_reader_is_told_numbers_and_no_names(as_role, desk):
    person = next(row for row in desk.persons(limit=500).items if row.shown)
    desk.decide(Draft("hide-person", person.person.id, REASON), reviewer="Bo Aster")
    main = as_role("reader").get("/publish").text.split("<main")[1]
    assert person.person.name not in main
    assert "Download" not in main


def test_one_click_gives_the_report_protected_and_as_it_was_decided(client, desk, door):
    person = next(row for row in desk.persons(limit=500).items if row.shown)
    desk.decide(Draft("hide-person", person.person.id, REASON), reviewer="Bo Aster")
    answer = client.post("/publish/report")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert 'attachment; filename="bay-report.html"' in answer.headers["content-disposition"]
    assert "<!doctype html>" in answer.text
    assert person.person.name not in answer.text
    assert "took the report" in [line.what for line in door.audit.lines()]


def test_only_reviewers_and_the_owner_take_it(as_role):
    assert as_role("reader").post("/publish/report").status_code == 403
    assert as_role("reviewer").post("/publish/report").status_code == 200


def test_nothing_leaves_where_persons_are_not_known(client, desk, monkeypatch):
    monkeypatch.setattr(
        desk, "failures", lambda: (Failure("persons", "people", "Looking for persons failed."),)
    )
    page = client.get("/publish").text
    assert "Nothing can leave this case now" in page
    assert "Looking for persons failed." in page
    assert "Download the report" not in page

    def refuse():
        raise PublishError("Nothing can be published: Looking for persons failed.")

    monkeypatch.setattr(desk, "report", refuse)
    answer = client.post("/publish/report")
    assert answer.status_code == 409
    assert "content-disposition" not in answer.headers


def test_the_commands_for_the_folder_carry_the_path_of_the_case_for_the_owner(client, as_role, desk):
    assert f"firsthand publish {desk.path.resolve()} --dry-run" in client.get("/publish").text
    other = as_role("reviewer").get("/publish").text
    assert "firsthand publish bay.case --dry-run" in other
    assert str(desk.path.parent) not in other
