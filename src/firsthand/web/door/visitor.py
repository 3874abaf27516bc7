"""Who looks at the desk, and what they may do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["reader", "reviewer", "owner"]
Way = Literal["link", "account", "token"]

ROLES: tuple[Role, ...] = ("reader", "reviewer", "owner")  # each may do what those before it may


def allows(role: Role, needed: Role) -> bool:
    """Tell whether who has one role may do what needs another."""
    return ROLES.index(role) >= ROLES.index(needed)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who was let in: the name that their decisions carry, their role, and how they came in.

    `csrf` is what every form they send must carry, `session` what their session is kept under; both are
    empty for a token.
    """

    name: str
    role: Role
    way: Way = "link"
    csrf: str = field(default="", repr=False)
    session: str = field(default="", repr=False)
    address: str = ""
    tell: Callable[[str, str], None] = field(default=lambda what, subject: None, repr=False, compare=False)

    def may(self, role: Role) -> bool:
        """Tell whether they may do what needs this role."""
        return allows(self.role, role)

    def note(self, what: str, subject: str = "") -> None:
        """Write in the audit log what they did, and to what: an id or a short name, never a text."""
        self.tell(what, subject)
