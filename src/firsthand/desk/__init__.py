"""The review desk: a case as reviewers work on it, whatever face they see it through."""

from firsthand.desk.open_desk import OpenDesk
from firsthand.desk.operations import LIMIT, Desk

__all__ = ["LIMIT", "Desk", "OpenDesk"]
