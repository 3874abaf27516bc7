"""Encrypting a plain case, and back: nothing is lost, and no plain text is left."""

from pathlib import Path

import pytest

from firsthand.model.errors import InputError, LockedCaseError, NotACaseError
from firsthand.store import locked_turning, open_store
from firsthand.store.locked_keys import Key, new_key, using
from firsthand.store.locked_turning import lock_case, unlock_case

SECRET = "the harbour master of Varn took the second envelope"
DIGEST = "ab" * 32


@pytest.fixture
def key(tmp_path: Path) -> Key:
    return new_key(tmp_path / "key")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.case"
    store = open_store(path, create=True)
    store.keep_original(DIGEST, SECRET.encode())
    store.keep_note("a", SECRET)
    store.close()
    return path


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.name != "key")


def test_there_and_back(case: Path, key: Key) -> None:
    target = lock_case(case, key=key)
    assert names(case.parent) == ["harbour.case.age"]
    assert not any(SECRET.encode() in file.read_bytes() for file in case.parent.iterdir())
    with using(key):
        store = open_store(target)
        store.keep_note("b", "kept while encrypted")
        store.close()
        assert unlock_case(target) == case
    assert names(case.parent) == ["harbour.case"]
    store = open_store(case)
    assert store.original(DIGEST) == SECRET.encode()
    assert (store.note("a"), store.note("b")) == (SECRET, "kept while encrypted")
    deeds = [entry.deed for entry in store.entries()]
    assert deeds == ["begun", "kept", "locked", "kept", "unlocked"]
    assert dict(list(store.entries())[-1].details) == {"from": "harbour.case.age"}
    store.keep_note("c", "the seal fits, so it can be written to")
    store.close()


def test_the_encrypted_one_may_be_kept(case: Path, key: Key, tmp_path: Path) -> None:
    target = lock_case(case, key=key)
    with using(key):
        assert unlock_case(target, out=tmp_path / "plain.case", keep=True) == tmp_path / "plain.case"
    assert names(tmp_path) == ["harbour.case.age", "plain.case"]


def test_what_is_in_the_way_is_not_written_over(case: Path, key: Key) -> None:
    other = case.with_name("harbour.case.age")
    other.write_text("something else")
    with pytest.raises(InputError, match="Move it away"):
        lock_case(case, key=key)
    other.unlink()
    target = lock_case(case, key=key)
    case.write_text("something else")
    with using(key), pytest.raises(InputError, match="--out"):
        unlock_case(target)
    with pytest.raises(InputError, match="encrypted already"):
        lock_case(target, key=key)
    with pytest.raises(NotACaseError):
        unlock_case(case)


def test_a_case_that_does_not_open_again_is_left_plain(
    case: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = locked_turning.put_in_place

    def damaged(path: Path, data: bytes) -> None:
        write(path, data[:-5] + b"xxxxx")

    monkeypatch.setattr(locked_turning, "put_in_place", damaged)
    with pytest.raises(LockedCaseError):
        lock_case(case, key=key)
    store = open_store(case)
    assert store.note("a") == SECRET
    store.close()


def test_what_a_stopped_run_left_beside_the_file_is_in_it(case: Path, key: Key) -> None:
    import sqlite3

    store = open_store(case)
    store.keep_note("b", "in the log beside the file")
    held = sqlite3.connect(case)  # as a run that is stopped leaves the file: its log beside it
    held.execute("SELECT count(*) FROM notes").fetchall()
    store.close()
    held.close()
    target = lock_case(case, key=key)
    assert names(case.parent) == [target.name]
    with using(key):
        store = open_store(target)
        assert store.note("b") == "in the log beside the file"
        store.close()
