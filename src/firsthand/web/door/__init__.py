"""The door: who may look at a desk and decide at it."""

from firsthand.web.door.asking import NotAllowedError, NotEnteredError, owner, reader, reviewer
from firsthand.web.door.door import Door
from firsthand.web.door.keeping.file import AccountsFile, accounts_path
from firsthand.web.door.place import Place, is_loopback, is_wildcard, place
from firsthand.web.door.visitor import ROLES, Role, Visitor, allows

__all__ = [
    "ROLES", "AccountsFile", "Door", "NotAllowedError", "NotEnteredError", "Place", "Role", "Visitor",
    "accounts_path", "allows", "is_loopback", "is_wildcard", "owner", "place", "reader", "reviewer",
]  # fmt: skip
