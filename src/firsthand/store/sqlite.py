"""A case in one SQLite file.

Every write is one transaction, so that a killed build leaves a valid case behind. The file says
what it is (`application_id`) and which version wrote it (`user_version`).
"""

import getpass
import os
import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from firsthand.custody import next_entry
from firsthand.model import NOTHING, Capture, Decision, Deed, Document, Entry, Extraction, Findings
from firsthand.model.errors import CaseError, CaseFullError, NewerCaseError, NotACaseError
from firsthand.store.codec import (
    ANSWER,
    CAPTURE,
    DECISION,
    DOCUMENT,
    ENTRY,
    EXTRACTION,
    FINDINGS,
    pack,
    unpack,
)

APPLICATION_ID = 0x46485354  # "FHST"
SCHEMA_VERSION = 3
_BUSY_SECONDS = 5.0
_T = TypeVar("_T")

_SCHEMA = """
CREATE TABLE originals (digest TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE results (key TEXT PRIMARY KEY, step TEXT NOT NULL, payload BLOB NOT NULL);
CREATE TABLE findings (only INTEGER PRIMARY KEY CHECK (only = 1), key TEXT NOT NULL, payload BLOB NOT NULL);
"""
# Since version 2. Decisions are appended only: the database itself refuses to change or drop one.
_SINCE_2 = """
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS decisions (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, payload BLOB NOT NULL
);
CREATE TRIGGER IF NOT EXISTS decisions_stand BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE TRIGGER IF NOT EXISTS decisions_stay BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'a decision is never dropped'); END;
"""
# Since version 3. Custody is appended only, too; a capture's records are apart from the list of them.
_SINCE_3 = """
CREATE TABLE IF NOT EXISTS custody (number INTEGER PRIMARY KEY, payload BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS captures (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, payload BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS records (id TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS custody_stands BEFORE UPDATE ON custody
BEGIN SELECT RAISE(ABORT, 'an entry of the custody log is never changed'); END;
CREATE TRIGGER IF NOT EXISTS custody_stays BEFORE DELETE ON custody
BEGIN SELECT RAISE(ABORT, 'an entry of the custody log is never dropped'); END;
"""


class SqliteStore:
    """Keeps a case in a SQLite file, or in memory when `path` is None."""

    def __init__(self, path: Path | None, *, create: bool, by: str | None = None) -> None:
        self.path = path
        self.by = by if by is not None else _user()
        if path is not None and not create and not path.is_file():
            raise NotACaseError(f"{path}: no such case. Make it with: firsthand build FOLDER --case {path}")
        if path is not None and path.is_dir():
            raise NotACaseError(f"{path} is a folder, not a case. To read it: firsthand build {path}")
        self._closed = False
        try:
            self._connection = sqlite3.connect(
                str(path) if path else ":memory:", timeout=_BUSY_SECONDS, isolation_level=None
            )
        except sqlite3.Error as error:
            raise CaseFullError(
                f"{path}: the case file cannot be opened ({error}). Check that its folder exists and can be "
                "written, or name another file with --case."
            ) from error
        try:
            with self._explained():
                self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def _prepare(self) -> None:
        application = self._scalar("PRAGMA application_id")
        version = self._scalar("PRAGMA user_version")
        if self._scalar("SELECT count(*) FROM sqlite_master") == 0 and application == 0:
            if self.path is not None and self.path.stat().st_size > 0:
                raise NotACaseError(
                    f"{self.path} is a database, but not a firsthand case. Name another file."
                )
            self._connection.executescript(
                f"BEGIN; {_SCHEMA} {_SINCE_2} {_SINCE_3} PRAGMA application_id = {APPLICATION_ID};"
                f"PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
            )
        elif application != APPLICATION_ID:
            raise NotACaseError(f"{self.path} is a database, but not a firsthand case. Name another file.")
        elif version > SCHEMA_VERSION:
            raise NewerCaseError(
                f"{self.path} was written by a newer firsthand (case version {version}; this one knows "
                f"{SCHEMA_VERSION}). Update firsthand, or build a new case from the documents."
            )
        elif version < SCHEMA_VERSION:
            self._connection.executescript(
                f"BEGIN IMMEDIATE; {_SINCE_2} {_SINCE_3} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
            )
        if self.path is not None:
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")

    def keep_original(self, digest: str, data: bytes) -> None:
        """Keep a document's bytes under their SHA-256."""
        self._write("INSERT OR IGNORE INTO originals VALUES (?, ?)", digest, data)

    def original(self, digest: str) -> bytes | None:
        """Return the bytes kept under this SHA-256, if any."""
        with self._explained():
            row = self._connection.execute(
                "SELECT bytes FROM originals WHERE digest = ?", (digest,)
            ).fetchone()
        return bytes(row[0]) if row else None

    def originals(self) -> frozenset[str]:
        """Return the SHA-256 under which each original is kept."""
        with self._explained():
            return frozenset(row[0] for row in self._connection.execute("SELECT digest FROM originals"))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Keep all that is kept within, or nothing of it."""
        if self._connection.in_transaction:
            yield
            return
        with self._explained():
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        with self._explained():
            self._connection.execute("COMMIT")

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
            with self._explained():
                row = self._connection.execute(
                    "SELECT payload FROM custody ORDER BY number DESC LIMIT 1"
                ).fetchone()
            last = self._unpacked(ENTRY, row[0]) if row else None
            entry = next_entry(
                last, deed, subject=subject, name=name, by=self.by, tool=_tool(), details=details
            )
            self._write("INSERT INTO custody VALUES (?, ?)", entry.number, pack(ENTRY, entry))
        return entry

    def entries(self) -> Iterator[Entry]:
        """Yield the custody log from its first entry."""
        yield from self._all(ENTRY, "SELECT payload FROM custody ORDER BY number")

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
        }
        with self.together():
            self._write("INSERT OR IGNORE INTO records VALUES (?, ?)", capture.id, record)
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
        with self._explained():
            row = self._connection.execute("SELECT bytes FROM records WHERE id = ?", (capture,)).fetchone()
        return bytes(row[0]) if row else None

    def keep_opening(self, key: str, opening: str) -> None:
        """Keep what was found in an original."""
        self._keep(key, "open", ANSWER, opening)

    def opening(self, key: str) -> str | None:
        """Return what was found in an original under this key, if it was opened."""
        return self._result(key, ANSWER)

    def keep_document(self, key: str, document: Document) -> None:
        """Keep the text read from an original."""
        self._keep(key, "read", DOCUMENT, document)

    def document(self, key: str) -> Document | None:
        """Return the document read under this key, if it was."""
        return self._result(key, DOCUMENT)

    def keep_extraction(self, key: str, extraction: Extraction) -> None:
        """Keep what was extracted from a document."""
        self._keep(key, "extract", EXTRACTION, extraction)

    def extraction(self, key: str) -> Extraction | None:
        """Return what was extracted under this key, if it was."""
        return self._result(key, EXTRACTION)

    def keep_answer(self, key: str, answer: str) -> None:
        """Keep what a language model answered."""
        self._keep(key, "ask", ANSWER, answer)

    def answer(self, key: str) -> str | None:
        """Return what was answered under this key, if it was."""
        return self._result(key, ANSWER)

    def keep_findings(self, key: str, findings: Findings) -> None:
        """Replace the case's findings in one step."""
        self._write("INSERT OR REPLACE INTO findings VALUES (1, ?, ?)", key, pack(FINDINGS, findings))

    def findings(self) -> Findings | None:
        """Return the latest findings, if the case was ever built."""
        with self._explained():
            row = self._connection.execute("SELECT payload FROM findings").fetchone()
        return self._unpacked(FINDINGS, row[0]) if row else None

    def findings_key(self) -> str | None:
        """Return the key under which the latest findings were kept."""
        with self._explained():
            row = self._connection.execute("SELECT key FROM findings").fetchone()
        return str(row[0]) if row else None

    def keep_decision(self, decision: Decision) -> None:
        """Append a decision; one kept before is no error."""
        self._write(
            "INSERT INTO decisions (id, payload) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
            decision.id,
            pack(DECISION, decision),
        )

    def decisions(self) -> tuple[Decision, ...]:
        """Return all decisions in the order they were made."""
        with self._explained():
            rows = self._connection.execute("SELECT payload FROM decisions ORDER BY number").fetchall()
        return tuple(self._unpacked(DECISION, payload) for (payload,) in rows)

    def keep_note(self, name: str, text: str) -> None:
        """Keep a text of the case as a whole under a name."""
        self._write("INSERT OR REPLACE INTO notes VALUES (?, ?)", name, text)

    def note(self, name: str) -> str | None:
        """Return the text kept under this name, if any."""
        with self._explained():
            row = self._connection.execute("SELECT text FROM notes WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def forget_unused(self, keys: frozenset[str]) -> None:
        """Drop results whose key is not among `keys`; answers stay, since they may have cost money."""
        with self._explained():
            stale = [
                (key,)
                for (key,) in self._connection.execute("SELECT key FROM results WHERE step <> 'ask'")
                if key not in keys
            ]
            if stale:
                self._connection.execute("BEGIN")
                self._connection.executemany("DELETE FROM results WHERE key = ?", stale)
                self._connection.execute("COMMIT")

    def close(self) -> None:
        """Close the case; safe to call twice."""
        if not self._closed:
            self._closed = True
            self._connection.close()

    def _all(self, adapter: TypeAdapter[_T], query: str) -> Iterator[_T]:
        with self._explained():
            rows = self._connection.execute(query).fetchall()
        for (payload,) in rows:
            yield self._unpacked(adapter, payload)

    def _keep(self, key: str, step: str, adapter: TypeAdapter[Any], value: object) -> None:
        self._write("INSERT OR REPLACE INTO results VALUES (?, ?, ?)", key, step, pack(adapter, value))

    def _result(self, key: str, adapter: TypeAdapter[_T]) -> _T | None:
        with self._explained():
            row = self._connection.execute("SELECT payload FROM results WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        try:
            return self._unpacked(adapter, row[0])
        except CaseError:
            return None  # a damaged cached result is made again

    def _unpacked(self, adapter: TypeAdapter[_T], payload: bytes) -> _T:
        try:
            return unpack(adapter, payload)
        except (ValueError, zlib.error) as error:
            raise CaseError(
                f"{self.path}: its findings cannot be read back. Run firsthand build again: "
                "the originals are kept."
            ) from error

    def _write(self, statement: str, *values: object) -> None:
        with self._explained():
            self._connection.execute(statement, values)

    def _scalar(self, query: str) -> int:
        return int(self._connection.execute(query).fetchone()[0])

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn SQLite's words into ones that say what to do."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            words = str(error)
            if "not a database" in words or "malformed" in words or "encrypted" in words:
                raise NotACaseError(
                    f"{self.path} is not a firsthand case, or is damaged ({words}). Name another file, "
                    "or build it anew."
                ) from error
            if "locked" in words:
                raise CaseError(
                    f"{self.path} is being written by another firsthand. Wait for it, or name another file."
                ) from error
            raise CaseFullError(
                f"{self.path} cannot be written ({words}). Free some disk space or name another file with "
                "--case; what was kept so far is safe, and the same command goes on from there."
            ) from error


def _user() -> str:
    """Return who works here: $FIRSTHAND_BY, else as the system knows them."""
    if name := os.environ.get("FIRSTHAND_BY"):
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def _tool() -> str:
    return f"firsthand {version('firsthand')}"
