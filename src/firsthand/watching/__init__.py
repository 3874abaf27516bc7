"""Looking again at the pages and feeds of a case, and telling what changed: pages, never persons.

A watch is on addresses that the user named or collected. It looks for no name and follows nobody.
"""

from firsthand.watching.begun import end_look
from firsthand.watching.changes import Changes, ClaimChange, Moved, PageChange, Reworded
from firsthand.watching.looking import Look, look_again
from firsthand.watching.records import compare_records
from firsthand.watching.versions import compare_versions
from firsthand.watching.watched import Watched, watched

__all__ = [
    "Changes", "ClaimChange", "Look", "Moved", "PageChange", "Reworded", "Watched", "compare_records",
    "compare_versions", "end_look", "look_again", "watched",
]  # fmt: skip
