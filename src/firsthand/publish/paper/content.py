"""The report as one text: what was found, the register, where accounts part, how it was made, the sources."""

from collections.abc import Iterator

from firsthand.publish.paper.accounts import (
    changed_section,
    contested_section,
    denied_section,
    judged_section,
    moved_section,
)
from firsthand.publish.paper.blocks import (
    Block,
    Bullets,
    Heading,
    Note,
    Paper,
    Paragraph,
    Text,
    line,
    paragraph,
)
from firsthand.publish.paper.footnotes import note_on_claim, notes_once
from firsthand.publish.paper.method import method_section, protection_section, sources_section
from firsthand.publish.paper.register import register_section, tally_section
from firsthand.publish.publication import Publication
from firsthand.publish.rows.register import type_titles
from firsthand.publish.telling.headline import headline, matters, story_paths
from firsthand.publish.telling.index import Index, index_of
from firsthand.publish.telling.reading_order import telling, wording_of
from firsthand.publish.telling.wording import clean, count, cut, day, listed

_MOST_TOLD = 12
_DERIVATIONS = 6  # in the note under the headline


def paper_of(publication: Publication) -> Paper:
    """Return the report of a publication."""
    index = index_of(publication.findings)
    codebook = publication.codebook
    lines = [
        clean(codebook.about) if codebook and codebook.about else "",
        f"A register made from {count(len(index.documents), 'document')}, as of {day(publication.day)}.",
        "Every statement has a footnote: who said it, through whom, in which words, where and when.",
    ]
    return Paper(
        clean(publication.title) or "Register",
        tuple(text for text in lines if text),
        publication.day,
        notes_once(_blocks(publication, index)),
    )


def _blocks(publication: Publication, index: Index) -> Iterator[Block]:
    yield from _found(publication, index)
    yield from register_section(publication, index)
    yield from tally_section(publication, index)
    yield from contested_section(index)
    yield from changed_section(index)
    yield from denied_section(index)
    yield from moved_section(index)
    yield from judged_section(index)
    yield from method_section(publication, index)
    yield from protection_section(index)
    yield from sources_section(index)


def _found(publication: Publication, index: Index) -> Iterator[Block]:
    findings = publication.findings
    yield Heading(1, "What was found")
    yield Paragraph(line(headline(index), _on_lineage(index)), "lead")
    counts = [
        count(len(findings.documents), "document"),
        count(len(findings.statements), "statement"),
        count(len(findings.claims), "claim"),
    ]
    titles = type_titles(findings, publication.codebook)
    kept = [
        f"{clean(title)}: {sum(r.type == name for r in findings.records)}" for name, title in titles.items()
    ]
    in_register = f" In the register: {'; '.join(kept)}." if kept else ""
    yield paragraph(f"{listed(counts)} were read, told apart and put together.{in_register}")
    paths = [path for story in matters(index) for path in story_paths(index, story)]
    if paths:
        yield paragraph("How the accounts came about:")
        yield Bullets(tuple(line(clean(path)) for path in paths))
    claims = telling(index, index.shared() or index.ranked())[:_MOST_TOLD]
    if claims:
        yield paragraph(
            "What most documents tell, with the number of origins that do not derive from one another:"
        )
        yield Bullets(
            tuple(
                line(
                    Text(wording_of(index, claim)),
                    note_on_claim(index, claim),
                    Text(
                        f" {count(claim.independent_origins, 'independent origin')}, "
                        f"{count(claim.documents, 'document')}, {claim.standing}.",
                        "quiet",
                    ),
                )
                for claim in claims
            )
        )


def _on_lineage(index: Index) -> tuple[Note, ...]:
    """Return the note that says what the headline rests on: the surest derivations and why."""
    edges = sorted(
        (e for e in index.findings.lineage.edges if e.directed),
        key=lambda e: (-e.confidence, index.name(e.parent), index.name(e.child), e.kind),
    )
    told = [
        f"{clean(index.name(e.child))} {e.kind} {clean(index.name(e.parent))} ({e.confidence:.2f} of 1 sure"
        + (f": {cut(clean(index.readable(e.because)).rstrip('.'), 160)}" if e.because else "")
        + ")"
        for e in edges[:_DERIVATIONS]
    ]
    more = f"; and {count(len(edges) - _DERIVATIONS, 'more derivation')}" if len(edges) > _DERIVATIONS else ""
    return (Note((Text(f"{'; '.join(told)}{more}."),)),) if told else ()
