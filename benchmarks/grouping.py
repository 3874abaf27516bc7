"""Which documents tell of one matter: folders about one, about two of a kind, about many, and archives.

    .venv/bin/python benchmarks/grouping.py [--unseen N [N ...]] [--keep]

Every row is a kind of pile, and its figure the B-cubed F1 of the stories found against the true ones, the
mean where there are several piles. --unseen tries other values of how many unrelated documents are thought to
lie in each pile. The peer joins what MinHash (128 permutations of five words) finds alike, by the best
of six thresholds on these piles.

- ECB+: all 462 reports of 40 events (../shared/data/lineage); topics: the two events of each kind as a folder
  of their own; small: eight events by five reports each, twenty such piles.
- generated: 1,500 documents of `retold`; one matter: single stories of so many; printed: one release in so
  many papers, a fifth of its sentences left out by each.
- one subject: the English half of 60 articles on two firms (../shared/data/translations), each taken for a
  matter of its own, sequels too.
"""

import argparse
import random
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from statistics import mean

import numpy as np
from rensa import RMinHash

import firsthand.trace.grouping.large.commonness as commonness
import firsthand.trace.grouping.likeness as likeness
from firsthand.model import Document
from firsthand.read import read_bytes, read_file
from firsthand.trace import find_stories
from firsthand.trace.grouping.large.parting import components
from retold import RetoldStory, generate, one_story
from shared import SHARED, bcubed, digest, keep, need

REPORTS = SHARED / "data" / "lineage" / "documents"
ARTICLES = SHARED / "data" / "translations" / "en"

# Documents, each with the name of its matter.
Pile = Sequence[tuple[Document, str]]
Groups = Sequence[Sequence[str]]


def main() -> None:
    """Score all kinds of piles, print and keep."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--unseen", type=int, nargs="*", default=[likeness.UNSEEN])
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    kinds = _kinds()
    columns: dict[str, list[float]] = {}
    for unseen in options.unseen:
        likeness.UNSEEN = commonness.UNSEEN = unseen
        columns[f"firsthand, {unseen:,} unseen"] = [
            mean(_f1(_found(pile), pile) for pile in piles) for piles in kinds.values()
        ]
    alike = {id(pile): _alike(pile) for piles in kinds.values() for pile in piles}
    tried = {
        least: [
            mean(_f1(_copies(pile, alike[id(pile)], least), pile) for pile in piles)
            for piles in kinds.values()
        ]
        for least in (0.02, 0.05, 0.1, 0.2, 0.3, 0.5)
    }
    best = max(tried, key=lambda least: mean(tried[least]))
    columns[f"MinHash ≥ {best}"] = tried[best]
    lines = [f"| piles | documents | {' | '.join(columns)} |", "| --- | --- |" + " --- |" * len(columns)]
    for row, (kind, piles) in enumerate(kinds.items()):
        sizes = sorted({len(pile) for pile in piles})
        size = f"{sizes[0]}" if len(sizes) == 1 else f"{sizes[0]} to {sizes[-1]}"
        found = " | ".join(f"{column[row]:.3f}" for column in columns.values())
        lines.append(f"| {kind} | {f'{len(piles)} times ' if len(piles) > 1 else ''}{size} | {found} |")
    table = "\n".join(lines)
    print(table)
    if options.keep:
        data = digest([*REPORTS.glob("*.txt"), *ARTICLES.glob("*.txt")])
        keep(
            "Which documents tell of one matter",
            f"python benchmarks/grouping.py {' '.join(sys.argv[1:])}",
            data,
            table,
        )


def _kinds() -> dict[str, list[Pile]]:
    reports = [
        (read_file(path, name=path.name), re.sub(r"\d+(ecb\w*)\.txt$", r"\1", path.name))
        for path in sorted(need(REPORTS).glob("*.txt"))
    ]
    topics: dict[str, list[tuple[Document, str]]] = defaultdict(list)
    events: dict[str, list[tuple[Document, str]]] = defaultdict(list)
    for one in reports:
        topics[one[1].split("_")[0]].append(one)
        events[one[1]].append(one)
    articles = [(read_file(path, name=path.name), path.name) for path in sorted(need(ARTICLES).glob("*"))]
    chance = random.Random(5)
    small = [
        [
            one
            for event in chance.sample(sorted(events), 8)
            for one in chance.sample(events[event], min(5, len(events[event])))
        ]
        for _ in range(20)
    ]
    made = [one for story in generate(seed=201, documents=1500) for one in _told(story)]
    kinds: dict[str, list[Pile]] = {
        "ECB+": [reports],
        "topics": list(topics.values()),
        "small": small,
        "generated": [made],
        "one subject": [articles],
    }
    for count in (20, 60, 200):
        kinds[f"one matter, {count}"] = [_told(one_story(seed=seed, documents=count)) for seed in (1, 2, 3)]
    for count in (100, 400):
        kinds[f"printed, {count}"] = [_printed(made[seed][0], count, seed) for seed in (1, 2, 3)]
    return kinds


def _told(story: RetoldStory) -> list[tuple[Document, str]]:
    return [(read_bytes(one.data, name=one.name), story.id) for one in story.documents]


def _printed(release: Document, count: int, seed: int) -> list[tuple[Document, str]]:
    """Return what so many papers print of a release, each with a name and a line of its own."""
    chance = random.Random(seed)
    title, *rest = [part for part in release.text.split("\n\n") if part.strip()]
    found = []
    for number in range(count):
        paper = "".join(chance.choice("bdfgklmnrst") + chance.choice("aeiou") for _ in range(3)).title()
        kept = [". ".join(one for one in part.split(". ") if chance.random() < 0.8) for part in rest]
        text = "\n\n".join(
            [title, f"{paper} Courier", *filter(None, kept), f"The {paper} Courier is printed in {paper}."]
        )
        found.append((read_bytes(text.encode(), name=f"{paper}-{number}.txt"), "one"))
    return found


def _found(pile: Pile) -> Groups:
    return [story.documents for story in find_stories(one for one, _ in pile)]


def _alike(pile: Pile) -> list[tuple[int, int, float]]:
    """Return pairs of documents that MinHash finds alike at all."""
    rows = []
    for document, _ in pile:
        words = re.findall(r"\w+", document.text.lower())
        hashed = RMinHash(num_perm=128, seed=1)
        hashed.update(sorted({" ".join(words[at : at + 5]) for at in range(max(1, len(words) - 4))}))
        rows.append(hashed.digest())
    table = np.array(rows)
    pairs = []
    for at in range(len(table) - 1):
        shared = (table[at + 1 :] == table[at]).mean(axis=1)
        pairs += [(at, at + 1 + int(other), float(shared[other])) for other in np.flatnonzero(shared)]
    return pairs


def _copies(pile: Pile, pairs: Sequence[tuple[int, int, float]], least: float) -> Groups:
    held = [(a, b) for a, b, alike in pairs if alike >= least]
    ends = np.array(held, dtype=np.int64).reshape(-1, 2)
    groups: dict[int, list[str]] = defaultdict(list)
    for at, group in enumerate(components(len(pile), ends[:, 0], ends[:, 1]).tolist()):
        groups[group].append(pile[at][0].id)
    return list(groups.values())


def _f1(groups: Groups, pile: Pile) -> float:
    return bcubed(groups, {document.id: matter for document, matter in pile})[2]


if __name__ == "__main__":
    main()
