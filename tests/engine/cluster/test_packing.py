"""What lies in a work folder is safe to read, and equal values are found again."""

import os
import pickle
from collections import Counter
from dataclasses import dataclass

import numpy as np
import pytest

from firsthand.engine.cluster.packing import digest, pack, pack_outcome, unpack, unpack_outcome
from firsthand.model import Block
from firsthand.model.errors import InputError


class Harm:
    def __reduce__(self) -> object:
        return os.system, ("true",)


class Odd(Exception):
    """An error of a library that the reader need not have."""


@pytest.mark.parametrize("value", [Harm(), os.system, getattr, [1, {"a": Harm()}]])
def test_what_could_call_something_is_refused(value: object) -> None:
    with pytest.raises(pickle.UnpicklingError, match="does not belong"):
        unpack(pack(value))


@pytest.mark.parametrize(
    "hostile", [b"cfirsthand.store\nopen_store\n.", b"cfirsthand.engine.pool\nsubprocess.Popen\n."]
)
def test_what_firsthand_can_do_is_not_what_it_keeps(hostile: bytes) -> None:
    with pytest.raises(pickle.UnpicklingError, match="does not belong"):
        unpack(hostile)


@pytest.mark.parametrize(
    "value", [None, (1, "a", 2.5), {"a": {1, 2}}, frozenset("ab"), Counter("aab"), Block(0, 5, "paragraph")]
)
def test_what_is_plain_comes_back(value: object) -> None:
    assert unpack(pack(value)) == value


def test_numbers_come_back() -> None:
    rows = np.arange(6, dtype=np.float32).reshape(2, 3)
    assert np.array_equal(unpack(pack(rows)), rows)


def test_errors_come_back_by_name_and_words() -> None:
    known = unpack_outcome(*pack_outcome(InputError("no")))
    assert isinstance(known, InputError)
    assert str(known) == "no"
    odd = unpack_outcome(*pack_outcome(Odd("so it is")))
    assert (type(odd).__name__, str(odd)) == ("Odd", "so it is")
    assert unpack_outcome(*pack_outcome("an answer")) == "an answer"
    assert isinstance(unpack_outcome(*pack_outcome(lambda: 0)), Exception)


@dataclass(frozen=True)
class Pair:
    one: str
    two: str


def test_equal_values_have_equal_digests_whatever_they_share() -> None:
    word = "".join(["a", "bc"])
    assert digest(Pair(word, word)) == digest(Pair("abc", "".join("abc")))
    assert digest(Pair("abc", "abd")) != digest(Pair("abc", "abc"))
