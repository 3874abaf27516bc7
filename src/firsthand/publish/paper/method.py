"""The end of the report: how it was made, how persons are protected, what was read."""

from collections.abc import Iterator

from firsthand.publish.paper.blocks import Block, Bullets, Grid, Heading, Text, line, paragraph
from firsthand.publish.paper.footnotes import web_address
from firsthand.publish.publication import Publication
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.wording import clean, count, cut, day, listed
from firsthand.review import in_force, is_shown

_DIGEST = 16  # hexadecimal digits of a document's digest in print; the data has all 64


def method_section(publication: Publication, index: Index) -> Iterator[Block]:
    """Yield in a page how the register was made and what its words mean."""
    codebook = publication.codebook
    named = f" “{clean(codebook.title)}”" if codebook else ""
    yield Heading(1, "How this was made")
    yield paragraph(
        "firsthand read the documents and took out what each passage asserts, with the chain of who said it: "
        "the origin first, then those through whom it came. Statements that have a proposition in common, "
        "across documents and languages, are one claim. The wording of a statement is never changed."
    )
    yield paragraph(
        "It then looked for documents that derive from one another: by reuse of wording, by translation, "
        "by citation, also where the common parent is not in the collection. Independence is counted in "
        "origins, never in documents: five papers that retell one report are one origin."
    )
    yield paragraph(
        "Claims that answer one question differently are contested; a wording that changed on the way is "
        "shown beside the earlier one; a figure that moved because the matter did is no conflict. Figures "
        "are intervals: “at least 13” does not contradict 15."
    )
    if publication.findings.records or codebook:
        yield paragraph(
            f"The register was filled by the rules of a codebook{named}: which records there are, their "
            "fields, the words that signal them, and what makes two of them one. Every value rests on the "
            "claims in its footnote. A place is given as closely as the documents allow, and no closer."
        )
    yield Bullets(
        (
            line(Text("One origin: ", "strong"), "a claim that begins with a single source."),
            line(
                Text("Corroborated: ", "strong"),
                "several origins that do not derive from one another say it, and nobody contests it.",
            ),
            line(Text("Contested: ", "strong"), "others say something else, or deny it."),
            line(Text("Superseded: ", "strong"), "a later account has a newer figure or state."),
        )
    )
    yield paragraph(
        "firsthand says where a claim comes from, not that it is so. It works by rules and small models, and "
        "errs: whoever builds on a sentence should read the passage in its footnote, and the document."
    )


def protection_section(index: Index) -> Iterator[Block]:
    """Yield how persons are protected, and whom a recorded decision shows."""
    findings = index.findings
    yield Heading(1, "Protection of persons")
    if findings.people:
        shown = sum(is_shown(person, findings) for person in findings.people)
        yield paragraph(
            f"The documents name {count(len(findings.people), 'person', 'persons')}. Shown by name, because "
            f"they speak or act in an office or a reviewer decided so: {shown}. Under a pseudonym: "
            f"{len(findings.people) - shown}."
        )
    yield paragraph(
        "Whoever does not speak or act in an office is private: the name, its other forms, and details such "
        "as birth dates, addresses, telephone numbers and plates are replaced, also inside quotations, the "
        "same way throughout. The documents themselves are not published."
    )
    people = {person.id: person.name for person in findings.people}
    decided = [
        line(f"{clean(people[d.target])} – {clean(d.reviewer)}, {d.at[:10]}: {clean(d.reason)}")
        for d in in_force(findings.decisions)
        if d.action == "show-person" and d.target in people
    ]
    if decided:
        yield paragraph("Shown by name after a reviewer's decision:")
        yield Bullets(tuple(decided))


def sources_section(index: Index) -> Iterator[Block]:
    """Yield what was read, by date, and what could not be."""
    yield Heading(1, "Documents")
    if not index.documents:
        yield paragraph("There is none.")
    else:
        yield paragraph(
            "The digest is the beginning of the original's SHA-256: whoever holds the file can check it."
        )
        rows = []
        for d in index.documents:
            address = web_address(d.url)
            title = Text(cut(clean(d.title or d.name), 200), link=address)
            by = listed([part for part in (clean(d.publisher or ""), clean(d.author or "")) if part])
            rows.append(
                (
                    line(title),
                    line(by or "–"),
                    line(day(d.published)),
                    line(d.language or "–"),
                    line(Text(d.id[:_DIGEST], "quiet")),
                )
            )
        yield Grid("Documents read", ("Title", "Published by", "Day", "Language", "Digest"), tuple(rows))
    if index.findings.failures:
        yield paragraph("What could not be read or worked on:")
        told = (
            f.message if f.message.startswith(f.document) else f"{f.document}: {f.message}"
            for f in index.findings.failures
        )
        yield Bullets(tuple(line(clean(text)) for text in told))
