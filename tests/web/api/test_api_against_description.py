"""Whatever is asked of the API, schemathesis finds no server error and no answer that is not described.

A short run, the same each time; the long one, with every limit of every parameter (the phase "coverage"), is
benchmarks/schema_run.py.
"""

import logging
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "benchmarks"))

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
import schema_run  # noqa: E402


@pytest.fixture(autouse=True)
def _its_own_warnings() -> Iterator[None]:
    """What the tool warns of itself is no matter of the desk; what the desk warns of is raised in it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


# The most that can go wrong goes wrong for who may do most, so the owner's run is the longest.
@pytest.mark.parametrize(("role", "examples"), [("owner", 2), ("reader", 1), ("nobody", 1)])
def test_no_answer_is_a_server_error_or_other_than_described(
    desk: Any, role: str, examples: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    with schema_run.served(desk) as (address, door):
        token, ids = schema_run.token_of(door, role), schema_run.ids_of(desk)
        outcome = schema_run.run(
            address, token=token, examples=examples, seconds=None, seed=7, ids=ids, left_out=("coverage",)
        )
    assert outcome.failures == ()
    assert outcome.requests > 30
    asked = {status.partition(" ")[0] for status in outcome.statuses}
    assert {"examples", "fuzzing"} <= asked
    if role == "nobody":
        assert not any(status.endswith((" 200", " 201", " 304")) for status in outcome.statuses)
    else:
        assert any(status.endswith(" 200") for status in outcome.statuses)
        assert "stateful" in asked
    if role == "owner":  # what is never decided is not tested
        assert any(status.endswith(" 201") for status in outcome.statuses)
    assert [record for record in caplog.records if record.name.startswith("firsthand")] == []
