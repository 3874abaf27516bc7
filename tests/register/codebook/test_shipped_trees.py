"""Codebooks that ship are read once and kept as trees; what comes of them is what their text says."""

import pytest

from firsthand.register.codebook import parse_codebook, shipped_codebooks
from firsthand.register.codebook.codebooks import shipped_text
from firsthand.register.codebook.file.problems import Problems
from firsthand.register.codebook.file.shipped import shipped_tree
from firsthand.register.codebook.file.tree import Entries, Node, Text, read_tree


def in_order(node: Node) -> object:
    """Return a tree as lists, so that the order of the keys counts, too."""
    if isinstance(node, Text):
        return node
    if isinstance(node, Entries):
        keys = [(key, node.spots.get(key), in_order(each)) for key, each in node.items.items()]
        return ["entries", node.at, keys, list(node.spots.items())]
    return ["items", node.at, [in_order(each) for each in node.items]]


@pytest.mark.parametrize("name", shipped_codebooks())
def test_a_kept_tree_is_the_tree_of_the_text(name: str) -> None:
    text, problems = shipped_text(name), Problems()
    read = read_tree(text, file="other.yaml", problems=problems)
    kept = shipped_tree(text, file="other.yaml")
    assert read is not None
    assert kept is not None
    assert not problems
    assert in_order(kept) == in_order(read)


def test_a_text_that_differs_in_a_word_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shipped_text("police-stations")
    assert shipped_tree(text.replace("station", "kiosk", 1), file="mine.yaml") is None
    assert shipped_tree("\ud800", file="mine.yaml") is None
    monkeypatch.setenv("FIRSTHAND_CACHE", "off")
    assert shipped_tree(text, file="mine.yaml") is None


@pytest.mark.parametrize("name", shipped_codebooks())
def test_a_codebook_is_the_same_without_kept_trees(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = parse_codebook(shipped_text(name), name="one")
    assert parse_codebook(shipped_text(name), name="one") is first  # asked for again and again
    monkeypatch.setenv("FIRSTHAND_CACHE", "off")
    assert repr(parse_codebook(shipped_text(name), name="two")) == repr(first).replace(
        "name='one'", "name='two'"
    )
