"""Fit the model of when two accounts depend on one another, and say how well it does on topics it never saw.

usage: train_lineage.py [--write] [--keep] [--each]

Learns from three kinds of pairs: the labelled pairs beside the checkout; our own labels
(gold/lineage_pairs.json: news reports of the same collection, read in full, no score shown; how they were
drawn stands in gold/README.md); and pairs of reports of two different topics, which are independent for
sure: a sample of those that share a passage, together weighing as much as `SURE_WEIGHT` labelled pairs. A
label its annotator was unsure of counts half. Ridge logistic regression, by Newton's method. The table
leaves one topic out at a time; the threshold is even odds. Which signals are used was chosen on this
table, so it flatters a little.
`--write` fits on all topics and writes what ships,
src/firsthand/trace/wording/dependence.json; `--each` prints what a pair gets from the model that did not
see its topic; `--keep` appends the table to RESULTS.md.
"""

import itertools
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

import firsthand
from firsthand.model import Document
from firsthand.read import read_file
from firsthand.trace.wording.alignment import align, copied, index
from firsthand.trace.wording.signals import SIGNALS, measure
from firsthand.trace.wording.words import split_words
from shared import SHARED, digest, keep, need

MODEL = Path(firsthand.__file__).parent / "trace" / "wording" / "dependence.json"
OWN = Path(__file__).resolve().parent / "gold" / "lineage_pairs.json"
DATA = SHARED / "data" / "lineage"
DEPENDENT = frozenset({"copy", "shared-source"})
RIDGE = 0.3
UNSURE = 0.5
SURE_WEIGHT = 20.0
STRIDES = range(31, 462, 20)  # how far apart two reports of different topics stand in the order of names

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """Two documents, what they share, and whether they depend; `where` is who says so."""

    a: str
    b: str
    signals: tuple[float, ...]
    depends: bool
    weight: float
    where: str
    evidence: str = ""

    @property
    def topics(self) -> frozenset[str]:
        """The topics of both documents: the number their names begin with."""
        return frozenset((_topic(self.a), _topic(self.b)))


def main(arguments: Sequence[str]) -> None:
    """Fit, print the table of topics left out, and write what ships if asked to."""
    paths = sorted((DATA / "documents").glob("*.txt"))
    shared = need(DATA / "pairs.json")
    documents = {path.name: read_file(path, name=path.name) for path in paths}
    examples = gather(documents, json.loads(shared.read_text()), json.loads(OWN.read_text()))
    left_out = leave_out(examples)
    table = render(examples, left_out)
    print(table)
    if "--each" in arguments:
        for example, likely in sorted(zip(examples, left_out, strict=True), key=lambda pair: -pair[1]):
            if example.where != "elsewhere" or likely > 0.3:
                wrong = "  <-- wrong" if (likely >= 0.5) != example.depends else ""
                numbers = " ".join(f"{value:.2f}" for value in example.signals)
                print(
                    f"{likely:.2f} {example.depends!s:5} {example.where:9} {example.a:17} {example.b:17} "
                    f"{numbers} {example.evidence[:60]}{wrong}"
                )
    if "--write" in arguments:
        MODEL.write_text(written(fit(examples), usual(examples), digest([*paths, shared, OWN])))
    if "--keep" in arguments:
        keep(
            "When accounts depend",
            "python benchmarks/train_lineage.py --keep",
            digest([*paths, shared, OWN]),
            table,
        )


def gather(documents: dict[str, Document], shared: list[Any], own: list[Any]) -> list[Example]:
    """Measure every labelled pair, and the pairs of reports of different topics that share a passage."""
    words = {name: split_words(document) for name, document in documents.items()}
    indexed = {name: index(told) for name, told in words.items()}

    def signals(a: str, b: str) -> tuple[float, ...]:
        same = words[a].forms == words[b].forms
        aligned = copied(words[a], words[b]) if same else align(indexed[a], indexed[b])
        return measure(aligned, min(len(words[a]), len(words[b]))).values()

    found = [
        Example(
            row["a"], row["b"], signals(row["a"], row["b"]), row["label"] in DEPENDENT,
            1.0 if row["sure"] else UNSURE, where, row["evidence"],
        )
        for where, rows in (("shared", shared), ("own", own)) for row in rows
    ]  # fmt: skip
    names = sorted(documents)
    elsewhere = []
    for i, j in itertools.product(range(len(names)), STRIDES):
        j = (i + j) % len(names)
        if _topic(names[i]) != _topic(names[j]):
            measured = signals(names[i], names[j])
            if measured[0] > 0:
                elsewhere.append((names[i], names[j], measured))
    weight = SURE_WEIGHT / len(elsewhere)
    labelled = {frozenset((example.a, example.b)) for example in found}
    found += [
        Example(a, b, measured, False, weight, "elsewhere")
        for a, b, measured in elsewhere
        if frozenset((a, b)) not in labelled
    ]
    return found


def fit(examples: Sequence[Example]) -> Floats:
    """Return the constant and the weight of each signal: ridge logistic regression on scaled signals."""
    table = np.array([example.signals for example in examples])
    answers = np.array([example.depends for example in examples], dtype=float)
    weights = np.array([example.weight for example in examples])
    means = np.average(table, axis=0, weights=weights)
    spread = np.sqrt(np.average((table - means) ** 2, axis=0, weights=weights)) + 1e-9
    scaled = np.column_stack([np.ones(len(table)), (table - means) / spread])
    penalty = np.r_[1e-9, np.full(table.shape[1], RIDGE)]
    found = np.zeros(scaled.shape[1])
    for _ in range(100):
        likely = 1 / (1 + np.exp(-np.clip(scaled @ found, -30, 30)))
        slope = scaled.T @ (weights * (likely - answers)) + penalty * found
        curve = (scaled * (weights * likely * (1 - likely))[:, None]).T @ scaled + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < 1e-9:
            break
    own = found[1:] / spread
    return np.r_[found[0] - own @ means, own]


def predict(model: Floats, examples: Sequence[Example]) -> Floats:
    """Return the probability of each example under a model."""
    table = np.array([example.signals for example in examples]).reshape(len(examples), len(SIGNALS))
    return 1 / (1 + np.exp(-np.clip(model[0] + table @ model[1:], -60, 60)))


def leave_out(examples: Sequence[Example]) -> Floats:
    """Return each example's probability under a model that saw none of its topics."""
    found = np.zeros(len(examples))
    for topics in sorted({example.topics for example in examples}, key=sorted):
        asked = [i for i, example in enumerate(examples) if example.topics == topics]
        seen = [example for example in examples if topics.isdisjoint(example.topics)]
        found[asked] = predict(fit(seen), [examples[i] for i in asked])
    return found


def render(examples: Sequence[Example], likely: Floats) -> str:
    """Return the table of how well topics left out are judged."""
    lines = [
        "| pairs | number | dependent | precision | recall | F1 | AUC | Brier |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for where, title in (("shared", "labelled beside the checkout"), ("own", "our own labels")):
        here = [i for i, example in enumerate(examples) if example.where == where]
        answers = np.array([examples[i].depends for i in here])
        precision, recall, f1 = quality(likely[here] >= 0.5, answers)
        lines.append(
            f"| {title} | {len(here)} | {answers.sum()} | {precision:.2f} | {recall:.2f} | {f1:.3f} "
            f"| {auc(likely[here], answers):.3f} | {np.mean((likely[here] - answers) ** 2):.3f} |"
        )
    others = [i for i, example in enumerate(examples) if example.where == "elsewhere"]
    wrong = int((likely[others] >= 0.5).sum())
    lines.append(f"| of different topics | {len(others)} | 0 | {wrong} wrong | | | | |")
    lines += [
        "",
        "Of what was given a probability in a fifth, so much depends (labelled pairs, topics left out):",
    ]
    labelled = [i for i, example in enumerate(examples) if example.where != "elsewhere"]
    answers = np.array([examples[i].depends for i in labelled])
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        inside = (likely[labelled] >= low) & (likely[labelled] < low + 0.2 + (low == 0.8))
        if inside.any():
            lines.append(f"{low:.1f}-{low + 0.2:.1f}: {answers[inside].mean():.2f} of {inside.sum()}")
    return "\n".join(lines)


def quality(said: npt.NDArray[np.bool_], answers: npt.NDArray[np.bool_]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of what was said to depend."""
    right = float((said & answers).sum())
    precision, recall = right / max(1, said.sum()), right / max(1, answers.sum())
    return precision, recall, 2 * right / max(1.0, float(said.sum() + answers.sum()))


def auc(likely: Floats, answers: npt.NDArray[np.bool_]) -> float:
    """Return how often a dependent pair is above an independent one; ties count half."""
    pairs = itertools.product(likely[answers], likely[~answers])
    return float(np.mean([(a > b) + 0.5 * (a == b) for a, b in pairs]))


def usual(examples: Sequence[Example]) -> Floats:
    """Return the mean signals of labelled pairs that tell one matter independently."""
    return np.mean(
        [example.signals for example in examples if example.where != "elsewhere" and not example.depends],
        axis=0,
    )


def written(model: Floats, usual: Floats, data: str) -> str:
    """Return the model as it is kept."""
    fitted = zip(SIGNALS, model[1:], strict=True)
    return (
        json.dumps(
            {
                "about": "The log-odds that two accounts depend on one another: a constant and a weight for "
                "each signal; what is usual for two independent accounts of one matter. Logistic regression, "
                "written by benchmarks/train_lineage.py --write from labelled pairs of news reports.",
                "data": data,
                "constant": round(float(model[0]), 4),
                "weights": {name: round(float(weight), 4) for name, weight in fitted},
                "usual": {name: round(float(value), 4) for name, value in zip(SIGNALS, usual, strict=True)},
            },
            indent=1,
        )
        + "\n"
    )


def _topic(name: str) -> str:
    """Return the number of a report's topic; one topic's two events may share their background."""
    return name.partition("_")[0]


if __name__ == "__main__":
    main(sys.argv[1:])
