"""Which accounts depend on one another: labelled pairs of news reports, beside MinHash in one run.

usage: lineage.py [--keep] [--each]

The pile is read, put into stories and traced, as in a build without citations. Thresholds are
fixed in the code; so that nobody has to believe that they were not fitted to these very pairs, the
column "left out" chooses both methods' thresholds on the other topics (leave one topic out).
--each prints every pair.
"""

import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rensa import RMinHash

from firsthand.model import Document, Edge
from firsthand.read import read_file
from firsthand.trace import dependent, find_reuse, find_stories, join, trace
from shared import SHARED, digest, keep, need

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
    rows = json.loads(need(SHARED / "data" / "lineage" / "pairs.json").read_text())
    paths = sorted((SHARED / "data" / "lineage" / "documents").glob("*.txt"))
    documents = [read_file(path, name=path.name) for path in paths]
    pairs = [
        Pair(row["a"], row["b"], row["label"] in _DEPENDENT, row["a"].split("_")[0], row) for row in rows
    ]
    started = time.process_time()
    stories = find_stories(documents)
    lineage = join(trace(story, documents, (), (), ()) for story in stories)
    seconds = time.process_time() - started
    ids = {document.name: document.id for document in documents}
    by_name = {document.name: document for document in documents}
    ours = {pair: dependent(lineage, ids[pair.a], ids[pair.b]) for pair in pairs}
    alone = {pair: _alone(by_name[pair.a], by_name[pair.b]) for pair in pairs}
    scores = _scores(documents, [story.documents for story in stories])
    score = {pair: scores.get(frozenset((ids[pair.a], ids[pair.b])), 0.0) for pair in pairs}
    jaccard = {pair: _jaccard(by_name[pair.a], by_name[pair.b]) for pair in pairs}
    piles = _piles(documents)
    lines = [
        "| | dependent or not, right | precision | recall | left out | each pair alone | direction |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        f"| firsthand | {_quality(pairs, ours.__getitem__)} | {_left_out(pairs, score):.2f} "
        f"| {_right(pairs, alone.__getitem__):.2f} | {_directions(pairs, lineage.edges, ids)} |",
        f"| MinHash Jaccard (128 permutations, 5 words) ≥ {_best(pairs, jaccard):.2f}, its best "
        f"| {_quality(pairs, lambda pair: jaccard[pair] >= _best(pairs, jaccard))} "
        f"| {_left_out(pairs, jaccard):.2f} | | – |",
        "",
        f"{len(pairs)} pairs, {sum(pair.depends for pair in pairs)} dependent; {len(documents)} documents, "
        f"{len(stories)} stories, {len(lineage.edges)} edges, {seconds:.1f} s of one processor.",
        "",
        "| stories | documents | events | found | B-cubed precision | recall | F1 |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *piles,
    ]
    print("\n".join(lines))
    if "--each" in arguments:
        for pair in sorted(pairs, key=lambda pair: -score[pair]):
            mark = "" if ours[pair] == pair.depends else "  <-- wrong"
            print(f"{score[pair]:7.1f} {pair.label['label']:14} {pair.a:20} {pair.b:20}{mark}")
    if "--keep" in arguments:
        keep("Lineage and stories", "python benchmarks/lineage.py --keep", digest(paths), "\n".join(lines))


def _alone(a: Document, b: Document) -> bool:
    """Judge a pair as if there were no other document, not even to know the story's words by."""
    return any(reuse.counts for reuse in find_reuse([a, b]))


def _scores(documents: Sequence[Document], stories: Sequence[Sequence[str]]) -> dict[frozenset[str], float]:
    by_id = {document.id: document for document in documents}
    return {
        frozenset((reuse.a, reuse.b)): reuse.score
        for story in stories
        for reuse in find_reuse(by_id[one] for one in story)
    }


def _jaccard(a: Document, b: Document) -> float:
    hashes = []
    for document in (a, b):
        words = re.findall(r"\w+", document.text.lower())
        hashed = RMinHash(num_perm=128, seed=1)
        hashed.update([" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4))])
        hashes.append(hashed)
    return float(hashes[0].jaccard(hashes[1]))


def _right(pairs: Sequence[Pair], judge: Callable[[Pair], bool]) -> float:
    return sum(judge(pair) == pair.depends for pair in pairs) / len(pairs)


def _quality(pairs: Sequence[Pair], judge: Callable[[Pair], bool]) -> str:
    said = [pair for pair in pairs if judge(pair)]
    true = sum(pair.depends for pair in said)
    right = sum(judge(pair) == pair.depends for pair in pairs)
    precision = true / max(1, len(said))
    recall = true / sum(pair.depends for pair in pairs)
    return f"{right} of {len(pairs)} | {precision:.2f} | {recall:.2f}"


def _best(pairs: Sequence[Pair], value: dict[Pair, float]) -> float:
    """Return the threshold with the most pairs right, in the middle between two values."""
    values = sorted({value[pair] for pair in pairs})
    between = [(low + high) / 2 for low, high in pairwise(values)]
    return max(between, key=lambda cut: _right(pairs, lambda pair: value[pair] >= cut))


def _left_out(pairs: Sequence[Pair], value: dict[Pair, float]) -> float:
    right = 0
    for topic in {pair.topic for pair in pairs}:
        cut = _best([pair for pair in pairs if pair.topic != topic], value)
        right += sum((value[pair] >= cut) == pair.depends for pair in pairs if pair.topic == topic)
    return right / len(pairs)


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
