"""Our own gold for French, Spanish and Italian: offsets into texts, made by hand before any output was seen.

benchmarks/gold/attribution_fr.json: {"corpus": folder, "documents": {file: {"part": "tune" | "held",
"attributions": [{"content": [[start, end], ...], "source": [...], "cue": [...], "type": "direct" |
"indirect" | "mixed", "outer": index or null}, ...]}}}. The folder lies beside the gold (French, invented)
or under ../shared. `outer` is the attribution this one is nested in: its source is the next link of the
chain. Where both have the same content (a witness is quoted by a daily) the outer one is a relay: a
link, and no report of its own. A missing source is empty (hearsay); that of a verb without a subject
("ha dichiarato") is the nearest mention before it.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attribution_sets.gold import Report, Stretch, Text, joined

# The benchmark's parts, and what they are called here.
PARTS = {"train": "tune", "dev": "held"}


def read(path: Path, shared: Path, *, part: str | None = None) -> Iterator[Text]:
    """Read one language's gold: of one part ("train", "dev"), or all of it."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    language = path.stem.rpartition("_")[2]
    beside = path.parent / gold["corpus"]
    folder = beside if beside.is_dir() else shared / gold["corpus"]
    for name, document in sorted(gold["documents"].items()):
        if part is None or document["part"] == PARTS[part]:
            text = (folder / name).read_bytes().decode()
            yield Text(name, language, text, tuple(_reports(text, document["attributions"])))


def _reports(text: str, annotations: list[dict[str, Any]]) -> Iterator[Report]:
    relays = {
        a["outer"]
        for a in annotations
        if a["outer"] is not None and annotations[a["outer"]]["content"] == a["content"]
    }
    for number, annotation in enumerate(annotations):
        if number not in relays:
            yield _report(text, annotations, annotation)


def _report(text: str, annotations: list[dict[str, Any]], annotation: dict[str, Any]) -> Report:
    chain = []
    link: dict[str, Any] | None = annotation
    while link is not None:
        source = _of(link, "source")
        if source or link is annotation:  # an unknown first speaker is not the next one
            chain.append(source)
        link = annotations[link["outer"]] if link["outer"] is not None else None
    cue = _of(annotation, "cue")
    words = " ".join(text[a:b] for a, b in cue).lower()
    known = tuple(chain) if any(chain) else ()
    return Report(_of(annotation, "content"), known, (), annotation["type"], words, (), cue)


def _of(annotation: dict[str, Any], role: str) -> tuple[Stretch, ...]:
    return joined([(a, b) for a, b in annotation[role]])
