"""Learn how much each family of differences counts for a conflict, and what to expect on a new story.

    .venv/bin/python benchmarks/train_conflicts.py [--write] [--keep]

The stories with hand-made gold are built as a user would build them, but for those kept aside to show
what to expect (`GROUPS["held out"]` in stories.py), which are never read here. A pair of claims is
positive where the gold's conflict joins them, and a look-alike where the gold says so. The model is a
logistic regression whose signs are fixed in advance (evidence may only speak for a conflict, what
explains a difference away only against it). Printed is leave-one-story-out: each story ranked by
what the others taught, conflicts and look-alikes among the questions shown. `--write` learns from
all of them and writes src/firsthand/weigh/conflicts/ranking.json.
"""

import json
import math
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

import firsthand.weigh.conflicts as conflicts
from firsthand.case import build
from firsthand.model import Findings
from firsthand.trace.sense import encode
from firsthand.weigh.conflicts import ranking
from firsthand.weigh.conflicts.candidates import candidate_pairs
from firsthand.weigh.conflicts.profile import profiles_of, weights_of_words
from firsthand.weigh.conflicts.signals import find_signals
from shared import digest, keep, need
from stories import GROUPS, STORIES

AGAINST = {"same speaker here", "own voice here", "figures agree", "dates agree", "update", "names differ"}
AGAINST |= {"short", "title"}
EITHER = {"same predicate", "names shared", "hedged", "next"}
# Stories kept aside stay unseen: weights that met them could not be judged on them.
TAUGHT = {story: paths for story, paths in STORIES.items() if story not in GROUPS["held out"]}
POSITIVE, LOOK_ALIKE = 7.5, 3.0  # what one such pair counts beside an ordinary one
ONE_IN = 4  # ordinary pairs are so many that one in four teaches as much, counted four times
PENALTY, FAMILY_PENALTY = 3.0, 0.3
STEPS = 600

Pair = tuple[str, str]
Rows = list[tuple[Pair, dict[str, float]]]


def main() -> None:
    """Print what to expect, and write the weights if asked."""
    found = {story: _story(need(folder), need(gold)) for story, (folder, gold) in TAUGHT.items()}
    lines = ["| story left out | conflicts | look-alikes | shown |", "| --- | --- | --- | --- |"]
    counted = []
    for story in found:
        _use(_learn([found[other] for other in found if other != story]))
        counted.append(_shown(found[story]))
        lines.append(_row(story, counted[-1]))
    lines.append(_row("**all**", [sum(column) for column in zip(*counted, strict=True)]))
    print(table := "\n".join(lines))
    if "--keep" in sys.argv:
        data = digest(path for _, gold in TAUGHT.values() for path in [gold])
        keep("Conflicts, each story left out", "python benchmarks/train_conflicts.py --keep", data, table)
    weights = _learn(list(found.values()))
    if "--write" in sys.argv:
        about = "Log odds that two claims are in conflict. Written by benchmarks/train_conflicts.py."
        path = Path(ranking.__file__).with_name("ranking.json")
        text = json.dumps({"about": about, "weights": weights}, indent=1, ensure_ascii=False)
        path.write_text(text + "\n", encoding="utf-8")


def _row(name: str, counts: list[int]) -> str:
    found, conflicts_there, false, alike, shown = counts
    return f"| {name} | {found}/{conflicts_there} | {false}/{alike} | {shown} |"


def _story(folder: Path, gold_path: Path) -> dict[str, Any]:
    with build(folder) as case:
        findings = case.findings
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    claims = _claims_of(gold, findings)
    pairs = {
        key: {(a, b): _joined(claims[a], claims[b]) for a, b in named}
        for key, named in (
            ("conflicts", [(row[1], row[2]) for row in gold["conflicts"]]),
            ("not_conflicts", [(row[0], row[1]) for row in gold["not_conflicts"]]),
        )
    }
    return {"findings": findings, "rows": _rows(findings), **pairs}


def _claims_of(gold: dict[str, Any], findings: Findings) -> dict[str, set[str]]:
    """Return the claims that hold a gold claim's statements, matched as the scorer does."""
    names = {document.id: Path(document.name).name for document in findings.documents}
    claim_of = {each: claim.id for claim in findings.claims for each in claim.statements}
    matches = []
    for at, row in enumerate(gold["statements"]):
        for statement in findings.statements:
            shared = min(row["end"], statement.end) - max(row["start"], statement.start)
            whole = max(row["end"], statement.end) - min(row["start"], statement.start)
            if names[statement.document] == row["document"] and shared >= 0.4 * whole:
                matches.append((-shared / whole, at, statement.id))
    out: dict[str, set[str]] = defaultdict(set)
    rows, used = set(), set()
    for _, at, statement_id in sorted(matches):
        if at not in rows and statement_id not in used:
            rows.add(at)
            used.add(statement_id)
            out[gold["statements"][at]["claim"]].add(claim_of[statement_id])
    return out


def _joined(one: set[str], other: set[str]) -> set[Pair]:
    return {(min(a, b), max(a, b)) for a in one for b in other if a != b}


def _rows(findings: Findings) -> Rows:
    """Return one row of signs for each pair of claims and family of differences between them."""
    told = sorted(findings.statements, key=lambda s: (s.document, s.start, s.end, s.id))
    texts = {document.id: document.text for document in findings.documents}
    claim_of = {each: claim.id for claim in findings.claims for each in claim.statements}
    moved = [set(update.claims) for update in findings.updates]
    profiles = profiles_of(told, texts, list(encode([statement.text for statement in told])))
    words = weights_of_words(profiles)
    evidence = defaultdict(list)
    for i, j in candidate_pairs(profiles):
        first, second = sorted((claim_of[told[i].id], claim_of[told[j].id]))
        if first != second and not any({first, second} <= claims for claims in moved):
            text = texts[told[i].document]
            evidence[first, second].append(find_signals(profiles[i], profiles[j], weights=words, text=text))
    return [
        (pair, {f"is {family}": 1.0, "strength": signals.families[family], **signals.common})
        for pair, found in evidence.items()
        for family, signals in ranking.clearest(found).items()
    ]


def _learn(stories: list[dict[str, Any]]) -> dict[str, float]:
    rows = [row for story in stories for row in story["rows"]]
    signs = sorted({sign for _, values in rows for sign in values})
    table = np.array([[values.get(sign, 0.0) for sign in signs] + [1.0] for _, values in rows])
    # Each of the gold's conflicts counts alike, however many pairs of claims carry it.
    share: dict[Pair, float] = {}
    for pairs in (pairs for story in stories for pairs in story["conflicts"].values()):
        for pair in pairs:
            share[pair] = max(share.get(pair, 0.0), 1 / math.sqrt(len(pairs)))
    look_alike = set().union(*(pairs for story in stories for pairs in story["not_conflicts"].values()))
    wanted = np.array([pair in share for pair, _ in rows], float)
    counts = np.array(
        [
            POSITIVE * share[pair] if pair in share else LOOK_ALIKE if pair in look_alike else ONE_IN
            for pair, _ in rows
        ]
    )
    kept = (counts != ONE_IN) | (np.arange(len(rows)) % ONE_IN == 0)
    table, wanted, counts = table[kept], wanted[kept], counts[kept]
    penalty = np.array([FAMILY_PENALTY if sign.startswith("is ") else PENALTY for sign in signs] + [0.0])
    low = np.array([-math.inf if _may_be_negative(sign) else 0.0 for sign in signs] + [-math.inf])
    high = np.array([0.0 if sign in AGAINST else math.inf for sign in signs] + [math.inf])
    # Projected gradient with momentum (FISTA, Beck & Teboulle 2009); the step is one over a bound on
    # the curvature.
    step = 1 / (0.25 * np.linalg.norm(table.T * counts @ table, 2) + penalty.max())
    weights = ahead = np.zeros(len(signs) + 1)
    momentum = 1.0
    for _ in range(STEPS):
        gradient = table.T @ (counts * (1 / (1 + np.exp(-table @ ahead)) - wanted)) + penalty * ahead
        new = np.clip(ahead - step * gradient, low, high)
        following = (1 + math.sqrt(1 + 4 * momentum**2)) / 2
        ahead = new + (momentum - 1) / following * (new - weights)
        weights, momentum = new, following
    learned = {"": round(float(weights[-1]), 3)}
    learned |= {
        sign: round(float(weight), 3)
        for sign, weight in zip(signs, weights, strict=False)
        if abs(weight) >= 5e-4
    }
    return learned


def _may_be_negative(sign: str) -> bool:
    return sign in AGAINST or sign in EITHER or sign.startswith("is ")


def _use(weights: dict[str, float]) -> None:
    ranking.weights = lambda: weights  # type: ignore[assignment]


def _shown(story: dict[str, Any]) -> list[int]:
    findings = story["findings"]
    found = conflicts.find_conflicts(
        findings.claims,
        findings.statements,
        findings.sources,
        documents=findings.documents,
        updates=findings.updates,
        encoder=encode,
    )
    shown = [set(each.claims) for each in found]
    counted = []
    for key in ("conflicts", "not_conflicts"):
        named = story[key].values()
        counted += [sum(any(set(p) <= c for p in pairs for c in shown) for pairs in named), len(named)]
    return [*counted, len(shown)]


if __name__ == "__main__":
    main()
