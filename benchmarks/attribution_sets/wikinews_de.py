"""Quotations in German Wikinews: type, speaker, cue, content; contents may nest in one another.

All quotations count, nested ones (11%) too. 6% have no speaker. Offsets are those of `originalText`.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from attribution_sets.gold import Report, Stretch, Text, joined


def read(folder: Path) -> Iterator[Text]:
    """Read a part (train, dev) of the corpus."""
    for path in sorted(folder.glob("*.json")):
        kept = json.loads(path.read_text(encoding="utf-8"))
        text = kept["originalText"]
        reports = []
        for annotation in kept["annotations"]:

            def of(role: str, annotation: dict = annotation) -> tuple[Stretch, ...]:  # type: ignore[type-arg]
                return joined([(s["charBegin"], s["charEnd"]) for s in annotation[role]["spans"]])

            content, speaker, cue = of("quote"), of("speaker"), of("cue")
            if content:
                words = " ".join(text[a:b] for a, b in cue).lower()
                reports.append(
                    Report(content, (speaker,) if speaker else (), (), annotation["type"], words, (), cue)
                )
        yield Text(path.stem, "de", text, tuple(reports))
