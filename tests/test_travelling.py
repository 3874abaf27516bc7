"""The nouns of the model come out of a pickle as they went in, all their fields, equal and hashable."""

import copy
import pickle
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

import firsthand.model

NOUNS = [noun for noun in vars(firsthand.model).values() if isinstance(noun, type) and is_dataclass(noun)]


def made(noun: type, mark: str) -> Any:
    """Return an instance whose every field holds something else."""
    one = object.__new__(noun)
    for number, field in enumerate(fields(noun)):
        object.__setattr__(one, field.name, f"{mark}{number}")
    return one


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
@pytest.mark.parametrize("protocol", [2, pickle.HIGHEST_PROTOCOL])
def test_what_is_pickled_comes_out_as_it_went_in(noun: type, protocol: int) -> None:
    one = made(noun, "field ")
    for other in (pickle.loads(pickle.dumps(one, protocol)), copy.copy(one), copy.deepcopy(one)):
        assert type(other) is noun
        assert other == one
        assert [getattr(other, field.name) for field in fields(noun)] == [
            f"field {number}" for number in range(len(fields(noun)))
        ]
        assert hash(other) == hash(one)
    assert made(noun, "other ") != one


def test_all_nouns_were_looked_at() -> None:
    assert len(NOUNS) > 30
