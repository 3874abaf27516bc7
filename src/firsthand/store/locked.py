"""A case file that is encrypted: opened into memory, never in plain on a disk.

The file is an age file of the SQLite file that a plain case is. While it is open the database is in memory
and every transaction goes, encrypted, to a journal beside it before it counts (`locked_journal`); closing
writes the file whole, puts it in place of the old one in one step, and removes the journal. It needs no seal:
a changed byte does not open. It takes about three times its size in memory.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

import pyrage  # type: ignore[import-untyped]

from firsthand.model.errors import CaseFullError, LockedCaseError, NotACaseError
from firsthand.store.explaining import only_readable, replaced
from firsthand.store.file import CaseFile
from firsthand.store.held import is_held
from firsthand.store.locked_journal import Journal, Left, Statement, beside, digest, is_taken, read_journal
from firsthand.store.locked_keys import HEADERS, SUFFIX, Key, find_key, keys_of, kind_of
from firsthand.store.read_only import why_only_readable
from firsthand.store.schema import SCHEMA

# Where a SQLite file says that it has a write-ahead log; a database in memory has none.
_VERSIONS = slice(18, 20)
_NO_LOG = b"\x01\x01"


def is_locked(path: Path) -> bool:
    """Tell whether a case is encrypted, or is to be, by its name, where there is none yet."""
    if is_held(path):
        return False  # as a plain case; to open it here as well would let its locks go
    try:
        with path.open("rb") as file:
            head = file.read(len(HEADERS[1]))
    except OSError:
        return path.suffix == SUFFIX and not path.exists()
    return head.startswith(HEADERS)


class LockedFile(CaseFile):
    """A case's database in memory, kept in an encrypted file."""

    def __init__(self, path: Path, *, create: bool, key: Key | None = None) -> None:
        self._check(path, create=create)
        self.path = path
        self.lock = RLock()
        self.writing = self.closed = self.made = self.found_open = self.accepts = False
        self.read_only = why_only_readable(path)
        self._held = None
        self._journal: Journal | None = None
        self._written: list[Statement] = []
        self._found = _identity(path)
        _leave_no_dump()
        plain = b""
        self._left, self._base, self._keys = Left(), "", 1
        self._beside: tuple[int, int, int, int] | None = None
        if self._found is None:
            self.made = True
            self._key = key or find_key(path, kind=None, new=True)
        else:
            plain = self._open(path, key)
        try:
            self.connection = in_memory(plain)
        except sqlite3.DatabaseError as error:
            raise NotACaseError(f"{path}: what is encrypted in it is no firsthand case ({error}).") from error
        del plain
        try:
            with self.explained():
                if self.made:
                    self.connection.executescript(f"BEGIN; {SCHEMA} COMMIT;")
                self._prepare()
                self._replay()
            if self.made:
                self._save()
        except BaseException:
            self.connection.close()
            raise

    def _open(self, path: Path, key: Key | None) -> bytes:
        """Return the bytes of the SQLite file, and note what belongs to them."""
        while True:
            before = _identity(path)
            try:
                data = path.read_bytes()
            except OSError as error:
                raise NotACaseError(f"{path}: cannot be read ({error.strerror}). Is it yours?") from error
            self._key = key or find_key(path, kind=kind_of(data, path))
            self._base, self._keys = digest(data), keys_of(data)
            plain = _decrypted(data, self._key, path)
            self._beside = _identity(beside(path))
            self._left = read_journal(path, self._key, self._base)
            if before == (found := _identity(path)):  # else somebody wrote it out in between
                self._found = found
                return plain

    @property
    def key(self) -> Key:
        """What opens the case."""
        return self._key

    def write(self, statement: str, *values: object) -> None:
        """Do a statement, within a transaction that the caller opened."""
        super().write(statement, *values)
        self._written.append((statement, values))  # type: ignore[arg-type]

    @contextmanager
    def transaction(self) -> Iterator[bool]:
        """Keep all that is written within, or nothing of it; what is kept is on the disk, encrypted."""
        with self.lock:
            if not self.closed and self.connection.in_transaction:
                yield False
                return
            if self.read_only:
                raise only_readable(self.path, self.read_only)
            with self.explained():
                self._begin_writing()
                self._written.clear()
                self.connection.execute("BEGIN")
            try:
                yield True
                if self._written:
                    assert self._journal is not None
                    self._journal.keep(self._written)
            except BaseException:
                self._undo()
                raise
            finally:
                self._written.clear()
            self.connection.execute("COMMIT")

    def close(self, *, seal: bool = True) -> None:
        """Write the case out if anything was written, and close it; its journal stays where that fails."""
        with self.lock:
            if self.closed:
                return
            self.closed = True
            try:
                if self._journal is not None:
                    self._save()
                    self._journal.remove()
            finally:
                if self._journal is not None:
                    self._journal.close()
                self.connection.close()

    def finish(self) -> None:
        """Go on from what a stopped run left in the journal, so that it is written out at closing."""
        with self.lock, self.explained():
            if self._left.transactions and not self.writing and not self.read_only:
                self._begin_writing()

    def rest(self) -> None:
        """Write the case out if anything was written, and let others write; the next write begins anew."""
        with self.lock:
            if self._journal is None:
                return
            self._save()
            self._journal.remove()
            self._journal, self.writing = None, False
            self._left, self._beside = Left(), None

    def require_there(self) -> None:
        """Open the case again where another process wrote it out since; raises as opening does.

        While this one writes, no other can.
        """
        assert self.path is not None
        with self.lock:
            if self.closed or self.writing or self.connection.in_transaction:
                return
            there = _identity(self.path)
            if there is None:
                raise replaced(self.path)
            left = _identity(beside(self.path))
            if there == self._found and (left == self._beside or is_taken(self.path)):
                return
            plain = self._open(self.path, self._key)
            self.connection.close()
            self.connection = in_memory(plain)
            with self.explained():
                self._prepare()
                self._replay()

    def seal_place(self, file: int) -> int | None:
        """Return None: an encrypted case has no seal, and needs none."""
        return None

    def _begin_writing(self) -> None:
        if self.writing:
            return
        assert self.path is not None
        if self._keys > 1:
            raise LockedCaseError(
                f"{self.path}: is encrypted for {self._keys} keys. Written with yours, the others would not "
                "open it any more; work on a copy of your own: firsthand unlock, then firsthand lock."
            )
        journal = Journal(self.path)
        try:
            self._require_same()
            if self._left != read_journal(self.path, self._key, self._base):
                raise _changed(self.path)
            journal.begin(self._key, self._base, self._left)
        except BaseException:
            journal.close()
            raise
        self._journal = journal
        self.connection.executescript(f"BEGIN; {SCHEMA} COMMIT;")
        self.writing = True

    def _replay(self) -> None:
        """Do again what a stopped run had kept since the case was written out."""
        if not self._left.transactions:
            return
        self.connection.executescript(f"BEGIN; {SCHEMA} COMMIT;")
        self.connection.execute("BEGIN")
        for statements in self._left.transactions:
            for statement, values in statements:
                self.connection.execute(statement, values)
        self.connection.execute("COMMIT")

    def _save(self) -> None:
        """Write the case out, encrypted, and put it in place of the old one in one step."""
        assert self.path is not None
        data = self._key.encrypt(self.connection.serialize())
        self._require_same()
        if self._journal is not None:
            self._journal.fold(digest(data))
        put_in_place(self.path, data)
        self._found, self._base = _identity(self.path), digest(data)

    def _require_same(self) -> None:
        assert self.path is not None
        if _identity(self.path) != self._found:
            raise _changed(self.path)

    @staticmethod
    def _check(path: Path, *, create: bool) -> None:
        if path.is_dir():
            raise NotACaseError(f"{path} is a folder, not a case. To read it: firsthand build {path}")
        if not create and not path.is_file():
            raise NotACaseError(f"{path}: no such case. Make it with: firsthand build FOLDER --case {path}")
        if path.exists() and not is_locked(path):
            raise NotACaseError(f"{path}: is called {SUFFIX} and is not encrypted. Name another file.")


def plain_bytes(path: Path, key: Key | None = None) -> bytes:
    """Return the SQLite file that an encrypted case is, with what its journal holds; in memory only."""
    file = LockedFile(path, create=False, key=key)
    try:
        return file.connection.serialize()
    finally:
        file.close()


def put_in_place(path: Path, data: bytes) -> None:
    """Put bytes in place of a file in one step, on the disk when it returns; raises CaseFullError."""
    fresh = path.with_name(f"{path.name}-new")
    try:
        file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(file, view) :]
            os.fsync(file)
        finally:
            os.close(file)
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise CaseFullError(
            f"{path} cannot be written ({error.strerror}). Free some disk space; what was kept is safe in it "
            f"and in {beside(path).name}, encrypted, and the same command goes on from there."
        ) from error


def sync_folder(folder: Path) -> None:
    """See to it that the names in a folder are on the disk, too."""
    with contextlib.suppress(OSError):  # some file systems refuse it
        file = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def _decrypted(data: bytes, key: Key, path: Path) -> bytes:
    try:
        return key.decrypt(data)
    except pyrage.DecryptError as error:
        what = "passphrase" if key.kind == "passphrase" else "key"
        raise LockedCaseError(
            f"{path}: does not open with this {what} ({error}). Give the right one; if it is the right one, "
            "the file is damaged: take a copy that is whole."
        ) from error


def in_memory(plain: bytes) -> sqlite3.Connection:
    """Return a database in memory, with its temporary tables there, too."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA temp_store = MEMORY")
    if plain:
        source = sqlite3.connect(":memory:")
        try:
            # What is deserialized cannot grow beyond a gigabyte; what is copied from it can.
            source.deserialize(plain[: _VERSIONS.start] + _NO_LOG + plain[_VERSIONS.stop :])
            source.backup(connection)
        except BaseException:
            connection.close()
            raise
        finally:
            source.close()
    return connection


def _identity(path: Path) -> tuple[int, int, int, int] | None:
    """Return what tells one state of a file from another, None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _changed(path: Path) -> LockedCaseError:
    return LockedCaseError(
        f"{path}: was changed by another firsthand since it was opened, and is not written over. Run the "
        "same command again: it starts from what the other one kept."
    )


def _leave_no_dump() -> None:
    """See to it that a crash leaves no copy of the memory on the disk."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
