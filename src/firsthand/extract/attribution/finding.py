"""Find everything a document says somebody else said."""

from collections.abc import Sequence

from firsthand.extract.analysis import Analysis
from firsthand.extract.attribution.chains import nest
from firsthand.extract.attribution.found import Attribution, Attributions, Report, Stretch
from firsthand.extract.attribution.phrases import reports_by_phrases
from firsthand.extract.attribution.quotations import Quotation, find_quotations
from firsthand.extract.attribution.quoted import free_quotations, with_quotations
from firsthand.extract.attribution.relays import sources_of
from firsthand.extract.attribution.speakers import Speakers
from firsthand.extract.attribution.verbs import reports_by_verbs
from firsthand.model import Citation, Name


def find_attributions(analysis: Analysis, names: Sequence[Name]) -> Attributions:
    """Find who is said to have said what in a document, from its parse.

    `names` are those of the same document. The innermost attribution that covers a passage
    carries the whole chain: who said it first, then each who passed it on.
    """
    doc = analysis.doc
    quotations = find_quotations(analysis.document)
    reports = [*reports_by_verbs(doc, quotations), *reports_by_phrases(doc)]
    reports = [with_quotations(doc, report, quotations) for report in reports]
    reports = [report for report in reports if report.contents]
    reports += free_quotations(doc, reports, quotations)
    reports.sort(key=lambda report: (report.contents[0], report.cue.i))
    speakers = Speakers(doc, names)
    attributions: list[Attribution] = []
    citations: set[tuple[int, int, int]] = set()
    own = [sources_of(report, speakers) for report in reports]
    parents = nest(reports)
    for number, report in enumerate(reports):
        chain, proof = list(own[number][0]), list(own[number][1])
        up = parents[number]
        while up is not None:
            chain += [
                index
                for index in own[up][0]
                if speakers.names[index].form != "description" or reports[up].sources
            ]
            proof += own[up][1]
            proof.append(reports[up].cue_words)
            up = parents[up]
        chain = list(dict.fromkeys(chain))
        if not chain:
            continue
        proof.insert(len(own[number][1]), report.cue_words)
        citations |= _citations(own[number][0], report, speakers)
        for start, end in report.contents:
            attributions.append(
                Attribution(
                    start=start,
                    end=end,
                    chain=tuple(chain),
                    evidence=tuple(dict.fromkeys(proof)),
                    cue=report.cue.lemma_.lower(),
                    stance=report.stance,
                    direct=_direct((start, end), quotations),
                    carried=report.carried,
                )
            )
    attributions.sort(key=lambda a: (a.start, -a.end, a.chain))
    return Attributions(
        names=tuple(speakers.names),
        attributions=tuple(attributions),
        citations=tuple(Citation(speaker=who, start=start, end=end) for who, start, end in sorted(citations)),
    )


def _citations(chain: Sequence[int], report: Report, speakers: Speakers) -> set[tuple[int, int, int]]:
    found = set()
    for index in chain:
        name = speakers.names[index]
        if report.carried:
            continue
        start = min(name.start, report.cue_words[0])
        end = max(name.end, report.cue_words[1])
        found.add((index, start, end))
    return found


def _direct(stretch: Stretch, quotations: Sequence[Quotation]) -> bool:
    return any(q.start <= stretch[0] + 1 and stretch[1] <= q.end + 1 for q in quotations)
