"""What nobody should wait for at a page is worked out beside the first visits, once a desk is open.

Lists over the whole case are put in order, and what derives again after a decision is loaded: the languages
and the sense of sentences take seconds. Nothing is decided or written.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from firsthand.desk import Desk
from firsthand.desk.shapes import Asked, Queue, Sort
from firsthand.model.errors import FirsthandError

_QUEUES: tuple[Queue, ...] = ("conflicts", "variants", "single-origin")
_SORTS: tuple[Sort, ...] = ("newest", "origins", "contested", "text")
_REST_SECONDS = 3.0  # before seconds of loading: a desk that is opened for a look needs none of it
_LETTERS = 400  # of a document, to load its language


@contextmanager
def warming(desk: Desk) -> Iterator[None]:
    """Prepare a desk in a thread of its own; at the end what is not begun yet is left."""
    over = threading.Event()
    thread = threading.Thread(target=_warm, args=(desk, over), name="preparing the desk")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _warm(desk: Desk, over: threading.Event) -> None:
    for after, step in _steps(desk):
        if over.wait(after):
            return
        try:
            step()
        except (FirsthandError, OSError):
            continue  # who asks for it is told; it is only not ready beforehand


def _steps(desk: Desk) -> Iterator[tuple[float, Callable[[], object]]]:
    """Yield what to do, each after so many seconds of rest."""
    for ask in (desk.overview, desk.claims, desk.facets, desk.documents, desk.sources):
        yield 0.0, ask
    for kind in _QUEUES:
        yield 0.0, partial(desk.queue, kind)
    for sort in _SORTS:
        yield 0.0, partial(desk.claims, Asked(sort=sort))
    yield _REST_SECONDS, partial(_load_reviewing, desk)


def _load_reviewing(desk: Desk) -> None:
    """Load what is needed to derive claims, conflicts and statements again."""
    from firsthand.review.applying import records, sense, story  # noqa: F401  load what weighs
    from firsthand.review.applying.describing import describe_passage

    for row in desk.documents(limit=1).items:
        document = desk.document(row.id).document
        end = min(len(document.text), _LETTERS)
        if document.text[:end].strip():
            describe_passage(document, 0, end)
    sense.remembered(("What is said first.",))
