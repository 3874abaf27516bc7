"""The custody log of a case: entries appended, and what they bind that has no entry for each row."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version

from firsthand.custody import next_entry
from firsthand.model import NOTHING, Decision, Deed, Entry
from firsthand.store.buckets import bind
from firsthand.store.codec import ENTRY, digest_of_kept, pack, read_back
from firsthand.store.database import Database
from firsthand.store.manifest import Manifest
from firsthand.store.tables import digest_of_table

BOUND_AT_CLOSE = ("notes", "results")
"""The tables that are bound when the case is closed; findings are bound when they are kept."""


_AT_ONCE = 200  # entries read in one query
_BACK = "SELECT payload FROM custody WHERE number <= ? ORDER BY number DESC LIMIT ?"
_HEAD = (
    "INSERT INTO head VALUES (1, ?, ?) "
    'ON CONFLICT ("only") DO UPDATE SET number = excluded.number, digest = excluded.digest'
)


class Logbook:
    """Writes and reads the log in a case's file; who writes opens the transaction."""

    def __init__(self, file: Database, by: str) -> None:
        self._file, self._by = file, by
        self._last: Entry | None = None

    def look_again(self) -> None:
        """Forget which entry is the last: another process may have appended one."""
        self._last = None

    def append(
        self,
        deed: Deed,
        *,
        subject: str = NOTHING,
        name: str = "",
        details: Mapping[str, str] | None = None,
    ) -> Entry:
        """Append an entry; the first of a file that was found without its seal says so."""
        found = {"found": "not sealed"} if self._file.found_open else {}
        entry = next_entry(
            self.last(),
            deed,
            subject=subject,
            name=name,
            by=self._by,
            tool=_tool(),
            details={**(details or {}), **found},
        )
        self._file.write("INSERT INTO custody VALUES (?, ?)", entry.number, pack(ENTRY, entry))
        self._file.write(_HEAD, entry.number, entry.digest)
        self._last, self._file.found_open = entry, False
        return entry

    def last(self) -> Entry | None:
        """Return the last entry, None where there is none yet."""
        if self._last is None:
            rows = self._file.rows("SELECT payload FROM custody ORDER BY number DESC LIMIT 1")
            self._last = read_back(self._file.place, ENTRY, rows[0][0]) if rows else None
        return self._last

    def begin(self, decisions: Sequence[Decision], manifest: Manifest | None) -> None:
        """Begin the log; in a case that is older than it, with what is there."""
        older = self._file.rows(
            "SELECT digest, sum(length(bytes)) FROM originals GROUP BY digest ORDER BY digest"
        )
        told = {"before": "kept before firsthand kept a log"}
        details = told if older or manifest else {}
        self.append("begun", name=self._file.place.name if self._file.place else "", details=details)
        names = {document.id: document.name for document in manifest.rest.documents} if manifest else {}
        for digest, size in older:
            details = told | {"bytes": str(size)}
            self.append("added", subject=digest, name=names.get(digest, ""), details=details)
        for decision in decisions:
            self.decided(decision)
        if manifest:
            self.built(manifest)

    def built(self, manifest: Manifest) -> None:
        """Bind the findings that were kept just now."""
        subject = digest_of_table(self._file.rows, "findings")
        counted = {name: str(manifest.count(name)) for name in ("documents", "statements", "claims")}
        self.append("built", subject=subject, details=counted)

    def decided(self, decision: Decision) -> None:
        """Bind a decision that was kept just now; who decided is said in it."""
        # As it was kept: a later version gives decisions further fields, which an old one does not have.
        (payload,) = self._file.rows("SELECT payload FROM decisions WHERE id = ?", decision.id)[0]
        self.append("decided", subject=digest_of_kept(payload), name=decision.id)

    def kept(self, details: Mapping[str, str] | None = None) -> None:
        """Bind notes and results as they stand, if others were bound last or there is more to say."""
        digests = {"notes": digest_of_table(self._file.rows, "notes"), "buckets": bind(self._file)}
        bound = next((dict(entry.details) for entry in self._back() if entry.deed == "kept"), {})
        if details or self._file.found_open or digests.items() - bound.items():
            self.append("kept", details=digests | dict(details or {}))

    def _back(self) -> Iterator[Entry]:
        """Yield the entries from the last one."""
        number = int(self._file.rows("SELECT coalesce(max(number), 0) FROM custody")[0][0])
        while rows := self._file.rows(_BACK, number, _AT_ONCE):
            for (payload,) in rows:
                yield read_back(self._file.place, ENTRY, payload)
            number -= len(rows)


@cache
def _tool() -> str:
    return f"firsthand {version('firsthand')}"
