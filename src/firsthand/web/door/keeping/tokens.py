"""Tokens: what a program comes in with. Each has a name, under which its decisions are kept, and a role."""

import secrets
from dataclasses import dataclass
from typing import Any

from firsthand.model.errors import AccountError
from firsthand.web.door.keeping.accounts import checked_name
from firsthand.web.door.keeping.digests import digest_of, new_secret
from firsthand.web.door.keeping.file import AccountsFile
from firsthand.web.door.visitor import Role

PREFIX = "firsthand_"  # so that scanners of leaked secrets, and people, know one when they see it
DAYS = 90
MOST_DAYS = 366
_DAY_SECONDS = 24 * 3600.0
_COLUMNS = "id, name, role, made, expires, used, ended"


@dataclass(frozen=True, slots=True)
class Token:
    """A token, without its secret. `used` is when it last let somebody in, 0 for never."""

    id: str
    name: str
    role: Role
    made: float
    expires: float
    used: float
    ended: bool

    def holds(self, now: float) -> bool:
        """Tell whether it opens the desk."""
        return not self.ended and now < self.expires


class Tokens:
    """The tokens of a case."""

    def __init__(self, file: AccountsFile) -> None:
        self._file = file

    def make(self, name: str, role: Role, *, days: int = DAYS, now: float) -> tuple[Token, str]:
        """Make a token; return it and its secret, which is shown once and not kept. Raises AccountError."""
        if not 1 <= days <= MOST_DAYS:
            raise AccountError(f"A token holds for 1 to {MOST_DAYS} days.")
        secret, token_id = PREFIX + new_secret(), secrets.token_hex(4)
        self._file.write(
            "INSERT INTO tokens (id, name, role, digest, made, expires) VALUES (?, ?, ?, ?, ?, ?)",
            token_id, checked_name(name), role, digest_of(secret), now, now + days * _DAY_SECONDS,
        )  # fmt: skip
        return self.get(token_id), secret

    def get(self, token_id: str) -> Token:
        """Return the token with an id; raises AccountError where there is none."""
        row = self._file.row(f"SELECT {_COLUMNS} FROM tokens WHERE id = ?", token_id)
        if row is None:
            raise AccountError(f"There is no token {token_id}. See: firsthand accounts CASE list")
        return _token(row)

    def all(self) -> tuple[Token, ...]:
        """Return all tokens, the latest first."""
        return tuple(map(_token, self._file.rows(f"SELECT {_COLUMNS} FROM tokens ORDER BY made DESC, id")))

    def find(self, secret: str, *, now: float) -> Token | None:
        """Return the token of a secret, if it holds."""
        row = self._file.row(f"SELECT {_COLUMNS} FROM tokens WHERE digest = ?", digest_of(secret))
        if row is None or not (token := _token(row)).holds(now):
            return None
        if now - token.used > 60:  # not every call writes
            self._file.write("UPDATE tokens SET used = ? WHERE id = ?", now, token.id)
        return token

    def end(self, token_id: str) -> Token:
        """Let a token open nothing any more; it stays in the list."""
        token = self.get(token_id)
        self._file.write("UPDATE tokens SET ended = 1 WHERE id = ?", token.id)
        return token


def _token(row: tuple[Any, ...]) -> Token:
    token_id, name, role, made, expires, used, ended = row
    return Token(token_id, name, role, made, expires, used, bool(ended))
