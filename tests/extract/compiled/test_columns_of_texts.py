"""Texts and indexes in columns answer as lists and dictionaries do."""

from hypothesis import given
from hypothesis import strategies as st

from firsthand.extract.compiled import Index, Texts, columns

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(st.lists(TEXTS))
def test_texts_are_as_they_were(texts: list[str]) -> None:
    found = Texts(Texts.columns(texts, "names"), "names")
    assert list(found) == texts
    assert [found[at] for at in range(len(found))] == texts


@given(st.dictionaries(TEXTS, st.lists(st.integers(0, 2**31 - 1), max_size=4)), st.lists(st.text(max_size=3)))
def test_an_index_is_a_dictionary(numbers: dict[str, list[int]], others: list[str]) -> None:
    found = Index(Index.columns(numbers, "towns"), "towns")
    assert len(found) == len(numbers)
    assert set(found) == set(numbers)
    for key in (*numbers, *others):
        assert found.numbers_of(key) == tuple(numbers.get(key, ()))
        assert (key in found) == (key in numbers)


def test_keys_of_one_hash_are_told_apart(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(columns, "_hash", lambda key: len(key))
    numbers = {"abc": [1], "abd": [2], "a": [3], "": [4]}
    found = Index(Index.columns(numbers, "towns"), "towns")
    assert {key: list(found.numbers_of(key)) for key in numbers} == numbers
    assert found.numbers_of("xyz") == ()
