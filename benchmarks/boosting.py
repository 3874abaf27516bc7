"""Small trees of questions grown one after another, each on what those before it got wrong.

Gradient boosting of the log loss with Newton steps (Friedman 2001; Chen and Guestrin 2016) over signs
cut into a few dozen steps. The same data gives the same trees: only the choice of signs is drawn, by a seed.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from firsthand.weigh.pair_model import Tree

Floats = npt.NDArray[np.float64]

_LEAST_GAIN = 1e-9


@dataclass(frozen=True)
class Growing:
    """How trees are grown: `least` rows behind every answer, `share` of the signs for a tree to ask."""

    trees: int = 100
    rate: float = 0.05
    depth: int = 3
    steps: int = 24
    least: int = 30
    ridge: float = 5.0
    share: float = 0.5
    seed: int = 0


def grow(table: Floats, answers: Floats, weights: Floats, how: Growing) -> tuple[float, list[Tree]]:
    """Return the log odds before any question, and the trees. `weights` are one a row."""
    draw = np.random.default_rng(how.seed)
    rounded = table.astype(np.float32)
    quantiles = np.linspace(0, 1, how.steps + 1)[1:-1]
    cuts = [np.unique(np.quantile(column, quantiles).astype(np.float32)) for column in rounded.T]
    codes = np.column_stack(
        [np.searchsorted(cut, column, side="right") for cut, column in zip(cuts, rounded.T, strict=True)]
    )
    prior = float(np.log((weights * answers).sum() / (weights * (1 - answers)).sum()))
    odds = np.full(len(table), prior)
    grown = []
    for _ in range(how.trees):
        likely = 1 / (1 + np.exp(-odds))
        slope, curve = weights * (likely - answers), weights * likely * (1 - likely)
        asked = np.sort(draw.choice(len(cuts), max(1, round(how.share * len(cuts))), replace=False))
        tree = _tree(codes, cuts, slope, curve, asked, how)
        odds += tree.answers(rounded)
        grown.append(tree)
    return prior, grown


def _tree(
    codes: npt.NDArray[np.intp],
    cuts: list[npt.NDArray[np.float32]],
    slope: Floats,
    curve: Floats,
    signs: npt.NDArray[np.intp],
    how: Growing,
) -> Tree:
    asked, at = [-1] * (2**how.depth - 1), [0.0] * (2**how.depth - 1)
    worth = [0.0] * (2 ** (how.depth + 1) - 1)
    rows = {0: np.arange(len(slope))}
    for node in range(len(asked)):
        if node not in rows:
            continue
        own = rows.pop(node)
        found = _best(codes[own], cuts, slope[own], curve[own], signs, how)
        if found is None:
            continue
        sign, step = found
        asked[node], at[node] = int(sign), float(cuts[sign][step])
        yes = codes[own, sign] > step
        for child, members in ((2 * node + 1, own[~yes]), (2 * node + 2, own[yes])):
            rows[child] = members
            step_down = -how.rate * slope[members].sum() / (curve[members].sum() + how.ridge)
            worth[child] = round(float(step_down), 6)
    return Tree(tuple(asked), tuple(at), tuple(worth))


def _best(
    codes: npt.NDArray[np.intp],
    cuts: list[npt.NDArray[np.float32]],
    slope: Floats,
    curve: Floats,
    signs: npt.NDArray[np.intp],
    how: Growing,
) -> tuple[int, int] | None:
    """Return the sign and the step that part the rows best, None where none is worth a question."""
    whole = slope.sum() ** 2 / (curve.sum() + how.ridge)
    most, found = _LEAST_GAIN, None
    for sign in signs:
        bins = len(cuts[sign]) + 1
        below = np.bincount(codes[:, sign], slope, bins).cumsum()[:-1]
        weight = np.bincount(codes[:, sign], curve, bins).cumsum()[:-1]
        count = np.bincount(codes[:, sign], minlength=bins).cumsum()[:-1]
        if not len(count):
            continue
        gain = (
            below**2 / (weight + how.ridge)
            + (slope.sum() - below) ** 2 / (curve.sum() - weight + how.ridge)
            - whole
        )
        gain[(count < how.least) | (len(slope) - count < how.least)] = -1
        best = int(gain.argmax())
        if gain[best] > most:
            most, found = float(gain[best]), (int(sign), best)
    return found
