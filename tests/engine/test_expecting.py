"""An engine that is told of much work makes ready for it, and its results are the same."""

import os
from collections.abc import Sequence

import pytest

from firsthand.engine import LocalEngine

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="workers are forked")


def doubled(numbers: Sequence[int]) -> list[int]:
    return [2 * number for number in numbers]


def _run(engine: LocalEngine) -> dict[int, int | BaseException]:
    return dict(engine.map(doubled, range(20), weight=lambda number: 30_000, kind=lambda number: ""))


def test_what_is_expected_is_done_as_ever() -> None:
    with LocalEngine(2) as engine:
        engine.expect(doubled)
        engine.expect(doubled)
        assert _run(engine) == {number: 2 * number for number in range(20)}


def test_what_is_expected_and_never_comes_is_let_go() -> None:
    with LocalEngine(2) as engine:
        engine.expect(doubled)
        server = engine._pool._server
        assert server is not None
        process = server._process
    assert process.returncode is not None


def test_a_process_that_dies_while_it_makes_ready_is_begun_again() -> None:
    with LocalEngine(2) as engine:
        engine.expect(doubled)
        server = engine._pool._server
        assert server is not None
        server._process.kill()
        server._process.wait()
        assert _run(engine) == {number: 2 * number for number in range(20)}


def test_one_process_needs_no_others() -> None:
    with LocalEngine(1) as engine:
        engine.expect(doubled)
        assert engine._pool._server is None
