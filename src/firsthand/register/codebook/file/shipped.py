"""The codebooks that ship, as trees that were read before: reading YAML takes ten times as long."""

import functools
import hashlib
from importlib import resources
from pathlib import Path
from typing import Any

from firsthand.extract.compiled import Table, cache_folder, code_in, kept
from firsthand.register.codebook.file.problems import Problems, Spot
from firsthand.register.codebook.file.tree import Entries, Items, Node, Text, read_tree

_ENDING = ".yaml"


def shipped_tree(text: str, *, file: str) -> Entries | None:
    """Return the tree of a codebook's text if it is one that ships, None where it has to be read."""
    if cache_folder() is None:
        return None
    told = _trees().get(_digest(text))
    tree = _node(told, file) if told is not None else None
    return tree if isinstance(tree, Entries) else None


@functools.cache
def _trees() -> dict[str, Any]:
    """Return what ships by the digests of the texts, made ready once a process."""
    folder = resources.files("firsthand.register") / "codebooks"
    made_of = [code_in(str(folder)), code_in(str(Path(__file__).parent))]
    trees: dict[str, Any] = kept("codebooks", make_trees, made_of=made_of)["trees"]
    return trees


def make_trees() -> Table:
    """Work out the table of the codebooks that ship; one with a problem is left to be read."""
    trees: dict[str, Any] = {}
    folder = resources.files("firsthand.register") / "codebooks"
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if not file.name.endswith(_ENDING):
            continue
        text, problems = file.read_text(encoding="utf-8"), Problems()
        tree = read_tree(text, file=file.name, problems=problems)
        if tree is not None and not problems:
            trees[_digest(text)] = _told(tree)
    return {"trees": trees}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def _told(node: Node) -> list[Any]:
    """Return a node as JSON: its line, what stands there and, of entries, the lines of the keys."""
    if isinstance(node, Text):
        return [node.at.line, node.value]
    if isinstance(node, Items):
        return [node.at.line, [_told(each) for each in node.items]]
    spots = {key: spot.line for key, spot in node.spots.items()}
    return [node.at.line, {key: _told(each) for key, each in node.items.items()}, spots]


def _node(told: list[Any], file: str) -> Node:
    at, value = Spot(file, told[0]), told[1]
    if isinstance(value, str):
        return Text(value, at)
    if isinstance(value, list):
        return Items([_node(each, file) for each in value], at)
    spots = {key: Spot(file, line) for key, line in told[2].items()}
    return Entries({key: _node(each, file) for key, each in value.items()}, at, spots)
