"""Quotations that no verb of saying stands beside: who spoke last in the paragraph goes on speaking."""

from collections.abc import Sequence
from dataclasses import replace

from firsthand.extract.chinese.reading import Reading
from firsthand.extract.chinese.saying.contents import Content
from firsthand.extract.chinese.saying.cues import Cue
from firsthand.extract.chinese.saying.reports import Report
from firsthand.model import Name

# Fewest characters of such a quotation: shorter ones are sayings and names.
SHORTEST = 6

_ENDED = "。！？!?…"


def find_orphans(
    reading: Reading, reports: Sequence[Report], contents: Sequence[Sequence[Content]], names: Sequence[Name]
) -> list[tuple[Report, Content]]:
    """Return the quotations that are whole sentences and nobody's yet, each with a report of its speaker.

    The speaker is the person who spoke last before it in its paragraph, or who was named last there.
    """
    said = [
        (start, end) for told, report in zip(contents, reports, strict=True) if not report.outlet
        for start, end, _ in told
    ]  # fmt: skip
    found = []
    for start, end in reading.quotations:
        if end - start < SHORTEST or reading.plain[end - 1] not in _ENDED:
            continue
        if any(begin < end and start < stop for begin, stop in said):
            continue
        report = _speaker(reading, start, reports, names)
        if report is not None:
            found.append((report, (start, end, True)))
    return found


def _speaker(reading: Reading, start: int, reports: Sequence[Report], names: Sequence[Name]) -> Report | None:
    """Return a report of the person who speaks at a place that no verb of saying attributes."""
    paragraph = reading.paragraph_at(start)[0]
    people = [
        (name.end, i)
        for i, name in enumerate(names)
        if name.kind == "person" and name.form == "name" and paragraph <= name.start and name.end < start
    ]
    last = max(people, default=None)
    before = [r for r in reports if paragraph <= r.at < start and r.source is not None and not r.outlet]
    if before and (last is None or before[-1].cue.words[1] > last[0] or before[-1].source == last[1]):
        told = before[-1]
        return replace(told, at=start, quoted=None, carried=True, cue=replace(told.cue, stance="asserts"))
    if last is None or not reading.plain[last[0] : start].strip():
        return None
    words = (names[last[1]].start, names[last[1]].end)
    cue = Cue("say", words, words, words[1], "")
    clause = next(c for c in reading.clauses if c.end > words[0])
    return Report(cue, clause, start, last[1], carried=True)
