"""Quotations behind a colon that no verb of saying leads to: "Auch Roe griff den Plan an: „Unfug.“"."""

from collections.abc import Iterator, Sequence

from firsthand.extract.attribution.found import Stretch
from firsthand.extract.surface.attribution.clauses import Reading, Unit
from firsthand.extract.surface.attribution.phrases import Phrase, subjects
from firsthand.extract.surface.attribution.said import Saying
from firsthand.extract.surface.attribution.sources import Sources

_VERBS = frozenset({"VERB", "AUX"})


def sayings_by_colons(reading: Reading, sources: Sources, taken: Sequence[Saying]) -> Iterator[Saying]:
    """Find quotations behind a colon that are nobody's yet: they are the subject's of the clause before."""
    claimed: dict[int, list[Stretch]] = {}
    for saying in taken:
        claimed.setdefault(saying.unit, []).extend(saying.contents)
    for number, unit in enumerate(reading.units):
        for k, chunk in enumerate(unit.chunks):
            if chunk.kind != "quote" or chunk.mark != ":" or not k:
                continue
            end = k + 1
            while end < len(unit.chunks) and unit.chunks[end].kind == "quote":
                end += 1
            content = reading.stretch(chunk.start, unit.chunks[end - 1].end)
            if content[1] <= content[0] or any(
                a <= content[0] + 2 and content[0] < b for a, b in claimed.get(number, ())
            ):
                continue
            source = _speaker(reading, sources, unit, k)
            if source is None:
                continue
            cue = _cue(reading, unit, k)
            mark = reading.doc[chunk.start - 1]
            yield Saying(
                cue=reading.doc[cue],
                lemma=reading.doc[cue].lemma_.lower(),
                contents=(content,),
                cue_words=((mark.idx, mark.idx + len(mark.text)),),
                unit=number,
                source=source,
                direct=True,
            )


def _cue(reading: Reading, unit: Unit, k: int) -> int:
    """Return the first verb before a colon, else the word before it."""
    start, end = unit.start, unit.chunks[k].start - 1
    verbs = (i for i in range(start, end) if reading.doc[i].pos_ in _VERBS)
    return next(verbs, max(start, end - 1))


def _speaker(reading: Reading, sources: Sources, unit: Unit, k: int) -> Phrase | None:
    """Return the subject of the clause before a colon: of several phrases one that can speak."""
    found: list[Phrase] = []
    for chunk in unit.chunks[:k]:
        if chunk.kind in {"main", "piece"}:
            found += subjects(reading, chunk.start, chunk.end)
    return sources.best(found) if found else None
