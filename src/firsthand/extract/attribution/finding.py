"""Find everything a document says somebody else said."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace

from firsthand.extract.analysis import Analysis
from firsthand.extract.attribution.carriers import carried_on
from firsthand.extract.attribution.carrying import givers, going_on, named_below, reaching_back
from firsthand.extract.attribution.chains import nest, without_attitudes
from firsthand.extract.attribution.citations import find_citations
from firsthand.extract.attribution.cues.attitudes import find_attitudes
from firsthand.extract.attribution.cues.headlines import echoes, headline_speakers
from firsthand.extract.attribution.cues.phrases import reports_by_phrases, short_of_phrases
from firsthand.extract.attribution.cues.quotations import Quotation, between, find_quotations, paragraphs
from firsthand.extract.attribution.cues.quoted import each_quotation_once, free_quotations, with_quotations
from firsthand.extract.attribution.cues.transcripts import signed_posts, transcript_turns
from firsthand.extract.attribution.cues.verbs import reports_by_verbs, within_speech
from firsthand.extract.attribution.found import Attribution, Attributions, Report, Stretch
from firsthand.extract.attribution.relays import sources_of
from firsthand.extract.attribution.speakers import Speakers
from firsthand.extract.parse import Doc
from firsthand.model import Name


def find_attributions(analysis: Analysis, names: Sequence[Name]) -> Attributions:
    """Find who is said to have said what in a document, from its parse.

    `names` are those of the same document. The innermost attribution that covers a passage
    carries the whole chain: who said it first, then each who passed it on.
    """
    doc = analysis.doc
    quotations = find_quotations(analysis.document)
    speakers = Speakers(analysis, names)
    spoken = paragraphs(analysis.document)
    reports = [
        *reports_by_verbs(doc, quotations, speakers, spoken),
        *(r for r in reports_by_phrases(doc) if not within_speech(doc, r, quotations)),
        *headline_speakers(doc, analysis.document, speakers),
        *transcript_turns(doc, spoken),
        *signed_posts(doc, spoken),
    ]
    reports = [with_quotations(doc, report, quotations) for report in reports]
    reports = short_of_phrases(doc, reports)
    reports = each_quotation_once([report for report in reports if report.contents])
    reports = without_attitudes(reports, speakers)
    reports = reaching_back(doc, reports, spoken)
    reports += going_on(doc, reports, spoken)
    reports += free_quotations(doc, reports, quotations, spoken, speakers)
    reports.sort(key=lambda report: (report.contents[0], report.cue.i))
    chains = _chains(reports, doc, speakers)
    attributions: list[Attribution] = []
    for report, line in zip(reports, chains, strict=True):
        if not line.chain:
            continue
        attributions += [
            _attribution(report, line, piece, quotations)
            for stretch in report.contents
            for piece in _within_blocks(stretch, spoken)
        ]
    for stretch, number in echoes(doc, analysis.document, reports):
        report, line = reports[number], chains[number]
        if line.chain:
            attributions.append(_attribution(replace(report, carried=True), line, stretch, quotations))
    for attitude in find_attitudes(doc, reports, quotations, speakers):
        index = speakers.of(attitude.sources[0])
        name = speakers.names[index]
        line = _Line((index,), (index,), ((name.start, name.end), attitude.cue_words))
        attributions += [_attribution(attitude, line, stretch, quotations) for stretch in attitude.contents]
    attributions.sort(key=lambda a: (a.attitude, a.start, -a.end, a.chain))
    return Attributions(
        names=tuple(speakers.names),
        attributions=tuple(attributions),
        citations=find_citations(doc, reports, [line.own for line in chains], speakers),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """Who stands behind one report: its own sources, the whole chain, and the words that show it."""

    own: tuple[int, ...]
    chain: tuple[int, ...]
    proof: tuple[Stretch, ...]


def _chains(reports: Sequence[Report], doc: Doc, speakers: Speakers) -> list[_Line]:
    own = [sources_of(report, speakers) for report in reports]
    parents = nest(reports)
    carried = givers(doc, reports)
    said_by = [chain for chain, _ in own]
    through = carried_on(doc, reports, said_by, speakers)
    papers = named_below(doc, reports, said_by, speakers)
    lines: list[_Line] = []
    for number, report in enumerate(reports):
        chain, proof = list(own[number][0]), [*own[number][1], report.cue_words]
        up = parents[number]
        giver = carried.get(number)
        if up is None and giver is not None:
            chain, proof = list(own[giver][0]), [*own[giver][1], report.cue_words]
            up = parents[giver]
            if any(speakers.names[i].kind in {"outlet", "document"} for i in chain):
                papers.pop(number, None)
        elif up is not None and not report.sources:
            chain = []  # "it was reported that", inside what somebody says: that somebody is the source
        chain += [lines[number] for lines in (through, papers) if number in lines]
        seen = {number}
        while up is not None and up not in seen:
            seen.add(up)
            if reports[up].sources or not chain:
                chain += own[up][0]
                chain += [through[up]] if up in through else []
                proof += [*own[up][1], reports[up].cue_words]
            else:  # "the minister reportedly said", in a text that names who reports
                nameless = own[carried[up]][0] if up in carried else ()
                chain += [i for i in nameless if speakers.names[i].kind == "outlet"]
                chain += [papers[up]] if up in papers else []
            up = parents[up]
        chain = _outlets_outward(chain, speakers)
        lines.append(_Line(tuple(own[number][0]), tuple(dict.fromkeys(chain)), tuple(dict.fromkeys(proof))))
    return lines


def _outlets_outward(chain: Sequence[int], speakers: Speakers) -> list[int]:
    """Put outlets behind those they report on: "the Daily added P, according to the minister"."""
    named = list(dict.fromkeys(chain))
    if not named or speakers.names[named[0]].kind != "outlet":
        return named
    others = [i for i in named if speakers.names[i].kind != "outlet"]
    return [*others, *(i for i in named if speakers.names[i].kind == "outlet")]


def _attribution(
    report: Report, line: _Line, stretch: Stretch, quotations: Sequence[Quotation]
) -> Attribution:
    return Attribution(
        start=stretch[0],
        end=stretch[1],
        chain=line.chain,
        evidence=line.proof,
        cue=report.cue.lemma_.lower(),
        stance=report.stance,
        direct=_direct(stretch, quotations),
        carried=report.carried or report.elsewhere,
        attitude=report.attitude,
    )


def _within_blocks(stretch: Stretch, spoken: Sequence[Stretch]) -> list[Stretch]:
    """Cut a stretch where page matter stands in it."""
    start, end = stretch
    first = max(0, bisect.bisect_right(spoken, start, key=lambda block: block[0]) - 1)
    last = bisect.bisect_left(spoken, end, key=lambda block: block[0])
    pieces = [(max(start, a), min(end, b)) for a, b in spoken[first:last] if a < end and b > start]
    return pieces or [stretch]


def _direct(stretch: Stretch, quotations: Sequence[Quotation]) -> bool:
    near = between(quotations, *stretch)
    return any(q.start <= stretch[0] + 1 and stretch[1] <= q.end + 1 for q in near)
