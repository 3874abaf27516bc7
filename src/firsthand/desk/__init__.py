"""The review desk: a case as reviewers work on it, whatever face they see it through."""

from typing import TYPE_CHECKING, Any

from firsthand.desk.operations import LIMIT, Desk
from firsthand.desk.walking import walk

if TYPE_CHECKING:
    from firsthand.desk.open_desk import OpenDesk

__all__ = ["LIMIT", "Desk", "OpenDesk", "walk"]


def __getattr__(name: str) -> Any:
    # Loaded on first use: who works on a desk elsewhere needs nothing of what reads and derives.
    if name == "OpenDesk":
        from firsthand.desk.open_desk import OpenDesk

        return OpenDesk
    raise AttributeError(f"module 'firsthand.desk' has no attribute {name!r}")
