"""Options of the whole suite."""

import hypothesis
import pytest

# No timed test: the first call of many a property loads a language.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the golden cases anew")
