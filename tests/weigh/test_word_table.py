"""The words of a story's statements, held against one another."""

import math
import random
from collections import Counter

import numpy as np
import pytest

from firsthand.weigh import similarity
from firsthand.weigh.similarity import WordTable


def bags(count, words=60, seed=1):
    chance = random.Random(seed)
    return [frozenset(f"w{int(chance.expovariate(0.1)) % words}" for _ in range(9)) for _ in range(count)]


def rarities(told):
    distinct = set(told)
    held = Counter(word for bag in distinct for word in bag)
    return {word: math.log(1 + len(distinct) / times) for word, times in held.items()}


def cosine(one, other, rarity):
    length = math.sqrt(sum(rarity[w] ** 2 for w in one) * sum(rarity[w] ** 2 for w in other))
    return sum(rarity[w] ** 2 for w in one & other) / length if length else 0.0


def test_pairs_are_those_alike_enough():
    told = [*bags(70), frozenset(), *bags(5)]
    rarity = rarities(told)
    i, j = WordTable(told).pairs(0.2)
    found = set(zip(i.tolist(), j.tolist(), strict=True))
    assert found == {
        (a, b)
        for a in range(len(told))
        for b in range(a + 1, len(told))
        if cosine(told[a], told[b], rarity) >= 0.2
    }


def test_what_pairs_share_is_weighed_by_how_rare_it_is():
    told = [*bags(30), frozenset()]
    rarity = rarities(told)
    i, j = np.array([0, 3, 5, 7]), np.array([1, 9, 5, 30])
    cosines, poorer, richer = WordTable(told).shared(i, j)
    for at, (a, b) in enumerate(zip(i, j, strict=True)):
        common = sum(rarity[w] for w in told[a] & told[b])
        totals = sorted(sum(rarity[w] for w in told[k]) for k in (a, b))
        assert cosines[at] == pytest.approx(cosine(told[a], told[b], rarity), abs=1e-6)
        assert richer[at] == pytest.approx(common / totals[1], abs=1e-6)
        assert poorer[at] == pytest.approx(common / totals[0] if totals[0] else 0.0, abs=1e-6)


def test_no_statements_and_no_words_have_no_pairs():
    for told in ([], [frozenset()], [frozenset(), frozenset()]):
        i, j = WordTable(told).pairs(0.1)
        assert len(i) == len(j) == 0
        assert all(len(one) == 0 for one in WordTable(told).shared(i, j))


def test_in_a_very_large_story_each_is_held_against_its_nearest(monkeypatch):
    told = bags(90)
    monkeypatch.setattr(similarity, "_MANY", 80)
    monkeypatch.setattr(similarity, "_NEAREST_OF_MANY", 6)
    rarity = rarities(told)
    i, j = WordTable(told).pairs(0.1)
    found = set(zip(i.tolist(), j.tolist(), strict=True))
    assert all(a < b for a, b in found) and len(found) <= 6 * len(told)
    for at, bag in enumerate(told):
        others = [k for k in range(len(told)) if k != at]
        nearest = max(others, key=lambda k: (cosine(bag, told[k], rarity), -k))
        assert any({at, k} == set(pair) for pair in found for k in [nearest])
