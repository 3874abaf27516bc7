"""The audit log: who came in, who did not, who decided and took what away; only ever added to.

It holds names, ids and addresses of machines; never a password, a token or a text of a document.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from firsthand.web.door.keeping.file import AccountsFile

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Noted:
    """A line of the audit log."""

    number: int
    at: str  # instant, ISO 8601, UTC
    who: str
    what: str
    subject: str
    address: str


class Audit:
    """The audit log of a desk."""

    def __init__(self, file: AccountsFile) -> None:
        self._file = file

    def note(self, what: str, *, who: str, subject: str = "", address: str = "", now: float) -> None:
        """Add a line."""
        self._file.write(
            "INSERT INTO audit (at, who, what, subject, address) VALUES (?, ?, ?, ?, ?)",
            now, _line(who), _line(what), _line(subject), _line(address),
        )  # fmt: skip

    def lines(self, *, before: int = 0, limit: int = 100) -> tuple[Noted, ...]:
        """Return lines, the latest first; with `before`, those older than that number."""
        rows = self._file.rows(
            "SELECT number, at, who, what, subject, address FROM audit WHERE ? = 0 OR number < ? "
            "ORDER BY number DESC LIMIT ?",
            before, before, limit,
        )  # fmt: skip
        return tuple(
            Noted(number, datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds"), *told)
            for number, at, *told in rows
        )


def _line(text: str) -> str:
    """Return a text on one line, cut: what a stranger typed must not look like lines of the log."""
    return "".join(c if c.isprintable() else " " for c in text)[:_LONGEST]
