"""Documents, sources, statements, claims and what was found between them, as tables."""

from collections.abc import Iterable

from firsthand.model import Findings
from firsthand.publish.rows.table import Column, Table, table
from firsthand.publish.telling.whereabouts import whereabouts


def account_tables(findings: Findings) -> tuple[Table, ...]:
    """Return the tables of a case that every case has, with a codebook or without."""
    names = names_of(findings)
    return (
        _claims(findings, names),
        _statements(findings, names),
        _conflicts(findings),
        _variants(findings, names),
        _updates(findings),
        _documents(findings),
        _sources(findings, names),
        _lineage(findings, names),
    )


def names_of(findings: Findings) -> dict[str, str]:
    """Return what sources, documents and nodes of the lineage are called, by id."""
    return (
        {n.id: n.name for n in findings.lineage.nodes}
        | {s.id: s.name for s in findings.sources}
        | {d.id: d.name for d in findings.documents}
    )


def _called(names: dict[str, str], ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(names.get(i, i) for i in ids)


def _claims(findings: Findings, names: dict[str, str]) -> Table:
    return table(
        "claims",
        "Claims",
        "What statements of several documents have in common, a row a claim.",
        (
            Column("id", "text", "The claim's id, the same in every file."),
            Column("text", "text", "The claim in the words of its clearest statement."),
            Column("standing", "text", "single-origin, corroborated, contested or superseded."),
            Column(
                "independent_origins", "integer", "How many origins do not derive from one another."
            ),
            Column("documents", "integer", "How many documents tell it."),
            Column("origins", "list", "The names of those with whom it begins."),
            Column(
                "credibility", "number",
                "From 0 to 1, only for a claim in conflict: how its origins fared elsewhere.",
            ),
            Column("statements", "list", "Ids of the statements that make it.", "statements"),
            Column("credibility_because", "text", "What the credibility rests on."),
        ),
        (
            (
                c.id, c.text, c.standing, c.independent_origins, c.documents, _called(names, c.origins),
                c.credibility, c.statements, c.credibility_because,
            )
            for c in findings.claims
        ),
    )  # fmt: skip


def _statements(findings: Findings, names: dict[str, str]) -> Table:
    claim_of = {statement: claim.id for claim in findings.claims for statement in claim.statements}
    documents = {d.id: d for d in findings.documents}
    places = {
        s.id: whereabouts(documents[s.document], s.start, s.end) or None if s.document in documents else None
        for s in findings.statements
    }
    return table(
        "statements",
        "Statements",
        "What one passage of one document asserts, as worded there, with the chain of who said it.",
        (
            Column("id", "text", "The statement's id."),
            Column("document", "text", "The name of the document it stands in."),
            Column(
                "start", "integer",
                "Where the passage begins in the document's text, in Unicode characters from 0.",
            ),
            Column("end", "integer", "Where it ends: the first character after it."),
            Column(
                "page", "text",
                "On which page of the original it stands, or in which row of a table; empty without pages.",
            ),
            Column("text", "text", "The passage, letter for letter (persons under protection aside)."),
            Column("reading", "text", "The same with pronouns replaced by what they stand for."),
            Column("quoted", "yes-no", "Whether it stands inside quotation marks."),
            Column("stance", "text", "What the speaker does with it: asserts, denies, doubts or plans."),
            Column("origin", "text", "Who said it first; empty where the document speaks for itself."),
            Column("relays", "list", "Through whom it came to the document, outwards."),
            Column("hedges", "list", "Words that weaken it, as they stand there."),
            Column("claim", "text", "Id of the claim it belongs to.", "claims"),
            Column("document_id", "text", "Id of the document: the SHA-256 of the original.", "documents"),
        ),
        (
            (
                s.id, names.get(s.document, s.document), s.start, s.end, places[s.id], s.text, s.reading,
                s.quoted, s.stance,
                next(iter(_called(names, s.attribution[:1])), None), _called(names, s.attribution[1:]),
                s.hedges, claim_of.get(s.id), s.document,
            )
            for s in findings.statements
        ),
    )  # fmt: skip


def _conflicts(findings: Findings) -> Table:
    wording = {c.id: c.text for c in findings.claims}
    return table(
        "conflicts",
        "Conflicts",
        "Questions that claims answer differently, and denials.",
        (
            Column("id", "text", "The conflict's id."),
            Column("kind", "text", "What differs: value, status, role, time or place; or denial."),
            Column("question", "text", "The question that is answered differently."),
            Column("answers", "list", "The claims that answer it, as worded."),
            Column("explanation", "text", "Why this is a conflict."),
            Column("claims", "list", "Ids of those claims.", "claims"),
            Column("statements", "list", "Ids of the statements that carry the answers.", "statements"),
            Column("confidence", "number", "From 0 to 1: how likely the difference is a conflict."),
        ),
        (
            (
                c.id, c.kind, c.question, _called(wording, c.claims), c.explanation, c.claims, c.statements,
                c.confidence,
            )
            for c in findings.conflicts
        ),
    )  # fmt: skip


def _variants(findings: Findings, names: dict[str, str]) -> Table:
    said = {s.id: s.text for s in findings.statements}
    place = {s.id: names.get(s.document, s.document) for s in findings.statements}
    return table(
        "variants",
        "Changed in retelling",
        "Retellings that changed something: the earlier or fuller wording beside the changed one.",
        (
            Column("id", "text", "The variant's id."),
            Column("kind", "text", "What changed: quotation, number, modality, actor or scope."),
            Column("claim", "text", "Id of the claim.", "claims"),
            Column("earlier_document", "text", "Name of the document with the earlier or fuller wording."),
            Column("earlier", "text", "That wording."),
            Column("changed_document", "text", "Name of the document that changed it."),
            Column("changed", "text", "The changed wording."),
            Column("explanation", "text", "What changed, in words."),
            Column("statements", "list", "Ids of both statements, the earlier first.", "statements"),
            Column("inherited_by", "list", "Names of documents that have the changed words from there."),
        ),
        (
            (
                v.id, v.kind, v.claim or None, place.get(v.statements[0]), said.get(v.statements[0]),
                place.get(v.statements[1]), said.get(v.statements[1]), v.explanation, v.statements,
                _called(names, v.inherited_by),
            )
            for v in findings.variants
        ),
    )  # fmt: skip


def _updates(findings: Findings) -> Table:
    wording = {c.id: c.text for c in findings.claims}
    return table(
        "updates",
        "Moved in time",
        "Figures and states that moved in time: developments, not conflicts.",
        (
            Column("id", "text", "The update's id."),
            Column("claims", "list", "Ids of the claims, in the order of time.", "claims"),
            Column("wordings", "list", "The same claims as worded."),
            Column("explanation", "text", "What moved."),
        ),
        ((u.id, u.claims, _called(wording, u.claims), u.explanation) for u in findings.updates),
    )


def _documents(findings: Findings) -> Table:
    return table(
        "documents",
        "Documents",
        "What was read. The texts themselves are not published: only the passages quoted from them.",
        (
            Column("id", "text", "The SHA-256 of the original, by which a copy can be checked."),
            Column("name", "text", "What the file was called."),
            Column("title", "text", "Its title."),
            Column("publisher", "text", "Who published it."),
            Column("author", "text", "Its byline, where it has one and it may be shown."),
            Column("published", "date", "The day it was published."),
            Column("language", "text", "Its language, an ISO 639-1 code."),
            Column("url", "address", "Where it stood on the web."),
            Column("characters", "integer", "How long the text read from it is, in Unicode characters."),
        ),
        (
            (d.id, d.name, d.title, d.publisher, d.author, d.published, d.language, d.url, len(d.text))
            for d in findings.documents
        ),
    )  # fmt: skip


def _sources(findings: Findings, names: dict[str, str]) -> Table:
    return table(
        "sources",
        "Sources",
        "Who speaks in the documents; private persons under their pseudonyms.",
        (
            Column("id", "text", "The source's id."),
            Column("name", "text", "What it is called."),
            Column("kind", "text", "person, organisation, government, outlet, document or unnamed."),
            Column("aliases", "list", "What else the documents call it."),
            Column("document", "text", "Name of the document that is this source, if one is."),
        ),
        (
            (s.id, s.name, s.kind, s.aliases, names.get(s.document) if s.document else None)
            for s in findings.sources
        ),
    )


def _lineage(findings: Findings, names: dict[str, str]) -> Table:
    nodes = {n.id: n for n in findings.lineage.nodes}
    return table(
        "lineage",
        "Lineage",
        "Which account derives from which.",
        (
            Column("parent", "text", "Name of what was copied, quoted or cited."),
            Column("parent_in_collection", "yes-no", "Whether it is among the documents."),
            Column("child", "text", "Name of what derives from it."),
            Column("kind", "text", "cites, quotes, reuses or translates."),
            Column("confidence", "number", "From 0 to 1: how sure the derivation is."),
            Column("direction_known", "yes-no", "Whether it is known which of the two came first."),
            Column("passages", "list", "What shows it: document, first and last character."),
            Column("because", "text", "What speaks for it, in a sentence."),
        ),
        (
            (
                nodes[e.parent].name if e.parent in nodes else e.parent,
                e.parent not in nodes or nodes[e.parent].in_collection,
                nodes[e.child].name if e.child in nodes else e.child,
                e.kind, round(e.confidence, 4), e.directed,
                tuple(f"{names.get(p.document, p.document)}:{p.start}-{p.end}" for p in e.evidence),
                e.because,
            )
            for e in findings.lineage.edges
        ),
        has_ids=False,
    )  # fmt: skip
