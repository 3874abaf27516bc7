"""Tampering: a case with its log is changed at random a thousand times; each change must be found and named.

    .venv/bin/python benchmarks/tampering.py [--changes 1000] [--seed 6] [--list] [--keep]

The demo's documents are built into a case, with exchanges with a server, decisions and notes of its own, so
that every table holds something. Each change is made to a fresh copy: bytes of the file (one changed, some
deleted, put in, swapped, blocks swapped, blanked, the end cut off), or the database through SQL, its guards
dropped first and put back after (entries changed, dropped, moved, put in twice, cut off; originals, records,
captures, decisions, findings, results, notes changed, dropped, put in). Half of the changes through SQL are
sealed again by one who knows how (`resealed`), so that only the log can tell; and a quarter take the seal off
(`unsealed`), as a stopped run leaves it. Found: the verdict is not the one of the untouched copy. Named: the
part that was changed is in a fault; of bytes, an entry, original, record, decision or table, and not the file
alone, as where they stand in space that is not used. Every copy that was not touched must be whole.
"""

import argparse
import hashlib
import os
import random
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from importlib.resources import as_file, files
from pathlib import Path

from firsthand.building import build
from firsthand.custody import digest_of
from firsthand.custody.seal import OPEN, digest_of_file, find_seal, write_seal
from firsthand.model import Capture, Decision
from firsthand.model.errors import NotACaseError
from firsthand.store import open_store
from firsthand.store.checking import check_case
from firsthand.store.codec import CAPTURE, DECISION, ENTRY, pack, unpack
from shared import keep


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to a copy: the kind, and the part that a fault must name ("" where any will do)."""

    kind: str
    part: str = ""


ByteChange = Callable[[bytearray, random.Random], None]


def _one_byte(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    data[at] ^= chance.randrange(1, 256)


def _one_bit(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _deleted(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    del data[at : at + chance.choice([1, 1, 7, 512, 4096])]


def _inserted(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    data[at:at] = chance.randbytes(chance.choice([1, 1, 7, 512, 4096]))


def _swapped_bytes(data: bytearray, chance: random.Random) -> None:
    while True:
        one, other = chance.randrange(len(data)), chance.randrange(len(data))
        if data[one] != data[other]:
            data[one], data[other] = data[other], data[one]
            return


def _swapped_blocks(data: bytearray, chance: random.Random) -> None:
    size = chance.choice([16, 512, 4096])
    while True:
        one, other = (chance.randrange(len(data) // size) * size for _ in range(2))
        first, second = bytes(data[one : one + size]), bytes(data[other : other + size])
        if first != second and len(first) == len(second):
            data[one : one + size], data[other : other + size] = second, first
            return


def _blanked(data: bytearray, chance: random.Random) -> None:
    while True:
        at, size = chance.randrange(len(data)), chance.choice([2, 64, 4096])
        if any(data[at : at + size]):
            stop = min(at + size, len(data))
            data[at:stop] = bytes(stop - at)
            return


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[len(data) - chance.choice([1, 100, 4096, len(data) // 2]) :]


def _grown(data: bytearray, chance: random.Random) -> None:
    data += chance.randbytes(chance.choice([1, 100, 4096]))


BYTES: dict[str, ByteChange] = {
    "one byte changed": _one_byte,
    "one bit changed": _one_bit,
    "bytes deleted": _deleted,
    "bytes inserted": _inserted,
    "two bytes swapped": _swapped_bytes,
    "two blocks swapped": _swapped_blocks,
    "bytes blanked": _blanked,
    "the end cut off": _cut,
    "bytes appended": _grown,
}

SqlChange = Callable[[sqlite3.Connection, random.Random], str]


def _entry_changed(case: sqlite3.Connection, chance: random.Random) -> str:
    number, payload = chance.choice(case.execute("SELECT number, payload FROM custody").fetchall())
    entry = unpack(ENTRY, payload)
    other = hashlib.sha256(payload).hexdigest()
    changed = chance.choice(
        [
            replace(entry, name=entry.name + "x"),
            replace(entry, by=entry.by + "x"),
            replace(entry, tool="another"),
            replace(entry, subject=other),
            replace(entry, previous=other),
            replace(entry, digest=other),
            replace(entry, time=entry.time - timedelta(days=1)),
        ]
    )
    case.execute("UPDATE custody SET payload = ? WHERE number = ?", (pack(ENTRY, changed), number))
    return f"entry {number}"


def _entry_forged(case: sqlite3.Connection, chance: random.Random) -> str:
    """Change an entry and compute its own digest again, but not those after it."""
    rows = case.execute("SELECT number, payload FROM custody").fetchall()
    number, payload = chance.choice(rows[:-1])
    entry = replace(unpack(ENTRY, payload), name="another name")
    entry = replace(entry, digest=digest_of(entry))
    case.execute("UPDATE custody SET payload = ? WHERE number = ?", (pack(ENTRY, entry), number))
    return f"entry {number + 1}"


def _entry_dropped(case: sqlite3.Connection, chance: random.Random) -> str:
    (number,) = chance.choice(case.execute("SELECT number FROM custody").fetchall())
    case.execute("DELETE FROM custody WHERE number = ?", (number,))
    return f"entry {number}"


def _entry_dropped_and_closed_up(case: sqlite3.Connection, chance: random.Random) -> str:
    rows = case.execute("SELECT number FROM custody ORDER BY number").fetchall()
    (number,) = chance.choice(rows[:-1])
    case.execute("DELETE FROM custody WHERE number = ?", (number,))
    for (later,) in rows[number:]:
        case.execute("UPDATE custody SET number = ? WHERE number = ?", (later - 1, later))
    return f"entry {number}"


def _entries_swapped(case: sqlite3.Connection, chance: random.Random) -> str:
    one, other = chance.sample(case.execute("SELECT number, payload FROM custody").fetchall(), 2)
    case.execute("UPDATE custody SET payload = ? WHERE number = ?", (other[1], one[0]))
    case.execute("UPDATE custody SET payload = ? WHERE number = ?", (one[1], other[0]))
    return f"entry {one[0]}"


def _entry_doubled(case: sqlite3.Connection, chance: random.Random) -> str:
    rows = case.execute("SELECT number, payload FROM custody ORDER BY number").fetchall()
    case.execute("INSERT INTO custody VALUES (?, ?)", (len(rows) + 1, chance.choice(rows)[1]))
    return f"entry {len(rows) + 1}"


def _log_cut_off(case: sqlite3.Connection, chance: random.Random) -> str:
    last = case.execute("SELECT max(number) FROM custody").fetchone()[0]
    after = chance.randrange(last)
    case.execute("DELETE FROM custody WHERE number > ?", (after,))
    return f"entry {after + 1}"


def _some(case: sqlite3.Connection, chance: random.Random, table: str, key: str) -> str:
    return str(chance.choice(case.execute(f"SELECT {key} FROM {table}").fetchall())[0])


def _changed(table: str, key: str, column: str, part: str) -> SqlChange:
    def change(case: sqlite3.Connection, chance: random.Random) -> str:
        name = _some(case, chance, table, key)
        data = bytearray(case.execute(f"SELECT {column} FROM {table} WHERE {key} = ?", (name,)).fetchone()[0])
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
        case.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", (bytes(data), name))
        return f"{part} {table if part == 'table' else name}"

    return change


def _dropped(table: str, key: str, part: str) -> SqlChange:
    def change(case: sqlite3.Connection, chance: random.Random) -> str:
        name = _some(case, chance, table, key)
        case.execute(f"DELETE FROM {table} WHERE {key} = ?", (name,))
        return f"{part} {table if part == 'table' else name}"

    return change


def _original_put_in(case: sqlite3.Connection, chance: random.Random) -> str:
    data = chance.randbytes(40)
    digest = hashlib.sha256(data).hexdigest()
    case.execute("INSERT INTO originals VALUES (?, ?)", (digest, data))
    return f"original {digest}"


def _original_replaced(case: sqlite3.Connection, chance: random.Random) -> str:
    name = _some(case, chance, "originals", "digest")
    case.execute("UPDATE originals SET bytes = ? WHERE digest = ?", (chance.randbytes(50), name))
    return f"original {name}"


def _decision_reworded(case: sqlite3.Connection, chance: random.Random) -> str:
    name = _some(case, chance, "decisions", "id")
    row = case.execute("SELECT payload FROM decisions WHERE id = ?", (name,)).fetchone()
    changed = replace(unpack(DECISION, row[0]), reason="for no reason")
    case.execute("UPDATE decisions SET payload = ? WHERE id = ?", (pack(DECISION, changed), name))
    return f"decision {name}"


def _decisions_swapped(case: sqlite3.Connection, chance: random.Random) -> str:
    one, other = chance.sample(case.execute("SELECT number, id FROM decisions").fetchall(), 2)
    for number, due in ((-1, one[0]), (one[0], other[0]), (other[0], -1)):
        case.execute("UPDATE decisions SET number = ? WHERE number = ?", (number, due))
    return f"decision {one[1]}"


def _decision_put_in(case: sqlite3.Connection, chance: random.Random) -> str:
    made = Decision(
        f"d{chance.random()}", "2031-01-01T00:00:00+00:00", "B", "judge-claim", "c", "why", "true"
    )
    case.execute("INSERT INTO decisions (id, payload) VALUES (?, ?)", (made.id, pack(DECISION, made)))
    return f"decision {made.id}"


def _capture_told_otherwise(case: sqlite3.Connection, chance: random.Random) -> str:
    name = _some(case, chance, "captures", "id")
    row = case.execute("SELECT payload FROM captures WHERE id = ?", (name,)).fetchone()
    capture = unpack(CAPTURE, row[0])
    changed = chance.choice(
        [
            replace(capture, url="https://other.example/"),
            replace(capture, status=404),
            replace(capture, taken=datetime(2001, 1, 1, tzinfo=UTC)),
            replace(capture, etag="z"),
        ]
    )
    case.execute("UPDATE captures SET payload = ? WHERE id = ?", (pack(CAPTURE, changed), name))
    return f"capture {name}"


def _note_changed(case: sqlite3.Connection, chance: random.Random) -> str:
    name = _some(case, chance, "notes", "name")
    case.execute("UPDATE notes SET text = text || 'x' WHERE name = ?", (name,))
    return "table notes"


def _guard_dropped(case: sqlite3.Connection, chance: random.Random) -> str:
    names = [row[0] for row in case.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
    name = chance.choice(names)
    case.execute(f"DROP TRIGGER {name}")
    return f"table {name}"


def _guard_put_in(case: sqlite3.Connection, chance: random.Random) -> str:
    case.execute("CREATE TRIGGER more AFTER INSERT ON notes BEGIN DELETE FROM results; END")
    return "table more"


SQL: dict[str, SqlChange] = {
    "an entry changed": _entry_changed,
    "an entry changed, its digest computed again": _entry_forged,
    "an entry dropped": _entry_dropped,
    "an entry dropped, the gap closed": _entry_dropped_and_closed_up,
    "two entries swapped": _entries_swapped,
    "an entry put in twice": _entry_doubled,
    "the log cut off": _log_cut_off,
    "an original changed": _changed("originals", "digest", "bytes", "original"),
    "an original replaced": _original_replaced,
    "an original dropped": _dropped("originals", "digest", "original"),
    "an original put in": _original_put_in,
    "a record changed": _changed("records", "id", "bytes", "record"),
    "a record dropped": _dropped("records", "id", "record"),
    "a capture told otherwise": _capture_told_otherwise,
    "a capture dropped": _dropped("captures", "id", "capture"),
    "a decision reworded": _decision_reworded,
    "a decision dropped": _dropped("decisions", "id", "decision"),
    "two decisions swapped": _decisions_swapped,
    "a decision put in": _decision_put_in,
    "findings changed": _changed("findings", "key", "payload", "table"),
    "a result changed": _changed("results", "key", "payload", "table"),
    "a result dropped": _dropped("results", "key", "table"),
    "a note changed": _note_changed,
    "a note dropped": _dropped("notes", "name", "table"),
    "a guard dropped": _guard_dropped,
    "a guard put in": _guard_put_in,
}


def main() -> None:
    """Build, change, check, count, print and keep."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--changes", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument(
        "--list", action="store_true", help="print each change that was not found or not named"
    )
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    counts: dict[str, Counter[str]] = {}
    untouched = 0
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "demo.case"
        make_case(case)
        copy = Path(folder) / "copy.case"
        kinds = [*BYTES, *SQL]
        for number in range(options.changes):
            # As many changes of bytes as through SQL; each kind equally often among its own.
            kind = list(BYTES)[number // 2 % len(BYTES)] if number % 2 else list(SQL)[number // 2 % len(SQL)]
            shutil.copyfile(case, copy)
            assert check_case(copy).verdict == "whole" or number % 50, "the untouched copy is not whole"
            untouched += number % 50 == 0
            change, before = (
                (change_bytes(copy, kind, chance), "whole")
                if kind in BYTES
                else change_rows(copy, kind, chance, number // 2)
            )
            found, named, told = judge(copy, change, before)
            for row in (kind, f"– {change.kind}"):
                tally = counts.setdefault(row, Counter())
                tally.update(made=1, found=int(found), named=int(named))
            if options.list and not (found and named):
                print(change, told, file=sys.stderr)
        assert check_case(case).verdict == "whole"
        size = case.stat().st_size
        digest = hashlib.sha256("".join(kinds).encode()).hexdigest()[:12]
    table = as_table(counts, size=size, untouched=untouched + 1)
    print(table)
    if options.keep:
        command = f"python benchmarks/tampering.py --changes {options.changes} --seed {options.seed} --keep"
        keep("Tampering: changes to a case file, found and named", command, digest, table)


def make_case(path: Path) -> None:
    """Build the demo into a case, and keep in it something of everything a case may hold."""
    with as_file(files("firsthand") / "demo") as texts:
        build(texts, case=path).close()
    store = open_store(path)
    for number in range(4):
        page, record = f"page {number} of an invented paper".encode() * 20, os.urandom(300)
        url = f"https://paper.example/{number}"
        payload = hashlib.sha256(page).hexdigest()
        taken = datetime(2031, 5, 6, 7, number, tzinfo=UTC)
        made = Capture(hashlib.sha256(record).hexdigest(), url, url, url, taken, 200, "text/html", payload)
        store.keep_capture(made, record, page)
        at = f"2031-05-0{number + 1}T10:00:00+00:00"
        store.keep_decision(
            Decision(f"d-{number}", at, "A. Roe", "judge-claim", "c1", f"read log {number}", "false")
        )
    store.keep_note("remark", "a note")
    store.close()


WAYS = ("the seal left as it was", "sealed again", "the seal taken off", "sealed again")


def change_bytes(copy: Path, kind: str, chance: random.Random) -> Change:
    """Change the bytes of a copy."""
    data = bytearray(copy.read_bytes())
    BYTES[kind](data, chance)
    copy.write_bytes(data)
    return Change("bytes")


def change_rows(copy: Path, kind: str, chance: random.Random, number: int) -> tuple[Change, str]:
    """Change a copy through SQL; half are sealed again, a quarter left as a stopped run does."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as case:
        guards = case.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        guarded = not kind.startswith("a guard")
        case.execute("BEGIN")
        if guarded:
            for name, _ in guards:
                case.execute(f"DROP TRIGGER {name}")
        part = SQL[kind](case, chance)
        if guarded:
            for _, sql in guards:
                case.execute(sql)
        case.execute("COMMIT")
        root = case.execute("SELECT rootpage FROM sqlite_master WHERE name = 'seal'").fetchone()[0]
    how = number // len(SQL) % 4
    if how % 2 or how == 2:
        file = os.open(copy, os.O_RDWR)
        at = find_seal(file, root)
        assert at is not None
        write_seal(file, at, OPEN if how == 2 else digest_of_file(file, at))
        os.close(file)
    return Change(WAYS[how], part), "whole but not sealed" if how == 2 else "whole"


def judge(copy: Path, change: Change, before: str) -> tuple[bool, bool, str]:
    """Tell whether a change was found, whether the part was named, and what was told."""
    try:
        check = check_case(copy)
    except NotACaseError as error:
        return True, False, str(error)
    told = "; ".join(fault.told for fault in check.faults)
    if not change.part:
        return check.verdict != before, any(fault.part != "file" for fault in check.faults), told
    # Notes and results of a case that is not sealed may be newer than the log: that is remarked.
    remarked = any(
        change.part == f"table {table}" and any(f"The table {table} " in remark for remark in check.remarks)
        for table in ("notes", "results")
    )
    named = remarked or change.part in {f"{fault.part} {fault.what}" for fault in check.faults}
    return check.verdict != before or remarked, named, told


def as_table(counts: dict[str, Counter[str]], *, size: int, untouched: int) -> str:
    """Return the counts by kind as a table."""
    lines = ["| change | made | found | part named |", "| --- | --- | --- | --- |"]
    total: Counter[str] = Counter()
    for kind in (*BYTES, *SQL, *sorted(kind for kind in counts if kind.startswith("–"))):
        tally = counts[kind]
        if not kind.startswith("–"):
            total.update(tally)
        lines.append(f"| {kind} | {tally['made']} | {tally['found']} | {tally['named']} |")
    lines.append(f"| **all** | {total['made']} | {total['found']} | {total['named']} |")
    lines.append(f"\nA case of {size:,} bytes; {untouched} untouched copies checked, none with a fault.")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
