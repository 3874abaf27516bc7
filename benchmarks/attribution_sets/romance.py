"""Our own gold for French, Spanish and Italian: offsets into texts that lie beside the checkout.

benchmarks/gold/attribution_fr.json: {"corpus": folder under ../shared, "documents": {file: [{"content":
[[start, end], ...], "source": [...], "cue": [...], "type": "direct" | "indirect" | "mixed"}, ...]}}.
"source" may be missing or empty.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attribution_sets.gold import Report, Stretch, Text, joined


def read(path: Path, shared: Path) -> Iterator[Text]:
    """Read one language's gold."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    language = path.stem.rpartition("_")[2]
    for name, annotations in sorted(gold["documents"].items()):
        text = (shared / gold["corpus"] / name).read_bytes().decode()
        yield Text(name, language, text, tuple(_report(text, annotation) for annotation in annotations))


def _report(text: str, annotation: dict[str, Any]) -> Report:
    def of(role: str) -> tuple[Stretch, ...]:
        return joined([(a, b) for a, b in annotation.get(role) or ()])

    cue = of("cue")
    words = " ".join(text[a:b] for a, b in cue).lower()
    source = of("source")
    return Report(of("content"), (source,) if source else (), (), annotation.get("type", ""), words, (), cue)
