"""What a case holds, held against its custody log: each original, record, capture, decision and table.

All is read from the database as it stands, and nothing in it is trusted: what cannot be read is a fault of
that one thing, and the rest is looked at all the same.
"""

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from pydantic import TypeAdapter

from firsthand.custody.checking import check_chain
from firsthand.custody.faults import Notebook, Part
from firsthand.model import Entry
from firsthand.store.buckets import digest_of_all, found_digests
from firsthand.store.codec import CAPTURE, DECISION, ENTRY, digest_of_kept, digest_of_value, unpack_small
from firsthand.store.schema import expected_objects, found_objects
from firsthand.store.tables import all_results, digest_of_table

_T = TypeVar("_T")
_NOTHING_KEPT = hashlib.sha256().hexdigest()
_TOLD_DAMAGES = 5
_BUCKETS_SINCE = 4
_BUCKETS = "SELECT name, digest FROM buckets"


class Contents(Protocol):
    """A case's database as it is looked at: a file's, or a schema's in PostgreSQL."""

    def each(self, query: str, *values: object) -> Iterable[tuple[Any, ...]]:
        """Yield what a query finds."""

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what a query finds."""

    def long_bytes(self, table: str, key: str, name: str) -> bytes | None:
        """Return bytes of any length, kept under a name in a table whose key is that column."""

    def damages(self) -> Sequence[str]:
        """Return what the database itself finds damaged, in its words."""

    def objects(self) -> tuple[Mapping[tuple[str, str], str], Mapping[tuple[str, str], str]]:
        """Return the tables and guards that are to be there, and those that are, each as written."""


class FileContents:
    """A case file's database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def each(self, query: str, *values: object) -> Iterable[tuple[Any, ...]]:
        """Yield what a query finds, up to where it cannot be read."""
        return self._connection.execute(query, values)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what a query finds."""
        return self._connection.execute(query, values).fetchall()

    def long_bytes(self, table: str, key: str, name: str) -> bytes | None:
        """Return the bytes kept under a name."""
        row = self._connection.execute(f"SELECT bytes FROM {table} WHERE {key} = ?", (name,)).fetchone()
        return row[0] if row else None

    def damages(self) -> Sequence[str]:
        """Return what SQLite finds damaged."""
        lines = [str(row[0]) for row in self.rows(f"PRAGMA integrity_check({_TOLD_DAMAGES})")]
        return () if lines == ["ok"] else lines

    def objects(self) -> tuple[Mapping[tuple[str, str], str], Mapping[tuple[str, str], str]]:
        """Return the tables and guards that are to be there, and those that are."""
        return expected_objects(), found_objects(self._connection)


@contextmanager
def looking_at(table: str, notebook: Notebook) -> Iterator[None]:
    """Note a table that cannot be read, and go on with the next."""
    try:
        yield
    except (sqlite3.Error, ValueError, TypeError, OverflowError) as error:
        told = f"the table {table} cannot be read ({error})"
        notebook.fault("unreadable", "table", table, told)


def check_structure(contents: Contents, notebook: Notebook) -> None:
    """Note what the database finds damaged, and tables and guards that were taken out, put in or changed."""
    with looking_at("sqlite_master", notebook):
        for line in contents.damages():
            notebook.fault("changed", "file", "database", f"the database is damaged: {line}")
        expected, found = contents.objects()
        for kind, name in sorted(expected.keys() - found.keys()):
            notebook.fault("missing", "table", name, f"the {kind} {name} was taken out of the database")
        for kind, name in sorted(found.keys() - expected.keys()):
            notebook.fault("inserted", "table", name, f"a {kind} {name} was put into the database")
        for kind, name in sorted(
            key for key in expected.keys() & found.keys() if expected[key] != found[key]
        ):
            notebook.fault("changed", "table", name, f"the {kind} {name} of the database was changed")


def check_log(contents: Contents, notebook: Notebook) -> list[Entry]:
    """Note what is wrong with the chain of the log; return the entries that can be read."""
    rows: list[tuple[int, Entry | None]] = []
    with looking_at("custody", notebook):
        for number, payload in contents.each("SELECT number, payload FROM custody ORDER BY number"):
            rows.append((int(number), _value(ENTRY, payload)))
    with looking_at("head", notebook):
        heads = contents.rows("SELECT number, digest FROM head")
        check_chain(rows, (int(heads[0][0]), str(heads[0][1])) if heads else None, notebook)
    return [entry for _, entry in rows if entry is not None]


def check_originals(contents: Contents, entries: Sequence[Entry], notebook: Notebook) -> int:
    """Note each original that was changed, taken out or put in; return how many there are."""
    logged: dict[str, str] = {}
    for entry in entries:
        if entry.deed in ("added", "unpacked"):
            logged.setdefault(entry.subject, entry.name)
        elif entry.deed == "collected" and (payload := entry.detail("payload")):
            logged.setdefault(payload, entry.name)
    return _check_bytes(contents, "originals", "digest", "original", logged, notebook)


def check_records(contents: Contents, entries: Sequence[Entry], notebook: Notebook) -> int:
    """Note each exchange with a server whose records or description are not as logged; return how many."""
    collected = [entry for entry in entries if entry.deed == "collected"]
    logged = {entry.subject: entry.name for entry in collected}
    _check_bytes(contents, "records", "id", "record", logged, notebook)
    described = {(entry.subject, entry.detail("capture")) for entry in collected}
    seen: set[str] = set()
    with looking_at("captures", notebook):
        for name, payload in contents.each("SELECT id, payload FROM captures ORDER BY number"):
            seen.add(str(name))
            capture = _value(CAPTURE, payload)
            if capture is None:
                told = f"the description of the capture {name} cannot be read"
                notebook.fault("unreadable", "capture", str(name), told)
            elif str(name) not in logged:
                told = f"the capture {name} of {capture.url} was put in: the log does not have it"
                notebook.fault("inserted", "capture", str(name), told)
            elif capture.id != name or (capture.id, digest_of_value(CAPTURE, capture)) not in described:
                told = f"the description of the capture {name} of {logged[name]} was changed"
                notebook.fault("changed", "capture", str(name), told)
        for name in sorted(logged.keys() - seen):
            told = f"the description of the capture {name} of {logged[name]} is missing"
            notebook.fault("missing", "capture", name, told)
    return len(seen)


def check_decisions(contents: Contents, entries: Sequence[Entry], notebook: Notebook) -> int:
    """Note each decision that was changed, taken out, put in or moved; return how many there are."""
    logged = {entry.name: entry.subject for entry in entries if entry.deed == "decided"}
    order: list[str] = []
    with looking_at("decisions", notebook):
        for name, payload in contents.each("SELECT id, payload FROM decisions ORDER BY number"):
            order.append(str(name))
            decision = _value(DECISION, payload)
            if decision is None:
                notebook.fault("unreadable", "decision", str(name), f"the decision {name} cannot be read")
            elif str(name) not in logged:
                told = f"the decision {name} was put in: the log does not have it"
                notebook.fault("inserted", "decision", str(name), told)
            elif decision.id != name or digest_of_kept(payload) != logged[name]:
                notebook.fault("changed", "decision", str(name), f"the decision {name} was changed")
        for name in sorted(logged.keys() - set(order)):
            notebook.fault("missing", "decision", name, f"the decision {name} is missing")
        kept = [name for name in order if name in logged]
        for name, due in zip(kept, [name for name in logged if name in set(order)], strict=False):
            if name != due:
                told = f"the decision {name} stands where {due} belongs: they were reordered"
                notebook.fault("reordered", "decision", name, told)
    return len(order)


def check_tables(
    contents: Contents, entries: Sequence[Entry], notebook: Notebook, *, sealed: bool, version: int
) -> None:
    """Note findings, notes and results that are not what the log bound last.

    Notes and results are bound when a case is closed: in one that is not sealed they may be newer, and then
    the table of buckets says so.
    """
    built = next((entry for entry in reversed(entries) if entry.deed == "built"), None)
    kept = next((entry for entry in reversed(entries) if entry.deed == "kept"), None)
    told: dict[str, str] = {}
    if version >= _BUCKETS_SINCE:
        with looking_at("buckets", notebook):
            told = {str(name): str(digest) for name, digest in contents.rows(_BUCKETS)}
            if kept is not None and kept.detail("buckets") is not None:
                sealed = all(told.values())
    with looking_at("findings", notebook):
        due = built.subject if built else _NOTHING_KEPT
        if digest_of_table(contents.rows, "findings") != due:
            _not_bound("findings", built, notebook, sealed=True)
    with looking_at("notes", notebook):
        due = (kept.detail("notes") or "") if kept else _NOTHING_KEPT
        if digest_of_table(contents.rows, "notes") != due:
            _not_bound("notes", kept, notebook, sealed=sealed)
    found: dict[str, str] = {}
    with looking_at("results", notebook):
        found = dict(found_digests(_payload_digests(contents)))
        if kept is not None and kept.detail("buckets") is None:  # as earlier versions bound them
            whole = digest_of_table(contents.rows, "results") == kept.detail("results")
        else:
            due = (kept.detail("buckets") or "") if kept else _NOTHING_KEPT
            whole = digest_of_all(found.items()) == due
        if not whole:
            _not_bound("results", kept, notebook, sealed=sealed)
    if any(digest and found.get(name) != digest for name, digest in told.items()):
        words = "the table buckets was changed: it is not what the results come to"
        notebook.fault("changed", "table", "buckets", words)


def _payload_digests(contents: Contents) -> Iterator[tuple[str, str, str]]:
    for key, step, payload in all_results(contents.rows):
        yield str(key), str(step), hashlib.sha256(payload).hexdigest()


def _not_bound(table: str, entry: Entry | None, notebook: Notebook, *, sealed: bool) -> None:
    bound = f"entry {entry.number} of the log bound" if entry else "the log, which has none, bound"
    if sealed:
        told = f"the table {table} was changed: it is not what {bound}"
        notebook.fault("changed", "table", table, told)
    else:
        notebook.remarks.append(
            f"The table {table} is not what {bound}: the run that was stopped wrote to it, or "
            "somebody else did. firsthand build derives again what does not fit."
        )


def _check_bytes(
    contents: Contents,
    table: str,
    key: str,
    part: Part,
    logged: dict[str, str],
    notebook: Notebook,
) -> int:
    """Hold the digest of each row's bytes against its key and against the log."""
    seen: list[str] = []
    with looking_at(table, notebook):
        query = f"SELECT DISTINCT {key} FROM {table} ORDER BY {key}"
        seen = [str(row[0]) for row in contents.each(query)]
    for digest in seen:
        named = f"the {part} {logged.get(digest) or ''} ({digest})".replace("  ", " ")
        try:
            data = contents.long_bytes(table, key, digest)
            found = (
                "none: it cannot be found by its key" if data is None else hashlib.sha256(data).hexdigest()
            )
        except (sqlite3.Error, TypeError, ValueError, OverflowError) as error:
            notebook.fault("unreadable", part, digest, f"{named} cannot be read ({error})")
            continue
        if digest not in logged:
            if found in logged:
                told = f"the {part} {logged[found]} ({found}) stands under another digest, {digest}"
                notebook.fault("changed", part, found, told)
            else:
                notebook.fault("inserted", part, digest, f"{named} was put in: the log does not have it")
        elif found != digest:
            told = f"{named} was changed: the SHA-256 of its bytes is now {found}"
            notebook.fault("changed", part, digest, told)
    for digest in sorted(logged.keys() - set(seen)):
        notebook.fault("missing", part, digest, f"the {part} {logged[digest]} ({digest}) is missing")
    return len(seen)


def _value(adapter: TypeAdapter[_T], payload: Any) -> _T | None:
    try:
        return unpack_small(adapter, payload)
    except (ValueError, TypeError, zlib.error, RecursionError):
        return None
