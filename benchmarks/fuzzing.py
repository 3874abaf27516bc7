"""Fuzzing: damaged originals of every format are read; none may crash, hang, or come out wrong.

    .venv/bin/python benchmarks/fuzzing.py [--minutes 60] [--seed 6] [--format NAMES] [--save FOLDER] [--keep]

Whole originals of every format are made in code (`damaged.samples`), damaged at random in one to four ways,
blindly (bytes, blocks, lengths, cuts, splices) or knowing the format (members of a ZIP packed again, streams
and objects of a PDF, records of a WARC, elements, heads, sectors of a compound file), and read by
`open_original` in one process that is watched from outside. Wrong is: it crashes; no answer in 90 s; anything
raised; more than 10 s of computing (40 s with OCR); a result that breaks what holds of every document
(`damaged.findings`).
Every format has the same time. "case" builds whole cases of eight damaged originals, through the readers' own
processes, up to the report and the export. What is wrong is kept in --save to be looked at.
"""

import argparse
import hashlib
import random
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from damaged.changes import damaged
from damaged.reader import Answer, Reading
from damaged.samples import Sample, samples
from shared import keep

TURN_S = 5.0  # at one format, before it is the next one's turn
KINDS = ("crash", "hang", "raised", "slow", "result")
CASE = "case"
IN_A_CASE = 8


class Drawing:
    """Draws damaged originals by chance; the same seed draws the same."""

    def __init__(self, whole: dict[str, tuple[Sample, ...]], seed: int) -> None:
        self.whole = whole
        self.chance = random.Random(seed)
        self._everything = [data for found in whole.values() for _, data in found]

    def original(self, kind: str) -> Sample:
        """Return a damaged original of a format."""
        name, data = self.chance.choice(self.whole[kind])
        others = [one for _, one in self.whole[kind]] if self.chance.random() < 0.7 else self._everything
        return name, damaged(name, kind, data, others, self.chance)

    def task(self, kind: str) -> tuple[str, tuple[Sample, ...]]:
        """Return what is read at once: one original, or those of a case."""
        if kind != CASE:
            return "read", (self.original(kind),)
        kinds = self.chance.choices([one for one in self.whole if one not in ("image", "scan")], k=IN_A_CASE)
        found = [self.original(one) for one in kinds]
        return CASE, tuple((f"{number}{name}", data) for number, (name, data) in enumerate(found))


def main() -> None:
    """Fuzz for some minutes; print the counts, keep what was found."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--format", metavar="NAMES", help="some formats, with commas between")
    parser.add_argument("--save", type=Path, metavar="FOLDER", help="where to put what is wrong")
    parser.add_argument("--keep", action="store_true", help="append the table to RESULTS.md")
    options = parser.parse_args()
    whole = samples()
    kinds = options.format.split(",") if options.format else [*whole, CASE]
    drawing, reading = Drawing(whole, options.seed), Reading()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    seconds: dict[str, float] = defaultdict(float)
    slowest: dict[str, float] = defaultdict(float)
    end = time.monotonic() + 60 * options.minutes
    try:
        while time.monotonic() < end:
            kind = min(kinds, key=lambda one: seconds[one])
            begun = time.monotonic()
            while (now := time.monotonic()) < end and now - begun < TURN_S:
                how, originals = drawing.task(kind)
                answer = reading.read((how, originals))
                counts[kind].update(
                    samples=len(originals), documents=answer.documents, failures=answer.failures
                )
                slowest[kind] = max(slowest[kind], answer.seconds)
                if answer.wrong:
                    counts[kind][answer.kind] += 1
                    _tell(kind, originals, answer, options.save)
            seconds[kind] += time.monotonic() - begun
            if options.save:
                options.save.mkdir(parents=True, exist_ok=True)
                (options.save / "counts.md").write_text(_table(kinds, counts, seconds, slowest))
    finally:
        reading.stop()
    table = _table(kinds, counts, seconds, slowest)
    print(table)
    wrong = sum(counts[kind][one] for kind in kinds for one in KINDS)
    if options.keep:
        command = f"python benchmarks/fuzzing.py --minutes {options.minutes:g} --seed {options.seed} --keep"
        keep("Damaged originals", command, "made by the benchmark", table)
    sys.exit(bool(wrong))


def _tell(kind: str, originals: tuple[Sample, ...], answer: Answer, folder: Path | None) -> None:
    last = answer.wrong.strip().splitlines()[-1][:300]
    print(f"{kind}: {answer.kind} ({answer.seconds:.1f} s): {last}", file=sys.stderr, flush=True)
    if folder is None:
        return
    digest = hashlib.sha256(b"".join(data for _, data in originals)).hexdigest()[:12]
    place = folder / kind / f"{answer.kind}-{digest}"
    place.mkdir(parents=True, exist_ok=True)
    (place / "told.txt").write_text(answer.wrong, errors="backslashreplace")
    for name, data in originals:
        (place / name).write_bytes(data)


def _table(
    kinds: list[str], counts: dict[str, Counter[str]], seconds: dict[str, float], slowest: dict[str, float]
) -> str:
    columns = ("samples", "documents", "failures", *KINDS)
    lines = [
        f"| format | minutes | {' | '.join(columns)} | slowest, s |",
        "| --- " * (len(columns) + 3) + "|",
    ]
    for kind in kinds:
        cells = " | ".join(f"{counts[kind][one]:,}" for one in columns)
        lines.append(f"| {kind} | {seconds[kind] / 60:.1f} | {cells} | {slowest[kind]:.1f} |")
    totals = " | ".join(f"{sum(counts[kind][one] for kind in kinds):,}" for one in columns)
    whole = sum(seconds[kind] for kind in kinds) / 60
    most = max((slowest[kind] for kind in kinds), default=0.0)
    lines.append(f"| all | {whole:.1f} | {totals} | {most:.1f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
