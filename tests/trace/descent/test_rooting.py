import math
from itertools import pairwise

import pytest

from firsthand.trace.descent.rooting import directions


def test_a_line_alone_is_as_sure_as_its_own_evidence():
    (likely,) = directions({("a", "b"): 2.0}).values()
    assert likely == pytest.approx(1 / (1 + math.exp(-2.0)))


def test_one_known_line_tells_the_direction_of_those_below_it():
    found = directions({("a", "b"): 4.0, ("b", "c"): 0.0})
    assert found["b", "c"] > 0.9
    assert directions({("b", "c"): 0.0})["b", "c"] == 0.5


def test_nothing_known_of_a_star_leaves_each_account_as_likely_the_first():
    found = directions({("m", "a"): 0.0, ("m", "b"): 0.0, ("m", "c"): 0.0})
    assert set(found.values()) == {0.75}


def test_two_trees_have_nothing_to_do_with_one_another():
    alone = directions({("a", "b"): 1.0})
    assert directions({("a", "b"): 1.0, ("x", "y"): 5.0})["a", "b"] == alone["a", "b"]


def test_a_long_line_is_no_deeper_than_python_goes():
    names = [f"{number:05d}" for number in range(5000)]
    found = directions(dict.fromkeys(pairwise(names), 0.1))
    assert len(found) == 4999
