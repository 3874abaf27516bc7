"""The door of a desk: who may come in, how, and what is written down about it."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from firsthand.web.door.keeping.accounts import Account, Accounts, key_of
from firsthand.web.door.keeping.attempts import Attempts, at_login, nearby, with_secret
from firsthand.web.door.keeping.audit import Audit
from firsthand.web.door.keeping.digests import digest_of
from firsthand.web.door.keeping.file import AccountsFile
from firsthand.web.door.keeping.sessions import Session, Sessions, csrf_of
from firsthand.web.door.keeping.tokens import Tokens
from firsthand.web.door.links import Link
from firsthand.web.door.place import Place
from firsthand.web.door.visitor import Role, Visitor, Way


@dataclass(frozen=True, slots=True)
class Refused:
    """Nobody was let in. `wait` is for how many seconds no further attempt is taken."""

    wait: int = 0


@dataclass(frozen=True, slots=True)
class Door:
    """Lets visitors in. Without accounts, who has the link is the owner, and decides under `reviewer`.

    `now` is the clock, in seconds of the epoch; `say` tells whoever runs the desk, on their terminal.
    """

    place: Place
    file: AccountsFile
    with_accounts: bool = False
    reviewer: str = "the owner"
    now: Callable[[], float] = time.time
    say: Callable[[str], None] = lambda text: None
    link: Link = field(default_factory=Link)

    @property
    def sessions(self) -> Sessions:
        """Who is in."""
        return Sessions(self.file)

    @property
    def accounts(self) -> Accounts:
        """Who may come in."""
        return Accounts(self.file)

    @property
    def tokens(self) -> Tokens:
        """Which programs may come in."""
        return Tokens(self.file)

    @property
    def attempts(self) -> Attempts:
        """Who tried in vain."""
        return Attempts(self.file)

    @property
    def audit(self) -> Audit:
        """What was written down."""
        return Audit(self.file)

    def new_link(self) -> str:
        """Return the address that opens the desk once."""
        return f"{self.place.origin}/enter/{self.link.new(now=self.now())}"

    def enter(self, secret: str, *, address: str, before: str = "") -> str | Refused:
        """Use the link up: return the secret of a new session, which follows on `before`."""
        if self.with_accounts or not self.link.use(secret, now=self.now()):
            return self._opens_nothing("link refused", address)
        self.note("came in", who=self.reviewer, subject="by the link", address=address)
        return self._begin(None, self.reviewer, "owner", address=address, before=before)

    def login(self, name: str, password: str, *, address: str, before: str = "") -> str | Refused:
        """Check name and password: return the secret of a new session. Nothing tells names that exist."""
        key = key_of(name)
        known = self.session_of(before)
        counted = at_login(key, address, known=known.digest if known and known.account == key else "")
        wait = self.attempts.begin(counted, now=self.now())
        if wait > 0:
            return self._turn_away(_shown(self.accounts.find(name)), wait, address)
        account = self.accounts.check(name, password, now=self.now())
        if account is None:
            # What was typed as a name may be a password: only names of accounts are written down.
            self.note("login failed", who=_shown(self.accounts.find(name)), address=address)
            return Refused()
        self.attempts.succeeded(counted)
        self.note("came in", who=account.name, subject="with the password", address=address)
        return self._begin(account.key, account.name, account.role, address=address, before=before)

    def accept(self, secret: str, password: str, *, address: str) -> Account | Refused:
        """Use an invitation up: its account has this password now. Raises AccountError for a poor one."""
        account = self.accounts.accept(secret, password, now=self.now()) if self.with_accounts else None
        if account is None:
            return self._opens_nothing("invitation refused", address)
        self.attempts.forget(account.key)
        self.note("chose a password", who=account.name, subject="by invitation", address=address)
        return account

    def change_password(self, visitor: Visitor, old: str, new: str) -> bool | Refused:
        """Give a visitor's account another password, if the old one fits; all its sessions end."""
        counted = at_login(key_of(visitor.name), visitor.address, known=visitor.session)
        wait = self.attempts.begin(counted, now=self.now())
        if wait > 0:
            return self._turn_away(visitor.name, wait, visitor.address)
        if self.accounts.check(visitor.name, old, now=self.now()) is None:
            visitor.note("password not changed", "the old one did not fit")
            return Refused()
        self.attempts.succeeded(counted)
        self.accounts.set_password(visitor.name, new)
        visitor.note("changed the password")
        return True

    def session_of(self, secret: str) -> Session | None:
        """Return the session of a cookie; one that is over has `live` false."""
        return self.sessions.find(secret, now=self.now()) if secret else None

    def visitor_of(self, session: Session, secret: str, *, address: str) -> Visitor | None:
        """Return who a live session is; None where it is over, or its account is no more or closed."""
        if not session.live or (session.account is not None) != self.with_accounts:
            return None
        name, role = session.name, session.role
        if session.account is not None:
            account = self.accounts.find(session.account)
            if account is None or account.disabled:
                return None
            name, role = account.name, account.role
        way: Way = "account" if self.with_accounts else "link"
        return self._visitor(name, role, way, address=address, csrf=csrf_of(secret), session=session.digest)

    def bearer(self, secret: str, *, address: str) -> Visitor | Refused:
        """Return who a token lets in: one that holds does, whatever else came from its address."""
        token = self.tokens.find(secret, now=self.now())
        if token is None:
            return self._opens_nothing("token refused", address)
        return self._visitor(token.name, token.role, "token", address=address)

    def note(self, what: str, *, who: str, subject: str = "", address: str = "") -> None:
        """Write a line into the audit log."""
        self.audit.note(what, who=who, subject=subject, address=address, now=self.now())

    def close(self) -> None:
        """Close the file of accounts."""
        self.file.close()

    def _begin(self, account: str | None, name: str, role: Role, *, address: str, before: str) -> str:
        if before:
            self.sessions.end(digest_of(before))
        return self.sessions.begin(account=account, name=name, role=role, address=address, now=self.now())

    def _opens_nothing(self, what: str, address: str) -> Refused:
        """Turn away who came with a secret that opens nothing.

        Secrets are looked up before failures are counted: nobody is locked out by what others try from the
        same address. They are too long to be guessed; the count is for the log, and against a flood of it.
        """
        wait = self.attempts.begin(with_secret(address), now=self.now())
        if wait > 0:
            return self._turn_away("", wait, address)
        self.note(what, who="", address=address)
        return Refused()

    def _turn_away(self, who: str, wait: float, address: str) -> Refused:
        if self.attempts.is_news(f"{who} from {nearby(address)}", now=self.now()):
            self.note("too many attempts", who=who, address=address)
        return Refused(math.ceil(wait))

    def _visitor(
        self, name: str, role: Role, way: Way, *, address: str, csrf: str = "", session: str = ""
    ) -> Visitor:
        def tell(what: str, subject: str) -> None:
            self.note(what, who=name, subject=subject, address=address)

        return Visitor(name, role, way, csrf, session, address, tell)


def _shown(account: Account | None) -> str:
    return account.name if account else "a name without an account"
