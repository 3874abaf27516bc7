"""Batches are cut from a stream that is never held."""

from hypothesis import given
from hypothesis import strategies as st

from firsthand.engine import batches
from firsthand.engine.batches import cut

Items = st.lists(st.tuples(st.sampled_from("abcde"), st.integers(0, 300)), max_size=200)


@given(Items)
def test_every_item_is_in_one_batch_of_its_kind(items: list[tuple[str, int]]) -> None:
    numbered = [(kind, weight, number) for number, (kind, weight) in enumerate(items)]
    found = list(cut(numbered, weight=lambda i: i[1], kind=lambda i: i[0], most=500))
    assert sorted(item[2] for batch in found for item in batch) == list(range(len(items)))
    for batch in found:
        assert len({item[0] for item in batch}) == 1
        assert sum(item[1] for item in batch[:-1]) < 500


def test_what_waits_is_bounded_however_many_kinds_there_are() -> None:
    taken = 0

    def stream() -> list[int]:
        nonlocal taken
        for number in range(5_000):
            taken += 1
            yield number  # type: ignore[misc]
        return []

    seen = 0
    most = 0
    for batch in cut(stream(), weight=lambda _: 0, kind=str, most=500):
        seen += len(batch)
        most = max(most, taken - seen)
    assert seen == 5_000
    assert most <= batches._MOST_WAITING


def test_a_heavy_kind_does_not_wait_and_a_rare_one_waits_for_its_own() -> None:
    items = ["a", "b", "a", "a", "a", "b"]
    assert list(cut(items, weight=lambda _: 10, kind=lambda item: item, most=20)) == [
        ["a", "a"],
        ["a", "a"],
        ["b", "b"],
    ]
