"""Reports inside reports: who told whom."""

from collections.abc import Sequence

from firsthand.extract.attribution.found import Report


def nest(reports: Sequence[Report]) -> list[int | None]:
    """Return for each report the number of the one whose content it stands in, or None.

    Where two reports each stand in what the other says ("X said P, according to Y"), the one
    that covers more is the outer one.
    """
    sizes = [sum(end - start for start, end in report.contents) for report in reports]
    parents: list[int | None] = []
    for inner, report in enumerate(reports):
        around = [
            outer
            for outer, other in enumerate(reports)
            if outer != inner
            and other.cue.i != report.cue.i
            and _holds(other, report)
            and (not _holds(report, other) or (sizes[outer], -outer) > (sizes[inner], -inner))
        ]
        parents.append(min(around, key=lambda outer: (sizes[outer], outer)) if around else None)
    return parents


def _holds(outer: Report, inner: Report) -> bool:
    if inner.carried:
        start, end = inner.contents[0]
        return any(s <= start and end <= e for s, e in outer.contents)
    at = inner.cue.idx
    return any(start <= at < end for start, end in outer.contents)
