"""A case in a database, a file's or PostgreSQL's, with the custody log of all that is kept in it.

Every write is one transaction, and what is kept is logged in the same one, so that a killed build leaves a
valid case behind whose log says what is there.
"""

import getpass
import hashlib
import itertools
import os
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from firsthand.model import NOTHING, Capture, Decision, Deed, Entry, Findings, join_findings
from firsthand.model.errors import CaseError
from firsthand.store.buckets import NOTES, bucket_of, is_bound, mark
from firsthand.store.codec import (
    CAPTURE,
    DECISION,
    ENTRY,
    digest_of_value,
    pack,
    read_back,
    reading_back,
    unreadable,
)
from firsthand.store.database import Database
from firsthand.store.kinds import UNIT, Kind
from firsthand.store.locked_keys import Key
from firsthand.store.logbook import BOUND_AT_CLOSE, Logbook
from firsthand.store.manifest import Manifest, Unit, pack_manifest, unpack_manifest
from firsthand.store.places import Place
from firsthand.store.schema import SCHEMA_VERSION

__all__ = ["SCHEMA_VERSION", "CaseStore"]

_T = TypeVar("_T")
# Characters of the faults that are kept when a broken file is gone on from.
_TOLD_FAULTS = 4000
_AT_ONCE = 200  # results asked for in one query
_KEEP = (
    "INSERT INTO results VALUES (?, ?, ?) "
    "ON CONFLICT (key) DO UPDATE SET step = excluded.step, payload = excluded.payload"
)
_KEEP_FINDINGS = (
    "INSERT INTO findings VALUES (1, ?, ?) "
    'ON CONFLICT ("only") DO UPDATE SET key = excluded.key, payload = excluded.payload'
)
_KEEP_NOTE = "INSERT INTO notes VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET text = excluded.text"


class CaseStore:
    """Keeps a case in a database."""

    def __init__(self, database: Database, *, by: str | None = None) -> None:
        self.by = by if by is not None else _user()
        self._file = database
        self._touched: set[str] = set()  # tables written to since they were bound
        self._marked: set[str] = set()  # buckets written to in the transaction under way
        self._log = Logbook(database, self.by)
        self._begun = False

    @property
    def place(self) -> Place | None:
        """Where the case is: a file, or an address of PostgreSQL; None for a case in memory."""
        return self._file.place

    @property
    def path(self) -> Path | None:
        """The file the case is in, or None for a case in memory or in PostgreSQL."""
        return self.place if isinstance(self.place, Path) else None

    @property
    def read_only(self) -> str:
        """Why nothing can be written to the case, as part of a sentence; "" where it can."""
        return self._file.read_only

    def look_ahead(self) -> None:
        """See to it that the first write is a quick one; for who has the case open for long.

        Raises BrokenCustodyError where the file was changed, so that nothing can be written to it.
        """
        self._file.look_ahead()

    def finish(self) -> None:
        """See to it that what a stopped run left is bound and sealed when the case is closed."""
        self._file.finish()
        if not self._file.read_only and not is_bound(self._file):
            self._touched.add("results")

    @property
    def key(self) -> Key | None:
        """What opens the case; None where it is not encrypted."""
        return self._file.key

    def wait_at_most(self, seconds: float) -> None:
        """Wait no longer than this for others who write to the file, before it is said to be busy."""
        self._file.wait_at_most(seconds)

    def rest(self) -> None:
        """Let other processes write, where only one can: an encrypted case is written out."""
        with self._file.lock:
            if self._file.key is not None and self._file.writing:
                with self.together():
                    self._log.kept()
                self._touched.clear()
                self._file.rest()

    def version(self) -> int:
        """Return the number of the last entry of the custody log, which grows whenever anybody writes."""
        self._file.require_there()
        return int(self._file.rows("SELECT coalesce(max(number), 0) FROM custody")[0][0])

    def keep_original(self, digest: str, data: bytes) -> None:
        """Keep a document's bytes under their SHA-256."""
        if not self.has_original(digest):
            with self.together():
                self._file.keep_long_bytes("originals", "digest", digest, data)

    def has_original(self, digest: str) -> bool:
        """Tell whether bytes are kept under this SHA-256."""
        return bool(self._file.rows("SELECT 1 FROM originals WHERE digest = ?", digest))

    def original(self, digest: str) -> bytes | None:
        """Return the bytes kept under this SHA-256, if any."""
        return self._file.long_bytes("originals", "digest", digest)

    def originals(self) -> frozenset[str]:
        """Return the SHA-256 under which each original is kept."""
        return frozenset(row[0] for row in self._file.rows("SELECT DISTINCT digest FROM originals"))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep all that is kept within, or nothing of it."""
        with self._file.lock:
            found_open, touched, begun = self._file.found_open, set(self._touched), self._begun
            try:
                with self._file.transaction() as outermost:
                    if outermost:
                        self._log.look_again()
                        self._marked.clear()
                    if not self._begun:
                        self._begun = True
                        if self._log.last() is None:
                            self._log.begin(self.decisions(), self.manifest())
                            self._touched.update(BOUND_AT_CLOSE)
                    yield
            except BaseException:
                if self._file.closed or not self._file.in_transaction:
                    self._file.found_open, self._touched, self._begun = found_open, touched, begun
                raise

    def log(
        self,
        deed: Deed,
        *,
        subject: str = NOTHING,
        name: str = "",
        details: Mapping[str, str] | None = None,
    ) -> Entry:
        """Append to the custody log."""
        with self.together():
            return self._log.append(deed, subject=subject, name=name, details=details)

    def entries(self, *, after: int = 0) -> Iterator[Entry]:
        """Yield the custody log from its first entry, or those after one, by its number."""
        yield from self._all(ENTRY, "SELECT payload FROM custody WHERE number > ? ORDER BY number", after)

    def keep_capture(self, capture: Capture, record: bytes, payload: bytes | None = None) -> None:
        """Keep an exchange with a server and log it in one step."""
        details = {
            "address": capture.url,
            "asked": capture.asked,
            "purpose": capture.purpose,
            "status": str(capture.status),
            "taken": capture.taken.isoformat(),
            "media": capture.media or "",
            "payload": capture.payload or "",
            "capture": digest_of_value(CAPTURE, capture),
        }
        with self.together():
            self._file.keep_long_bytes("records", "id", capture.id, record)
            self._write(
                "INSERT INTO captures (id, payload) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
                capture.id,
                pack(CAPTURE, capture),
            )
            if payload is not None and capture.payload is not None:
                self.keep_original(capture.payload, payload)
            self.log("collected", subject=capture.id, name=capture.address, details=details)

    def captures(self) -> Iterator[Capture]:
        """Yield the exchanges with servers in the order they were kept."""
        yield from self._all(CAPTURE, "SELECT payload FROM captures ORDER BY number")

    def record(self, capture: str) -> bytes | None:
        """Return the WARC records of the capture with this id."""
        return self._file.long_bytes("records", "id", capture)

    def keep(self, kind: Kind[_T], key: str, value: _T) -> None:
        """Keep a result under the key of its inputs."""
        self.keep_all(kind, ((key, value),))

    def keep_all(self, kind: Kind[_T], results: Iterable[tuple[str, _T]]) -> None:
        """Keep results under the keys of their inputs: all of them, or none."""
        packed = {key: pack(kind.adapter, value) for key, value in results}
        with self.together():
            self._file.write_all(_KEEP, [(key, kind.step, payload) for key, payload in packed.items()])
            self._mark(packed)

    def kept(self, kind: Kind[_T], key: str) -> _T | None:
        """Return the result kept under this key, if any."""
        return next((value for _, value in self.kept_all(kind, (key,))), None)

    def kept_all(self, kind: Kind[_T], keys: Iterable[str]) -> Iterator[tuple[str, _T]]:
        """Yield the results kept under these keys, each with its key, in order, but for those missing."""
        for some in _in_parts(keys):
            query = f"SELECT key, payload FROM results WHERE key IN ({_marks(some)})"
            rows = dict(self._file.rows(query, *some))
            for key in some:
                if key not in rows:
                    continue
                try:
                    value = self._unpacked(kind.adapter, rows[key])
                except CaseError:
                    continue  # a damaged result is made again
                yield key, value

    def has(self, keys: Iterable[str]) -> frozenset[str]:
        """Return those of the keys under which a result is kept."""
        return frozenset(
            key
            for some in _in_parts(keys)
            for (key,) in self._file.rows(f"SELECT key FROM results WHERE key IN ({_marks(some)})", *some)
        )

    def keep_findings(self, key: str, findings: Findings, units: Sequence[Unit] = ()) -> None:
        """Replace the case's findings in one step, and log that they were built."""
        packed = None if units else pack_manifest(Manifest(findings))  # before others have to wait
        with self.together():
            manifest = Manifest(findings, tuple(unit if unit.digest else self._bound(unit) for unit in units))
            payload = packed or pack_manifest(manifest)
            self._write(_KEEP_FINDINGS, key, payload)
            self._log.built(manifest)

    def manifest(self) -> Manifest | None:
        """Return what the latest findings are made of, if the case was ever built."""
        rows = self._file.rows("SELECT payload FROM findings")
        if not rows:
            return None
        with reading_back(self.place):
            return unpack_manifest(rows[0][0])

    def findings(self) -> Findings | None:
        """Return the latest findings, if the case was ever built."""
        manifest = self.manifest()
        return None if manifest is None else join_findings([*self.unit_findings(manifest), manifest.rest])

    def unit_findings(self, manifest: Manifest) -> Iterator[Findings]:
        """Yield what was derived in each unit; raises CaseError where it is not what was built."""
        for unit in manifest.units:
            payload = self._payload(unit.key)
            if hashlib.sha256(payload).hexdigest() != unit.digest:
                raise unreadable(self.place)
            yield self._unpacked(UNIT.adapter, payload)

    def findings_key(self) -> str | None:
        """Return the key under which the latest findings were kept."""
        rows = self._file.rows("SELECT key FROM findings")
        return str(rows[0][0]) if rows else None

    def keep_decision(self, decision: Decision) -> None:
        """Append a decision and log it; one kept before is no error."""
        known = "SELECT 1 FROM decisions WHERE id = ?"
        if self._file.rows(known, decision.id):
            return
        with self.together():
            if self._file.rows(known, decision.id):  # another process kept it just now
                return
            self._write(
                "INSERT INTO decisions (id, payload) VALUES (?, ?)", decision.id, pack(DECISION, decision)
            )
            self._log.decided(decision)

    def decisions(self) -> tuple[Decision, ...]:
        """Return all decisions in the order they were made."""
        return tuple(self._all(DECISION, "SELECT payload FROM decisions ORDER BY number"))

    def keep_note(self, name: str, text: str) -> None:
        """Keep a text of the case as a whole under a name."""
        if self.note(name) != text:
            with self.together():
                self._write(_KEEP_NOTE, name, text)
                mark(self._file, [NOTES])
                self._touched.add("notes")

    def note(self, name: str) -> str | None:
        """Return the text kept under this name, if any."""
        rows = self._file.rows("SELECT text FROM notes WHERE name = ?", name)
        return str(rows[0][0]) if rows else None

    def forget_unused(self, keys: Container[str]) -> None:
        """Drop results whose key is not among `keys`; answers stay, since they may have cost money."""
        rows = self._file.rows("SELECT key FROM results WHERE step <> 'ask'")
        self.forget(key for (key,) in rows if key not in keys)

    def forget(self, keys: Iterable[str]) -> None:
        """Drop the results kept under these keys."""
        if stale := list(keys):
            with self.together():
                for some in _in_parts(stale):
                    self._write(f"DELETE FROM results WHERE key IN ({_marks(some)})", *some)
                self._mark(stale)

    def close(self) -> None:
        """Bind what the log does not hold yet, seal the file and close it; safe to call twice.

        Who goes last binds and seals what others wrote, too: they may have been stopped.
        """
        with self._file.lock:
            if self._file.closed:
                return
            bound = False
            try:
                last = self._file.is_last()
                if self.place is not None and (self._touched or self._file.found_open or last):
                    with self.together():
                        self._log.kept()
                bound = True
            except CaseError:
                pass  # a full disk: the case is valid, and firsthand verify says that it is not sealed
            finally:
                self._file.close(seal=bound)

    def accept(self, reason: str, faults: Iterable[str]) -> None:
        """Go on from a file whose seal does not fit, and log why; what was derived is derived again.

        Faults of entries, originals, captures and decisions stay faults: these cannot be made again.
        """
        self._file.accepts = True
        with self.together():
            self._mark([str(key) for (key,) in self._file.rows("SELECT key FROM results")])
            self._write("DELETE FROM results WHERE step <> 'ask'")
            self._write("UPDATE findings SET key = ''")
            try:
                if manifest := self.manifest():
                    self._log.built(manifest)
            except CaseError:
                self._write("DELETE FROM findings")
            self._log.kept({"accepted": reason, "faults": "; ".join(faults)[:_TOLD_FAULTS]})
            self._touched.clear()

    def _all(self, adapter: TypeAdapter[_T], query: str, *values: object) -> Iterator[_T]:
        for (payload,) in self._file.rows(query, *values):
            yield self._unpacked(adapter, payload)

    def _bound(self, unit: Unit) -> Unit:
        return replace(unit, digest=hashlib.sha256(self._payload(unit.key)).hexdigest())

    def _payload(self, key: str) -> bytes:
        rows = self._file.rows("SELECT payload FROM results WHERE key = ?", key)
        if not rows:
            raise unreadable(self.place)
        return bytes(rows[0][0])

    def _unpacked(self, adapter: TypeAdapter[_T], payload: bytes) -> _T:
        return read_back(self.place, adapter, payload)

    def _mark(self, keys: Iterable[str]) -> None:
        """Note the buckets of these results as written to, in the transaction that writes them."""
        if names := {bucket_of(key) for key in keys} - self._marked:
            mark(self._file, names)
            self._marked |= names
        self._touched.add("results")

    def _write(self, statement: str, *values: object) -> None:
        with self.together():
            self._file.write(statement, *values)


def _in_parts(keys: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield keys in parts that one query takes."""
    waiting = iter(keys)
    while some := tuple(itertools.islice(waiting, _AT_ONCE)):
        yield some


def _marks(keys: Sequence[str]) -> str:
    return ", ".join("?" * len(keys))


def _user() -> str:
    """Return who works here: $FIRSTHAND_BY, else as the system knows them."""
    if name := os.environ.get("FIRSTHAND_BY"):
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
