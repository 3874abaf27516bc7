"""What a table holds as one digest, so that a change in it is found and the table named.

The digest is the SHA-256 of all rows in the order of their key; of each column its length as 8 bytes, the
most significant first, and its bytes as they are stored, text as UTF-8.
"""

import hashlib
import sqlite3

QUERIES = {
    "findings": "SELECT key, payload FROM findings ORDER BY only",
    "notes": "SELECT name, text FROM notes ORDER BY name",
    "results": "SELECT key, step, payload FROM results ORDER BY key",
}
"""The tables without an entry of the log for each row, and the rows that are bound."""


def digest_of_table(connection: sqlite3.Connection, table: str) -> str:
    """Return the digest of what a table holds; raises sqlite3.DatabaseError where it cannot be read."""
    found = hashlib.sha256()
    for row in connection.execute(QUERIES[table]):
        for value in row:
            data = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
            found.update(len(data).to_bytes(8, "big") + data)
    return found.hexdigest()
