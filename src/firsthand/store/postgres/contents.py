"""A case in PostgreSQL as `firsthand verify` looks at it: all of one moment, nothing written."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from firsthand.store.postgres.database import PostgresDatabase
from firsthand.store.postgres.schema import Object, expected_objects, found_objects

_TABLE = re.compile(r"FROM (\w+)")


class PostgresContents:
    """A case's schema; to be looked at within `one_moment` of its database."""

    def __init__(self, database: PostgresDatabase) -> None:
        self._database = database
        self._expected = expected_objects()
        self._found = found_objects(database.rows, database.place.case)

    def each(self, query: str, *values: object) -> Iterable[tuple[Any, ...]]:
        """Return what a query finds."""
        return self.rows(query, *values)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what a query finds; raises ValueError where a table or a column was taken out or changed."""
        for table in _TABLE.findall(query):
            self._require(table)
        return self._database.rows(query, *values)

    def long_bytes(self, table: str, key: str, name: str) -> bytes | None:
        """Return the bytes kept in parts under a name."""
        self._require(table)
        return self._database.long_bytes(table, key, name)

    def damages(self) -> Sequence[str]:
        """Return nothing: the server's own checks are its keeper's."""
        return ()

    def objects(self) -> tuple[Mapping[Object, str], Mapping[Object, str]]:
        """Return the columns, keys and guards that are to be there, and those that are."""
        return self._expected, self._found

    def _require(self, table: str) -> None:
        """A query that fails would end the moment, so none is made that would."""
        columns = {key: words for key, words in self._expected.items() if key[1].startswith(f"{table}.")}
        for key, words in columns.items():
            if key[0] == "column" and self._found.get(key) != words:
                raise ValueError(f"its column {key[1]} is not as it was made")
