"""Which of two accounts in different languages was made from which, as edges of the lineage."""

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from firsthand.extract.packs import has, words
from firsthand.model import Document, Edge, Node, Passage, Source
from firsthand.trace.parents import RETOLD_CONFIDENCE, Parent
from firsthand.trace.sense import Encoder
from firsthand.trace.translation.alignment import Rendering, find_renderings
from firsthand.trace.translation.marks import plain
from firsthand.trace.wording.words import language_of

# A translation that leaves out a third and more lies whole in what it was made from; that much more of
# the one than of the other is rendered in no translation of a whole article.
_CLEARLY_MORE = 1.5
_LONGEST_NOTE = 120  # characters of a line that says who translated
# Where both name the same agency and either holds less than this of the other, they tell its text again,
# each in its own way. Of the 180 pairs of Airbus translations all share as much both ways.
_WHOLE = 0.7
_WHY = {
    "told": "says of itself that it is a translation",
    "credit": "names it as its source",
    "date": "was published later",
    "containment": "renders a part of it",
    "unknown": "which of the two was first cannot be told",
}


@dataclass(frozen=True, slots=True)
class _Direction:
    parent: str
    child: str
    why: Literal["told", "credit", "date", "containment", "unknown"]


def find_translations(
    documents: Mapping[str, Document],
    *,
    credits: Container[tuple[str, str]],
    outside: Mapping[str, Mapping[str, tuple[Passage, ...]]],
    sources: Mapping[str, Source],
    encoder: Encoder,
    joined: Callable[[str, str], bool] = lambda one, other: False,
) -> tuple[list[Edge], tuple[Parent, ...]]:
    """Return the edges between accounts in different languages, and the parents outside they share.

    `credits` holds (child, parent) pairs of documents, `outside` what each document cites that nobody
    collected; `joined` tells whether two documents are known to have wording from one another. An
    account names its parent or has the one it renders best. Evidence are passages in turn, the parent's
    then the child's.
    """
    found = [one for one in find_renderings(documents.values(), encoder=encoder) if one.counts]
    found = _as_named(found, documents, credits)
    edges: list[tuple[Edge, float]] = []
    shared: dict[str, list[Rendering]] = {}
    for rendering in found:
        direction = _direction(rendering, documents, credits)
        common = _common_outlet(rendering, outside, sources)
        if direction.why in ("date", "containment", "unknown") and common:
            shared.setdefault(common, []).append(rendering)
        else:
            of_child = rendering.share_a if direction.child == rendering.a else rendering.share_b
            edges.append((_edge(rendering, direction), of_child))
    parents = tuple(_parent(sources[outlet], renderings) for outlet, renderings in sorted(shared.items()))
    return _best_of_each_text(edges, documents, joined), parents


def _as_named(
    renderings: Sequence[Rendering], documents: Mapping[str, Document], credits: Container[tuple[str, str]]
) -> list[Rendering]:
    """Leave out what an account shares with others where it names the one it was made from."""
    named: dict[str, set[str]] = defaultdict(set)
    for one in renderings:
        for child, parent in ((one.a, one.b), (one.b, one.a)):
            if (child, parent) in credits or _names_as_original(documents[child], documents[parent]):
                named[child].add(parent)
    return [
        one
        for one in renderings
        if not any(
            named[child] and parent not in named[child] and child not in named[parent]
            for child, parent in ((one.a, one.b), (one.b, one.a))
        )
    ]


def _names_as_original(document: Document, other: Document) -> bool:
    """Tell whether a document says that it was translated from the other's publisher."""
    if not other.publisher:
        return False
    publisher = plain(other.publisher).removeprefix("the ")
    return any(publisher in plain(note) for note in _notes(document))


def _best_of_each_text(
    edges: Iterable[tuple[Edge, float]],
    documents: Mapping[str, Document],
    joined: Callable[[str, str], bool],
) -> list[Edge]:
    """Of several prints of one text keep, for each translation, the one it renders most of."""
    kept: list[Edge] = []
    for edge, _ in sorted(edges, key=lambda one: (-one[1], -one[0].confidence, one[0].parent, one[0].child)):
        if not edge.directed or not any(
            better.directed
            and better.child == edge.child
            and language_of(documents[better.parent]) == language_of(documents[edge.parent])
            and joined(better.parent, edge.parent)
            for better in kept
        ):
            kept.append(edge)
    return kept


def says_translated(document: Document) -> bool:
    """Tell whether a document says of itself that it is a translation: "translated from the French".

    Only in a line of its own or in its last words: a story may be about a translation.
    """
    return bool(_notes(document))


def _notes(document: Document) -> list[str]:
    """Return the parts of a document that say of it that it was translated."""
    pattern = _saying(language_of(document))
    if pattern is None:
        return []
    text = document.text.casefold().strip()
    lines = [line for line in text.split("\n") if len(line) <= _LONGEST_NOTE]
    return [part for part in (*lines, text[-_LONGEST_NOTE:]) if pattern.search(part)]


@functools.cache
def _saying(language: str) -> re.Pattern[str] | None:
    if not has("translation", language):
        return None
    phrases = sorted(words("translation", "translated", language=language), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, phrases)))


def _direction(
    rendering: Rendering, documents: Mapping[str, Document], credits: Container[tuple[str, str]]
) -> _Direction:
    a, b = documents[rendering.a], documents[rendering.b]
    told_a, told_b = says_translated(a), says_translated(b)
    if told_a != told_b:
        return _Direction(b.id, a.id, "told") if told_a else _Direction(a.id, b.id, "told")
    forth, back = (b.id, a.id) in credits, (a.id, b.id) in credits
    if forth != back:
        return _Direction(a.id, b.id, "credit") if forth else _Direction(b.id, a.id, "credit")
    if a.published and b.published and a.published != b.published:
        first, second = (a, b) if a.published < b.published else (b, a)
        return _Direction(first.id, second.id, "date")
    if max(rendering.share_a, rendering.share_b) >= _CLEARLY_MORE * min(rendering.share_a, rendering.share_b):
        small, large = sorted(((rendering.share_a, a.id), (rendering.share_b, b.id)))
        return _Direction(small[1], large[1], "containment")
    first, second = sorted((a, b), key=lambda document: (document.name, document.id))
    return _Direction(first.id, second.id, "unknown")


def _edge(rendering: Rendering, direction: _Direction) -> Edge:
    evidence: list[Passage] = []
    for a, b in rendering.pairs:
        evidence += [a, b] if direction.parent == rendering.a else [b, a]
    return Edge(
        direction.parent,
        direction.child,
        "translates",
        round(rendering.confidence, 4),
        tuple(evidence),
        directed=direction.why != "unknown",
        because=f"{_same(len(rendering.pairs))}; {_WHY[direction.why]}",
    )


def _same(count: int) -> str:
    return f"tells the same in another language, {count} sentences in the same order"


def _common_outlet(
    rendering: Rendering,
    outside: Mapping[str, Mapping[str, tuple[Passage, ...]]],
    sources: Mapping[str, Source],
) -> str | None:
    """Return the outlet outside the collection that both accounts credit, if there is one."""
    both = outside.get(rendering.a, {}).keys() & outside.get(rendering.b, {}).keys()
    return min((one for one in both if sources[one].kind == "outlet"), default=None)


def _parent(source: Source, renderings: Sequence[Rendering]) -> Parent:
    passages: dict[str, set[Passage]] = {}
    confidence: dict[str, float] = {}
    whole: dict[str, bool] = defaultdict(bool)
    for rendering in renderings:
        for at, document in enumerate((rendering.a, rendering.b)):
            passages.setdefault(document, set()).update(pair[at] for pair in rendering.pairs)
            confidence[document] = max(rendering.confidence, confidence.get(document, 0.0))
            whole[document] |= min(rendering.share_a, rendering.share_b) >= _WHOLE
    edges: list[Edge] = []
    kind: Literal["translates", "reuses"]
    for one, given in sorted(passages.items()):
        kind, sure = ("translates", confidence[one]) if whole[one] else ("reuses", RETOLD_CONFIDENCE)
        because = f"names {source.name}, as an account in another language does; {_same(len(given))}"
        edges.append(Edge(source.id, one, kind, round(sure, 4), tuple(sorted(given)), because=because))
    return Parent(Node(source.id, "source", source.name, in_collection=False), tuple(edges))
