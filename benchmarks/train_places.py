"""Learn what each sign of a place's name counts for, and say how well it does on texts it never saw.

    .venv/bin/python benchmarks/train_places.py [--write] [--keep]

Reads every other text of LGL and GeoVirus (`tune`, as benchmarks/places.py does); the others stay
unread. The table leaves a fifth of these texts out at a time; `--keep` appends it to RESULTS.md. With
`--write` no table is made: all of them are fitted, and what ships is written,
src/firsthand/extract/places/english/places.json.

Two logistic regressions: the first weighs the signs of one stretch, the second what the first says of
the same name elsewhere and of the neighbours in a list, on odds of texts that the first did not see.
Streets and peoples, which LGL marks, too, are not learned: no register can put them on a map.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

import firsthand
from firsthand.extract.analysis import analyse
from firsthand.extract.places.english.judging import (
    SECOND,
    Found,
    Judge,
    Stretch,
    apart,
    company,
    odds,
    stretches_of,
)
from firsthand.extract.places.english.page import page_of
from firsthand.model import Document
from places import FOLDER, SETS, Span, _texts
from shared import digest, keep, need

TARGET = Path(firsthand.__file__).parent / "extract" / "places" / "english" / "places.json"
FOLDS = 5
# Where precision and recall of the two sets are nearest; a cross-validation of the tuning half moves
# by less than .01 between .4 and .5.
THRESHOLD = 0.45
# How much a large weight costs, for the first round and the second (L2); round values, hardly felt.
COSTS = (5.0, 1.0)
FEWEST = 5  # signs seen less often are not learned
_ROUNDS = 7

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Page:
    """A text's stretches, which of them are marked, and all that is marked."""

    stretches: tuple[Stretch, ...]
    marked: tuple[bool, ...]
    gold: frozenset[Span]


def main() -> None:
    """Fit, print the table and write what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    paths = {name: need(FOLDER / file) for name, file in SETS.items()}
    sets = {name: _pages(path) for name, path in paths.items()}
    pages = [page for each in sets.values() for page in each]
    if options.write:
        _write(_fitted(pages))
        return
    found = _left_out(pages)
    lines = ["| left out | precision, exact | recall | F1 |", "| --- | --- | --- | --- |"]
    at = 0
    for name, each in sets.items():
        lines.append(f"| {name} | {_scores(each, found[at : at + len(each)])} |")
        at += len(each)
    table = "\n".join(lines)
    print(table)
    if options.keep:
        keep(
            "Recognising places, texts left out",
            "python benchmarks/train_places.py --keep",
            digest(paths.values()),
            table,
        )


def _write(judge: Judge) -> None:
    data = {"threshold": judge.threshold, "second": judge.second, "first": judge.first}
    TARGET.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(judge.first)} signs")


def _pages(path: Path) -> list[Page]:
    texts = list(_texts(path))[::2]
    documents = [Document(id=text.name, name=text.name, text=text.text, language="en") for text in texts]
    pages = []
    for text, analysis in zip(texts, analyse(documents), strict=True):
        gold = frozenset((one.start, one.end) for one in text.gold)
        stretches = tuple(stretches_of(page_of(analysis.doc)))
        pages.append(
            Page(stretches, tuple((one.spot.start, one.spot.end) in gold for one in stretches), gold)
        )
    return pages


def _left_out(pages: Sequence[Page]) -> list[list[Span]]:
    found: list[list[Span]] = [[] for _ in pages]
    for fold in range(FOLDS):
        judge = _fitted([page for at, page in enumerate(pages) if at % FOLDS != fold])
        for at in range(fold, len(pages), FOLDS):
            found[at] = _found(pages[at], judge)
    return found


def _found(page: Page, judge: Judge) -> list[Span]:
    alone = [odds(one.signs, judge.first) for one in page.stretches]
    weights = np.array([judge.second[sign] for sign in ("", *SECOND)])
    rows = np.array([(1.0, *row) for row in company(page.stretches, alone)]).reshape(-1, len(weights))
    kept = [
        Found(one.spot, float(chance), one.within)
        for one, chance in zip(page.stretches, _chances(rows @ weights), strict=True)
        if chance >= judge.threshold or one.outright
    ]
    return [(one.spot.start, one.spot.end) for one in apart(kept)]


def _fitted(pages: Sequence[Page]) -> Judge:
    """Fit both rounds; the second on odds of texts that the first did not see."""
    parts = [[page for at, page in enumerate(pages) if at % FOLDS == fold] for fold in range(FOLDS)]
    rows: list[tuple[float, ...]] = []
    marked: list[bool] = []
    for fold, part in enumerate(parts):
        weights = _first([page for other, each in enumerate(parts) if other != fold for page in each])
        for page in part:
            rows += company(page.stretches, [odds(one.signs, weights) for one in page.stretches])
            marked += page.marked
    table = np.column_stack([np.ones(len(rows)), np.array(rows)]).astype(np.float32)
    second = _regression(table, np.array(marked, np.float32), COSTS[1])
    return Judge(_first(pages), _weights(("", *SECOND), second), THRESHOLD)


def _first(pages: Sequence[Page]) -> dict[str, float]:
    seen = Counter(sign for page in pages for one in page.stretches for sign in one.signs)
    known = ["", *sorted(sign for sign, times in seen.items() if times >= FEWEST)]
    column = {sign: at for at, sign in enumerate(known)}
    stretches = [one for page in pages for one in page.stretches]
    table = np.zeros((len(stretches), len(known)), np.float32)
    table[:, 0] = 1.0
    for row, one in enumerate(stretches):
        table[row, [column[sign] for sign in one.signs if sign in column]] = 1.0
    marked = np.array([each for page in pages for each in page.marked], np.float32)
    return _weights(known, _regression(table, marked, COSTS[0]))


def _regression(table: Floats, marked: Floats, cost: float) -> Floats:
    """Fit a logistic regression by Newton's method; the first column is the constant and costs nothing."""
    weights = np.zeros(table.shape[1], np.float32)
    penalty = np.full(table.shape[1], cost, np.float32)
    penalty[0] = 0.0
    for _ in range(_ROUNDS):
        chance = _chances(table @ weights)
        slope = table.T @ (chance - marked) + penalty * weights
        curve = (table * (chance * (1 - chance))[:, None]).T @ table + np.diag(penalty + 1e-6)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-3:
            break
    return weights


def _weights(signs: Sequence[str], weights: Floats) -> dict[str, float]:
    return {sign: round(float(weight), 3) for sign, weight in zip(signs, weights, strict=True)}


def _chances(log_odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -30, 30))))


def _scores(pages: Sequence[Page], found: Sequence[Sequence[Span]]) -> str:
    right = sum(len(page.gold & set(each)) for page, each in zip(pages, found, strict=True))
    precision = right / max(1, sum(map(len, found)))
    recall = right / max(1, sum(len(page.gold) for page in pages))
    return f"{precision:.3f} | {recall:.3f} | {2 * precision * recall / (precision + recall):.3f}"


if __name__ == "__main__":
    main()
