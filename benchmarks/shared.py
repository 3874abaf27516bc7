"""Where the benchmarks' data lies, and how a result is kept."""

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
RESULTS = Path(__file__).resolve().parent / "RESULTS.md"


def need(path: Path) -> Path:
    """Return the path, or stop with a visible reason where the data is not here."""
    if not path.exists():
        sys.exit(f"skipped: {path} is not here; the benchmarks read their data from beside the checkout")
    return path


def digest(paths: Iterable[Path]) -> str:
    """Return a short digest of the data a figure was measured on."""
    found = hashlib.sha256()
    for path in sorted(paths):
        found.update(path.name.encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:12]


def keep(title: str, command: str, data: str, table: str) -> None:
    """Append a result to RESULTS.md: what was run, on which data, when, and what came out."""
    entry = f"\n## {title}, {date.today().isoformat()}\n`{command}` · data {data}\n\n{table}\n"
    RESULTS.write_text(RESULTS.read_text() + entry if RESULTS.exists() else "# Results\n" + entry)


def bcubed(groups: Iterable[Sequence[str]], truth: Mapping[str, str]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 of groups against the true story of each document."""
    sizes = Counter(truth.values())
    precision = recall = 0.0
    for group in groups:
        for story, both in Counter(truth[one] for one in group).items():
            precision += both * both / len(group) / len(truth)
            recall += both * both / sizes[story] / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)
