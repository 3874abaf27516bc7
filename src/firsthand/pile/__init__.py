"""What a case is made of: the files its user named, what was collected, and all that these hold.

Every original is kept byte for byte and its coming is written in the custody log in the same step, before
anything is derived from it. Which original was opened, and what was found in it, is kept under the digest of
its bytes: a second build opens only what is new.
"""

from firsthand.pile.documents import Documents, Listed
from firsthand.pile.piles import (
    Pile,
    add_named,
    collected_pile,
    files_pile,
    given_pile,
    keep_named,
    kept_pile,
)
from firsthand.pile.reading import Read, read_pile

__all__ = [
    "Documents", "Listed", "Pile", "Read", "add_named", "collected_pile", "files_pile", "given_pile",
    "keep_named", "kept_pile", "read_pile",
]  # fmt: skip
