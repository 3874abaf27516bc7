"""The tables of a case file, and what each version of it added."""

import sqlite3

from firsthand.custody.seal import MARK, OPEN

APPLICATION_ID = 0x46485354  # "FHST"
SCHEMA_VERSION = 4

_FIRST = """
CREATE TABLE IF NOT EXISTS originals (digest TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, step TEXT NOT NULL, payload BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS findings (
  only INTEGER PRIMARY KEY CHECK (only = 1), key TEXT NOT NULL, payload BLOB NOT NULL
);
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
# Since version 3. Custody is appended only, too, and its last entry is told apart, so that one cut off is
# missed; a capture's records are apart from the list of them; the seal is custody.seal's.
_SINCE_3 = f"""
CREATE TABLE IF NOT EXISTS seal (only INTEGER PRIMARY KEY CHECK (only = 1), text TEXT NOT NULL);
INSERT OR IGNORE INTO seal VALUES (1, '{MARK}{OPEN}');
CREATE TABLE IF NOT EXISTS custody (number INTEGER PRIMARY KEY, payload BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS head (
  only INTEGER PRIMARY KEY CHECK (only = 1), number INTEGER NOT NULL, digest TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS captures (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, payload BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS records (id TEXT PRIMARY KEY, bytes BLOB NOT NULL) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS custody_stands BEFORE UPDATE ON custody
BEGIN SELECT RAISE(ABORT, 'an entry of the custody log is never changed'); END;
CREATE TRIGGER IF NOT EXISTS custody_stays BEFORE DELETE ON custody
BEGIN SELECT RAISE(ABORT, 'an entry of the custody log is never dropped'); END;
"""
# Since version 4: what the results of each bucket come to (see store.buckets).
_SINCE_4 = """
CREATE TABLE IF NOT EXISTS buckets (name TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
INSERT OR IGNORE INTO buckets SELECT DISTINCT substr(key, 1, 3), '' FROM results;
"""
SCHEMA = (
    f"{_FIRST} {_SINCE_2} {_SINCE_3} {_SINCE_4}"
    f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION};"
)
"""Makes every table that is missing; on an older case, what it lacks."""

Object = tuple[str, str]
"""A kind and a name in the database: ("table", "originals"), ("trigger", "custody_stays")."""


def expected_objects() -> dict[Object, str]:
    """Return the tables and guards of a case of this version, with how each is written."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.executescript(SCHEMA)
        return found_objects(connection)
    finally:
        connection.close()


def found_objects(connection: sqlite3.Connection) -> dict[Object, str]:
    """Return the tables and guards of a database, with how each is written, white space aside."""
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    return {(_text(kind), _text(name)): "".join(_text(sql).split()) for kind, name, sql in rows}


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
