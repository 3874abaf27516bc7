"""Options of the whole suite."""

import os

import hypothesis
import pytest

# No timed test: the first call of many a property loads a language. The examples of a property are the same
# in each run, so that what fails was changed; `make explore` looks for others, as many as there is time for.
hypothesis.settings.register_profile("same", deadline=None, derandomize=True)
hypothesis.settings.register_profile("explore", deadline=None, print_blob=True)
hypothesis.settings.load_profile("explore" if os.environ.get("FIRSTHAND_EXPLORE") else "same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the golden cases anew")
