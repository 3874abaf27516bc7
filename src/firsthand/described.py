"""The passages that reviewers marked, kept in the case as they were described: so that it opens at once.

To describe a passage takes the languages and the tables of places, seconds whoever opens the case. What came
of it is kept as a note, under the digest of what it was described from and of the code that did; it is
written only with a decision or a build, so that to look at a case changes nothing in it.
"""

import functools
import hashlib
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from firsthand import review
from firsthand.model import Statement
from firsthand.review.applying.describing import known_descriptions, take_in_descriptions
from firsthand.step_keys import step_key
from firsthand.store import Store

_NOTE = "passages described"
_KEPT: TypeAdapter[tuple[str, dict[str, Statement]]] = TypeAdapter(tuple[str, dict[str, Statement]])


def take_in_kept(store: Store) -> None:
    """Take in what the case keeps; what other code described, or cannot be read, is described again."""
    kept = store.note(_NOTE)
    if kept is None:
        return
    try:
        code, described = _KEPT.validate_json(kept)
    except ValidationError:
        return
    if code == _code():
        take_in_descriptions(described)


def keep_described(store: Store) -> None:
    """Keep what was described for the decisions of this case, where the case can be written."""
    texts = {decision.passage for decision in store.decisions() if decision.passage is not None}
    described = {
        asked: found
        for asked, found in known_descriptions().items()
        if any(passage.document == found.document for passage in texts)
    }
    if described and not store.read_only:
        store.keep_note(_NOTE, _KEPT.dump_json((_code(), dict(sorted(described.items())))).decode())


@functools.cache
def _code() -> str:
    """Return the digest of the code that describes."""
    own = Path(review.__file__).parent / "applying" / "describing.py"
    return step_key("describe", hashlib.sha256(own.read_bytes()).hexdigest())
