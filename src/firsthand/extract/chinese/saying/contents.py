"""How far what somebody said goes: to the end of the sentence, the quotation, the paragraph, the report."""

import functools
import re
from collections.abc import Sequence
from dataclasses import replace

from firsthand.extract.chinese.reading import QUOTES, Reading, Stretch
from firsthand.extract.chinese.saying.reports import Report
from firsthand.extract.packs import load, words

Content = tuple[int, int, bool]  # start, end, in quotation marks

_CLOSING = frozenset('”」』"')
_OPENING = '“「『"'
_LEADING = " \u3000，,：:。；;、\n\r—―"


def with_relays(reading: Reading, reports: Sequence[Report]) -> list[Report]:
    """Part what an outlet passes on, where the account opens with it, from what it tells further on.

    据北方社援引海关的报告报道，… opens a text: the report is the customs' only where it is cited, all that
    follows is the agency's.
    """
    parted = []
    for i, report in enumerate(reports):
        if report.cue.form == "according" and report.via and report.outlet and _opens(reading, reports, i):
            cue = replace(report.cue, source=report.cue.via or report.cue.source, via=None)
            parted.append(replace(report, cue=cue, source=report.via[-1], via=()))
            report = replace(report, outlet=False)
        parted.append(report)
    return parted


def contents_of(reading: Reading, reports: Sequence[Report]) -> list[list[Content]]:
    """Return for each report the stretches said, in order."""
    found = []
    for i, report in enumerate(reports):
        match report.cue.form:
            case "dateline":
                found.append(_whole(reading, reports, i))
            case "turn":
                found.append(_trimmed(reading, report.cue.body, report.clause.end))
            case "according" if report.outlet and _opens(reading, reports, i):
                found.append(_whole(reading, reports, i))
            case _:
                found.append(_backward(reading, report) + _forward(reading, reports, i))
    found = [told or _trailing(reading, reports, i) for i, told in enumerate(found)]
    return [[content for content in told if not _only_points(reading, content)] for told in found]


def _only_points(reading: Reading, content: Content) -> bool:
    """Tell whether only what stands before is pointed at: 否认了这一消息."""
    pointing = words("propositions", "pointing", language="zh")
    said = [token for token in reading.words(content[0], content[1]) if token.tag not in {"", "w"}]
    return all(token.word in pointing for token in said)


def _whole(reading: Reading, reports: Sequence[Report], i: int) -> list[Content]:
    """A report under a dateline goes on to the next dateline, another outlet's report or the end."""
    later = [other.at for other in reports[i + 1 :] if _takes_over(reading, reports[i], other)]
    return _trimmed(reading, reports[i].cue.body, min([reading.paragraphs[-1][1], *later]))


def _takes_over(reading: Reading, report: Report, other: Report) -> bool:
    """Tell whether another report ends one that went on to all that follows: 另据…, another outlet's."""
    if other.cue.form == "dateline":
        return True
    if other.cue.form != "according" or report.cue.form != "according" or other.at == report.at:
        return False
    others = tuple(load("cues", "zh")["takes_over"])
    return (other.outlet and other.named) or reading.plain.startswith(others, other.at)


def _opens(reading: Reading, reports: Sequence[Report], i: int) -> bool:
    """Tell whether the account begins with a report: 据《东岸新报》报道 in its first sentence."""
    report = reports[i]
    begin = max([0, *(other.cue.body for other in reports[:i] if other.cue.form == "dateline")])
    start = max(begin, reading.paragraph_at(report.at)[0])
    if any(token.tag not in {"", "w"} for token in reading.words(start, report.at)):
        return False
    before = [end for _, end in reading.paragraphs if begin < end <= start]
    return report.named and not any(reading.plain[end - 1] in "。！？!?”」" for end in before)


def _backward(reading: Reading, report: Report) -> list[Content]:
    """“…”，某人说: the quotation before."""
    return [(*report.quoted, True)] if report.quoted is not None else []


def _forward(reading: Reading, reports: Sequence[Report], i: int) -> list[Content]:
    report = reports[i]
    at = _first(reading, report)
    if at is None:
        return []
    limit = reading.paragraph_at(report.cue.words[0])[1]
    if reading.plain[at : at + 1] in _OPENING and at < limit:
        quotation = reading.quotation_at(at + 1)
        if quotation is not None and _is_whole(reading, report, quotation):
            return [(*quotation, True), *_more_quotations(reading, reports, i, quotation[1] + 1, limit)]
    if report.quoted is not None:
        return []
    end = reading.sentence_end(at, limit)
    cut = _next_report(reading, reports, i, at, end)
    if cut is not None:
        quotation = reading.quotation_at(at + 1)
        if quotation is not None and quotation[0] == at + 1 and quotation[1] + 3 >= cut:
            return [(*quotation, True)]
        return _trimmed(reading, at, cut)
    return _trimmed(reading, at, _extended(reading, reports, i, end, limit))


def _first(reading: Reading, report: Report) -> int | None:
    """Return where what is said begins behind the cue; None where nothing does."""
    at = report.cue.body
    if at >= report.clause.end:
        after = reading.plain[at : at + 4].lstrip()
        if not after or after[0] in "。！？!?；;）)":
            return None
        if after[0] == "\n" and not report.clause.after.startswith(("：", ":")):
            return None
    while at < len(reading.plain) and reading.plain[at] in _LEADING:
        at += 1
    return at


def _is_whole(reading: Reading, report: Report, quotation: Stretch) -> bool:
    """Tell whether a quotation is all that is said, not a word or a name that begins it."""
    start, end = quotation
    if reading.plain[report.cue.words[1] : start].strip()[:1] in {"：", ":"}:
        return True
    after = reading.plain[end + 1 : end + 2]
    return (
        reading.plain[end - 1] in "。！？!?…，,"
        or after in {"。", "", "\n"}
        or (after in {"，", ","} and end - start > 12)
    )


def _more_quotations(
    reading: Reading, reports: Sequence[Report], i: int, at: int, limit: int
) -> list[Content]:
    """Return quotations that follow at once in the paragraph, with nobody else named between."""
    found: list[Content] = []
    while at < len(reading.plain):
        if reading.plain[at - 1 : at] not in _CLOSING:  # it goes on in the next paragraph
            start, limit = reading.paragraph_at(reading.after_space(at - 1))
            if start < at - 1:
                break
            at = start
        while at < limit and reading.plain[at] in " \u3000。":
            at += 1
        quotation = reading.quotation_at(at + 1) if reading.plain[at : at + 1] in _OPENING else None
        if quotation is None or quotation[0] != at + 1:
            break
        if i + 1 < len(reports) and reports[i + 1].quoted == quotation:
            break
        found.append((*quotation, True))
        at = quotation[1] + 1
    return found


def _next_report(reading: Reading, reports: Sequence[Report], i: int, at: int, end: int) -> int | None:
    """Return where in the same sentence somebody else begins to speak beside this one, not inside."""
    report = reports[i]
    for k in range(i + 1, len(reports)):
        other = reports[k]
        if other.at >= end:
            return None
        begin = other.clause.start
        if other.cue.form == "learn" and begin > at:
            return begin
        if begin - at <= 2 or report.outlet or other.cue.form == "dateline":
            continue
        if other.carried and other.source == report.source:
            return begin
        if other.carried or other.cue.word in load("cues", "zh")["find"]:
            continue
        return begin
    return None


def _extended(reading: Reading, reports: Sequence[Report], i: int, end: int, limit: int) -> int:
    """Return how far the sentences behind the first go on to tell what was said."""
    report = reports[i]
    if report.cue.form == "say" and report.cue.body < report.clause.end:
        return end
    if reading.plain[slice(*report.cue.words)].endswith(_figures()):
        return end
    later = (reports[k] for k in range(i + 1, len(reports)))
    stop = next(
        (
            other.clause.start
            for other in later
            if other.clause.start >= end and not (other.carried and other.source == report.source)
        ),
        limit,
    )
    turns = tuple(load("cues", "zh")["turns"]["account"])
    at = end
    while at < limit:
        begin = at
        while begin < limit and reading.plain[begin] in _LEADING + "！？!?”」』":
            begin += 1
        if begin >= limit:
            return at
        following = reading.sentence_end(begin, limit)
        if following <= begin:
            return at
        if reading.plain.startswith(turns, begin) or reading.plain[begin] in _OPENING:
            return at
        if (not report.named or report.via) and begin <= stop < following:
            return at
        at = following
    return at


@functools.cache
def _closer() -> re.Pattern[str]:
    """Return what closes a report: （完）, （记者…）."""
    closing = "|".join(load("cues", "zh")["dateline"]["closing"])
    return re.compile(rf"[（(](?:{closing})[^（()）]*[）)]\s*$")


@functools.cache
def _figures() -> tuple[str, ...]:
    """Return the words by which a figure is told."""
    return tuple(load("cues", "zh")["of_figures"])


def _trailing(reading: Reading, reports: Sequence[Report], i: int) -> list[Content]:
    """…，某人说。: what stands before in the sentence, where nothing follows and nobody else said it."""
    report = reports[i]
    if report.cue.form not in {"say", "learn"} or report.carried or report.cue.body < report.clause.end:
        return []
    if not report.clause.before.endswith(("，", ",")):
        return []
    sentence = reading.tokens[reading.at(report.clause.start)].sentence
    first = reading.at(report.clause.start)
    while first > 0 and reading.tokens[first - 1].sentence == sentence:
        first -= 1
    start = reading.tokens[first].start
    for k in range(i - 1, -1, -1):
        if reports[k].at < start:
            break
        if reports[k].cue.form != "dateline":
            return []
        start = max(start, reports[k].cue.body)
    return _trimmed(reading, start, report.clause.start)


def _trimmed(reading: Reading, start: int, end: int) -> list[Content]:
    """Return a stretch without the marks and spaces at its edges; none if nothing is left."""
    closer = _closer().search(reading.plain, max(start, end - 40), end)
    if closer is not None:
        end = closer.start()
    while start < end and reading.plain[start] in _LEADING:
        start += 1
    closing = QUOTES.get(reading.plain[start : start + 1])
    if closing is not None and closing not in reading.plain[start + 1 : end]:
        start += 1  # a quotation that is never closed
    while end > start and reading.plain[end - 1] in " \u3000，,；;：:\n\r":
        end -= 1
    return [(start, end, False)] if end > start else []
