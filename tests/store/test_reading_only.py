"""A case that can only be read: it opens, with what a stopped run left, and says why nothing is written."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from firsthand.model import Decision
from firsthand.model.errors import ReadOnlyCaseError
from firsthand.store import Store, open_store
from firsthand.store.locked_keys import new_key, using

_NOBODY = 65534


def _decide(store: Store, name: str) -> None:
    at = "2031-05-06T10:00:00+00:00"
    store.keep_decision(Decision(name, at, "Ina Roe", "judge-claim", "c1", "Told by both.", "true"))


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that another user can look into; the folders of pytest are closed to others."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@pytest.fixture
def become_reader() -> Iterator[Callable[[], None]]:
    """To call when the case is made: who may write anywhere (root) becomes a user who may not."""
    was = os.geteuid()
    yield lambda: os.seteuid(_NOBODY) if was == 0 else None
    os.seteuid(was)


def _closed(folder: Path, *, file: int = 0o444, within: int = 0o555) -> None:
    for path in folder.iterdir():
        path.chmod(file)
    folder.chmod(within)


def _kept(folder: Path, *, stopped: bool = False) -> Path:
    """Make a case with two decisions; as a stopped run leaves it, the second in its log only."""
    store = open_store(folder / "own.case", create=True)
    _decide(store, "first")
    store.close()
    store = open_store(folder / "own.case")
    _decide(store, "second")
    if stopped:  # a copy of what is on the disk now
        for path in list(folder.iterdir()):
            if not path.name.endswith("-shm"):
                shutil.copyfile(path, folder / path.name.replace("own", "read"))
        store.close()
        (folder / "own.case").unlink()
    else:
        store.close()
        (folder / "own.case").rename(folder / "read.case")
    return folder / "read.case"


def _is_read_and_not_written(case: Path, why: str) -> None:
    before = {path.name: path.read_bytes() for path in case.parent.iterdir()}
    store = open_store(case)
    assert [decision.id for decision in store.decisions()] == ["first", "second"]
    assert store.version() == len(list(store.entries()))
    assert why in store.read_only
    with pytest.raises(ReadOnlyCaseError, match=r"can only be read .* Nothing was written. Copy it to"):
        _decide(store, "third")
    with pytest.raises(ReadOnlyCaseError):
        store.keep_note("a", "note")
    store.look_ahead()
    store.close()
    assert {path.name: path.read_bytes() for path in case.parent.iterdir()} == before


@pytest.mark.parametrize(
    "file, within, why",
    [
        (0o444, 0o555, "the file may not be written to"),
        (0o444, 0o777, "the file may not be written to"),
        (0o666, 0o555, "its folder"),
    ],
)
@pytest.mark.parametrize("stopped", [False, True])
def test_what_can_only_be_read_is_read(
    folder: Path, become_reader: Callable[[], None], file: int, within: int, why: str, stopped: bool
) -> None:
    case = _kept(folder, stopped=stopped)
    _closed(folder, file=file, within=within)
    become_reader()
    _is_read_and_not_written(case, why)


def test_a_file_with_a_folded_log_is_read(folder: Path, become_reader: Callable[[], None]) -> None:
    case = _kept(folder)
    with closing(sqlite3.connect(case)) as connection:  # as of a copy that was made while it was open
        connection.execute("PRAGMA journal_mode = WAL")
    _closed(folder)
    become_reader()
    _is_read_and_not_written(case, "the file may not be written to")


def test_a_case_in_a_folder_that_was_closed_meanwhile_says_so(
    folder: Path, become_reader: Callable[[], None]
) -> None:
    case = _kept(folder)
    folder.chmod(0o777)
    case.chmod(0o666)
    become_reader()
    store = open_store(case)
    assert store.read_only == ""
    os.seteuid(os.getuid())
    folder.chmod(0o555)
    become_reader()
    with pytest.raises(ReadOnlyCaseError, match="can only be read"):
        _decide(store, "third")
    assert len(store.decisions()) == 2
    store.close()


def test_an_encrypted_case_that_can_only_be_read_is_read(
    folder: Path, become_reader: Callable[[], None]
) -> None:
    key = new_key(folder / "key")
    with using(key):
        case = folder / "read.case.age"
        store = open_store(case, create=True)
        _decide(store, "first")
        _decide(store, "second")
        store.close()
        _closed(folder)
        become_reader()
        _is_read_and_not_written(case, "the file may not be written to")
