"""The review desk: a case as reviewers work on it, whatever face they see it through."""

from typing import TYPE_CHECKING, Any

from firsthand.desk.operations import LIMIT, Desk
from firsthand.desk.walking import walk

if TYPE_CHECKING:
    from firsthand.desk.open_desk import OpenDesk, open_desk

__all__ = ["LIMIT", "Desk", "OpenDesk", "open_desk", "walk"]


def __getattr__(name: str) -> Any:
    # Loaded on first use: who works on a desk elsewhere needs nothing of what reads and derives.
    if name in ("OpenDesk", "open_desk"):
        from importlib import import_module

        return getattr(import_module("firsthand.desk.open_desk"), name)
    raise AttributeError(f"module 'firsthand.desk' has no attribute {name!r}")
