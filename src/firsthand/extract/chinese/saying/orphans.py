"""Quotations that no verb of saying stands beside: who spoke last in the paragraph goes on speaking."""

import bisect
import itertools
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
    told = zip(contents, reports, strict=True)
    said = sorted(content[:2] for pieces, report in told if not report.outlet for content in pieces)
    starts = [start for start, _ in said]
    reach = list(itertools.accumulate((end for _, end in said), max))
    people = sorted(
        (name.end, i) for i, name in enumerate(names) if name.kind == "person" and name.form == "name"
    )
    speaking = [report for report in reports if report.source is not None and not report.outlet]
    found = []
    for start, end in reading.quotations:
        if end - start < SHORTEST or reading.plain[end - 1] not in _ENDED:
            continue
        at = bisect.bisect_left(starts, end)
        if at and reach[at - 1] > start:
            continue
        report = _speaker(reading, start, speaking, names, people)
        if report is not None:
            found.append((report, (start, end, True)))
    return found


def _speaker(
    reading: Reading,
    start: int,
    speaking: Sequence[Report],
    names: Sequence[Name],
    people: Sequence[tuple[int, int]],
) -> Report | None:
    """Return a report of the person who speaks at a place that no verb of saying attributes.

    `speaking` are the reports in order of text; `people` the ends of persons' names, with their indices.
    """
    paragraph = reading.paragraph_at(start)[0]
    k = bisect.bisect_left(people, (start, -1)) - 1
    last = people[k] if k >= 0 and names[people[k][1]].start >= paragraph else None
    k = bisect.bisect_left(speaking, start, key=lambda report: report.at) - 1
    if k >= 0 and speaking[k].at >= paragraph:
        told = speaking[k]
        if last is None or told.cue.words[1] > last[0] or told.source == last[1]:
            return replace(told, at=start, quoted=None, carried=True, cue=replace(told.cue, stance="asserts"))
    if last is None:
        return None
    words = (names[last[1]].start, names[last[1]].end)
    k = bisect.bisect_right(reading.clauses, words[0], key=lambda clause: clause.end)
    clause = reading.clauses[min(k, len(reading.clauses) - 1)]
    return Report(Cue("say", words, words, words[1], ""), clause, start, last[1], carried=True)
