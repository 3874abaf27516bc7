"""A work folder keeps tables, on a disk or in a store of objects."""

import socket
from pathlib import Path

import pyarrow as pa
import pytest

from firsthand.engine.cluster import work_folder
from firsthand.engine.cluster.work_folder import WorkFolder
from firsthand.model.errors import EngineError

TABLE = pa.table({"key": [b"a", b"b"], "payload": [b"1", b"2"]})


def test_a_table_is_kept_found_and_removed_on_a_disk(tmp_path: Path) -> None:
    kept_found_and_removed(str(tmp_path / "work"))
    assert not [path for path in (tmp_path / "work").rglob("*") if path.is_file()]


def test_a_table_is_kept_found_and_removed_in_a_store(store: str) -> None:
    kept_found_and_removed(store)


def kept_found_and_removed(uri: str) -> None:
    folder = WorkFolder(uri)
    folder.check()
    assert folder.names("job") == []
    folder.write("job/one.out.parquet", TABLE)
    folder.write("job/two.out.parquet", TABLE)
    folder.write("job/one.out.parquet", TABLE)
    assert folder.names("job") == ["job/one.out.parquet", "job/two.out.parquet"]
    assert folder.has("job/one.out.parquet")
    assert folder.read("job/one.out.parquet").equals(TABLE)
    assert folder.read("job/one.out.parquet", ["key"]).column_names == ["key"]
    folder.remove("job/one.out.parquet")
    folder.remove("job/two.out.parquet")
    assert not folder.has("job/one.out.parquet")
    assert folder.names("job") == []
    with pytest.raises(OSError):
        folder.read("job/one.out.parquet")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EngineError, match="Name one that can, by --work"):
        WorkFolder(str(tmp_path / "file" / "work")).check()


def test_a_store_needs_to_be_told_who_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    work_folder._store.cache_clear()
    monkeypatch.delenv("AWS_ACCESS_KEY_ID", raising=False)
    with pytest.raises(EngineError, match="set AWS_ACCESS_KEY_ID"):
        WorkFolder("s3://parts/of/a-case").check()


def test_a_store_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "invented")
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    work_folder._store.cache_clear()
    with pytest.raises(EngineError, match="s3://parts"):
        WorkFolder("s3://parts/of/a-case").check()
    work_folder._store.cache_clear()
