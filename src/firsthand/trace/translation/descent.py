"""Which of two accounts in different languages was made from which, as edges of the lineage."""

import functools
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from firsthand.extract.packs import has, words
from firsthand.model import Document, Edge, Node, Passage, Source
from firsthand.trace.parents import Parent
from firsthand.trace.sense import Encoder
from firsthand.trace.translation.alignment import Rendering, find_renderings
from firsthand.trace.wording.words import language_of

# A translation that leaves out a third and more lies whole in what it was made from; that much more of
# the one than of the other is rendered in no translation of a whole article.
_CLEARLY_MORE = 1.5
_LONGEST_NOTE = 120  # characters of a line that says who translated


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
) -> tuple[list[Edge], tuple[Parent, ...]]:
    """Return the `translates` edges of a story, and the parents outside it that two translations share.

    `credits` holds (child, parent) pairs of documents, `outside` what each document cites that nobody
    collected. Evidence are passages in turn, the parent's then the child's.
    """
    found = [one for one in find_renderings(documents.values(), encoder=encoder) if one.counts]
    edges: list[Edge] = []
    shared: dict[str, list[Rendering]] = {}
    for rendering in found:
        direction = _direction(rendering, documents, credits)
        common = _common_outlet(rendering, outside, sources)
        if direction.why in ("date", "containment", "unknown") and common:
            shared.setdefault(common, []).append(rendering)
        else:
            edges.append(_edge(rendering, direction))
    parents = tuple(_parent(sources[outlet], renderings) for outlet, renderings in sorted(shared.items()))
    return edges, parents


def says_translated(document: Document) -> bool:
    """Tell whether a document says of itself that it is a translation: "translated from the French".

    Only in a line of its own or in its last words: a story may be about a translation.
    """
    pattern = _saying(language_of(document))
    if pattern is None:
        return False
    text = document.text.casefold().strip()
    lines = [line for line in text.split("\n") if len(line) <= _LONGEST_NOTE]
    return any(pattern.search(part) for part in (*lines, text[-_LONGEST_NOTE:]))


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
    )


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
    for rendering in renderings:
        for at, document in enumerate((rendering.a, rendering.b)):
            passages.setdefault(document, set()).update(pair[at] for pair in rendering.pairs)
            confidence[document] = max(rendering.confidence, confidence.get(document, 0.0))
    edges = tuple(
        Edge(source.id, one, "translates", round(confidence[one], 4), tuple(sorted(passages[one])))
        for one in sorted(passages)
    )
    return Parent(Node(source.id, "source", source.name, in_collection=False), edges)
