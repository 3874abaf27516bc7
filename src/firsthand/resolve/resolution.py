"""From the extractions of all documents to sources, and to statements that know who said them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from firsthand.model import Citation, Document, Extraction, Name, Passage, Source, Statement
from firsthand.model.undisturbed import undisturbed
from firsthand.resolve.across.counterparts import Encoder
from firsthand.resolve.across.sources import join_sources
from firsthand.resolve.across.titled import sign_reports
from firsthand.resolve.people import FamilyNames, family_names
from firsthand.resolve.speakers import attributed, source_of
from firsthand.resolve.within.coreference import link_mentions
from firsthand.resolve.within.entities import Cast, gather, settle
from firsthand.resolve.within.salience import salience_of
from firsthand.resolve.within.short_names import join_short_names

_BESIDE = 20  # characters between a name and the word that attributes


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who speaks in a collection.

    `sources` are sorted by name; `statements` keep the order of documents and text, with `attribution`,
    `about` and `reading` filled in. `citations` are the places where a document says that it draws on a
    source: document id, source id, passage.
    """

    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    citations: tuple[tuple[str, str, Passage], ...] = ()


@undisturbed()
def resolve(
    documents: Sequence[Document], extractions: Sequence[Extraction], *, encoder: Encoder | None = None
) -> Resolution:
    """Find out who is who: within each document first, then across all of them.

    The order of documents never changes a source or an attribution. `encoder` turns phrases into their
    sense; with it bodies that languages call differently are one, and it is asked only for those.
    """
    by_id = {document.id: document for document in documents}
    kept = [extraction for extraction in extractions if extraction.document in by_id]
    families = family_names(kept)
    casts = [cast_of(by_id[extraction.document], extraction, families) for extraction in kept]
    sign_reports(casts)
    directory = join_sources(casts, encoder=encoder)
    shown = {source.id: source.name for source in directory.sources}
    statements: list[Statement] = []
    citations: list[tuple[str, str, Passage]] = []
    for cast, extraction in zip(casts, kept, strict=True):
        statements += attributed(cast, directory, extraction, shown)
        publisher = directory.publishers.get(cast.document.id)
        for citation in extraction.citations or _told(extraction):
            source = source_of(cast, directory, citation.speaker)
            if source is not None and source != publisher:
                passage = Passage(cast.document.id, citation.start, citation.end)
                citations.append((cast.document.id, source, passage))
    used = {source for statement in statements for source in (*statement.attribution, *statement.about)}
    used |= {source for _, source, _ in citations} | set(directory.publishers.values())
    return Resolution(
        sources=tuple(source for source in directory.sources if source.id in used),
        statements=tuple(statements),
        citations=tuple(sorted(set(citations))),
    )


def _told(extraction: Extraction) -> tuple[Citation, ...]:
    """Return the places where statements name whom they are from, for languages that list no citations."""
    found: dict[tuple[int, int, int], None] = {}
    for statement in extraction.statements:
        for speaker in statement.speakers:
            name = extraction.names[speaker]
            # The cue beside the name: "informó la agencia", not the next one of the sentence.
            near = min(
                (e for e in statement.evidence if not (e.start <= name.start and name.end <= e.end)),
                key=lambda e: max(e.start - name.end, name.start - e.end),
                default=None,
            )
            start, end = name.start, name.end
            if near is not None and max(near.start - end, start - near.end) <= _BESIDE:
                start, end = min(start, near.start), max(end, near.end)
            found[start, end, speaker] = None
    return tuple(Citation(speaker=who, start=start, end=end) for start, end, who in sorted(found))


def _in_order(names: Sequence[Name]) -> tuple[list[Name], list[int]]:
    """Return names in order of text, and for each its place there: extraction adds some at the end."""
    order = sorted(range(len(names)), key=lambda i: (names[i].start, names[i].end, i))
    ranks = [0] * len(names)
    for rank, i in enumerate(order):
        ranks[i] = rank
    moved = [
        replace(names[i], owner=ranks[owner])
        if (owner := names[i].owner) is not None and ranks[owner] != owner
        else names[i]
        for i in order
    ]
    return moved, ranks


def cast_of(document: Document, extraction: Extraction, families: FamilyNames) -> Cast:
    """Gather everybody one document names, and link its descriptions and pronouns to them."""
    hearsay = _hearsay(extraction)
    names, ranks = _in_order([_hidden(name, hearsay) for name in extraction.names])
    cast = gather(document, names, families, ranks)
    join_short_names(cast)
    settle(cast)
    salience = salience_of(document, extraction, ranks)
    link_mentions(cast, salience)
    for index in salience.speakers:
        number = cast.of[index]
        if number is not None:
            cast.entities[number].spoke = True
    for index, name in enumerate(cast.names):
        number = cast.of[index]
        if number is not None and (name.start, name.end) in hearsay:
            cast.entities[number].hidden = True
    return cast


def _hearsay(extraction: Extraction) -> frozenset[tuple[int, int]]:
    """Return the words that stand for an unnamed source and tell of hearsay at once: "reportedly"."""
    found: set[tuple[int, int]] = set()
    for statement in extraction.statements:
        for speaker in statement.speakers:
            name = extraction.names[speaker]
            if (
                name.kind == "unnamed"
                and statement.evidence
                and all(name.start <= each.start and each.end <= name.end for each in statement.evidence)
            ):
                found.add((name.start, name.end))
    return frozenset(found)


def _hidden(name: Name, hearsay: frozenset[tuple[int, int]]) -> Name:
    """Read a word of hearsay as nobody's name, whatever it was taken for."""
    if (name.start, name.end) not in hearsay:
        return name
    return replace(name, kind="unnamed", form="description", role=None, owner=None)
