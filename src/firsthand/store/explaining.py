"""What SQLite says about a case file, in words that say what to do."""

import sqlite3

from firsthand.model.errors import (
    BusyCaseError,
    CaseError,
    CaseFullError,
    FirsthandError,
    NotACaseError,
    ReadOnlyCaseError,
)
from firsthand.store.places import Place


def explained(place: Place | None, error: sqlite3.DatabaseError) -> FirsthandError:
    """Return the error that says what to do about one of SQLite's."""
    words = str(error)
    if "not a database" in words or "malformed" in words or "encrypted" in words:
        return NotACaseError(
            f"{place} is not a firsthand case, or is damaged ({words}). Name another file, or build it anew."
        )
    if "locked" in words:
        return busy(place)
    if "closed database" in words:
        return CaseError(f"{place} was closed. Open it again.")
    if "readonly" in words:
        return only_readable(place, "it was opened for reading")
    return CaseFullError(
        f"{place} cannot be written ({words}). Free some disk space or name another file with "
        "--case; what was kept so far is safe, and the same command goes on from there."
    )


def busy(place: Place | None) -> BusyCaseError:
    """Return the error for a case that another process writes for longer than one waits."""
    return BusyCaseError(
        f"{place} is being written by another firsthand. Wait until it is done (a build tells how far it "
        "is), and try again; nothing of this was kept."
    )


def only_readable(place: Place | None, why: str) -> ReadOnlyCaseError:
    """Return the error for a write to a case that can only be read."""
    return ReadOnlyCaseError(
        f"{place} can only be read ({why}). Nothing was written. Copy it to a folder of your own, or ask for "
        "the right to write to it, and open it again."
    )


def replaced(place: Place | None) -> NotACaseError:
    """Return the error for a case file that was moved, deleted or replaced while it was open."""
    return NotACaseError(
        f"{place} is not the file any more that was opened: it was moved, deleted or replaced. Nothing was "
        "written. Put it back, or start again with the file that is there now."
    )
