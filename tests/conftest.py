"""Options of the whole suite."""

import os
import shutil
import tempfile

import hypothesis
import pytest

# No timed test: the first call of many a property loads a language. The examples of a property are the same
# in each run, so that what fails was changed; `make explore` looks for others, as many as there is time for.
hypothesis.settings.register_profile("same", deadline=None, derandomize=True)
hypothesis.settings.register_profile("explore", deadline=None, print_blob=True)
hypothesis.settings.load_profile("explore" if os.environ.get("FIRSTHAND_EXPLORE") else "same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the golden cases anew")


_CACHES: list[str] = []


def pytest_configure(config: pytest.Config) -> None:
    """Keep compiled tables in a folder of this run: nothing of the user's is read or written."""
    if not hasattr(config, "workerinput"):  # workers of one run share its folder
        _CACHES.append(tempfile.mkdtemp(prefix="firsthand-tables-"))
        os.environ["FIRSTHAND_CACHE"] = _CACHES[-1]


def pytest_unconfigure() -> None:
    for folder in _CACHES:
        shutil.rmtree(folder, ignore_errors=True)
