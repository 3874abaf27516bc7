"""The same request once more: who lost an answer on the way asks again, and nothing is done twice.

A request carries a key of the asker's making (`Idempotency-Key`). What was answered under it is kept for a
week. It is noted that a request was begun before anything is done: where the server died in between, what
was decided then is looked for before it is decided again.
"""

import hashlib
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from firsthand.desk import Desk
from firsthand.desk.shapes import Made
from firsthand.model import Decision, Draft
from firsthand.model.errors import InputError
from firsthand.web.door.keeping.file import AccountsFile

_KEPT = timedelta(days=7)
_SLACK = timedelta(seconds=2)  # instants of decisions may be cut to whole seconds


class KeyReusedError(InputError):
    """A key came again with something else to do; which of the two is meant cannot be known."""


class Answers:
    """What was answered under which key, kept in the file of accounts beside the case."""

    def __init__(self, file: AccountsFile) -> None:
        self._turn = threading.Lock()
        self._file = file
        file.write(
            "CREATE TABLE IF NOT EXISTS answers (who TEXT NOT NULL, key TEXT NOT NULL, asked TEXT NOT NULL, "
            "begun TEXT NOT NULL, answer BLOB, PRIMARY KEY (who, key)) STRICT, WITHOUT ROWID"
        )

    def once(
        self,
        who: str,
        key: str,
        asked: bytes,
        act: Callable[[], bytes],
        *,
        find: Callable[[datetime], bytes | None],
    ) -> tuple[bytes, bool]:
        """Return what `act` answers, and whether it is an answer that was given before.

        `find` looks for what was done since an instant by a request that was begun and never answered. An
        error of `act` is raised and not kept: asked again, it is tried again. Raises KeyReusedError.
        """
        if not key:
            return act(), False
        digest = hashlib.sha256(asked).hexdigest()
        now = datetime.now(UTC)
        with self._turn:
            self._file.write("DELETE FROM answers WHERE begun < ?", (now - _KEPT).isoformat())
            row = self._file.row(
                "SELECT asked, begun, answer FROM answers WHERE who = ? AND key = ?", who, key
            )
            if row is not None and row[0] != digest:
                raise KeyReusedError(
                    f"The Idempotency-Key {key} was sent before, with something else to do. "
                    "Make a new key for every request, and send the old one again only with the same body."
                )
            if row is not None and row[2] is not None:
                return bytes(row[2]), True
            if row is None:
                self._file.write(
                    "INSERT INTO answers VALUES (?, ?, ?, ?, NULL)", who, key, digest, now.isoformat()
                )
            found = find(datetime.fromisoformat(row[1]) - _SLACK) if row is not None else None
            try:
                answer = act() if found is None else found
            except BaseException:
                self._file.write("DELETE FROM answers WHERE who = ? AND key = ?", who, key)
                raise
            self._file.write("UPDATE answers SET answer = ? WHERE who = ? AND key = ?", answer, who, key)
            return answer, found is not None


def made_since(
    desk: Desk, drafts: Sequence[Draft], *, reviewer: str, since: datetime
) -> tuple[Made, ...] | None:
    """Return what was decided by these drafts since an instant; None where one of them is not there."""
    found: list[Made] = []
    for draft in drafts:
        latest = desk.decisions(target=draft.target, limit=100).items
        decision = next((d for d in latest if _is_of(d, draft, reviewer=reviewer, since=since)), None)
        if decision is None:
            return None
        found.append(Made(decision, now=decision.target))
    return tuple(found)


def _is_of(decision: Decision, draft: Draft, *, reviewer: str, since: datetime) -> bool:
    return (
        decision.action == draft.action
        and decision.target == draft.target
        and decision.reviewer == reviewer
        and decision.seen == draft.seen
        and datetime.fromisoformat(decision.at) >= since
    )
