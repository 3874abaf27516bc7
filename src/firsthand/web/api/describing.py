"""What the API says of itself: an OpenAPI 3.1 description that a reporter can read too."""

import re
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema

from firsthand.web.api.asking import Asking, Several
from firsthand.web.api.problems import MEDIA, Mistake, Problem, of_status
from firsthand.web.door import owner, reader, reviewer

ADDRESS = "/api/v1"
ROLE = "x-role"
_ABOUT = """The review desk of a case, for programs: the operations of its pages and of the Python
library.

**What it gives.** Claims with every statement behind them, each with its exact passage; who said it
first and through whom it came; how many *independent origins* stand behind a claim; where accounts
conflict; which retelling changed something; what reviewers decided, when and why.

**What it does not do.** It documents, it never hunts. No operation finds, follows or profiles a person:
there is no list of all places where somebody is named, no feed about persons, nothing across cases.

**How to ask.** Send a token: `Authorization: Bearer TOKEN`. Readers read, originals too; reviewers
decide, take the report and see whom the case names; owners build. Lists come in parts: give `after` of one
part to get the next. What is misspelt is refused.

**Errors** are `application/problem+json` (RFC 9457): `detail` says what happened and what to do next.

**Versions.** Within v1 answers may gain fields and addresses; nothing is renamed or taken away."""
_TAGS = {
    "case": "The case as a whole: where it stands, how it was built, what was done to it.",
    "stories": "The documents about one matter, and which of them derives from which.",
    "claims": "What statements of several documents have in common, and how many origins stand behind it.",
    "decisions": "What waits for a decision, deciding, and every decision that was made.",
    "documents": "The preserved originals, the text read from them, and the statements in it.",
    "sources": "Who speaks: one source for each body, outlet or person that is quoted.",
    "register": "The rows of the register, every field backed by claims.",
    "persons": "Whom the case names and how they are protected; for reviewers.",
}
_ALWAYS = (400, 401, 403, 404, 405, 409, 414, 421, 422, 429, 431, 503)
_SENDING = (413, 415)
BODIES = {"decide": Asking, "decide_all": Several}
UNTAGGED = frozenset({"read_me", "list_custody", "read_news", "read_building", "read_report"})
_SUCCESS = {"201": "What was decided.", "202": "The build has begun."}
_REF = "#/components/schemas/"
_NAMES = {"Asking": "Draft", "Several": "Drafts"}
_REASON = "It was looked at again, and the passage reads otherwise."


def _leads(to: str, **asked: str) -> tuple[str, dict[str, Any]]:
    """Return a link to another operation: what stands in the answer is what is asked there."""
    place = "query" if to == "list_decisions" else "path"
    return to, {
        "operationId": to,
        "parameters": {f"{place}.{name}": f"$response.body#{where}" for name, where in asked.items()},
    }


def _lets(name: str, **draft: str) -> tuple[str, dict[str, Any]]:
    """Return a link to a decision on what stands in the answer."""
    return name, {"operationId": "decide", "requestBody": draft}


_LINKS = {  # what to do next with an answer
    "list_stories": [_leads("read_story", story="/items/0/id")],
    "list_claims": [
        _leads("read_claim", claim="/items/0/id"),
        _lets("accept", action="accept", target="$response.body#/items/0/id"),
        _lets("reject", action="reject", target="$response.body#/items/0/id", reason=_REASON),
        _lets("judge", action="judge-claim", target="$response.body#/items/0/id", reason=_REASON, value="So"),
    ],
    "read_claim": [
        _lets("reject", action="reject", target="$response.body#/claim/statements/0", reason=_REASON)
    ],
    "list_documents": [
        _leads("read_document", document="/items/0/id"),
        _leads("read_original", document="/items/0/id"),
    ],
    "list_sources": [
        _leads("read_source", source="/items/0/source/id"),
        _lets(
            "rename",
            action="rename-source",
            target="$response.body#/items/0/source/id",
            reason=_REASON,
            value="The Harbour Watch",
        ),
    ],
    "list_records": [_leads("read_record", record="/items/0/record/id")],
    "list_persons": [
        _lets("hide", action="hide-person", target="$response.body#/items/0/person/id", reason=_REASON)
    ],
    "decide": [
        _leads("list_decisions", target="/decision/target"),
        _lets("withdraw", action="withdraw", target="$response.body#/decision/id", reason=_REASON),
    ],
}


def describe(routes: Sequence[APIRoute], *, cookie: str) -> dict[str, Any]:
    """Return the OpenAPI description of these routes; `cookie` is the name of a session's cookie."""
    told: dict[str, Any] = get_openapi(
        title="firsthand review desk",
        version=version("firsthand"),
        openapi_version="3.1.0",
        summary="Who said it first, through whom it came, and what reviewers decided.",
        description=_ABOUT,
        routes=routes,
        tags=[{"name": name, "description": about} for name, about in _TAGS.items()],
        servers=[{"url": ADDRESS, "description": "This desk"}],
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    schemas: dict[str, Any] = {
        name: schema
        for name, schema in told["components"]["schemas"].items()
        if name not in ("HTTPValidationError", "ValidationError")
    }
    for schema in schemas.values():
        _whole(schema)
    _, given = models_json_schema(
        [(Asking, "validation"), (Several, "validation")], ref_template=_REF + "{model}"
    )
    schemas |= given["$defs"]
    for answer in (Problem, Mistake):
        schemas[answer.__name__] = _whole(TypeAdapter(answer).json_schema(ref_template=_REF + "{model}"))
        schemas[answer.__name__].pop("$defs", None)
    told["components"] = {
        "schemas": schemas,
        "responses": {str(status): _problem(status) for status in (*_ALWAYS, *_SENDING)},
        "securitySchemes": _security(cookie),
    }
    for route in routes:
        (method,) = route.methods or {"GET"}
        operation = told["paths"][route.path][method.lower()]
        summary, _, more = (route.endpoint.__doc__ or "").strip().partition("\n")
        operation["operationId"], operation["summary"] = route.name, summary.rstrip(".")
        operation["description"] = " ".join(more.split()) or summary
        operation[ROLE] = _role(route.dependant)
        _complete(operation, route.name, method)
    renamed: dict[str, Any] = _renamed(told)
    return renamed


def _complete(operation: dict[str, Any], name: str, method: str) -> None:
    """Say what of an operation the framework does not know."""
    responses: dict[str, Any] = operation["responses"]
    sends = method == "POST"
    operation["security"] = [{"token": []}, {"session": [], "csrf": []} if sends else {"session": []}]
    for parameter in operation.get("parameters", ()):
        _sent(parameter)
    if name in BODIES:
        ref = {"$ref": _REF + BODIES[name].__name__}
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": ref}}}
    success = next(status for status in responses if status.startswith("2"))
    responses[success].setdefault("headers", {})
    if responses[success].get("description", "Successful Response") == "Successful Response":
        responses[success]["description"] = _SUCCESS.get(success, "What was asked for.")
    if name not in UNTAGGED and not sends:
        responses[success]["headers"]["ETag"] = _header("Changes with what you get: for If-None-Match.")
        responses["304"] = {"description": "You have it already: nothing changed."}
        operation.setdefault("parameters", []).append(_IF_NONE_MATCH)
    if any(p["name"] == "after" for p in operation.get("parameters", ())):
        responses[success]["headers"]["Link"] = _header('The address of the next part, rel="next".')
    if sends:
        responses[success]["headers"]["Location"] = _header("Where to look at it.")
    if name in _LINKS:
        responses[success]["links"] = dict(_LINKS[name])
    for status in (*_ALWAYS, *(_SENDING if sends else ())):
        responses[str(status)] = {"$ref": f"#/components/responses/{status}"}


def _role(dependant: Dependant) -> str:
    """Return the role that an operation needs: that of the door's dependency which it goes through."""
    for one in dependant.dependencies:
        if one.call in (reader, reviewer, owner):
            return str(getattr(one.call, "__name__", ""))
        if role := _role(one):
            return role
    return ""


def _whole(schema: dict[str, Any]) -> dict[str, Any]:
    """Say of a shape that is answered that everything of it is always there."""
    if "properties" in schema:
        schema["required"] = list(schema["properties"])
        for one in schema["properties"].values():
            one.pop("default", None)
    if "description" in schema:
        schema["description"] = " ".join(schema["description"].split())
    return schema


def _sent(parameter: dict[str, Any]) -> None:
    """Say of a parameter what can be sent: in an address nothing is null, it is left out."""
    schema = parameter["schema"]
    schema.pop("description", None)
    kinds = [kind for kind in schema.pop("anyOf", ()) if kind != {"type": "null"}]
    for kind in kinds[:1]:
        schema.update(kind)
    if "examples" in schema:
        parameter["example"] = schema.pop("examples")[0]


def _problem(status: int) -> dict[str, Any]:
    kind = of_status(status)
    headers = {"Retry-After": _header("After how many seconds to ask again.")} if status in (429, 503) else {}
    return {
        "description": f"{kind.title}. {kind.meaning}",
        "headers": headers,
        "content": {MEDIA: {"schema": {"$ref": _REF + "Problem"}}},
    }


def _header(about: str) -> dict[str, Any]:
    return {"description": about, "schema": {"type": "string"}}


_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The ETag of what you have. Where nothing changed you get 304, and nothing else.",
    "schema": {"type": "string"},
}


def _security(cookie: str) -> dict[str, Any]:
    return {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "A token of this desk. Its owner makes one, for a reader, a reviewer or an owner.",
        },
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": cookie,
            "description": "The session of a browser that is signed in.",
        },
        "csrf": {
            "type": "apiKey",
            "in": "header",
            "name": "X-CSRF",
            "description": "What the pages of a session know, sent with what changes something.",
        },
    }


def _renamed(value: Any) -> Any:
    """Give the shapes names that read well: Page_ClaimRow_ is a PageOfClaimRow, what is asked a Draft."""
    if isinstance(value, dict):
        return {_name(key): _renamed(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one) for one in value]
    return (
        _REF + _name(value.removeprefix(_REF)) if isinstance(value, str) and value.startswith(_REF) else value
    )


def _name(name: str) -> str:
    return _NAMES.get(name) or re.sub(r"^Page_(\w+?)_$", r"PageOf\1", name)
