"""Which documents of a large pile are worth laying side by side: found, missed, and how fast, beside LSH.

usage: candidates.py [--documents 20000] [--seed 201] [--keep]

The pile is generated (see `retold`), so that it is known which texts share a passage by descent. A *true
pair* are two documents of one tree with a passage of at least 25 words alike, in sentences of which at
least seven words in ten are alike in both: copied, lightly edited, or cut out of a longer text. Official
statements that both took from the speaker do not count, nor do stock phrases. Of the true pairs those are
counted once more by themselves of which neither document has half of its words in common with the other:
there the passage is the only thing they share.

*Recall* is the share of the true pairs among the pairs that a method would lay side by side; *pairs* says
how many it would. Every method starts from the documents' words, split beforehand, and is timed from there
to its pairs, in seconds of one processor: the peers get strings of five words and 128 permutations, in 32
bands (rensa) and for Jaccard of .3 (datasketch, which is slower: it gets the first 5,000 documents).

firsthand groups a pile into stories before it compares: the seconds and the memory of that are given too,
and how many of the true pairs are in one story (a pair in two stories is never laid side by side).
"""

import argparse
import re
import resource
import time
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import TypeVar

from datasketch import MinHash, MinHashLSH
from rensa import RMinHash, RMinHashLSH

from firsthand.model import Document
from firsthand.trace import find_stories
from firsthand.trace.wording.candidates import candidate_pairs
from firsthand.trace.wording.words import split_words
from retold import RetoldStory, Told, generate, shared_passages
from shared import keep

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
    parser.add_argument("--no-stories", action="store_true", help="leave the grouping into stories out")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    stories = list(generate(seed=options.seed, documents=options.documents))
    told = [document for story in stories for document in story.documents]
    true, apart = true_pairs(stories)
    documents = [_document(document) for document in told]
    words, splitting = timed(lambda: [split_words(document) for document in documents])
    before = _memory()
    ours, our_seconds = timed(lambda: candidate_pairs(words))
    memory = _memory() - before
    shingles = [one.forms for one in words]
    theirs, rensa_seconds = timed(lambda: by_rensa(shingles))
    few = min(_FEW, len(told))
    third, third_seconds = timed(lambda: by_datasketch(shingles[:few]))
    lines = [
        "| method | true pairs found | of those that share nothing else | pairs | seconds |",
        "| --- | --- | --- | --- | --- |",
        _row("firsthand", set(ours), true, apart, our_seconds),
        _row("rensa 32 bands", theirs, true, apart, rensa_seconds),
        _row(f"datasketch, first {few:,}", third, _within(true, few), _within(apart, few), third_seconds),
        "",
        f"{len(told):,} documents, {sum(map(len, words)):,} words; splitting them takes "
        f"{splitting:.1f} s more. firsthand's search takes "
        f"**{our_seconds / rensa_seconds:.1f}** times rensa's; it adds "
        f"{max(0.0, memory):.0f} MB to the peak of memory.",
    ]
    if not options.no_stories:
        lines += ["", _stories_line(documents, true)]
    table = "\n".join(lines)
    print(table)
    if options.keep:
        digest = sha256(b"".join(document.data for document in told)).hexdigest()[:12]
        command = f"python benchmarks/candidates.py --documents {options.documents} --seed {options.seed}"
        keep("Candidates: pairs with a shared passage in a large pile", command, digest, table)


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


def _stories_line(documents: Sequence[Document], true: Pairs) -> str:
    before = _memory()
    stories, seconds = timed(lambda: find_stories(documents))
    story_of = {one: number for number, story in enumerate(stories) for one in story.documents}
    together = sum(story_of[documents[a].id] == story_of[documents[b].id] for a, b in true)
    largest = max(len(story.documents) for story in stories)
    return (
        f"Grouping them into {len(stories):,} stories (the largest of {largest}) takes {seconds:.0f} s "
        f"and adds {max(0.0, _memory() - before):.0f} MB; {together / max(1, len(true)):.3f} of the true "
        "pairs are in one story."
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
