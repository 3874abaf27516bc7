"""Who is said to have said what in a Chinese text, with the chain through which it came."""

import bisect
from collections.abc import Sequence
from dataclasses import replace

from firsthand.extract.analysis import Analysis
from firsthand.extract.attribution import Attribution, Attributions
from firsthand.extract.chinese.reading import read
from firsthand.extract.chinese.saying.contents import Content, contents_of, with_relays
from firsthand.extract.chinese.saying.orphans import find_orphans
from firsthand.extract.chinese.saying.reports import Report, find_reports
from firsthand.model import Name

# Fewest characters of what somebody said: 宣布辞职 is a deed more than words.
FEWEST = 4


def find_attributions(analysis: Analysis, names: Sequence[Name]) -> Attributions:
    """Find who is said to have said what; the innermost attribution of a passage has the whole chain.

    A report by an agency holds those inside it: 某社…电 据县政府介绍，… gives (县政府, 某社).
    """
    reading = read(analysis)
    known = list(names)
    reports = with_relays(reading, find_reports(reading, known))
    text = analysis.document.text
    known = [replace(name, text=text[name.start : name.end]) for name in known]
    contents = contents_of(reading, reports)
    for report, content in find_orphans(reading, reports, contents, known):
        at = bisect.bisect_right([other.at for other in reports], report.at)
        reports.insert(at, report)
        contents.insert(at, [content])
    said = [i for i in range(len(reports)) if any(end - start >= FEWEST for start, end, _ in contents[i])]
    chains: dict[int, tuple[int, ...]] = {}
    found = []
    around: list[int] = []  # reports whose words go on at the place reached
    for i in said:
        at = reports[i].at
        around = [k for k in around if any(at < end for _, end, _ in contents[k])]
        outer = _around(contents, around, at)
        chain = (*_links(reports[i]), *(chains.get(outer, ()) if outer is not None else ()))
        chains[i] = _distinct(chain, known)
        around.append(i)
        found += _attributions(reports[i], contents[i], chains[i], known)
    found.sort(key=lambda attribution: (attribution.start, -attribution.end))
    return Attributions(names=tuple(known), attributions=tuple(found))


def _distinct(chain: Sequence[int], names: Sequence[Name]) -> tuple[int, ...]:
    """Return a chain in which nobody follows under the same name: 向某社证实 in a report by 某社."""
    kept = {names[i].text if names[i].form == "name" else i: i for i in reversed(chain)}
    return tuple(i for i in dict.fromkeys(chain) if i in kept.values())


def _links(report: Report) -> tuple[int, ...]:
    return (*(() if report.source is None else (report.source,)), *report.via)


def _around(contents: Sequence[Sequence[Content]], outer: Sequence[int], at: int) -> int | None:
    """Return the innermost of some reports in whose content a place lies."""
    holding = [(end - start, k) for k in outer for start, end, _ in contents[k] if start <= at < end]
    return min(holding)[1] if holding else None


def _attributions(
    report: Report, contents: Sequence[Content], chain: tuple[int, ...], names: Sequence[Name]
) -> list[Attribution]:
    evidence = {report.cue.words}
    evidence |= {(names[i].start, names[i].end) for i in _links(report)}
    kept = tuple(sorted(evidence))
    return [
        Attribution(
            start=start,
            end=end,
            chain=chain,
            evidence=kept,
            cue=report.cue.word,
            stance=report.cue.stance,
            direct=direct,
            carried=report.carried,
        )
        for start, end, direct in contents
    ]
