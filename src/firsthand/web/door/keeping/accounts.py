"""Accounts: who may come in at a desk that others can reach, and what they may do."""

import unicodedata
from dataclasses import dataclass
from typing import Any

from firsthand.model.errors import AccountError
from firsthand.web.door.keeping.digests import digest_of, new_secret
from firsthand.web.door.keeping.file import AccountsFile
from firsthand.web.door.keeping.passwords import check_password, fits, hash_password, is_outdated
from firsthand.web.door.visitor import Role

INVITED_SECONDS = 3 * 24 * 3600.0
_LONGEST_NAME = 60
_SIGNS = " .-_'’@+"
_COLUMNS = "key, name, role, disabled, password != '', made, seen"


@dataclass(frozen=True, slots=True)
class Account:
    """An account; `key` is its name as it is compared. `seen` is when its owner last came in, 0 for never."""

    key: str
    name: str
    role: Role
    disabled: bool
    has_password: bool
    made: float
    seen: float


class Accounts:
    """The accounts of a case."""

    def __init__(self, file: AccountsFile) -> None:
        self._file = file

    def add(self, name: str, role: Role, *, password: str | None, now: float) -> Account:
        """Make an account; without a password it is open only to an invitation. Raises AccountError."""
        name = checked_name(name)
        if self.find(name) is not None:
            raise AccountError(f"There is an account for {name} already. See: firsthand accounts CASE list")
        kept = _kept(password, name=name) if password is not None else ""
        self._file.write(
            "INSERT INTO accounts (key, name, role, password, made) VALUES (?, ?, ?, ?, ?)",
            key_of(name), name, role, kept, now,
        )  # fmt: skip
        return self.get(name)

    def find(self, name: str) -> Account | None:
        """Return the account of a name, however it is written; None where there is none."""
        row = self._file.row(f"SELECT {_COLUMNS} FROM accounts WHERE key = ?", key_of(name))
        return _account(row) if row else None

    def get(self, name: str) -> Account:
        """Return the account of a name; raises AccountError where there is none."""
        found = self.find(name)
        if found is None:
            raise AccountError(f"There is no account for {name}. See: firsthand accounts CASE list")
        return found

    def all(self) -> tuple[Account, ...]:
        """Return all accounts, by name."""
        rows = self._file.rows(f"SELECT {_COLUMNS} FROM accounts ORDER BY key")
        return tuple(map(_account, rows))

    def set_role(self, name: str, role: Role) -> Account:
        """Let an account do more or less, from its next page on."""
        self._file.write("UPDATE accounts SET role = ? WHERE key = ?", role, self.get(name).key)
        return self.get(name)

    def set_password(self, name: str, password: str) -> Account:
        """Give an account another password; every session of it ends. Raises AccountError."""
        account = self.get(name)
        kept = _kept(password, name=account.name)
        with self._file.transaction():
            self._file.write("UPDATE accounts SET password = ? WHERE key = ?", kept, account.key)
            self._file.write("DELETE FROM invitations WHERE account = ?", account.key)
            self._file.write("UPDATE sessions SET ended = 1 WHERE account = ?", account.key)
        return self.get(name)

    def set_disabled(self, name: str, disabled: bool) -> Account:
        """Close an account, which ends its sessions, or open it again."""
        account = self.get(name)
        with self._file.transaction():
            self._file.write("UPDATE accounts SET disabled = ? WHERE key = ?", int(disabled), account.key)
            if disabled:
                self._file.write("UPDATE sessions SET ended = 1 WHERE account = ?", account.key)
                self._file.write("DELETE FROM invitations WHERE account = ?", account.key)
        return self.get(name)

    def remove(self, name: str) -> None:
        """Remove an account with its sessions; what was decided under its name stays in the case."""
        self._file.write("DELETE FROM accounts WHERE key = ?", self.get(name).key)

    def invite(self, name: str, *, now: float) -> str:
        """Return the secret of an invitation, with which its owner chooses a password, once."""
        account = self.get(name)
        secret = new_secret()
        with self._file.transaction():
            self._file.write("DELETE FROM invitations WHERE account = ? OR expires <= ?", account.key, now)
            self._file.write(
                "INSERT INTO invitations VALUES (?, ?, ?)",
                digest_of(secret), account.key, now + INVITED_SECONDS,
            )  # fmt: skip
        return secret

    def invited(self, secret: str, *, now: float) -> Account | None:
        """Return the account that an invitation is for; None where it opens nothing any more."""
        row = self._file.row(
            f"SELECT {_COLUMNS} FROM invitations JOIN accounts ON key = account "
            "WHERE digest = ? AND expires > ? AND NOT disabled",
            digest_of(secret), now,
        )  # fmt: skip
        return _account(row) if row else None

    def accept(self, secret: str, password: str, *, now: float) -> Account | None:
        """Use an invitation up: set the password it is for. Raises AccountError for a poor one."""
        account = self.invited(secret, now=now)
        if account is None:
            return None
        kept = _kept(password, name=account.name)
        with self._file.transaction():
            if not self._file.write("DELETE FROM invitations WHERE digest = ?", digest_of(secret)):
                return None
            self._file.write("UPDATE accounts SET password = ? WHERE key = ?", kept, account.key)
            self._file.write("UPDATE sessions SET ended = 1 WHERE account = ?", account.key)
        return account

    def check(self, name: str, password: str, *, now: float) -> Account | None:
        """Return the account that name and password open. Whether there is such a name shows in nothing."""
        row = self._file.row("SELECT password FROM accounts WHERE key = ?", key_of(name))
        kept = str(row[0]) if row else ""
        fitting = fits(kept, password)
        account = self.find(name)
        if not fitting or account is None or account.disabled:
            return None
        self._file.write("UPDATE accounts SET seen = ? WHERE key = ?", now, account.key)
        if is_outdated(kept):
            self._file.write(
                "UPDATE accounts SET password = ? WHERE key = ? AND password = ?",
                hash_password(password), account.key, kept,
            )  # fmt: skip
        return account


def key_of(name: str) -> str:
    """Return a name as it is compared: two that look the same are the same."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def checked_name(name: str) -> str:
    """Return a name as it is shown; raises AccountError for one that is empty, too long, or of odd signs."""
    shown = " ".join(unicodedata.normalize("NFC", name).split())
    if not 0 < len(shown) <= _LONGEST_NAME or not any(c.isalnum() for c in shown):
        raise AccountError(f"A name has one to {_LONGEST_NAME} characters, letters or digits among them.")
    odd = sorted(
        {c for c in shown if not (c.isalnum() or c in _SIGNS or unicodedata.category(c) in ("Mn", "Mc"))}
    )
    if odd:
        raise AccountError(
            f"A name cannot hold {' '.join(map(ascii, odd))}. Letters, digits and {_SIGNS.strip()} can."
        )
    return shown


def _kept(password: str, *, name: str) -> str:
    check_password(password, name=name)
    return hash_password(password)


def _account(row: tuple[Any, ...]) -> Account:
    key, name, role, disabled, has_password, made, seen = row
    return Account(key, name, role, bool(disabled), bool(has_password), made, seen)
