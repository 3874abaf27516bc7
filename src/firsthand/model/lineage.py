"""Which account derives from which."""

from dataclasses import dataclass
from typing import Literal

from firsthand.model.passage import Passage

EdgeKind = Literal["cites", "quotes", "reuses", "translates"]


@dataclass(frozen=True, slots=True)
class Node:
    """A document or a source in the lineage. A parent nobody collected is `in_collection=False`."""

    id: str
    kind: Literal["document", "source"]
    name: str
    in_collection: bool = True


@dataclass(frozen=True, slots=True)
class Edge:
    """One derivation: `parent` was copied, quoted or cited by `child`.

    `confidence` is in [0, 1]. `evidence` are passages that prove it: for `reuses`, pairs of
    passages in turn, the parent's then the child's, where the parent is in the collection.
    `directed` is false where the direction is unknown (then parent is the earlier by name).
    `because` says in a sentence what speaks for it.
    """

    parent: str
    child: str
    kind: EdgeKind
    confidence: float
    evidence: tuple[Passage, ...] = ()
    directed: bool = True
    because: str = ""


@dataclass(frozen=True, slots=True)
class Lineage:
    """The graph of who derives from whom."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """The documents about one matter; the unit that is traced and weighed together."""

    id: str
    title: str
    documents: tuple[str, ...]
