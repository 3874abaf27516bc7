"""Reports inside reports: who told whom."""

from collections.abc import Sequence

from firsthand.extract.attribution.found import Report
from firsthand.extract.attribution.nearby import Nearby
from firsthand.extract.attribution.speakers import Speakers
from firsthand.extract.packs import words


def nest(reports: Sequence[Report]) -> list[int | None]:
    """Return for each report the number of the one whose content it stands in, or None.

    Where two reports each stand in what the other says ("X said P, according to Y"), the one
    that covers more is the outer one.
    """
    places = Nearby((n, stretch) for n, report in enumerate(reports) for stretch in report.contents)
    sizes = [sum(end - start for start, end in report.contents) for report in reports]
    parents: list[int | None] = []
    for inner, report in enumerate(reports):
        around = [
            outer
            for outer, other in ((n, reports[n]) for n in places.around(_place(report)))
            if outer != inner
            and other.cue.i != report.cue.i
            and _holds(other, report)
            and (not _holds(report, other) or (sizes[outer], -outer) > (sizes[inner], -inner))
        ]
        parents.append(min(around, key=lambda outer: (sizes[outer], outer)) if around else None)
    return parents


def _place(report: Report) -> int:
    return report.contents[0][0] if report.carried else report.cue.idx


def _holds(outer: Report, inner: Report) -> bool:
    if inner.carried:
        start, end = inner.contents[0]
        return any(s <= start and end <= e for s, e in outer.contents)
    at = inner.cue.idx
    return any(start <= at < end for start, end in outer.contents)


def without_attitudes(reports: Sequence[Report], speakers: Speakers) -> list[Report]:
    """Drop reports inside reports that add no speaker of their own.

    "X said he believes P" is X's statement that P; "X said the files show P" likewise, for files
    do not speak. What no phrase of the text can speak ("tests showed") is no source anywhere.
    """
    parents = nest(reports)
    kept = []
    for report, up in zip(reports, parents, strict=True):
        lemma = report.cue.lemma_.lower()
        weak = report.cue.pos_ in {"VERB", "AUX"} and (
            lemma in words("cues", "think")
            or lemma in words("cues", "bear_out")
            or (lemma in words("cues", "find") and lemma not in words("cues", "say"))
        )
        if weak and report.sources:
            source = report.sources[0]
            known = speakers.known(source)
            written = source.lemma_.lower() in words("cues", "document_nouns")
            if known is None and not written:
                continue
            if up is not None and (source.pos_ == "PRON" or written):
                continue
            if known is not None and up is not None and speakers.names[known].kind == "document":
                continue
        if (
            report.cue.lower_ in words("cues", "loose_according")
            and speakers.known(report.sources[0]) is None
        ):
            continue
        kept.append(report)
    return kept
