"""What the API answers: the same as the desk, in parts, with tags, and nothing for whom it is not."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from firsthand.desk.shapes import Asked, ClaimRow, DocumentRow, Page, PersonRow

Maker = Callable[..., TestClient]


def test_a_list_is_the_desks(api: TestClient, desk: Any) -> None:
    answer = api.get("/claims", params={"standing": "contested"})
    assert answer.status_code == 200
    told = TypeAdapter(Page[ClaimRow]).validate_json(answer.content)
    assert told == desk.claims(Asked(standing="contested"))
    assert told.items  # the case has some


def test_parts_are_followed_by_cursor_and_by_link(api: TestClient, desk: Any) -> None:
    whole = [row.id for row in desk.documents().items]
    first = api.get("/documents", params={"limit": 2})
    assert f"after={first.json()['after']}" in first.headers["link"].replace("%3D", "=")
    by_cursor, by_link = [row["id"] for row in first.json()["items"]], []
    after = first.json()["after"]
    while after:
        part = api.get("/documents", params={"limit": 2, "after": after}).json()
        by_cursor += [row["id"] for row in part["items"]]
        after = part["after"]
    answer = first
    while True:
        by_link += [row["id"] for row in answer.json()["items"]]
        if "link" not in answer.headers:
            break
        answer = api.get("http://desk.test" + answer.headers["link"].partition(">")[0].lstrip("<"))
    assert by_cursor == by_link == whole
    assert len(whole) > 2


def test_what_did_not_change_is_not_sent_again(api: TestClient, a_claim: str) -> None:
    first = api.get(f"/claims/{a_claim}")
    tag = first.headers["etag"]
    again = api.get(f"/claims/{a_claim}", headers={"if-none-match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert api.get("/overview", headers={"if-none-match": tag}).status_code == 200
    api.post("/decisions", json={"action": "accept", "target": a_claim}).raise_for_status()
    changed = api.get(f"/claims/{a_claim}", headers={"if-none-match": tag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag


def test_an_original_is_what_its_id_says_and_is_only_saved(api: TestClient, desk: Any) -> None:
    row: DocumentRow = desk.documents().items[0]
    answer = api.get(f"/documents/{row.id}/original")
    assert hashlib.sha256(answer.content).hexdigest() == row.id
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith('attachment; filename="')
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_report_is_only_saved_and_says_what_the_desks_says(api: TestClient, desk: Any) -> None:
    answer = api.get("/report")
    assert answer.text == desk.report()
    assert "attachment" in answer.headers["content-disposition"]
    assert "sandbox" in answer.headers["content-security-policy"]


def test_no_list_says_where_a_person_is_named(api: TestClient, desk: Any) -> None:
    here = desk.persons()
    assert any(row.person.mentions for row in here.items)  # else this shows nothing
    there = TypeAdapter(Page[PersonRow]).validate_json(api.get("/persons").content)
    bare = tuple(replace(row, person=replace(row.person, mentions=())) for row in here.items)
    assert there == replace(here, items=bare)


@pytest.mark.parametrize(
    ("path", "least"),
    [
        ("/overview", "reader"),
        ("/claims", "reader"),
        ("/documents", "reader"),
        ("/report", "reviewer"),
        ("/persons", "reviewer"),
        ("/documents/ID/original", "reader"),
    ],
)
def test_each_role_reads_what_it_may(with_token: Maker, desk: Any, path: str, least: str) -> None:
    path = path.replace("ID", desk.documents().items[0].id)
    roles = ("reader", "reviewer", "owner")
    for role in roles:
        allowed = roles.index(role) >= roles.index(least)
        assert with_token(role).get(path).status_code == (200 if allowed else 403), role
    nobody = with_token(None).get(path)
    assert nobody.status_code == 401
    assert nobody.headers["www-authenticate"].startswith("Bearer")
    wrong = with_token(None).get(path, headers={"authorization": "Bearer firsthand_no-such-token"})
    assert wrong.status_code == 401


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ("/claims?standing=true", "query.standing"),
        ("/claims?standings=contested", "query.standings"),
        ("/claims?limit=501", "query.limit"),
        ("/claims?limit=0", "query.limit"),
        ("/claims?limit=1e2", "query.limit"),
        ("/claims?limit=+5", "query.limit"),
        ("/claims?limit=%D9%A5", "query.limit"),  # an Arabic five
        ("/claims?limit=99999999999999999999999999", "query.limit"),
        ("/claims?limit=5&limit=6", "query.limit"),
        ("/claims?since=1600000000", "query.since"),
        ("/claims?since=2031-02-30", "query.since"),
        ("/claims?since=", "query.since"),
        ("/claims?denied=1", "query.denied"),
        ("/claims?text=a%00b", "query.text"),
        ("/claims?text=" + "x" * 501, "query.text"),
        ("/overview?limit=5", "query.limit"),
        ("/queue/contested", "path.kind"),
        ("/documents/x/areas?start=1", "query.end"),
        ("/documents/x?at=-1", "query.at"),
        ("/documents/x/pages/0", "path.number"),
    ],
)
def test_what_is_misspelt_is_refused_and_named(api: TestClient, asked: str, where: str) -> None:
    answer = api.get(asked)
    assert answer.status_code == 422, answer.text
    assert [mistake["where"] for mistake in answer.json()["mistakes"]] == [where]
    assert where in answer.json()["detail"]


@pytest.mark.parametrize(
    "path",
    [
        "/claims/none", "/stories/none", "/documents/none", "/documents/none/original", "/sources/none",
        "/documents/none/pages/1", "/documents/none/areas?start=1&end=2", "/records/none", "/nowhere",
        "/claims?after=none", "/claims/%F0%9F%92%A9", "/claims/%FF", "/claims/a%2Fb", "/claims/",
        "/claims/%E2%80%AEsesac", "/",
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_as_a_problem(api: TestClient, path: str) -> None:
    answer = api.get(path)
    assert answer.status_code in (400, 404), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == answer.status_code
    assert told["type"].startswith("/api#problem-")
    assert told["title"] and told["detail"]


def test_a_problem_says_what_the_page_says(api: TestClient, desk: Any) -> None:
    from firsthand.model.errors import GoneError

    with pytest.raises(GoneError) as raised:
        desk.claim("c-000000000000")
    assert api.get("/claims/c-000000000000").json()["detail"] == str(raised.value)


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [("PUT", "/decisions", "GET, POST"), ("DELETE", "/claims", "GET"), ("GET", "/build", "POST"),
     ("TRACE", "/decisions", "GET, POST")],
)  # fmt: skip
def test_other_methods_are_refused_and_those_taken_are_named(
    api: TestClient, method: str, path: str, allow: str
) -> None:
    answer = api.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == allow
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_stumble_is_told_without_its_inside(
    api: TestClient, desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble() -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr(type(desk), "overview", lambda self: stumble())
    answer = api.get("/overview")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text
