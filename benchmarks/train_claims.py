"""Fit the model of when two statements make the same claim, and say how well it does on a story it never saw.

    .venv/bin/python benchmarks/train_claims.py [--write] [--keep]

Learns from the hand-made gold beside the checkout and our own (benchmarks/gold; the two stories kept
aside there are not read), each story twice: the statements firsthand itself
extracts, as far as they are gold rows (intersection over union at least 0.4), and the gold rows as
they were marked. Small trees, boosted; every story weighs the same.
The table leaves one story out at a time; its last column is the same with no story left
out. `--write` fits on all and writes what ships,
src/firsthand/weigh/same_claim.json; `--keep` appends the table to RESULTS.md.
"""

import argparse
import dataclasses
import itertools
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

import firsthand
from boosting import Growing, grow
from firsthand.extract import extract_documents
from firsthand.extract.analysis import analyse
from firsthand.extract.description import describe, measure
from firsthand.model import Document, Lineage, Source, Statement
from firsthand.read import read_bytes
from firsthand.resolve import resolve
from firsthand.trace import find_stories, join, trace
from firsthand.trace.sense import encode
from firsthand.weigh.claims import group_claims
from firsthand.weigh.origins import find_origins
from firsthand.weigh.origins.lines import Lines
from firsthand.weigh.pair_model import Judge, PairModel, Tree, TreeModel
from firsthand.weigh.similarity import SIGNS, candidate_pairs, signs
from shared import SHARED, digest, keep, need

MODEL = Path(firsthand.__file__).parent / "weigh" / "same_claim.json"
OWN = Path(__file__).resolve().parent / "gold"
GOLD = {
    **{
        name: SHARED / "gold" / f"{name}.json"
        for name in ("seeds", "event_2", "event_5", "event_7", "event_9")
    },
    **{name: OWN / f"{name}.json" for name in ("event_1", "event_6")},
}
STORIES = tuple(GOLD)
LEAST_OVERLAP = 0.4
RIDGE = 30.0
# The mean F1 of the stories left out is within .015 from .09 to .14.
THRESHOLD = 0.12
HOW = Growing(trees=200)
# Which signs a tree may ask is drawn; four drawings, averaged, depend less on the draw: the mean F1 of
# stories left out is .509, where single drawings have .506 and .493.
DRAWINGS = 4

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Told:
    """Statements of one story and the gold claim of each ("" where gold has none)."""

    statements: list[Statement]
    claims: list[str]
    gold_pairs: int  # cross-document pairs of gold rows that make one claim
    sources: tuple[Source, ...] = ()
    lineage: Lineage = Lineage()

    def examples(self) -> tuple[Floats, Floats]:
        """Return the signs of the pairs whose answer is known, and the answers."""
        i, j = candidate_pairs(self.statements, encode=encode)
        table = signs(self.statements, (i, j), encode=encode).astype(float)
        claims = np.array(self.claims)
        known = (claims[i] != "") & (claims[j] != "")
        return table[known], (claims[i] == claims[j])[known].astype(float)


@dataclass(frozen=True)
class Score:
    """Pairs joined, of those right, and in gold; claims of independent origins, and rightly so called.

    A claim is rightly told by independent origins if two of them say there what is one gold claim; those
    without gold rows of two of them are not counted.
    """

    joined: int
    right: int
    gold: int
    corroborated: int
    rightly: int

    @property
    def precision(self) -> float:
        """The share of the pairs joined that gold joins."""
        return self.right / max(self.joined, 1)

    @property
    def recall(self) -> float:
        """The share of gold's pairs that were joined."""
        return self.right / max(self.gold, 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / max(self.joined + self.gold, 1)


def main() -> None:
    """Fit, print the table of stories left out, and write what ships if asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    gold = {name: json.loads(need(path).read_text("utf-8")) for name, path in GOLD.items()}
    extracted, marked = {}, {}
    for name in STORIES:
        documents = _documents(name)
        extracted[name] = _extracted(documents, gold[name]["statements"])
        marked[name] = _marked(documents, gold[name]["statements"])
    examples = {name: [extracted[name].examples(), marked[name].examples()] for name in STORIES}
    lines = [
        "| story left out | precision | recall | pairs F1 | corroborated, right | none left out |",
        "| --- " * 6 + "|",
    ]
    whole = _grown(list(examples.values()))
    means = np.zeros(2)
    corroborated = rightly = 0
    for name in STORIES:
        found = _score(extracted[name], _grown([examples[other] for other in STORIES if other != name]))
        seen = _score(extracted[name], whole).f1
        means += np.array([found.f1, seen]) / len(STORIES)
        corroborated += found.corroborated
        rightly += found.rightly
        lines.append(
            f"| {name} | {found.precision:.2f} | {found.recall:.2f} | {found.f1:.3f} "
            f"| {found.rightly} of {found.corroborated} | {seen:.3f} |"
        )
    last = f"| **mean** | | | {means[0]:.3f} | {rightly} of {corroborated} | {means[1]:.3f} |"
    table = "\n".join([*lines, last])
    print(table)
    data = digest(GOLD.values())
    if options.keep:
        keep("Same claim, one story left out", "benchmarks/train_claims.py --keep", data, table)
    if options.write:
        MODEL.write_text(_written(whole, data), encoding="utf-8")


def _documents(name: str) -> list[Document]:
    folder = SHARED / ("seeds" if name == "seeds" else f"stories/{name}")
    return [read_bytes(path.read_bytes(), name=path.name) for path in sorted(need(folder).glob("*.txt"))]


def _extracted(documents: list[Document], rows: list[dict]) -> Told:
    resolved = resolve(documents, list(extract_documents(documents)))
    statements = list(resolved.statements)
    lineage = join(
        [
            trace(
                story,
                [document for document in documents if document.id in story.documents],
                [statement for statement in statements if statement.document in story.documents],
                resolved.sources,
                [citation for citation in resolved.citations if citation[0] in story.documents],
            )
            for story in find_stories(documents, statements)
        ]
    )
    statements.sort(key=lambda s: (s.document, s.start, s.end))
    names = {document.id: document.name for document in documents}
    overlaps = []
    for k, statement in enumerate(statements):
        for r, row in enumerate(rows):
            if names[statement.document] == row["document"]:
                shared = min(row["end"], statement.end) - max(row["start"], statement.start)
                spanned = max(row["end"], statement.end) - min(row["start"], statement.start)
                if shared >= LEAST_OVERLAP * spanned:
                    overlaps.append((-shared / spanned, r, k))
    claims = [""] * len(statements)
    taken: set[int] = set()
    for _, r, k in sorted(overlaps):
        if r not in taken and not claims[k]:
            claims[k] = rows[r]["claim"]
            taken.add(r)
    return Told(statements, claims, _gold_pairs(rows), tuple(resolved.sources), lineage)


def _marked(documents: list[Document], rows: list[dict]) -> Told:
    analyses = {analysis.document.name: analysis for analysis in analyse(documents)}
    measures = {name: measure(analysis) for name, analysis in analyses.items()}
    statements = []
    for row in rows:
        analysis = analyses[row["document"]]
        bare = describe(analysis, row["start"], row["end"], measures=measures[row["document"]])
        titles = [block for block in analysis.document.blocks if block.kind == "title"]
        title = any(block.start <= row["start"] < block.end for block in titles)
        said = [row["origin"], *row["via"]] if row["origin"] else []
        statements.append(dataclasses.replace(bare, attribution=tuple(said), title=title))
    return Told(statements, [row["claim"] for row in rows], _gold_pairs(rows))


def _gold_pairs(rows: list[dict]) -> int:
    pairs = itertools.combinations(rows, 2)
    return sum(a["claim"] == b["claim"] and a["document"] != b["document"] for a, b in pairs)


def _grown(stories: list[list[tuple[Floats, Floats]]]) -> TreeModel:
    """Grow trees in which every story's true pairs weigh the same, and average several drawings."""
    weighted = _weighted(stories)
    trees: list[Tree] = []
    prior = 0.0
    for seed in range(DRAWINGS):
        prior, grown = grow(*weighted, dataclasses.replace(HOW, seed=seed))
        trees += [
            Tree(tree.asked, tree.cuts, tuple(round(worth / DRAWINGS, 6) for worth in tree.worth))
            for tree in grown
        ]
    return TreeModel(prior, tuple(trees), THRESHOLD)


def _weighted(stories: list[list[tuple[Floats, Floats]]]) -> tuple[Floats, Floats, Floats]:
    parts = [(x, y, np.full(len(y), 1 / max(y.sum(), 1))) for story in stories for x, y in story]
    table = np.concatenate([x for x, _, _ in parts])
    answers = np.concatenate([y for _, y, _ in parts])
    weights = np.concatenate([w for _, _, w in parts])
    return table, answers, weights / weights.mean()


def _fit(stories: list[list[tuple[Floats, Floats]]]) -> PairModel:
    """Fit a ridge logistic regression in which every story's true pairs weigh the same."""
    table, answers, weights = _weighted(stories)
    means, deviations = table.mean(0), np.maximum(table.std(0), 1e-6)
    scaled = np.column_stack([(table - means) / deviations, np.ones(len(table))])
    penalty = np.r_[np.full(table.shape[1], RIDGE), 1e-9]
    found = np.zeros(scaled.shape[1])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-np.clip(scaled @ found, -30, 30)))
        slope = scaled.T @ (weights * (likely - answers)) + penalty * found
        curve = (scaled * (weights * likely * (1 - likely))[:, None]).T @ scaled + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < 1e-8:
            break
    return PairModel(tuple(means), tuple(deviations), tuple(found[:-1]), float(found[-1]), THRESHOLD)


def _score(story: Told, model: Judge) -> Score:
    """Count the cross-document pairs, as gold/score.py does, and the claims told by independent origins."""
    lines = Lines(story.lineage, story.sources, story.statements)
    claims = group_claims(story.statements, sources=story.sources, lineage=story.lineage, model=model)
    told = {statement.id: statement for statement in story.statements}
    gold = {s.id: claim for s, claim in zip(story.statements, story.claims, strict=True) if claim}
    joined = right = corroborated = rightly = 0
    for claim in claims:
        known = [each for each in claim.statements if each in gold]
        agreeing = []
        for one, other in itertools.combinations(known, 2):
            same = gold[one] == gold[other]
            if told[one].document != told[other].document:
                joined += 1
                right += same
            if find_origins((told[one], told[other]), lines)[1] > 1:
                agreeing.append(same)
        if claim.independent_origins > 1 and agreeing:
            corroborated += 1
            rightly += any(agreeing)
    return Score(joined, right, story.gold_pairs, corroborated, rightly)


def _written(model: TreeModel, data: str) -> str:
    trees = [{"asked": t.asked, "cuts": t.cuts, "worth": t.worth} for t in model.trees]
    return (
        json.dumps(
            {
                "about": "Questions about how alike two statements are and what each answer is worth "
                "toward one claim, in log odds. Written by benchmarks/train_claims.py --write from "
                "hand-made gold of seven stories.",
                "data": data,
                "signs": SIGNS,
                "prior": round(model.prior, 4),
                "threshold": model.threshold,
            },
            indent=1,
        )[:-2]
        + ',\n "trees": [\n  '
        + ",\n  ".join(json.dumps(tree) for tree in trees)
        + "\n ]\n}\n"
    )


if __name__ == "__main__":
    main()
