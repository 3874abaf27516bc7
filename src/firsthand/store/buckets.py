"""What all results of a case come to as one digest, of which only the part is made anew that was written to.

A result belongs to the bucket of the first three digits of its key: of 4,096 at most. A bucket's digest is
the SHA-256 of its results in the order of their keys: of each its key, its step and the SHA-256 of its bytes,
as UTF-8, each after its length in 8 bytes, the most significant first. The digest of all is that of the names
and digests of the buckets, in the order of their names, written the same way.

The table of buckets says what each came to last. Whoever writes a result takes the digest of its bucket out
in the same transaction, so that one is missing where a run was stopped, too.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Protocol

NOTES = "notes"
"""The row of the table that stands for the notes: "" where they were written to since they were bound."""
_DIGITS = 3
_LAST = "\U0010ffff"
_AT_ONCE = 64  # buckets that are asked for together, where most are
_MARK = (
    "INSERT INTO buckets VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET digest = excluded.digest "
    "WHERE buckets.digest <> excluded.digest"
)


class Buckets(Protocol):
    """What is asked of a database here."""

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]: ...  # noqa: D102

    def write(self, statement: str, *values: object) -> None: ...  # noqa: D102

    def write_all(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None: ...  # noqa: D102

    def payload_digests(self, first: str, last: str) -> Iterable[tuple[str, str, str]]: ...  # noqa: D102


def bucket_of(key: str) -> str:
    """Return the name of the bucket that the result with this key belongs to."""
    return key[:_DIGITS]


def mark(database: Buckets, names: Iterable[str]) -> None:
    """Note that these are written to; within the transaction that does."""
    database.write_all(_MARK, [(name, "") for name in sorted(names)])


def is_bound(database: Buckets) -> bool:
    """Tell whether nothing was written to results and notes since their digests were made."""
    return not database.rows("SELECT name FROM buckets WHERE digest = '' LIMIT 1")


def bind(database: Buckets) -> str:
    """Make the digests that are missing, within a transaction, and return that of all results."""
    missing = [
        str(name) for (name,) in database.rows("SELECT name FROM buckets WHERE digest = '' ORDER BY name")
    ]
    known = int(database.rows("SELECT count(*) FROM buckets")[0][0])
    wanted = [name for name in missing if name != NOTES]
    found = dict(_digests(database, wanted, together=2 * len(wanted) > known))
    database.write_all(_MARK, sorted(found.items()))
    for name in wanted:
        if name not in found:  # nothing is left in it
            database.write("DELETE FROM buckets WHERE name = ?", name)
    if NOTES in missing:
        database.write("DELETE FROM buckets WHERE name = ?", NOTES)
    return digest_of_all(_told(database))


def _told(database: Buckets) -> list[tuple[str, str]]:
    found = database.rows("SELECT name, digest FROM buckets WHERE name <> ? ORDER BY name", NOTES)
    return [(str(name), str(digest)) for name, digest in found]


def found_digests(rows: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the name and the digest of each bucket, from key, step and digest of all results in order."""
    for name, results in groupby(rows, key=lambda row: bucket_of(row[0])):
        yield name, _digest(value for row in results for value in row)


def digest_of_all(digests: Iterable[tuple[str, str]]) -> str:
    """Return the digest of all results from the names and digests of their buckets, in order."""
    return _digest(value for pair in digests for value in pair)


def _digests(database: Buckets, names: Sequence[str], *, together: bool) -> Iterator[tuple[str, str]]:
    wanted = frozenset(names)
    step = _AT_ONCE if together else 1
    for start in range(0, len(names), step):
        some = names[start : start + step]
        for name, digest in found_digests(database.payload_digests(some[0], some[-1] + _LAST)):
            if name in wanted and some[0] <= name <= some[-1]:
                yield name, digest


def _digest(values: Iterable[str]) -> str:
    found = hashlib.sha256()
    for value in values:
        data = value.encode("utf-8", "surrogatepass")
        found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()
