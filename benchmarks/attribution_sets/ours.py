"""firsthand's own attributions of a text, as the benchmark counts them.

The text is read as a .txt file, its language told. Attributions with the same evidence, cue and chain
are one report in several pieces; a piece carried on ("...", with the speaker named before) joins the
piece before it in the same paragraph and is a report of its own in another. Each link of the chain is
given with every other mention that firsthand's resolution holds for the same bearer.
"""

import difflib
from collections.abc import Sequence
from dataclasses import replace

from attribution_sets.gold import Report, Stretch, Text, joined
from firsthand.ask import Answer, AnsweredGrammar
from firsthand.extract.analysis import Analysis, analyse
from firsthand.extract.attribution import Attribution, Attributions
from firsthand.extract.languages import grammar_of
from firsthand.model import Document, Extraction, Name, Statement
from firsthand.read import read_bytes
from firsthand.resolve.people import family_names
from firsthand.resolve.resolution import cast_of


def document_of(text: Text) -> Document:
    """Return a text as firsthand reads it."""
    return replace(read_bytes(text.text.encode(), name="document.txt"), language=text.language)


def reports_of(text: Text, answer: Answer | None = None) -> tuple[Report, ...]:
    """Return what firsthand says is attributed in a text, or what a model that was asked told it."""
    (analysis,) = analyse([document_of(text)])
    grammar = grammar_of(text.language)
    if answer is not None:
        grammar = AnsweredGrammar(grammar, answer.found)
    found = grammar.find_attributions(analysis, grammar.find_names(analysis))
    if answer is None:
        groups = _grouped(analysis.document.text, found.attributions)
    else:
        groups = _told_together(answer, found.attributions)
    return _reports(text, analysis, found, groups)


def _reports(
    text: Text, analysis: Analysis, found: Attributions, groups: list[list[Attribution]]
) -> tuple[Report, ...]:
    """Bring attributions found in a document to reports on the gold's text."""
    bearers = _bearers(analysis.document, found)
    moved = _moves(analysis.document.text, text.text)
    reports = []
    for pieces in groups:
        first = pieces[0]
        own = tuple(_at(found.names[i], moved) for i in first.chain)
        chain = tuple(
            (*mine, *(_at(name, moved)[0] for name in bearers.get(_key(found.names[i]), ())))
            for i, mine in zip(first.chain, own, strict=True)
        )
        content = joined([(moved(piece.start), moved(piece.end)) for piece in pieces])
        if content:
            marks = joined([(moved(a), moved(b)) for a, b in first.evidence])
            reports.append(Report(content, chain, own, "", first.cue, (), marks))
    return tuple(reports)


def _at(name: Name, moved) -> tuple[Stretch, ...]:  # type: ignore[no-untyped-def]
    return ((moved(name.start), moved(name.end)),)


def _key(name: Name) -> tuple[int, int, str]:
    return (name.start, name.end, name.form)


def _grouped(text: str, attributions: Sequence[Attribution]) -> list[list[Attribution]]:
    groups: dict[tuple[object, ...], list[Attribution]] = {}
    ordered = sorted(attributions, key=lambda a: (a.start, a.end))
    last: dict[tuple[object, ...], tuple[object, ...]] = {}
    for attribution in ordered:
        report = (attribution.evidence, attribution.cue, attribution.chain)
        line = text.rfind("\n", 0, attribution.start)
        key = (*report, line) if attribution.carried else report
        before = groups.get(last.get(report, ()))
        if attribution.carried and before and text.rfind("\n", 0, before[-1].start) == line:
            key = last[report]
        groups.setdefault(key, []).append(attribution)
        last[report] = key
    return list(groups.values())


def _told_together(answer: Answer, attributions: Sequence[Attribution]) -> list[list[Attribution]]:
    """Return the attributions of each report that a model told."""
    groups: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        for number, told in enumerate(answer.found):
            inside = any(start <= attribution.start and attribution.end <= end for start, end in told.content)
            if inside and told.evidence == attribution.evidence:
                groups.setdefault(number, []).append(attribution)
                break
    return list(groups.values())


def _bearers(document: Document, found: Attributions) -> dict[tuple[int, int, str], list[Name]]:
    """Return for each name all mentions of its bearer, as firsthand resolves them in this document alone."""
    statements = tuple(
        Statement(f"s{i}", document.id, a.start, a.end, "", 0, speakers=a.chain)
        for i, a in enumerate(found.attributions)
    )
    extraction = Extraction(document.id, statements, found.names, found.citations)
    cast = cast_of(document, extraction, family_names([extraction]))
    members: dict[int, list[Name]] = {}
    for name, number in zip(cast.names, cast.of, strict=True):
        if number is not None:
            members.setdefault(number, []).append(name)
    # What owns another name ("Lund" in "Lund's office") is not what the longer name speaks of.
    owners = {name.owner for name in cast.names if name.owner is not None}
    owned = {_key(cast.names[k]) for k in owners}
    return {
        _key(name): [other for other in members[number] if _key(other) not in owned]
        for name, number in zip(cast.names, cast.of, strict=True)
        if number is not None
    }


def _moves(read: str, given: str):  # type: ignore[no-untyped-def]
    """Return a function from offsets of the text as read to those of the text as given."""
    if read == given:
        return lambda offset: offset
    blocks = difflib.SequenceMatcher(None, read, given, autojunk=False).get_matching_blocks()

    def moved(offset: int) -> int:
        for block in blocks:
            if offset <= block.a + block.size:
                return block.b + max(0, offset - block.a)
        return len(given)

    return moved
