"""The door of a desk: who may come in, how, and what is written down about it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from firsthand.web.door.keeping.audit import Audit
from firsthand.web.door.keeping.file import AccountsFile
from firsthand.web.door.keeping.sessions import Session, Sessions, csrf_of
from firsthand.web.door.links import Link
from firsthand.web.door.place import Place
from firsthand.web.door.visitor import Visitor, Way


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
    def audit(self) -> Audit:
        """What was written down."""
        return Audit(self.file)

    def new_link(self) -> str:
        """Return the address that opens the desk once."""
        return f"{self.place.origin}/enter/{self.link.new(now=self.now())}"

    def enter(self, secret: str, *, address: str) -> str | None:
        """Use the link up: return the secret of a new session, None where the link opens nothing."""
        if self.with_accounts or not self.link.use(secret, now=self.now()):
            self.note("link refused", who="", address=address)
            return None
        self.note("came in", who=self.reviewer, subject="by the link", address=address)
        return self.sessions.begin(
            account=None, name=self.reviewer, role="owner", address=address, now=self.now()
        )

    def session_of(self, secret: str) -> Session | None:
        """Return the session of a cookie; one that is over has `live` false."""
        return self.sessions.find(secret, now=self.now()) if secret else None

    def visitor_of(self, session: Session, secret: str, *, address: str) -> Visitor | None:
        """Return who a live session is; None where their account is no more, or is closed."""
        if not session.live or (session.account is not None) != self.with_accounts:
            return None
        way: Way = "link"
        return Visitor(
            name=session.name,
            role=session.role,
            way=way,
            csrf=csrf_of(secret),
            session=session.digest,
            address=address,
            tell=lambda what, subject: self.note(what, who=session.name, subject=subject, address=address),
        )

    def note(self, what: str, *, who: str, subject: str = "", address: str = "") -> None:
        """Write a line into the audit log."""
        self.audit.note(what, who=who, subject=subject, address=address, now=self.now())

    def close(self) -> None:
        """Close the file of accounts."""
        self.file.close()
