"""Who may ask the API what: readers read, originals too, reviewers decide and take the report, owners build.

A token (`Authorization: Bearer`) or the session of a browser opens it. What a session does, beyond reading,
must carry the session's `X-CSRF` header; a token needs none, since no browser sends one by itself.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Request
from fastapi.exceptions import RequestValidationError

from firsthand.web.door import Visitor, owner, reader, reviewer


def _plainly(request: Request, taken: bool) -> None:
    """Refuse parameters where none is taken, and one that is given twice: which is meant cannot be known."""
    names = [name for name, _ in request.query_params.multi_items()]
    wrong = sorted({name for name in names if not taken or names.count(name) > 1})
    if wrong:
        told = "give it once" if taken else "there is no such parameter here"
        raise RequestValidationError(
            [{"loc": ("query", name), "msg": told, "type": "extra"} for name in wrong]
        )


def _admits(ask: Callable[..., Awaitable[Visitor]], *, taken: bool) -> Callable[..., Visitor]:
    def admit(
        request: Request,
        visitor: Annotated[Visitor, Depends(ask)],
    ) -> Visitor:
        _plainly(request, taken)
        return visitor

    return admit


Reader = Annotated[Visitor, Depends(_admits(reader, taken=True))]
Reviewer = Annotated[Visitor, Depends(_admits(reviewer, taken=True))]
# What takes no parameters at all.
BareReader = Annotated[Visitor, Depends(_admits(reader, taken=False))]
BareReviewer = Annotated[Visitor, Depends(_admits(reviewer, taken=False))]
BareOwner = Annotated[Visitor, Depends(_admits(owner, taken=False))]
