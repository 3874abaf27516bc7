"""What a table holds as one digest, so that a change in it is found and the table named.

The digest is the SHA-256 of all rows in the order of their key; of each column its length as 8 bytes, the
most significant first, and its bytes as they are stored, text as UTF-8.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

Rows = Callable[..., list[tuple[Any, ...]]]
"""Takes a query and its values, and returns what it finds."""

QUERIES = {
    "findings": "SELECT key, payload FROM findings",
    "notes": "SELECT name, text FROM notes ORDER BY name",
}
"""The tables without an entry of the log for each row, and the rows that are bound."""
_RESULTS = "SELECT key, step, payload FROM results WHERE key > ? ORDER BY key LIMIT ?"
_AT_ONCE = 200


def digest_of_table(rows: Rows, table: str) -> str:
    """Return the digest of what a table holds; raises what `rows` raises where it cannot be read."""
    found = hashlib.sha256()
    for row in all_results(rows) if table == "results" else rows(QUERIES[table]):
        for value in row:
            data = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
            found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()


def all_results(rows: Rows) -> Iterator[tuple[str, str, bytes]]:
    """Yield key, step and bytes of all results, in the order of their keys, some at a time."""
    last = ""
    while some := rows(_RESULTS, last, _AT_ONCE):
        yield from some
        last = some[-1][0]
