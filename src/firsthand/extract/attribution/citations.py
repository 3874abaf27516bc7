"""Every place where a document says that it draws on somebody."""

from collections.abc import Iterable, Sequence

from firsthand.extract.attribution.found import Report
from firsthand.extract.attribution.grammar import agent, child
from firsthand.extract.attribution.speakers import Speakers
from firsthand.extract.packs import words
from firsthand.extract.parse import Doc
from firsthand.model import Citation

_PASSES_ON = frozenset({"outlet", "organisation", "document", "government"})


def find_citations(
    doc: Doc, reports: Iterable[Report], sources: Iterable[Sequence[int]], speakers: Speakers
) -> tuple[Citation, ...]:
    """Return the citations of a document: its reports, and "first published by X", "quoting Y"."""
    found: set[tuple[int, int, int]] = set()
    for report, own in zip(reports, sources, strict=True):
        if report.carried:
            continue
        for index in own:
            name = speakers.names[index]
            start, end = report.cue_words
            found.add((min(name.start, start), max(name.end, end), index))
    for verb in doc:
        if verb.pos_ != "VERB":
            continue
        lemma = verb.lemma_.lower()
        thing = agent(verb) if lemma in words("cues", "carry") else None
        if thing is None and verb.tag_ == "VBG" and lemma in words("cues", "cite"):
            thing = child(verb, "dobj")
        known = speakers.known(thing) if thing is not None else None
        if known is None or speakers.names[known].kind not in _PASSES_ON:
            continue
        name = speakers.names[known]
        found.add((min(verb.idx, name.start), max(verb.idx + len(verb.text), name.end), known))
    return tuple(Citation(speaker=who, start=start, end=end) for start, end, who in sorted(found))
