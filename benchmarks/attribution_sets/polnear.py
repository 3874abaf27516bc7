"""PolNeAR: attributions in US political news, standoff in brat's format.

A few texts were annotated by up to six people: the first file by name is taken, one a text.
"Content" and "Content2" of one attribution are one content in pieces. An attribution without any
content is left out (3 of 22,000 in train). Lines that are no annotation (a text field with a line
break in it, annotators' notes) are skipped. "Discuss" and "Discard" marks are no attributions.
"""

from collections.abc import Iterator
from pathlib import Path

from attribution_sets.gold import Report, Stretch, Text, joined


def read(folder: Path) -> Iterator[Text]:
    """Read a part (train, dev) of PolNeAR."""
    annotated: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotated.setdefault(path.stem.rpartition("_")[0], path)
    for stem, path in sorted(annotated.items()):
        text = (folder / "text" / f"{stem}.txt").read_bytes().decode()
        yield Text(stem, "en", text, tuple(_reports(path, text)))


def _reports(path: Path, text: str) -> Iterator[Report]:
    marks: dict[str, list[Stretch]] = {}
    events: list[list[tuple[str, str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, rest = line.partition("\t")
        if key[:1] == "T" and rest:
            spans = rest.partition("\t")[0].partition(" ")[2]
            marks[key] = [(int(a), int(b)) for a, b in (span.split() for span in spans.split(";"))]
        elif key[:1] == "E" and rest:
            events.append([(role, mark) for role, _, mark in (part.partition(":") for part in rest.split())])
    for event in events:

        def of(role: str, event: list[tuple[str, str]] = event) -> tuple[Stretch, ...]:
            return joined([span for name, mark in event if name == role for span in marks[mark]])

        content, source, cue = joined([*of("Content"), *of("Content2")]), of("Source"), of("Cue")
        if content:
            yield Report(
                content,
                chain=(source,) if source else (),
                cue=" ".join(text[a:b] for a, b in cue).lower(),
                marks=cue,
            )
