"""A codebook that extends another: what it says goes before what the other says, phrases add up."""

from collections.abc import Callable

from firsthand.register.codebook.file.keys import FORMAT, PHRASES
from firsthand.register.codebook.file.problems import Problems, Spot
from firsthand.register.codebook.file.shipped import shipped_tree
from firsthand.register.codebook.file.tree import Entries, Items, Node, Text, read_tree

Finder = Callable[[str], tuple[str, str] | str]
"""Gives file name and text of the codebook that `extends` names; or, as a text, why it cannot."""

_OWN = (FORMAT, "name", "extends")
"""What a codebook never takes from the one it extends."""

_LONGEST_LINE = 8  # codebooks that lean on one another


def read_extended(
    text: str, *, file: str, find: Finder, problems: Problems
) -> tuple[Entries | None, tuple[tuple[str, str], ...]]:
    """Return the tree of a codebook with all that it extends merged into it, and the texts of those.

    The texts are (name in `extends`, text), the nearest first.
    """
    tree = _tree(text, file, problems)
    parents: list[tuple[str, str]] = []
    seen = {text}
    child = tree
    while child is not None and (named := child.items.get("extends")) is not None:
        at = child.spots["extends"]
        parent = _parent(named, at, find, problems)
        if parent is None:
            break
        name, parent_file, parent_text = parent
        if parent_text in seen or len(parents) == _LONGEST_LINE:
            line = " → ".join([file, *(known for known, _ in parents), name])
            problems.add(at, f"codebooks extend one another in a circle: {line}", "Remove one extends.")
            break
        seen.add(parent_text)
        parents.append((name, parent_text))
        child = _tree(parent_text, parent_file, problems)
        if child is not None and tree is not None:
            tree = _merged(tree, child, "")
    return tree, tuple(parents)


def _tree(text: str, file: str, problems: Problems) -> Entries | None:
    return shipped_tree(text, file=file) or read_tree(text, file=file, problems=problems)


def _parent(named: Node, at: Spot, find: Finder, problems: Problems) -> tuple[str, str, str] | None:
    if not isinstance(named, Text) or not named.value:
        problems.add(at, "extends names no codebook", "Write one name: extends: police-stations.")
        return None
    found = find(named.value)
    if isinstance(found, str):
        problems.add(at, f"“{named.value}” cannot be extended: {found}", "Name a shipped codebook or a file.")
        return None
    return named.value, found[0], found[1]


def _merged(child: Entries, parent: Entries, key: str) -> Entries:
    """Return two mappings as one: the child's word counts, phrases of one language add up."""
    items, spots = dict(child.items), dict(child.spots)
    for name, theirs in parent.items.items():
        if not key and name in _OWN:
            continue
        mine = items.get(name)
        if mine is None:
            items[name], spots[name] = theirs, parent.spots[name]
        elif isinstance(mine, Entries) and isinstance(theirs, Entries):
            items[name] = _merged(mine, theirs, name)
        elif isinstance(theirs, Items | Text) and key in PHRASES:
            items[name] = Items([*_listed(mine), *_new(_listed(theirs), _listed(mine))], mine.at)
        elif isinstance(mine, Items) and isinstance(theirs, Items) and name in ("scale", "choices", "places"):
            items[name] = _merged_list(mine, theirs, keep=name != "scale")
    # In the order of the parent, so that a record's fields keep theirs.
    order = [*(name for name in parent.items if name in items), *child.items]
    return Entries({name: items[name] for name in dict.fromkeys(order) if name in items}, child.at, spots)


def _merged_list(child: Items, parent: Items, *, keep: bool) -> Items:
    """Merge items of the same name; of a parent's others keep all, or none (a scale is an order)."""
    theirs = {_name(node): node for node in parent.items}
    merged: list[Node] = []
    for node in child.items:
        other = theirs.get(_name(node))
        if isinstance(node, Entries) and isinstance(other, Entries):
            node = _merged(node, other, "name")
        merged.append(node)
    mine = {_name(node) for node in child.items}
    if keep:
        merged = [*(node for node in parent.items if _name(node) not in mine), *merged]
    return Items(merged, child.at)


def _name(node: Node) -> str:
    named = node.items.get("name") if isinstance(node, Entries) else None
    return named.value if isinstance(named, Text) else ""


def _listed(node: Node) -> list[Node]:
    return [node] if not isinstance(node, Items) else node.items


def _new(theirs: list[Node], mine: list[Node]) -> list[Node]:
    said = {node.value.lower() for node in mine if isinstance(node, Text)}
    return [node for node in theirs if not (isinstance(node, Text) and node.value.lower() in said)]
