"""Whether a case file is, byte for byte, what firsthand left, and whether it holds what its log says.

Nothing is written to it: a case at rest is read past its locks, one that was left open with what its
write-ahead log holds. While it is looked at, nobody can write to it.
"""

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from cryptography.x509 import Certificate

from firsthand.custody.faults import CaseCheck, Notebook
from firsthand.custody.seal import OPEN, digest_of_file, find_seal, is_database, read_seal
from firsthand.custody.stamping import check_stamps
from firsthand.model import Entry
from firsthand.model.errors import NewerCaseError, NotACaseError
from firsthand.store.buckets import is_bound
from firsthand.store.contents import (
    Contents,
    FileContents,
    check_decisions,
    check_log,
    check_originals,
    check_records,
    check_structure,
    check_tables,
    looking_at,
)
from firsthand.store.held import hold, let_go
from firsthand.store.places import Address, Place
from firsthand.store.schema import APPLICATION_ID, SCHEMA_VERSION

_LOG_SINCE = 3
_AT_REST = b"\x01"  # byte 18 of a database: 1 with a rollback journal, 2 with a write-ahead log
_PATIENCE_SECONDS = 2.0
_OPEN = (
    "The file is not sealed: a run was stopped while writing to it, or one writes to it now. What was kept "
    "was checked entry by entry; space that the database does not use was not. Any command that writes "
    "seals it again, for instance firsthand build."
)
_NOT_BOUND = (
    "Results or notes were written since the log bound them last: a build runs now, or one was stopped. What "
    "was kept was checked entry by entry. The next firsthand build binds them."
)
_ELSEWHERE = (
    "No entry, original, decision or table is touched: the change is in space that the database does not "
    "use, or in how it is laid out."
)


def check_case(path: Path, *, head: str | None = None, roots: Sequence[Certificate] = ()) -> CaseCheck:
    """Look at every byte of a case file and every entry of its log; nothing is changed.

    `head` is the digest of an entry that was written down earlier or given to somebody: the log must hold it.
    `roots` are certificates of time-stamp authorities, for the stamps in the log.
    Raises NotACaseError and NewerCaseError.
    """
    if not path.is_file():
        raise NotACaseError(f"{path}: no such case.")
    if _left_beside(path, "-journal", patience_seconds=_PATIENCE_SECONDS):
        return _check_recovered(path, head, roots)
    held = hold(path)
    try:
        return _check(path, held.file(), head, roots)
    finally:
        let_go(held)


def check_place(place: Place, *, head: str | None = None, roots: Sequence[Certificate] = ()) -> CaseCheck:
    """Look at all that a case holds, wherever it is: a file, an encrypted one, or PostgreSQL.

    Raises what `check_case` and `check_locked_case` raise, and CaseError where a server does not answer.
    """
    from firsthand.store.locked import is_locked

    if isinstance(place, Address):
        return _check_postgres(place, head, roots)
    if place.is_file() and is_locked(place):
        return check_locked_case(place, head=head, roots=roots)
    return check_case(place, head=head, roots=roots)


def _check_postgres(place: Address, head: str | None, roots: Sequence[Certificate]) -> CaseCheck:
    """Look at a case in PostgreSQL: it has no seal, and is open where results are not bound yet."""
    from firsthand.store.postgres.contents import PostgresContents
    from firsthand.store.postgres.database import PostgresDatabase

    database = PostgresDatabase(place, create=False)
    try:
        with database.one_moment():
            notebook = Notebook()
            bound = database.version < SCHEMA_VERSION or is_bound(database)
            if not bound:
                notebook.remarks.append(_NOT_BOUND)
            return check_contents(
                PostgresContents(database), notebook, database.version, sealed=bound, head=head, roots=roots
            )
    finally:
        database.close()


def check_locked_case(path: Path, *, head: str | None = None, roots: Sequence[Certificate] = ()) -> CaseCheck:
    """Look at all that an encrypted case holds, opened in memory; it needs no seal, since a changed byte does
    not open. Raises LockedCaseError, NotACaseError and NewerCaseError.
    """
    from firsthand.store.locked import LockedFile
    from firsthand.store.locked_journal import beside

    notebook = Notebook()
    stopped = beside(path).exists()
    file = LockedFile(path, create=False)
    try:
        if stopped:
            notebook.remarks.append(_OPEN)
        return check_contents(
            FileContents(file.connection), notebook, file.version, sealed=not stopped, head=head, roots=roots
        )
    finally:
        file.close()


def _check_recovered(path: Path, head: str | None, roots: Sequence[Certificate]) -> CaseCheck:
    """Check a copy in which SQLite has undone the write that was stopped; the case stays as it is."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        for ending in ("", "-journal", "-wal"):
            if Path(f"{path}{ending}").is_file():
                shutil.copyfile(f"{path}{ending}", f"{copy}{ending}")
        try:
            with closing(sqlite3.connect(copy)) as connection:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise NotACaseError(f"{path} is not a firsthand case, or is damaged ({error}).") from error
        Path(f"{copy}-journal").unlink(missing_ok=True)
        if copy.stat().st_size == 0:
            raise NotACaseError(
                f"{path}: the run that began it was stopped before anything was kept. The same command "
                "begins it again."
            )
        found = check_case(copy, head=head, roots=roots)
    stopped = f"{path.name}-journal lies beside the case: a run was stopped in the middle of a write, which "
    told = stopped + "any command that writes undoes. The case was checked as it is then."
    return replace(found, remarks=(told, *found.remarks), sealed=False)


def _check(path: Path, file: int, head: str | None, roots: Sequence[Certificate]) -> CaseCheck:
    if not is_database(file):
        raise NotACaseError(
            f"{path} is not a firsthand case, or its first bytes were changed: they are not a database's."
        )
    notebook = Notebook()
    with _reading(path, file) as connection:
        version = _version(path, connection, notebook)
        sealed = _check_seal(path, file, connection, notebook, version)
        found = check_contents(
            FileContents(connection), notebook, version, sealed=sealed, head=head, roots=roots
        )
    if len(found.faults) == 1 and found.faults[0].part == "file" and version >= _LOG_SINCE:
        return replace(found, remarks=(*found.remarks, _ELSEWHERE))
    return found


def check_contents(
    contents: Contents,
    notebook: Notebook,
    version: int = SCHEMA_VERSION,
    *,
    sealed: bool,
    head: str | None = None,
    roots: Sequence[Certificate] = (),
) -> CaseCheck:
    """Hold what a case's database contains against its log; `sealed` says that nothing is open."""
    entries: list[Entry] = []
    originals = captures = decisions = 0
    if version >= _LOG_SINCE:
        check_structure(contents, notebook)
        entries = check_log(contents, notebook)
        originals = check_originals(contents, entries, notebook)
        captures = check_records(contents, entries, notebook)
        decisions = check_decisions(contents, entries, notebook)
        check_tables(contents, entries, notebook, sealed=sealed, version=version)
    check_stamps(entries, roots, notebook)
    _check_head(entries, head, notebook)
    _remark(entries, notebook)
    return CaseCheck(
        faults=tuple(notebook.faults),
        remarks=tuple(notebook.remarks),
        sealed=sealed,
        entries=len(entries),
        originals=originals,
        captures=captures,
        decisions=decisions,
        head=entries[-1] if entries else None,
    )


@contextmanager
def _reading(path: Path, file: int) -> Iterator[sqlite3.Connection]:
    """Open the database for reading only, locked against writers where it can be."""
    address = path.resolve().as_uri()
    with closing(sqlite3.connect(f"{address}?mode=ro", uri=True, isolation_level=None)) as lock:
        opened = True
        try:
            lock.execute("BEGIN")
            lock.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except (sqlite3.Error, UnicodeDecodeError):  # a message may hold damaged text
            opened = False
        if opened and os.pread(file, 1, 18) != _AT_REST:
            lock.text_factory = _lenient
            yield lock
            return
        # At rest, whatever lies beside the file is not part of it.
        with closing(sqlite3.connect(f"{address}?immutable=1", uri=True, isolation_level=None)) as alone:
            alone.text_factory = _lenient
            yield alone


def _version(path: Path, connection: sqlite3.Connection, notebook: Notebook) -> int:
    """Return the version that wrote the case; note where even that cannot be read."""
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        named = {
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE name IN ('seal', 'custody')")
        }
    except (sqlite3.Error, UnicodeDecodeError) as error:
        notebook.fault("unreadable", "file", "database", f"the database cannot be opened ({error})")
        return SCHEMA_VERSION
    if application != APPLICATION_ID and not named:
        raise NotACaseError(f"{path} is a database, but not a firsthand case.")
    if application != APPLICATION_ID:
        notebook.fault("changed", "file", "application_id", "the mark that says it is a case was changed")
    if named and version != SCHEMA_VERSION:
        if application == APPLICATION_ID and version > SCHEMA_VERSION and _sealed_as_is(connection, path):
            raise NewerCaseError(f"{path} was written by a newer firsthand. Update firsthand to check it.")
        notebook.fault("changed", "file", "user_version", f"the version of the case was changed to {version}")
        return SCHEMA_VERSION
    return version


def _check_seal(
    path: Path, file: int, connection: sqlite3.Connection, notebook: Notebook, version: int
) -> bool:
    """Note a seal that does not fit; tell whether the file bears one."""
    if version < _LOG_SINCE:
        notebook.remarks.append(
            "The case was begun before firsthand kept a log: nothing in it proves that it is as it was. The "
            "next command that writes to it, for instance firsthand build, begins one."
        )
        return False
    at = None
    with looking_at("seal", notebook):
        rows = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'seal'").fetchall()
        at = find_seal(file, int(rows[0][0])) if rows else None
    if at is None:
        notebook.fault("missing", "file", path.name, "the seal of the file was changed or taken out")
        return True
    sealed = read_seal(file, at)
    if sealed == OPEN:
        notebook.remarks.append(_OPEN)
        return False
    if sealed != digest_of_file(file, at):
        told = "the file is not byte for byte what firsthand closed: its seal does not fit"
        notebook.fault("changed", "file", path.name, told + _by_how_much(file))
    if _left_beside(path, "-wal"):
        told = f"{path.name}-wal lies beside a sealed case, where firsthand leaves nothing: take it away"
        notebook.fault("inserted", "file", f"{path.name}-wal", told)
    return True


def _check_head(entries: Sequence[Entry], head: str | None, notebook: Notebook) -> None:
    if head is None:
        return
    wanted = head.strip().lower()
    found = next((entry for entry in entries if wanted and entry.digest.startswith(wanted)), None)
    if found is None or len(wanted) < 16:
        told = (
            f"no entry of the log has the digest you gave ({wanted}): this is not the log it was taken from"
        )
        notebook.fault("missing", "entry", wanted, told)
    else:
        notebook.remarks.append(
            f"Entry {found.number} ({found.time:%Y-%m-%d %H:%M} UTC) has the digest you gave: it and all "
            "before it are as they were when you took it down."
        )


def _remark(entries: Sequence[Entry], notebook: Notebook) -> None:
    """Remark what the log itself says of times when the file was not as it should be."""
    for entry in entries:
        if entry.detail("found"):
            notebook.remarks.append(
                f"Before entry {entry.number} ({entry.time:%Y-%m-%d %H:%M} UTC) the file was found without a "
                "seal, as a run that is stopped leaves it: changes to space without an entry, before that, "
                "would not be seen."
            )
        if entry.detail("accepted"):
            notebook.remarks.append(
                f"At entry {entry.number} ({entry.time:%Y-%m-%d %H:%M} UTC) the file was accepted "
                f"though its seal did not fit: {entry.detail('accepted')}"
            )


def _by_how_much(file: int) -> str:
    """Say whether the file is longer or shorter than it says itself."""
    page = int.from_bytes(os.pread(file, 2, 16), "big")
    due = (65536 if page == 1 else page) * int.from_bytes(os.pread(file, 4, 28), "big")
    more = os.fstat(file).st_size - due
    return f" (it is {abs(more):,} bytes too {'long' if more > 0 else 'short'})" if more else ""


def _sealed_as_is(connection: sqlite3.Connection, path: Path) -> bool:
    """Tell whether the seal fits, so that the version it names can be believed."""
    row = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'seal'").fetchone()
    held = hold(path)
    try:
        at = find_seal(held.file(), int(row[0])) if row else None
        return at is None or read_seal(held.file(), at) in (OPEN, digest_of_file(held.file(), at))
    finally:
        let_go(held)


def _left_beside(path: Path, ending: str, *, patience_seconds: float = 0.0) -> bool:
    """Tell whether a file lies beside the case that is not empty; a moment's one is waited for."""
    until = time.monotonic() + patience_seconds
    while True:
        try:
            if Path(f"{path}{ending}").stat().st_size == 0:
                return False
        except OSError:
            return False
        if time.monotonic() >= until:
            return True
        time.sleep(0.05)


def _lenient(data: bytes) -> str:
    return data.decode("utf-8", "replace")
