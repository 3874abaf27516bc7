"""Which accounts depend on one another: labelled pairs of news reports, beside two peers in one run.

usage: lineage.py [--keep] [--each]

The pile is read, put into stories and traced, as in a build without citations; then each pair is
compared alone, as `firsthand compare` does. Thresholds are fixed in the code: even odds. So that nobody
has to believe that the model was not fitted to these very pairs, "topics left out" judges each pair by a
model that saw no pair of its topic (train_lineage.py); the peers, 5-gram containment and MinHash, get the
threshold that is best on these pairs, and in "topics left out" the one that is best on the other topics.
--each prints every pair.
"""

import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from rensa import RMinHash

from firsthand.model import Document, Edge, Lineage
from firsthand.read import read_file
from firsthand.trace import dependent, find_reuse, find_stories, join, trace
from firsthand.trace.comparing import Comparison, lay_side_by_side
from shared import SHARED, digest, keep, need
from train_lineage import OWN, auc, gather, leave_out, quality

_DEPENDENT = frozenset({"copy", "shared-source"})


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A labelled pair: the names of both documents, whether they depend, on which topic."""

    a: str
    b: str
    depends: bool
    topic: str
    label: dict[str, Any]


def main(arguments: Sequence[str]) -> None:
    """Measure, and print one table."""
    labels = need(SHARED / "data" / "lineage" / "pairs.json")
    rows = json.loads(labels.read_text())
    paths = sorted((SHARED / "data" / "lineage" / "documents").glob("*.txt"))
    documents = [read_file(path, name=path.name) for path in paths]
    pairs = [
        Pair(row["a"], row["b"], row["label"] in _DEPENDENT, row["a"].split("_")[0], row) for row in rows
    ]
    started = time.process_time()
    stories = find_stories(documents)
    lineage = join(trace(story, documents, (), (), ()) for story in stories)
    seconds = time.process_time() - started
    by_name = {document.name: document for document in documents}
    ids = {document.name: document.id for document in documents}
    alone = {pair: lay_side_by_side(by_name[pair.a], by_name[pair.b]) for pair in pairs}
    likely_alone = {pair: found.likely for pair, found in alone.items()}
    traced = _traced(lineage, documents, [story.documents for story in stories], pairs, ids)
    unseen = leave_out(gather(by_name, rows, json.loads(OWN.read_text())))
    likely_unseen = dict(zip(pairs, map(float, unseen[: len(pairs)]), strict=True))
    containment = {pair: _containment(by_name[pair.a].text, by_name[pair.b].text) for pair in pairs}
    jaccard = {pair: _jaccard(by_name[pair.a], by_name[pair.b]) for pair in pairs}
    lines = [
        "| | dependent or not, right | precision | recall | F1 | AUC | Brier | direction |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        f"| firsthand, each pair alone | {_row(pairs, likely_alone)} | {_directions_alone(pairs, alone)} |",
        f"| firsthand, the whole pile traced | {_row(pairs, traced)} "
        f"| {_directions(pairs, lineage.edges, ids)} |",
        f"| firsthand, each pair alone, topics left out | {_row(pairs, likely_unseen)} | |",
        *_peer("5-gram containment", pairs, containment),
        *_peer("MinHash Jaccard (128 permutations, 5 words)", pairs, jaccard),
        "",
        f"{len(pairs)} pairs, {sum(pair.depends for pair in pairs)} dependent; {len(documents)} documents, "
        f"{len(stories)} stories, {len(lineage.edges)} edges, {seconds:.1f} s of one processor.",
        "",
        "| stories | documents | events | found | B-cubed precision | recall | F1 |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *_piles(documents),
    ]
    print("\n".join(lines))
    if "--each" in arguments:
        print("alone traced unseen")
        for pair in sorted(pairs, key=lambda pair: -likely_alone[pair]):
            wrong = [
                name
                for name, likely in (("alone", likely_alone), ("traced", traced), ("unseen", likely_unseen))
                if (likely[pair] >= 0.5) != pair.depends
            ]
            mark = f"  <-- wrong: {', '.join(wrong)}" if wrong else ""
            print(
                f"{likely_alone[pair]:.2f}  {traced[pair]:.2f}   {likely_unseen[pair]:.2f}  "
                f"{pair.label['label']:14} {pair.a:18} {pair.b:18} {_first(pair, alone[pair])}{mark}"
            )
    if "--keep" in arguments:
        data = digest([*paths, labels])
        keep("Lineage and stories", "python benchmarks/lineage.py --keep", data, "\n".join(lines))


def _row(pairs: Sequence[Pair], likely: Mapping[Pair, float], threshold: float = 0.5) -> str:
    answers = np.array([pair.depends for pair in pairs])
    values = np.array([likely[pair] for pair in pairs])
    said = values >= threshold
    precision, recall, f1 = quality(said, answers)
    brier = f"{np.mean((values - answers) ** 2):.3f}" if threshold == 0.5 else "–"
    return (
        f"{int((said == answers).sum())} of {len(pairs)} | {precision:.2f} | {recall:.2f} | {f1:.3f} "
        f"| {auc(values, answers):.3f} | {brier}"
    )


def _traced(
    lineage: Lineage,
    documents: Sequence[Document],
    stories: Sequence[Sequence[str]],
    pairs: Sequence[Pair],
    ids: Mapping[str, str],
) -> dict[Pair, float]:
    """Return how likely a lineage makes each pair: its lines where they join it, else the wording shared."""
    by_id = {document.id: document for document in documents}
    shared = {
        frozenset((reuse.a, reuse.b)): reuse.confidence
        for story in stories
        for reuse in find_reuse(by_id[one] for one in story)
    }
    lines = {(edge.parent, edge.child): edge for edge in lineage.edges if edge.kind == "reuses"}
    above: dict[str, dict[str, float]] = defaultdict(dict)
    for edge in lines.values():
        if edge.directed:
            above[edge.child][edge.parent] = edge.confidence
    found = {}
    for pair in pairs:
        a, b = ids[pair.a], ids[pair.b]
        wording = shared.get(frozenset((a, b)), 0.0)
        direct = [lines[ends].confidence for ends in ((a, b), (b, a)) if ends in lines]
        common = [min(above[a][one], above[b][one]) for one in above[a].keys() & above[b].keys()]
        joined = max([*direct, *common, wording, 0.5])
        found[pair] = joined if dependent(lineage, a, b) else min(wording, 0.49)
    return found


def _peer(name: str, pairs: Sequence[Pair], value: dict[Pair, float]) -> list[str]:
    best = _best(pairs, value)
    unseen = {}
    for topic in {pair.topic for pair in pairs}:
        cut = _best([pair for pair in pairs if pair.topic != topic], value)
        unseen |= {pair: float(value[pair] >= cut) for pair in pairs if pair.topic == topic}
    right, precision, recall, f1, *_ = _row(pairs, unseen).split(" | ")
    return [
        f"| {name} ≥ {best:.2f}, its best | {_row(pairs, value, best)} | – |",
        f"| {name}, topics left out | {right} | {precision} | {recall} | {f1} | – | – | – |",
    ]


def _containment(a: str, b: str) -> float:
    """Return the share of the five-word strings of the text with fewer that the other has."""
    first, second = _strings(a), _strings(b)
    return len(first & second) / max(1, min(len(first), len(second)))


def _strings(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4))}


def _jaccard(a: Document, b: Document) -> float:
    hashes = []
    for document in (a, b):
        hashed = RMinHash(num_perm=128, seed=1)
        hashed.update(sorted(_strings(document.text)))
        hashes.append(hashed)
    return float(hashes[0].jaccard(hashes[1]))


def _best(pairs: Sequence[Pair], value: dict[Pair, float]) -> float:
    """Return the threshold with the best F1, in the middle between two values."""
    answers = np.array([pair.depends for pair in pairs])
    values = np.array([value[pair] for pair in pairs])
    between = [(low + high) / 2 for low, high in pairwise(sorted(set(values)))]
    return max(between, key=lambda cut: quality(values >= cut, answers)[2])


def _first(pair: Pair, found: Comparison) -> str:
    """Tell whether the direction was told right, for pairs that have one."""
    if not pair.depends or pair.label["direction"] == "unknown":
        return ""
    if found.direction is None or found.direction.why == "unknown":
        return "direction open"
    parent = found.a.id if pair.label["direction"] == "a->b" else found.b.id
    told = "right" if found.direction.parent == parent else "WRONG"
    return f"direction {told} ({found.direction.why} {found.direction.likely:.2f})"


def _directions_alone(pairs: Sequence[Pair], alone: Mapping[Pair, Comparison]) -> str:
    told = [_first(pair, alone[pair]) for pair in pairs]
    right, wrong, left = (
        sum(one.startswith(f"direction {word}") for one in told) for word in ("right", "WRONG", "open")
    )
    return f"{right} right, {wrong} wrong, {left} left open"


def _directions(pairs: Sequence[Pair], edges: Sequence[Edge], ids: dict[str, str]) -> str:
    """Count known directions told right, told wrong, and left open."""
    directed = {(edge.parent, edge.child) for edge in edges if edge.directed}
    right = wrong = unknown = 0
    for pair in pairs:
        if pair.depends and pair.label["direction"] != "unknown":
            forth = (ids[pair.a], ids[pair.b])
            parent_first = forth if pair.label["direction"] == "a->b" else forth[::-1]
            right += parent_first in directed
            wrong += parent_first[::-1] in directed
            unknown += parent_first not in directed and parent_first[::-1] not in directed
    return f"{right} right, {wrong} wrong, {unknown} left open"


def _piles(documents: Sequence[Document]) -> list[str]:
    """Score the grouping of the reports alone, and with all stories and seeds thrown in."""
    events = {document.id: re.sub(r"\d+(ecb\w*)\.txt$", r"\1", document.name) for document in documents}
    more = []
    for folder in [SHARED / "seeds", *sorted((SHARED / "stories").glob("*"))]:
        for path in sorted(folder.glob("*.txt")):
            more.append(read_file(path, name=path.name))
            events[more[-1].id] = folder.name
    rows = []
    for title, pile in (("ECB+", documents), ("ECB+, stories, seeds", [*documents, *more])):
        stories = find_stories(pile)
        told: dict[str, set[str]] = defaultdict(set)
        for document in pile:
            told[events[document.id]].add(document.id)
        precision = recall = 0.0
        for story in stories:
            for one in story.documents:
                both = len(told[events[one]] & set(story.documents))
                precision += both / len(story.documents) / len(pile)
                recall += both / len(told[events[one]]) / len(pile)
        f1 = 2 * precision * recall / (precision + recall)
        rows.append(
            f"| {title} | {len(pile)} | {len(told)} | {len(stories)} "
            f"| {precision:.2f} | {recall:.2f} | {f1:.2f} |"
        )
    return rows


if __name__ == "__main__":
    main(sys.argv[1:])
