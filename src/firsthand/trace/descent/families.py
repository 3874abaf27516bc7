"""Texts that nobody collected, seen in what their readers have in common and none of them can have given."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations

Lacks = Callable[[str, str, str], bool]


@dataclass(frozen=True, slots=True)
class Family:
    """Accounts of one text that is not among them.

    `above` is the one, if any, that text came from; `outlet` the id of the outlet that some of them,
    `naming`, have it from as they say.
    """

    members: frozenset[str]
    above: str | None = None
    outlet: str | None = None
    naming: frozenset[str] = frozenset()


def find_families(
    parents: Mapping[str, str], lacks: Lacks, *, brothers: Mapping[str, str]
) -> tuple[Family, ...]:
    """Find, in a tree of accounts, where a text has to stand that is not in it.

    `parents` gives each child its parent. An account that two others are joined through has to have all
    that these have in common; where it `lacks` too much of it, a missing text stands between the three.
    `brothers` are children and parents of whom something else says that neither was the other's source.
    (As latent trees are learned from the tree of the nearest: Choi, Tan, Anandkumar and Willsky,
    "Learning latent tree graphical models", 2011.)
    """
    beside: dict[str, set[str]] = defaultdict(set)
    for child, parent in parents.items():
        beside[child].add(parent)
        beside[parent].add(child)
    groups: list[set[str]] = [{child, parent} for child, parent in sorted(brothers.items())]
    for middle in sorted(beside):
        for one, other in combinations(sorted(beside[middle]), 2):
            if lacks(middle, one, other):
                groups.append({one, other, middle})
    return tuple(
        Family(frozenset(group), _above(group, parents))
        for group in sorted(_merged(groups), key=lambda group: sorted(group))
    )


def _merged(groups: list[set[str]]) -> list[set[str]]:
    """Join groups that have two accounts in common: they are of one missing text."""
    merged: list[set[str]] = []
    for group in groups:
        new = set(group)
        while near := [known for known in merged if len(known & new) > 1]:
            for known in near:
                new |= known
                merged.remove(known)
        merged.append(new)
    return merged


def _above(group: set[str], parents: Mapping[str, str]) -> str | None:
    """Return the member through which a family hangs on the rest of the tree: what it has came from there."""
    tops = [one for one in sorted(group) if parents.get(one) not in group]
    return tops[0] if len(tops) == 1 and tops[0] in parents else None
