"""What a desk elsewhere says went wrong, as the error that a desk here would raise."""

import json
import re
from functools import cache
from typing import Any, NoReturn

import httpx

from firsthand.model import errors

_OF_STATUSES: dict[int, type[errors.FirsthandError]] = {
    400: errors.InputError,
    401: errors.AccountError,
    403: errors.AccountError,
    404: errors.GoneError,
    409: errors.InputError,
    413: errors.InputError,
    414: errors.InputError,
    415: errors.InputError,
    422: errors.InputError,
    429: errors.AccountError,
    503: errors.CaseError,
}


@cache
def kinds() -> dict[str, type[errors.FirsthandError]]:
    """Return the errors by the name that their kind of problem has: ReadOnlyCaseError is "read-only-case"."""
    found = (one for one in vars(errors).values() if isinstance(one, type))
    return {kind_of(one): one for one in found if issubclass(one, errors.FirsthandError)}


def kind_of(error: type[errors.FirsthandError]) -> str:
    """Return the name of the kind of problem that an error is."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", error.__name__.removesuffix("Error")).lower()


def raise_problem(answer: httpx.Response, *, address: str) -> NoReturn:
    """Raise what an answer that is no success tells of."""
    try:
        told: Any = json.loads(answer.content)
    except (ValueError, RecursionError):
        told = None
    kind = str(told.get("type", "")).rpartition("#problem-")[2] if isinstance(told, dict) else ""
    raised = kinds().get(kind) or _OF_STATUSES.get(answer.status_code) or errors.UnreachableDeskError
    detail = told.get("detail") if isinstance(told, dict) else None
    if not isinstance(detail, str) or not detail:
        raised = errors.UnreachableDeskError
        detail = (
            f"{address} answers with {answer.status_code}, as no desk does. See that the address is right, "
            "and that whatever stands before the desk lets you through."
        )
    if issubclass(raised, errors.NoAnswerError):
        raised = errors.FirsthandError
    raise raised(detail)
