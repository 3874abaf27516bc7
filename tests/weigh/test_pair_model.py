"""Models of how likely two statements make one claim."""

import numpy as np
import pytest

from firsthand.weigh.pair_model import Tree, TreeModel, read_trees, set_beside

# Is sign 1 at least 0.5? If so, is sign 0 at least 2?
TREE = Tree(asked=(1, -1, 0), cuts=(0.5, 0.0, 2.0), worth=(0.0, -1.0, 0.0, 0.0, 0.0, 0.25, 3.0))


def test_a_tree_asks_until_nothing_is_left_to_ask() -> None:
    table = np.array([[9.0, 0.0], [1.0, 0.5], [2.0, 0.5]], np.float32)
    small = Tree(asked=(0,), cuts=(1.5,), worth=(0.0, 1.0, 2.0))
    forest = set_beside((TREE, small))
    assert forest.answers(table).tolist() == [[-1.0, 2.0], [0.25, 1.0], [3.0, 2.0]]
    assert forest.answers(table[:0]).tolist() == []


def test_answers_add_up_to_a_probability() -> None:
    model = TreeModel(prior=0.0, trees=(TREE, TREE), threshold=0.5)
    table = np.array([[9.0, 0.0], [2.0, 0.5]], np.float32)
    assert model.probabilities(table) == pytest.approx([1 / (1 + np.exp(2)), 1 / (1 + np.exp(-6))])


def test_a_model_of_other_signs_is_refused() -> None:
    with pytest.raises(ValueError, match=r"train_claims\.py"):
        read_trees("same_claim.json", ("sense", "words"))
