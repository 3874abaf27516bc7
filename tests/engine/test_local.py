"""The local engine gives every item an outcome, whatever happens to the others."""

import os
from collections.abc import Sequence

import pytest

from firsthand.engine import LocalEngine

HEAVY = 300_000  # heavier than what is worth a process


def alike(_: int) -> str:
    return "one kind"


def doubled(batch: Sequence[int]) -> Sequence[int]:
    if 13 in batch:
        raise ValueError("thirteen")
    return [2 * item for item in batch]


def doubled_unless_dead(batch: Sequence[int]) -> Sequence[int]:
    if 13 in batch:
        os._exit(9)
    return [2 * item for item in batch]


@pytest.mark.parametrize("processes", [1, 2])
def test_every_item_has_its_outcome(processes: int) -> None:
    engine = LocalEngine(processes)
    outcomes = dict(engine.map(doubled, range(12), weight=lambda _: HEAVY, kind=alike))
    assert outcomes == {item: 2 * item for item in range(12)}


@pytest.mark.parametrize("processes", [1, 2])
def test_one_bad_item_does_not_harm_its_batch(processes: int) -> None:
    outcomes = dict(LocalEngine(processes).map(doubled, range(12, 18), weight=lambda _: 40_000, kind=alike))
    assert isinstance(outcomes.pop(13), ValueError)
    assert outcomes == {12: 24, 14: 28, 15: 30, 16: 32, 17: 34}


def test_an_item_that_kills_its_process_is_found_and_the_rest_is_done() -> None:
    outcomes = dict(
        LocalEngine(2).map(doubled_unless_dead, range(11, 17), weight=lambda _: 50_000, kind=alike)
    )
    assert isinstance(outcomes.pop(13), BaseException)
    assert outcomes == {11: 22, 12: 24, 14: 28, 15: 30, 16: 32}


def test_nothing_to_do_is_done() -> None:
    assert list(LocalEngine(2).map(doubled, [], weight=lambda _: 1, kind=alike)) == []


def with_its_batch(batch: Sequence[str]) -> Sequence[list[str]]:
    return [list(batch) for _ in batch]


def test_a_process_is_handed_items_of_one_kind_at_a_time() -> None:
    items = ["a1", "b1", "a2", "c1", "a3", "b2"]
    outcomes = dict(
        LocalEngine(2).map(with_its_batch, items, weight=lambda _: 40_000, kind=lambda item: item[0])
    )
    assert sorted(outcomes) == sorted(items)
    for item, batch in outcomes.items():
        assert isinstance(batch, list)
        assert item in batch
        assert {other[0] for other in batch} == {item[0]}
    # The kind with the most to do is cut where it is heavy, a rare one is not.
    assert outcomes["b1"] == ["b1", "b2"]
