"""How long the desk takes for what people do, on a large case (see big_case.py), without the web around it.

    .venv/bin/python benchmarks/desk/operations_speed.py CASE [--keep]

Works on a copy of the case. Each figure is the median of `--rounds`, asked anew after a decision each time,
as all answers are kept until the next one. Seconds are those of the processor, so that other work on the
machine changes little; on a machine at rest they are those that one waits.
"""

import argparse
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from firsthand.desk import OpenDesk
from firsthand.desk.shapes import Asked, ClaimRow
from firsthand.model import Draft
from shared import keep

REASON = "Both name the same place and day."


def main() -> None:
    """Time each operation, print and keep the medians."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("case", type=Path)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(shutil.copy(options.case, Path(scratch) / "copy.case"))
        began = time.process_time()
        desk = OpenDesk(path)
        opened = time.process_time() - began
        rows = [("opening", f"{opened:.1f} s", ""), *_all(desk, options.rounds)]
        counted = ", ".join(f"{count.number:,} {count.words}" for count in desk.overview().counts)
        desk.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    table = "| what | median | worst |\n| --- | --- | --- |\n"
    table += "\n".join(f"| {name} | {middle} | {worst} |" for name, middle, worst in rows)
    table += f"\n\nPeak memory {peak:.2f} GB."
    print(table)
    if options.keep:
        keep(
            "The desk's operations on a large case",
            "python benchmarks/desk/operations_speed.py",
            counted,
            table,
        )


def _all(desk: OpenDesk, rounds: int) -> list[tuple[str, str, str]]:
    stories = desk.stories(limit=500).items
    median = stories[len(stories) // 2]
    large = next(story for story in stories if story.documents <= 50)
    most = desk.claims(Asked(story=stories[0].id), limit=500).items
    longest = max(most, key=lambda row: row.statements)
    document = desk.documents(limit=1).items[0].id
    reads: dict[str, Callable[[], object]] = {
        "overview": desk.overview,
        "stories": desk.stories,
        "claims": desk.claims,
        "claims, contested first": lambda: desk.claims(Asked(sort="contested")),
        "claims of one standing and language": lambda: desk.claims(
            Asked(standing="corroborated", language="en")
        ),
        "facets": desk.facets,
        "facets of one standing": lambda: desk.facets(Asked(standing="corroborated")),
        "search, a word": lambda: desk.claims(Asked(text="harbour")),
        "search, two words": lambda: desk.claims(Asked(text="inspectors barrels")),
        "search, Chinese": lambda: desk.claims(Asked(text="油桶")),
        f"a claim of {longest.statements:,} statements": lambda: desk.claim(longest.id),
        "conflicts": lambda: desk.queue("conflicts"),
        "claims on one origin": lambda: desk.queue("single-origin"),
        "documents": desk.documents,
        "a document": lambda: desk.document(document),
        "sources": desk.sources,
        "records": desk.records,
        "persons": desk.persons,
        "custody": desk.custody,
    }
    taken: dict[str, list[float]] = {f"first {name}": [] for name in ("claims", "search, a word", "facets")}
    for name in taken:
        taken[name].append(_timed(reads[name.removeprefix("first ")]))
    for read in reads.values():
        read()
    for number in range(rounds):
        for story in (median, large, stories[0]):
            claims = desk.claims(Asked(story=story.id), limit=200).items
            for name, draft in _drafts(desk, claims, number):
                words = f"decision: {name}, story of {story.statements:,} statements"
                taken.setdefault(words, []).append(
                    _timed(lambda d=draft: desk.decide(d, reviewer="Ada Lund"))
                )
        for name, read in reads.items():
            taken.setdefault(name, []).append(_timed(read))
    return [
        (name, f"{1000 * statistics.median(found):.0f} ms", f"{1000 * max(found):.0f} ms")
        for name, found in sorted(taken.items(), key=lambda pair: pair[0].startswith("decision"))
    ]


def _drafts(desk: OpenDesk, claims: tuple[ClaimRow, ...], number: int) -> list[tuple[str, Draft]]:
    """Return decisions that can be made on a story now; none is about what another one is about."""
    rows = [row for row in claims if row.state == "open"][number * 3 :]
    said = desk.claim(rows[1].id).statements.items[0].id
    return [
        ("accept a claim", Draft("accept", rows[0].id)),
        ("reject a statement", Draft("reject", said, reason=REASON)),
        ("merge two claims", Draft("merge-claims", rows[2].id, reason=REASON, others=(rows[3].id,))),
    ]


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
