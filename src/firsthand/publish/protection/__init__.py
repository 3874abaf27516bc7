"""Protection of persons: what leaves a case names nobody who is private.

`protect` gives the findings as they may leave, `quoted_only` leaves of documents what is quoted, and
`find_leaks` looks at every byte that was written.
"""

from firsthand.publish.protection.hidden import hidden_people, shown_people
from firsthand.publish.protection.leaks import HiddenNames, Leak, find_leaks, hidden_names
from firsthand.publish.protection.protecting import protect, protect_and_tell
from firsthand.publish.protection.pseudonyms import assign_pseudonyms, kept_pseudonyms, letters, slug
from firsthand.publish.protection.quoting import quoted_only

__all__ = [
    "HiddenNames", "Leak", "assign_pseudonyms", "find_leaks", "hidden_names", "hidden_people",
    "kept_pseudonyms", "letters", "protect", "protect_and_tell", "quoted_only", "shown_people", "slug",
]  # fmt: skip
