"""Which documents of a large pile are worth laying side by side: found, missed, and how fast, beside LSH.

usage: candidates.py [--documents 20000] [--seed 201] [--keep]
       candidates.py --scaling 1000 10000 100000 [--seed 301] [--keep]

The pile is generated (see `retold`), so that it is known which texts share a passage by descent. A *true
pair* are two documents of one tree with a passage of at least 25 words alike, in sentences of which at
least seven words in ten are alike in both: copied, lightly edited, or cut out of a longer text. Official
statements that both took from the speaker do not count, nor do stock phrases. Of the true pairs those are
counted once more by themselves of which neither document has half of its words in common with the other:
there the passage is the only thing they share.

*Recall* is the share of the true pairs among the pairs that a method would lay side by side; *pairs* says
how many it would. Every method starts from the documents' words, split beforehand, and is timed from there
to its pairs, in seconds of one processor: the peers get strings of five words and 128 permutations, in 32
bands (rensa, and a job in Daft: its own minhash, bands exploded, joined with themselves) and for Jaccard
of .3 (datasketch, which is slower: it gets the first 5,000 documents). Daft works in threads of its own: all
their seconds are counted. It stands beside the lock: pip install --target peers daft, PYTHONPATH=peers.

*Clusters*: what the pairs of a peer hold together, through others too, against the generated stories; and
firsthand's stories, found from sketches (`regroup`), which is timed from the documents. B-cubed.

--scaling groups piles of several sizes and adds one document to each: seconds a document, memory, and the
seconds from what is kept as bytes to the new groups and what to keep of them.
"""

import argparse
import re
import resource
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from hashlib import sha256
from importlib.util import find_spec
from itertools import pairwise
from statistics import median
from typing import TypeVar

import networkx
from datasketch import MinHash, MinHashLSH
from rensa import RMinHash, RMinHashLSH

from firsthand.model import Document
from firsthand.trace import regroup, sketch
from firsthand.trace.wording.candidates import candidate_pairs
from firsthand.trace.wording.words import split_words
from retold import RetoldStory, Told, generate, shared_passages
from shared import bcubed, keep

_LEAST_WORDS = 25
_LEAST_ALIKE = 0.7
_FEW = 5000

Pairs = set[tuple[int, int]]
_Done = TypeVar("_Done")


def main() -> None:
    """Search, time, print and keep."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=201)
    parser.add_argument("--scaling", type=int, nargs="+", metavar="DOCUMENTS")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    if options.scaling:
        table, digest = scaling(options.scaling, options.seed), f"seed {options.seed}"
        title, command = "Large piles: grouping", f"--scaling {' '.join(map(str, options.scaling))}"
    else:
        table, digest = beside_peers(options.documents, options.seed)
        title = "Candidates and clusters: pairs with a shared passage in a large pile"
        command = f"--documents {options.documents}"
    print(table)
    if options.keep:
        keep(title, f"python benchmarks/candidates.py {command} --seed {options.seed}", digest, table)


def beside_peers(count: int, seed: int) -> tuple[str, str]:
    """Return the table of one pile, all methods in one run, and a digest of the pile."""
    stories = list(generate(seed=seed, documents=count))
    told = [document for story in stories for document in story.documents]
    story_of = {document.name: story.id for story in stories for document in story.documents}
    true, apart = true_pairs(stories)
    documents = [_document(document) for document in told]
    names = [document.name for document in told]
    words, splitting = timed(lambda: [split_words(document) for document in documents])
    before = _memory()
    ours, our_seconds = timed(lambda: candidate_pairs(words))
    memory = _memory() - before
    groups, grouping_seconds = timed(
        lambda: regroup(None, {one.id: sketch(one) for one in documents}, frozenset(names)).groups
    )
    shingles = [one.forms for one in words]
    theirs, rensa_seconds = timed(lambda: by_rensa(shingles))
    few = min(_FEW, len(told))
    third, third_seconds = timed(lambda: by_datasketch(shingles[:few]))
    lines = [
        "| method | true pairs found | of those that share nothing else | pairs | seconds |",
        "| --- | --- | --- | --- | --- |",
        _row("firsthand", set(ours), true, apart, our_seconds),
        _row("rensa 32 bands", theirs, true, apart, rensa_seconds),
    ]
    clusters = [
        "| clusters | B-cubed precision | recall | F1 | true pairs in one | clusters | seconds |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        _cluster_row("firsthand's stories", groups, story_of, names, true, grouping_seconds),
        _cluster_row("rensa 32 bands", _held(names, theirs), story_of, names, true, rensa_seconds),
    ]
    if find_spec("daft"):
        fourth, fourth_seconds = timed(lambda: by_daft(shingles))
        lines.append(_row("Daft minhash, 32 bands", fourth, true, apart, fourth_seconds))
        held = _held(names, fourth)
        clusters.append(_cluster_row("Daft minhash", held, story_of, names, true, fourth_seconds))
    else:
        lines.append("| Daft minhash | not installed, see the docstring | | | |")
    lines += [
        _row(f"datasketch, first {few:,}", third, _within(true, few), _within(apart, few), third_seconds),
        "",
        *clusters,
        "",
        f"{len(told):,} documents, {sum(map(len, words)):,} words; splitting them takes "
        f"{splitting:.1f} s more. firsthand's search takes "
        f"**{our_seconds / rensa_seconds:.1f}** times rensa's; it adds "
        f"{max(0.0, memory):.0f} MB to the peak of memory.",
    ]
    return "\n".join(lines), sha256(b"".join(document.data for document in told)).hexdigest()[:12]


def scaling(sizes: Sequence[int], seed: int) -> str:
    """Return the table of grouping piles of several sizes, and of adding one document to each."""
    lines = [
        "| documents | sketch, ms each | group, ms each | MB in all | kept, bytes each | B-cubed F1 "
        "| one more, s | worst of 20, s |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    each: list[float] = []
    for size in sorted(sizes):
        story_of: dict[str, str] = {}
        sketches = {}
        seconds = 0.0
        for story in generate(seed=seed, documents=size + 20):
            for told in story.documents:
                made, took = timed(partial(sketch, _document(told)))
                sketches[told.name], story_of[told.name] = made, story.id
                seconds += took
        later = sorted(sketches)[:: max(1, len(sketches) // 20)][:20]
        first = sketches.keys() - set(later)
        grouping, grouped = timed(partial(regroup, None, sketches, first))
        peak = _memory()
        added = []
        for one in later:
            _, took = timed(partial(regroup, grouping.kept, sketches, first | {one}))
            added.append(took)
        f1 = bcubed(grouping.groups, {one: story_of[one] for one in first})[2]
        kept = sum(map(len, grouping.kept.values())) / len(first)
        each.append((seconds + grouped) / len(first))
        lines.append(
            f"| {len(first):,} | {1000 * seconds / len(sketches):.2f} | {1000 * grouped / len(first):.2f} "
            f"| {peak:.0f} | {kept:.0f} | {f1:.3f} | {median(added):.2f} | {max(added):.2f} |"
        )
    growth = " and ".join(f"{later / first:.2f}" for first, later in pairwise(each))
    lines += [
        "",
        f"Seconds a document, from the text to its group, grow {growth or 1} times from row to row.",
    ]
    return "\n".join(lines)


def true_pairs(stories: Iterable[RetoldStory]) -> tuple[Pairs, Pairs]:
    """Return the pairs that share a passage, and of them those that share little else, by place."""
    true: Pairs = set()
    apart: Pairs = set()
    first = 0
    for story in stories:
        told = story.documents
        marks = [frozenset(mark for one in document.sentences for mark in one.marks) for document in told]
        for i in range(len(told)):
            for j in range(i + 1, len(told)):
                if len(marks[i] & marks[j]) < _LEAST_WORDS:
                    continue
                passages = shared_passages(told[i], told[j], least=_LEAST_WORDS, alike=_LEAST_ALIKE)
                if passages:
                    true.add((first + i, first + j))
                    if 2 * len(marks[i] & marks[j]) < min(len(marks[i]), len(marks[j])):
                        apart.add((first + i, first + j))
        first += len(told)
    return true, apart


def by_rensa(shingled: Sequence[Sequence[str]]) -> Pairs:
    """Return the pairs that fall into one band of MinHash-LSH."""
    index = RMinHashLSH(threshold=0.3, num_perm=128, num_bands=32)
    hashes = []
    for at, words in enumerate(shingled):
        hashed = RMinHash(num_perm=128, seed=1)
        hashed.update(_strings(words))
        hashes.append(hashed)
        index.insert(at, hashed)
    return {(at, other) for at, hashed in enumerate(hashes) for other in index.query(hashed) if at < other}


def by_datasketch(shingled: Sequence[Sequence[str]]) -> Pairs:
    """Return the pairs that datasketch's MinHash-LSH finds."""
    index = MinHashLSH(threshold=0.3, num_perm=128)
    hashes = []
    for at, words in enumerate(shingled):
        hashed = MinHash(num_perm=128, seed=1)
        hashed.update_batch([string.encode() for string in _strings(words)])
        hashes.append(hashed)
        index.insert(at, hashed)
    return {(at, other) for at, hashed in enumerate(hashes) for other in index.query(hashed) if at < other}


def by_daft(shingled: Sequence[Sequence[str]]) -> Pairs:
    """Return the pairs that a job in Daft finds: bands of its minhash, exploded and self-joined."""
    import daft
    from daft import col

    texts = daft.from_pydict({"at": list(range(len(shingled))), "text": [" ".join(one) for one in shingled]})
    hashed = texts.select("at", col("text").minhash(num_hashes=128, ngram_size=5, seed=1).alias("hashes"))
    rows = hashed.to_pydict()
    bands = [[f"{band} {hashes[4 * band : 4 * band + 4]}" for band in range(32)] for hashes in rows["hashes"]]
    banded = daft.from_pydict({"at": rows["at"], "band": bands}).explode("band")
    other = banded.select(col("at").alias("other"), col("band"))
    joined = banded.join(other, on="band").where(col("at") < col("other")).select("at", "other").distinct()
    found = joined.to_pydict()
    return set(zip(found["at"], found["other"], strict=True))


def timed(work: Callable[[], _Done]) -> tuple[_Done, float]:
    """Return what some work gives and the seconds of processor it took."""
    started = time.process_time()
    done = work()
    return done, time.process_time() - started


def _strings(words: Sequence[str]) -> list[str]:
    return [" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4))]


def _document(told: Told) -> Document:
    """Return a generated text as if read: the reader's work is measured elsewhere (benchmarks/speed.py)."""
    first = told.sentences[0].start
    body = re.sub(r"[^\n]", " ", told.text[:first]) + told.text[first:]
    return Document(
        id=told.name, name=told.name, text=body, title=told.title, published=told.published, language="en"
    )


def _held(names: Sequence[str], pairs: Pairs) -> list[list[str]]:
    """Return what pairs hold together, through others too."""
    graph: networkx.Graph[int] = networkx.Graph()
    graph.add_nodes_from(range(len(names)))
    graph.add_edges_from(pairs)
    return [[names[at] for at in held] for held in networkx.connected_components(graph)]


def _cluster_row(
    name: str,
    groups: Sequence[Sequence[str]],
    story_of: Mapping[str, str],
    names: Sequence[str],
    true: Pairs,
    seconds: float,
) -> str:
    cluster_of = {one: number for number, group in enumerate(groups) for one in group}
    together = sum(cluster_of[names[a]] == cluster_of[names[b]] for a, b in true) / max(1, len(true))
    precision, recall, f1 = bcubed(groups, story_of)
    return (
        f"| {name} | {precision:.3f} | {recall:.3f} | {f1:.3f} | {together:.3f} "
        f"| {len(groups):,} | {seconds:.1f} |"
    )


def _row(name: str, found: Pairs, true: Pairs, apart: Pairs, seconds: float) -> str:
    return f"| {name} | {_share(found, true)} | {_share(found, apart)} | {len(found):,} | {seconds:.1f} |"


def _share(found: Pairs, true: Pairs) -> str:
    return f"{len(found & true) / max(1, len(true)):.3f} ({len(found & true):,} of {len(true):,})"


def _within(pairs: Pairs, few: int) -> Pairs:
    return {(a, b) for a, b in pairs if a < few and b < few}


def _memory() -> float:
    """Return the peak of this process's memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
