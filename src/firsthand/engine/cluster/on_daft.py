"""Parts as rows of a Daft dataframe, worked on by Daft's own runner over the processors of this machine."""

import importlib
import logging
import os
import sys
from dataclasses import astuple
from typing import Any

from firsthand.engine.cluster.part import Part, refused, run_part
from firsthand.engine.cluster.work_folder import WorkFolder
from firsthand.engine.worker import ONE_THREAD
from firsthand.model.errors import EngineError

# Daft begins its processes anew for each dataframe, and they load what they need: so many parts for each
# make that little beside the work.
_PARTS_A_PROCESS = 16
# Daft tells its makers nothing.
_SILENT = {"DAFT_ANALYTICS_ENABLED": "0", "DO_NOT_TRACK": "true", "SCARF_NO_ANALYTICS": "true"}
_HERE = {"DAFT_RUNNER": "native", "DAFT_PROGRESS_BAR": "0"}


class DaftRunner:
    """Runs parts a dataframe at a time."""

    def __init__(self, processes: int) -> None:
        """Begin Daft on this machine; raises EngineError."""
        os.environ.update(_SILENT | _HERE)
        try:
            self._daft: Any = importlib.import_module("daft")
        except ImportError as error:
            raise EngineError(
                "Daft is not installed here. Install it with: pip install 'firsthand[cluster]'"
            ) from error
        logging.getLogger("daft_local_execution").setLevel(
            logging.CRITICAL
        )  # a process that died is told by us
        self._processes = processes
        self._waiting: list[Part] = []

    def has_room(self) -> bool:
        """Tell whether the next dataframe has room for more rows."""
        return len(self._waiting) < self._processes * _PARTS_A_PROCESS

    def start(self, part: Part) -> None:
        """Make a part a row of the next dataframe."""
        self._waiting.append(part)

    def wait(self) -> list[tuple[Part, bool]]:
        """Run the dataframe; the parts without outcomes are those whose process died, alone too."""
        parts, self._waiting = self._waiting, []
        if not self._run(parts) and len(parts) > 1:
            # One process that dies ends all of the dataframe.
            for part in parts:
                if not _is_done(part):
                    self._run([part])
        return [(part, _is_done(part)) for part in parts]

    def close(self) -> None:
        """Daft's processes end with each dataframe."""
        self._waiting.clear()

    def _run(self, parts: list[Part]) -> bool:
        """Run parts as a dataframe; tell whether no process died. Raises EngineError for what one says."""
        daft = self._daft
        worker = daft.cls(_Worker, max_concurrency=min(self._processes, len(parts)), use_process=True)
        columns = zip(*map(astuple, parts), strict=True)
        rows = daft.from_pydict(dict(zip(Part.__slots__, map(list, columns), strict=True)))
        run = worker(dict(ONE_THREAD), list(sys.path)).run(*map(daft.col, Part.__slots__))
        try:
            said = rows.into_batches(1).select(run.alias("said")).to_pydict()["said"]
        except RuntimeError:
            return False
        for one in said:
            if one:
                raise EngineError(one)
        return True


def _is_done(part: Part) -> bool:
    return WorkFolder(part.folder).has(part.output)


class _Worker:
    """What Daft makes in each of its processes."""

    def __init__(self, environment: dict[str, str], path: list[str]) -> None:
        os.environ.update(environment)
        sys.path.extend(one for one in path if one not in sys.path)

    def run(self, folder: str, name: str, function: str, version: str, wanted: str) -> str:
        """Run a part; return why it could not be, "" where it was."""
        try:
            run_part(Part(folder, name, function, version, wanted))
        except Exception as error:
            return refused(error)
        return ""
