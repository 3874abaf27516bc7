"""What the API says of itself: whole, true, and open to be read without a tool."""

import inspect
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape
from starlette.testclient import TestClient

from firsthand.client.problems import kind_of, kinds
from firsthand.desk import Desk
from firsthand.model import errors
from firsthand.web.api import problems
from firsthand.web.api.describing import ROLE

_REPO = Path(__file__).resolve().parents[3]
# What the desk's operations are called here; the rest of the API is of the API itself.
OF_DESK = {
    "overview": "read_overview", "stories": "list_stories", "story": "read_story", "claims": "list_claims",
    "facets": "read_facets", "claim": "read_claim", "queue": "list_queue", "documents": "list_documents",
    "document": "read_document", "areas": "read_areas", "original": "read_original",
    "sources": "list_sources", "source": "read_source", "records": "list_records", "record": "read_record",
    "tallies": "list_tallies", "persons": "list_persons", "failures": "list_failures",
    "custody": "list_custody", "decisions": "list_decisions", "in_force": "list_decisions_in_force",
    "misfits": "list_misfits", "decide": "decide", "decide_all": "decide_all", "news": "read_news",
    "building": "read_building", "build": "build", "report": "read_report",
}  # fmt: skip
ALWAYS = {"400", "401", "403", "404", "405", "409", "422", "429", "503"}


@pytest.fixture
def described(with_token: Any) -> dict[str, Any]:
    answer = with_token(None).get("/openapi.json")  # open to all: it tells nothing of the case
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def operations(described: dict[str, Any]) -> dict[str, tuple[str, str, dict[str, Any]]]:
    return {
        operation["operationId"]: (method.upper(), path, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    }


def test_every_operation_of_the_desk_has_an_address(described: dict[str, Any]) -> None:
    of_desk = {name for name, _ in inspect.getmembers(Desk, inspect.isfunction) if name[0] != "_"}
    assert of_desk == set(OF_DESK)
    assert set(operations(described)) == {*OF_DESK.values(), "read_me", "read_page_picture"}


def test_every_operation_says_what_it_is_who_may_and_what_can_go_wrong(described: dict[str, Any]) -> None:
    assert described["openapi"] == "3.1.0"
    tags = {tag["name"] for tag in described["tags"]}
    for name, (method, _, operation) in operations(described).items():
        assert operation["summary"] and operation["description"], name
        assert set(operation["tags"]) <= tags, name
        assert operation[ROLE] in ("reader", "reviewer", "owner"), name
        assert {"token": []} in operation["security"], name
        needed = ALWAYS | ({"413", "415"} if method == "POST" else set())
        assert needed <= set(operation["responses"]), name
        assert "500" not in operation["responses"], name  # never on purpose
        for parameter in operation.get("parameters", ()):
            assert parameter["description"], (name, parameter["name"])


def test_the_roles_are_those_that_are_asked_for(described: dict[str, Any]) -> None:
    found = {name: operation[ROLE] for name, (_, _, operation) in operations(described).items()}
    assert found.pop("build") == "owner"
    reviewers = {"decide", "decide_all", "list_persons", "read_report"}
    assert {name for name, role in found.items() if role == "reviewer"} == reviewers
    assert {role for name, role in found.items() if name not in reviewers} == {"reader"}


def test_what_is_answered_is_always_whole(described: dict[str, Any]) -> None:
    schemas = described["components"]["schemas"]
    for name in ("ClaimRow", "PageOfClaimRow", "Made", "Decision", "Statement", "Problem"):
        assert set(schemas[name]["required"]) == set(schemas[name]["properties"]), name
    for name in ("Draft", "Drafts"):
        assert schemas[name]["additionalProperties"] is False, name


def test_no_operation_leads_from_a_person_to_where_they_are_named(described: dict[str, Any]) -> None:
    for name, (_, path, operation) in operations(described).items():
        asked = {parameter["name"] for parameter in operation.get("parameters", ())}
        assert not asked & {"person", "name", "mention", "mentions"}, name
        assert "person" not in path or path == "/persons", path


def test_it_is_told_on_a_page_without_any_outside_request(
    client: TestClient, described: dict[str, Any]
) -> None:
    page = client.get("/api")
    assert page.status_code == 200
    for _, path, operation in operations(described).values():
        assert f"/api/v1{path}" in page.text
        assert str(escape(operation["summary"])) in page.text
    for kind in problems.KINDS:
        assert f'id="problem-{kind.name}"' in page.text
    assert "//cdn" not in page.text


def test_every_operation_and_problem_is_in_the_documentation(described: dict[str, Any]) -> None:
    text = (_REPO / "docs" / "api.md").read_text(encoding="utf-8")
    for method, path, _ in operations(described).values():
        assert f"`{method} {path}`" in text, (method, path)
    for kind in problems.KINDS:
        if kind.status != 500:
            assert f"`{kind.name}`" in text, kind.name


def test_each_error_of_the_library_goes_out_and_comes_back_as_itself() -> None:
    found = [one for one in vars(errors).values() if isinstance(one, type)]
    told = [one for one in found if issubclass(one, errors.FirsthandError)]
    assert len(told) > 15
    for error in told:
        kind = problems.of_error(error("x"))
        assert issubclass(error, kinds()[kind.name]), error
    for exact in (
        errors.GoneError, errors.DecisionError, errors.AccountError, errors.InputError, errors.BusyCaseError,
        errors.ReadOnlyCaseError, errors.CaseFullError, errors.LockedCaseError, errors.CaseError,
    ):  # fmt: skip
        assert problems.of_error(exact("x")).name == kind_of(exact)
    names = [kind.name for kind in problems.KINDS]
    assert len(names) == len(set(names))
