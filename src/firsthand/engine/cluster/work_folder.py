"""The folder through which a cluster's machines hand each other their work: on a shared disk or in a store.

Object storage is named `s3://bucket/prefix`. Who may read and write it is taken from the environment alone:
AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, and AWS_SESSION_TOKEN, AWS_REGION, AWS_ENDPOINT_URL where needed.
"""

import contextlib
import functools
import os
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from firsthand.model.errors import EngineError


@dataclass(frozen=True)
class WorkFolder:
    """A folder of Parquet files. A file is there as a whole or not at all, also when its writer is killed."""

    uri: str

    def write(self, name: str, table: Any) -> None:
        """Write a table under a name, a path of the folder."""
        path = self._path(name)
        if self._in_store:  # an object is there when its upload is closed
            pq.write_table(table, path, filesystem=self._files, compression="zstd")
            return
        self._files.create_dir(path.rsplit("/", 1)[0], recursive=True)
        unfinished = f"{path}.{uuid.uuid4().hex}.part"
        pq.write_table(table, unfinished, filesystem=self._files, compression="zstd")
        self._files.move(unfinished, path)

    def read(self, name: str, columns: Sequence[str] | None = None) -> Any:
        """Return the table of this name. Raises OSError where there is none."""
        # Not through a dataset: a table is one file, and nothing is to be taken from its path.
        with pq.ParquetFile(self._path(name), filesystem=self._files) as file:
            return file.read(columns=columns)

    def has(self, name: str) -> bool:
        """Tell whether there is a table of this name."""
        return bool(self._files.get_file_info(self._path(name)).type == fs.FileType.File)

    def names(self, folder: str) -> list[str]:
        """Return the names of what is in a folder of it, in order, tables begun and not finished too."""
        selected = fs.FileSelector(self._path(folder), allow_not_found=True)
        return sorted(f"{folder}/{info.base_name}" for info in self._files.get_file_info(selected))

    def remove(self, name: str) -> None:
        """Remove a table, if it is there."""
        with contextlib.suppress(FileNotFoundError):
            self._files.delete_file(self._path(name))

    def check(self) -> None:
        """See whether the folder can be written and read; raises EngineError."""
        name = f"check-{uuid.uuid4().hex}.parquet"
        try:
            self.write(name, pa.table({"checked": [True]}))
            self.read(name)
            self.remove(name)
        except OSError as error:
            raise EngineError(
                f"The work folder {self.uri} cannot be written: {error}. Name one that can, by --work."
            ) from error

    @property
    def _in_store(self) -> bool:
        return self.uri.startswith("s3://")

    def _path(self, name: str) -> str:
        root = self.uri.removeprefix("s3://") if self._in_store else str(Path(self.uri).absolute())
        return f"{root.rstrip('/')}/{name}"

    @property
    def _files(self) -> Any:
        return _store() if self._in_store else fs.LocalFileSystem()


@functools.cache
def _store() -> Any:
    known = os.environ.get
    if not known("AWS_ACCESS_KEY_ID") or not known("AWS_SECRET_ACCESS_KEY"):
        raise EngineError(
            "The work folder is in object storage, and who may write there is not told: set "
            "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, here and where the cluster's workers are started."
        )
    # All that is needed is told, so that nothing is asked of the network around this machine.
    return fs.S3FileSystem(
        access_key=known("AWS_ACCESS_KEY_ID"),
        secret_key=known("AWS_SECRET_ACCESS_KEY"),
        session_token=known("AWS_SESSION_TOKEN"),
        region=known("AWS_REGION") or known("AWS_DEFAULT_REGION") or "us-east-1",
        endpoint_override=known("AWS_ENDPOINT_URL_S3") or known("AWS_ENDPOINT_URL"),
    )
