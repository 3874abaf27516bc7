"""One claim in a terminal, from end to end: what it rests on, who says it how, what speaks against it."""

from collections.abc import Iterator
from typing import Any

from firsthand.model import Claim, Findings
from firsthand.publish.export import as_contract
from firsthand.publish.telling.changes import find_changes
from firsthand.publish.telling.grounds import grounds_of
from firsthand.publish.telling.index import Index, index_of
from firsthand.publish.telling.numbering import in_order
from firsthand.publish.telling.reading_order import stated, wording_of
from firsthand.publish.telling.whereabouts import whereabouts
from firsthand.publish.telling.wording import clean, count, cut, listed, padded, wrapped

_LABEL = 13  # columns, as in the summary
_LINES = 12  # of one passage: longer ones are read in the report
_SUGGESTED = 10


def find_claim(findings: Findings, wanted: str) -> tuple[Claim | None, tuple[tuple[int, str], ...]]:
    """Return the claim of that number, or the only one with those words; else what may be meant.

    What may be meant are numbers and wordings of the claims that hold all words, whatever their order
    and case; none where nothing matches.
    """
    index = index_of(findings)
    claims = in_order(index)
    if wanted.isdecimal():
        at = int(wanted)
        return (claims[at - 1], ()) if 1 <= at <= len(claims) else (None, ())
    words = wanted.casefold().split()
    matching = [
        (number, claim)
        for number, claim in enumerate(claims, start=1)
        if all(any(word in s.text.casefold() for s in index.statements_of(claim)) for word in words)
    ]
    if len(matching) == 1:
        return matching[0][1], ()
    return None, tuple((number, wording_of(index, claim)) for number, claim in matching[:_SUGGESTED])


def render_claim(findings: Findings, claim: Claim, width: int = 80) -> str:
    """Return all that the record holds on one claim as lines of at most `width` columns."""
    index = index_of(findings)
    width = max(width, 40)
    room = width - _LABEL
    lines: list[str] = []
    for label, rows in (
        (f"Claim {in_order(index).index(claim) + 1}", wrapped(wording_of(index, claim), room, lines=4)),
        ("Rests on", _rests(index, claim, room)),
        ("Said", _said(index, claim, room)),
        ("Contested", _contested(index, claim, room)),
        ("Changed", _changed(index, claim, room)),
        ("Moved", _moved(index, claim, room)),
    ):
        for i, row in enumerate(rows):
            if i == 0 and lines:
                lines.append("")
            lines.append((padded(label if i == 0 else "", _LABEL) + row).rstrip())
    return "\n".join(lines) + "\n"


def claim_as_data(findings: Findings, claim: Claim) -> dict[str, Any]:
    """Return a claim as the export has it, with `rests_on`: its origins and how its documents derive."""
    index = index_of(findings)
    grounds = grounds_of(index, claim)
    found: dict[str, Any] = next(c for c in as_contract(findings)["claims"] if c["id"] == claim.id)
    origins = [{"source": g.origin, "name": g.name, "through": list(g.through)} for g in grounds.origins]
    told = {"sentence": grounds.sentence, "origins": origins, "kinship": list(grounds.kinship)}
    return {**found, "number": in_order(index).index(claim) + 1, "rests_on": told}


def _rests(index: Index, claim: Claim, room: int) -> Iterator[str]:
    grounds = grounds_of(index, claim)
    yield from wrapped(grounds.sentence, room, lines=2)
    for ground in grounds.origins:
        yield cut(f"{ground.letter or '·':<3}{ground.name}", room)
        for way in ground.through:
            yield from (f"   {line}" for line in wrapped(f"in {way}", room - 3, lines=2))
    for sentence in grounds.kinship:
        yield from wrapped(sentence, room, lines=4)


def _said(index: Index, claim: Claim, room: int) -> Iterator[str]:
    for s in index.statements_of(claim):
        chain = [clean(index.name(i)) for i in s.attribution] or ["in its own voice"]
        denies = "denied by " if s.stance == "denies" else ""
        page = whereabouts(index.document[s.document], s.start, s.end)
        place = f"{page}, characters" if page else "characters"
        yield cut(f"{index.short[s.document]}  {denies}{' › '.join(chain)}, {place} {s.start}–{s.end}", room)
        yield from (
            f"    {line}" for line in wrapped(f"“{clean(s.text).strip('“”')}”", room - 4, lines=_LINES)
        )


def _contested(index: Index, claim: Claim, room: int) -> Iterator[str]:
    for conflict in index.conflicts():
        if claim.id not in conflict.claims:
            continue
        yield from wrapped(stated(conflict.question), room, lines=3)
        for other in conflict.claims:
            answer = index.claim.get(other)
            if answer is None:
                continue
            mine = "this: " if other == claim.id else "other: "
            rest = f"{count(answer.independent_origins, 'origin')}, {count(answer.documents, 'document')}"
            weight = "" if answer.credibility is None else f", weight {answer.credibility:.2f} of 1"
            yield from _hanging(f"{mine}{wording_of(index, answer)} ({rest}{weight})", room)
            if answer.credibility_because:
                yield from (
                    f"    {line}"
                    for line in wrapped(index.readable(answer.credibility_because), room - 4, lines=4)
                )
        if conflict.explanation:
            yield from (
                f"  {line}" for line in wrapped(index.readable(conflict.explanation), room - 2, lines=6)
            )


def _changed(index: Index, claim: Claim, room: int) -> Iterator[str]:
    for change in find_changes(index):
        variant = change.variants[0]
        if variant.claim != claim.id:
            continue
        told = index.readable(variant.explanation)
        heirs = [index.title(d) for d in variant.inherited_by if d in index.document]
        more = f" It stands so in {listed(heirs, limit=6)} as well." if heirs else ""
        yield from _hanging(f"{told}{more}", room)


def _moved(index: Index, claim: Claim, room: int) -> Iterator[str]:
    for update in index.findings.updates:
        if claim.id in update.claims:
            yield from _hanging(index.readable(update.explanation), room)


def _hanging(text: str, room: int) -> Iterator[str]:
    first, *rest = wrapped(text, room - 2, lines=6)
    yield first
    yield from (f"  {line}" for line in rest)
