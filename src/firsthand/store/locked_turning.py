"""A plain case turned into an encrypted one, and back."""

import contextlib
import os
import sqlite3
from pathlib import Path

import pyrage  # type: ignore[import-untyped]

from firsthand.custody.seal import MARK, OPEN
from firsthand.model.errors import BusyCaseError, InputError, LockedCaseError, NotACaseError
from firsthand.store.case_store import CaseStore
from firsthand.store.explaining import explained
from firsthand.store.file import CaseFile
from firsthand.store.held import hold, let_go
from firsthand.store.locked import in_memory, is_locked, plain_bytes, put_in_place, sync_folder
from firsthand.store.locked_journal import beside
from firsthand.store.locked_keys import SUFFIX, Key, find_key

# What SQLite may leave beside a file.
_BESIDE = ("-wal", "-shm", "-journal")
_CHUNK = bytes(1 << 20)
_UNSEAL = f"INSERT OR REPLACE INTO seal VALUES (1, '{MARK}{OPEN}')"


def lock_case(path: Path, *, key: Key | None = None) -> Path:
    """Write a plain case out encrypted, see that it opens, remove the plain one; return the encrypted file.

    Raises InputError, CaseError and LockedCaseError; the plain case is then as it was.
    """
    target = path.with_name(f"{path.name}{SUFFIX}")
    if is_locked(path) and path.exists():
        raise InputError(f"{path}: is encrypted already.")
    if not path.is_file():
        raise NotACaseError(f"{path}: no such case. Name the file of one.")
    if target.exists():
        raise InputError(f"{target}: there is such a file already. Move it away first.")
    key = key or find_key(target, kind=None, new=True)
    _require_alone(path)
    store = CaseStore(CaseFile(path, create=False))
    try:
        store.log("locked", name=target.name, details={"with": _with(key)})
    finally:
        store.close()
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")  # nobody writes to it meanwhile
            plain = _copied(connection)
        except sqlite3.DatabaseError as error:
            raise explained(path, error) from error
        put_in_place(target, key.encrypt(plain))
        if not _gives_back(target, key, plain):
            target.unlink()
            raise LockedCaseError(f"{target}: does not give back what was put in; {path} was left as it was.")
        connection.execute("ROLLBACK")
    for suffix in ("", *_BESIDE):
        overwrite(path.with_name(f"{path.name}{suffix}"))
    sync_folder(path.parent)
    return target


def unlock_case(path: Path, *, out: Path | None = None, key: Key | None = None, keep: bool = False) -> Path:
    """Write an encrypted case out in plain, remove the encrypted one unless `keep`; return the plain file.

    Raises InputError, CaseError and LockedCaseError; the encrypted case is then as it was.
    """
    if not path.is_file() or not is_locked(path):
        raise NotACaseError(f"{path}: is no encrypted case. Name the file of one, CASE{SUFFIX}")
    target = out or (path.with_suffix("") if path.suffix == SUFFIX else path.with_name(f"{path.name}.case"))
    if target.exists():
        raise InputError(f"{target}: there is such a file already. Name another with --out.")
    plain = plain_bytes(path, key)
    put_in_place(target, plain)
    file = CaseFile(target, create=False)
    file.made = True  # just now, by this process: it has no seal to look at yet
    store = CaseStore(file)
    try:
        store.log("unlocked", name=target.name, details={"from": path.name})
    finally:
        store.close()
    if not keep:
        path.unlink()
        beside(path).unlink(missing_ok=True)
        sync_folder(path.parent)
    return target


def overwrite(path: Path) -> None:
    """Write zeros over a file and remove it; on many disks, traces of what it held may stay all the same."""
    with contextlib.suppress(FileNotFoundError):
        with path.open("r+b", buffering=0) as file:
            left = os.fstat(file.fileno()).st_size
            while left > 0:
                left -= file.write(_CHUNK[: min(left, len(_CHUNK))])
            os.fsync(file.fileno())
        path.unlink()


def _copied(connection: sqlite3.Connection) -> bytes:
    """Return the bytes of a database as it is now, its write-ahead log folded in, without a seal."""
    with contextlib.closing(in_memory(connection.serialize())) as copy:
        copy.execute(_UNSEAL)
        return copy.serialize()


def _gives_back(path: Path, key: Key, plain: bytes) -> bool:
    try:
        return key.decrypt(path.read_bytes()) == plain
    except pyrage.DecryptError:
        return False


def _require_alone(path: Path) -> None:
    """Raise BusyCaseError where another process has the case open, whose file would be written over."""
    held = hold(path)
    try:
        if not held.watched and held.come() is False:
            raise BusyCaseError(
                f"{path}: another firsthand has it open, a review desk perhaps. End that, then lock it."
            )
    finally:
        if not held.watched:
            held.leave()
        let_go(held)


def _with(key: Key) -> str:
    return {"key": "a key file", "passphrase": "a passphrase"}[key.kind]
