"""Who speaks at each place of a Chinese text that attributes, before it is known what is said there."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.extract.chinese.reading import Clause, Reading
from firsthand.extract.chinese.saying.cue_words import cue_words
from firsthand.extract.chinese.saying.cues import Cue, find_cue
from firsthand.extract.chinese.saying.datelines import Dateline, find_datelines
from firsthand.extract.chinese.saying.sources import Speakers
from firsthand.extract.chinese.saying.talks import find_turns
from firsthand.extract.packs import words
from firsthand.model import Name

_CLOSING = '”」』"'
_SPEECH_ENDS = "。！？!?，,…"


@dataclass(frozen=True, slots=True)
class Report:
    """A place that attributes: its cue, who speaks (an index of a name) by way of whom, where.

    `quoted` is the stretch of the quotation that ends right before it; `carried` says that the
    speaker is named further up; `outlet` that a paper speaks, whose report may hold others, `named`
    that it does so by its name.
    """

    cue: Cue
    clause: Clause
    at: int
    source: int | None
    via: tuple[int, ...] = ()
    quoted: tuple[int, int] | None = None
    carried: bool = False
    outlet: bool = False
    named: bool = False


def find_reports(reading: Reading, names: list[Name]) -> list[Report]:
    """Return every place that attributes, in order; `names` grows by those who are only described here."""
    speakers = Speakers.of(reading, tuple(names))
    datelines = list(find_datelines(reading))
    found = [_dateline(reading, dateline, speakers, names) for dateline in datelines]
    last: Report | None = None
    turns = [
        Report(cue, clause, clause.start, source) for clause, cue, source in find_turns(reading, speakers)
    ]
    found += turns
    labels = {turn.clause.start for turn in turns}
    for clause in reading.clauses:
        if clause.start in labels:
            continue
        start = max(
            [
                clause.start,
                *(d.body for d in datelines if d.agency[0] <= clause.end and d.body > clause.start),
            ]
        )
        if start >= clause.end or reading.quotation_at(clause.start) is not None:
            continue
        inside = [(names[i].start, names[i].end) for i in speakers.within(start, clause.end)]
        cue = find_cue(reading, clause, start, inside)
        report = _report(reading, clause, start, cue, speakers, names, last) if cue is not None else None
        if report is not None:
            found.append(report)
            last = report
    return _without_orders(reading, sorted(found, key=lambda report: report.at))


def _without_orders(reading: Reading, reports: list[Report]) -> list[Report]:
    """Drop a report that only says that somebody spoke, where the next verb says what: 作出批示，要求…."""
    kept = []
    for report, following in itertools.zip_longest(reports, reports[1:]):
        goes_on = (
            following is not None
            and following.carried
            and following.source == report.source
            and report.cue.body >= report.clause.end
            and not reading.words(report.clause.end, following.clause.start)[1:]
            and following.cue.words[0] - following.clause.start <= 2
        )
        if not goes_on:
            kept.append(report)
    return kept


def _dateline(reading: Reading, dateline: Dateline, speakers: Speakers, names: list[Name]) -> Report:
    cue = Cue("dateline", dateline.agency, dateline.sent, dateline.body, reading.plain[slice(*dateline.sent)])
    inside = speakers.within(*dateline.agency)
    if inside and not dateline.own:
        source = inside[0]
    else:
        form = "description" if dateline.own else "name"
        source = _added(reading, names, dateline.agency, kind="outlet", form=form)
    clause = Clause(dateline.agency[0], dateline.body, "", "")
    return Report(cue, clause, clause.start, source, outlet=True)


def _report(
    reading: Reading,
    clause: Clause,
    start: int,
    cue: Cue,
    speakers: Speakers,
    names: list[Name],
    last: Report | None,
) -> Report | None:
    source: int | None
    carried = False
    if cue.form == "unsourced":
        if last is not None and not reading.words(last.clause.end, clause.start)[1:]:
            return None  # 记者从县政府获悉，据统计，…: nobody else
        source = _added(reading, names, cue.words, kind="unnamed", form="description")
    elif cue.form == "say":
        source = _caller(reading, cue, names)
        source = speakers.subject(*cue.source) if source is None else source
    else:
        source = speakers.source(*cue.source)
    quoted = _quoted_before(reading, clause)
    if (
        quoted is not None
        and last is not None
        and not reading.plain[last.clause.end : quoted[0]].strip('，,：: “「『"')
    ):
        quoted = None  # told by the one before it
    if source is None and cue.form == "say":
        source = _carried(reading, clause, cue, speakers, last)
        carried = source is not None
    if source is None and cue.form == "learn":
        people = [i for i in speakers.within(start, cue.words[0]) if names[i].kind == "person"]
        source = people[0] if people else None
    if source is None:
        source = _described(reading, cue, names)
    if source is None or (cue.word in cue_words().find and not _finds(names[source])):
        return None
    via = []
    if cue.via is not None:
        passed_on = speakers.source(*cue.via)
        via += [passed_on] if passed_on is not None else []
    elif cue.form == "say":
        via += _told(reading, cue, speakers, source)
    last_link = names[via[-1] if via else source]
    outlet = last_link.kind == "outlet"
    named = outlet and last_link.form == "name"
    others = tuple(i for i in via if i != source)
    return Report(cue, clause, start, source, others, quoted, carried, outlet, named)


def _finds(name: Name) -> bool:
    """Tell whether somebody who finds or sees is a source: the reporter, a witness, a body by its name."""
    return name.kind in {"government", "organisation"} or name.form == "name" or name.role is None


def _caller(reading: Reading, cue: Cue, names: list[Name]) -> int | None:
    """Return the one who calls for help and is not named: 接到报警称."""
    received = words("cues", "received", language="zh")
    if cue.word not in words("cues", "of_callers", language="zh"):
        return None
    for token in reading.words(*cue.source):
        if token.word in received:
            return _added(reading, names, (token.start, cue.source[1]), kind="unnamed", form="description")
    return None


def _quoted_before(reading: Reading, clause: Clause) -> tuple[int, int] | None:
    """Return the quotation that ends right before a clause, unless it is only a name in it: “…”小组."""
    before = clause.before
    if not before or not any(mark in before for mark in _CLOSING):
        return None
    at = clause.start - 1
    while at > 0 and reading.plain[at] not in _CLOSING:
        at -= 1
    quotation = reading.quotation_at(at - 1)
    if quotation is None or quotation[1] != at or "\n" in before:
        return None
    ended = reading.plain[at - 1] in _SPEECH_ENDS or before[-1] in "，,——"
    return quotation if ended else None


def _carried(
    reading: Reading, clause: Clause, cue: Cue, speakers: Speakers, last: Report | None
) -> int | None:
    """Return who goes on speaking where a verb has nobody before it: …表示，…，并称…."""
    between = reading.words(max(clause.start, cue.source[0]), cue.words[0])
    if any(token.tag.startswith(("n", "r")) and token.tag != "nz" for token in between):
        return None
    first = reading.words(clause.start, clause.end)[0]
    paragraph = reading.paragraph_at(clause.start)
    sentence = first.sentence
    begins = [
        token
        for token in reading.words(paragraph[0], clause.start)
        if token.sentence == sentence and token.tag
    ]
    if last is not None and last.source is not None and paragraph[0] <= last.clause.start:
        told = reading.words(last.clause.start, last.clause.end)[0].sentence
        if told == sentence or (not begins and told == sentence - 1):
            return last.source
    if begins and cue.word not in cue_words().find:
        return speakers.subject(begins[0].start, clause.start)
    return None


def _told(reading: Reading, cue: Cue, speakers: Speakers, source: int) -> list[int]:
    """Return the outlet that somebody spoke to: 对某某社表示."""
    told, seen = words("cues", "told", language="zh"), words("cues", "seen", language="zh")
    for i in speakers.within(cue.source[0], cue.body):
        name = speakers.names[i]
        if i == source or name.kind != "outlet" or name.form != "name":
            continue
        before = reading.tokens[reading.at(max(0, name.start - 1))]
        if before.word in told:
            return [i]
        behind = reading.tokens[min(reading.at(name.end), len(reading.tokens) - 1)]
        if speakers.names[source].kind == "document" and behind.word in seen:
            return [i]
    return []


def _described(reading: Reading, cue: Cue, names: list[Name]) -> int | None:
    """Add the words before a verb as somebody described, where no known word for a person is among them."""
    tokens = [token for token in reading.words(*cue.source) if token.tag]
    if cue.form not in {"say", "according"} or (cue.form == "say" and cue.body != cue.words[1]):
        return None
    while tokens and not tokens[-1].tag.startswith(("n", "x", "vn", "j")):
        tokens.pop()
    first = len(tokens)
    while (
        first
        and len(tokens) - first < 6
        and tokens[first - 1].tag.startswith(("n", "x", "vn", "j", "eng", "b"))
    ):
        first -= 1
    if first == len(tokens) or (cue.form == "say" and not _is_solid(cue, tokens[first:])):
        return None
    kept = tokens[first:]
    return _added(reading, names, (kept[0].start, kept[-1].end), kind="unnamed", form="description")


def _is_solid(cue: Cue, tokens: Sequence[object]) -> bool:
    return cue.word in words("cues", "plain", language="zh") and len(tokens) <= 4


def _added(reading: Reading, names: list[Name], place: tuple[int, int], *, kind: str, form: str) -> int:
    start, end = place
    text = reading.plain[start:end]
    names.append(
        Name(
            start=start, end=end, text=text, kind=kind, form=form, head=text,  # type: ignore[arg-type]
            sentence=reading.tokens[reading.at(start)].sentence, definite=kind != "unnamed",
            gender="n" if kind == "outlet" else None,
        )
    )  # fmt: skip
    return len(names) - 1
