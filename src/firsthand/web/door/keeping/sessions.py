"""Sessions: who came in, when, from where; ended by going idle, by age, or by leaving."""

from dataclasses import dataclass, field, replace

from firsthand.web.door.keeping.digests import bound_to, digest_of, new_secret
from firsthand.web.door.keeping.file import AccountsFile
from firsthand.web.door.visitor import Role

IDLE_SECONDS = 8 * 3600.0
ABSOLUTE_SECONDS = 7 * 24 * 3600.0
_SEEN_EVERY_SECONDS = 60.0  # so that not every page that is looked at writes
_REMEMBERED_SECONDS = (
    7 * 24 * 3600.0
)  # whose a session was, after it ended: to say who typed what is carried on


@dataclass(frozen=True, slots=True)
class Session:
    """One browser that came in. `account` is the key of its account, None where a link let it in."""

    digest: str = field(repr=False)
    account: str | None
    name: str
    role: Role
    began: float
    seen: float
    address: str = ""
    live: bool = True


class Sessions:
    """The sessions of a desk."""

    def __init__(self, file: AccountsFile) -> None:
        self._file = file

    def begin(self, *, account: str | None, name: str, role: Role, address: str, now: float) -> str:
        """Begin a session and return its secret, for the cookie; only its digest is kept."""
        secret = new_secret()
        with self._file.transaction():
            self._file.write("DELETE FROM sessions WHERE seen < ?", now - _REMEMBERED_SECONDS - IDLE_SECONDS)
            self._file.write(
                "INSERT INTO sessions (digest, account, name, role, began, seen, address) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                digest_of(secret), account, name, role, now, now, address,
            )  # fmt: skip
        return secret

    def find(self, secret: str, *, now: float) -> Session | None:
        """Return the session of a cookie, ended ones too (`live` is false); None for no session."""
        row = self._file.row(
            "SELECT digest, account, name, role, began, seen, address, ended FROM sessions WHERE digest = ?",
            digest_of(secret),
        )
        if row is None:
            return None
        *told, ended = row
        session = Session(*told)
        fresh = now - session.seen < IDLE_SECONDS and now - session.began < ABSOLUTE_SECONDS
        if ended or not fresh:
            return replace(session, live=False)
        if now - session.seen > _SEEN_EVERY_SECONDS:
            self._file.write("UPDATE sessions SET seen = ? WHERE digest = ?", now, session.digest)
        return session

    def rename(self, digest: str, name: str) -> None:
        """Let the decisions of a session carry another name: on one's own machine."""
        self._file.write("UPDATE sessions SET name = ? WHERE digest = ?", name, digest)

    def end(self, digest: str) -> None:
        """End one session."""
        self._file.write("UPDATE sessions SET ended = 1 WHERE digest = ?", digest)

    def end_all(self, account: str | None) -> int:
        """End all sessions of an account, or of those a link let in; return how many."""
        return self._file.write("UPDATE sessions SET ended = 1 WHERE account IS ? AND ended = 0", account)

    def of(self, account: str | None, *, now: float) -> tuple[Session, ...]:
        """Return the live sessions of an account, the latest first."""
        rows = self._file.rows(
            "SELECT digest, account, name, role, began, seen, address FROM sessions "
            "WHERE account IS ? AND ended = 0 AND seen > ? AND began > ? ORDER BY began DESC",
            account, now - IDLE_SECONDS, now - ABSOLUTE_SECONDS,
        )  # fmt: skip
        return tuple(Session(*row) for row in rows)


def csrf_of(secret: str) -> str:
    """Return what the forms of a session carry; it follows from the cookie, and cannot be turned back."""
    return bound_to(secret, "forms")
