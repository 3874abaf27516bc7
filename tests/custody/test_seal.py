"""The seal covers every byte of a file but its own digits, wherever in the file these stand."""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from blake3 import blake3
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.custody.seal import (
    DIGITS,
    EARLIER_MARK,
    MARK,
    OPEN,
    digest_of_file,
    find_seal,
    read_seal,
    write_seal,
)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[int]:
    path = tmp_path / "a.case"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE other (text TEXT)")
        connection.execute(
            "INSERT INTO other VALUES (?)", (MARK + "1" * DIGITS,)
        )  # as an original may hold it
        connection.execute("CREATE TABLE seal (only INTEGER PRIMARY KEY, text TEXT)")
        connection.execute("INSERT INTO seal VALUES (1, ?)", (MARK + OPEN,))
    connection.close()
    descriptor = os.open(path, os.O_RDWR)
    yield descriptor
    os.close(descriptor)


def test_a_seal_is_found_in_its_table_and_written_in_place(file: int) -> None:
    at = find_seal(file, 3)
    assert at is not None
    assert read_seal(file, at) == OPEN
    write_seal(file, at, digest_of_file(file, at))
    assert read_seal(file, at) == digest_of_file(file, at)


@pytest.mark.parametrize("root", [0, 1, 4, 1000])
def test_no_seal_is_found_where_none_is(file: int, root: int) -> None:
    assert find_seal(file, root) is None


def test_the_seal_of_an_earlier_version_still_fits(file: int) -> None:
    at = find_seal(file, 3)
    assert at is not None
    mark = EARLIER_MARK.encode()
    os.pwrite(file, mark, at - len(mark))
    assert find_seal(file, 3) == at
    whole = os.pread(file, 1 << 20, 0)
    assert digest_of_file(file, at) == hashlib.sha256(whole).hexdigest()


@settings(max_examples=30)
@given(before=st.integers(0, 300), after=st.integers(0, 300), earlier=st.booleans())
def test_the_digits_are_left_out_wherever_chunks_end(
    tmp_path_factory: pytest.TempPathFactory, before: int, after: int, earlier: bool
) -> None:
    path = tmp_path_factory.mktemp("seal") / "f"
    first = b"a" * before + (EARLIER_MARK if earlier else "").encode()
    before = len(first)
    path.write_bytes(first + b"7" * DIGITS + b"z" * after)
    descriptor = os.open(path, os.O_RDONLY)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("firsthand.custody.seal._CHUNK", 37)
            found = digest_of_file(descriptor, before)
    finally:
        os.close(descriptor)
    whole = first + b"0" * DIGITS + b"z" * after
    assert found == (hashlib.sha256(whole) if earlier else blake3(whole)).hexdigest()
