"""Everything a page has to look up about a case: who, where, through whom, and in what order.

Built once from the findings; the summary and the report only read it, so both say the same.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from firsthand.model import Claim, Conflict, Document, Edge, Findings, Node, Source, Statement
from firsthand.publish.protection.pseudonyms import letters
from firsthand.publish.telling.wording import clean, short_names

COLOURS = 8  # as many hues as colour-blind readers can still tell apart (Okabe & Ito 2008)


@dataclass(frozen=True, slots=True)
class Index:
    """The findings with their cross-references. Order of documents: by date, undated last, by name."""

    findings: Findings
    documents: tuple[Document, ...]
    document: dict[str, Document]
    source: dict[str, Source]
    statement: dict[str, Statement]
    claim: dict[str, Claim]
    claim_of: dict[str, str]
    short: dict[str, str]  # document id -> a mark of few letters, unique in the case
    outlet: dict[str, str]  # document id -> the source that is its own voice, or the document itself
    letter: dict[str, str]  # origin -> A, B, ... the busiest first; a document's mark for its own voice
    rank: dict[str, int]  # origin -> its place in `letter`
    node: dict[str, Node]
    edges_of: dict[str, tuple[Edge, ...]]  # node id -> edges from or to it
    order: dict[str, int] = field(repr=False)  # document id -> its place in `documents`
    called: dict[str, str] = field(
        repr=False
    )  # document id -> its publisher if only it has it, else its mark
    present: frozenset[str] = field(repr=False)  # sources that are a document of the case, or its outlet
    language: str = "en"  # of most documents: a claim told in several languages is shown in it
    # The statements of a claim in order, once somebody asked: a page asks for those of a large one often.
    told: dict[tuple[str, ...], tuple[Statement, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def statements_of(self, claim: Claim) -> list[Statement]:
        """Return the statements of a claim, by document in order, then by place in the text."""
        found = self.told.get(claim.statements)
        if found is None:
            there = [self.statement[i] for i in claim.statements if i in self.statement]
            there.sort(key=lambda s: (self.order.get(s.document, 0), s.start, s.id))
            found = self.told.setdefault(claim.statements, tuple(there))
        return list(found)

    def language_of(self, statement: Statement) -> str:
        """Return the language of a statement's document, an ISO 639-1 code."""
        return self.document[statement.document].language or "en"

    def documents_of(self, claim: Claim) -> list[Document]:
        """Return the documents that tell a claim, in order."""
        ids = {s.document for s in self.statements_of(claim)}
        return [d for d in self.documents if d.id in ids]

    def origin_of(self, statement: Statement) -> str:
        """Return the id of the source a statement begins with; its document's own voice if none is named."""
        return statement.attribution[0] if statement.attribution else self.outlet[statement.document]

    def relays_of(self, claim: Claim) -> list[str]:
        """Return the ids of those through whom a claim came, the most frequent first."""
        counted = Counter(
            relay for s in self.statements_of(claim) for relay in dict.fromkeys(s.attribution[1:])
        )
        return [
            relay for relay, _ in sorted(counted.items(), key=lambda item: (-item[1], self.name(item[0])))
        ]

    def origins_of(self, claim: Claim) -> list[str]:
        """Return the ids of a claim's origins, in the order of their letters."""
        ids = claim.origins or tuple(dict.fromkeys(self.origin_of(s) for s in self.statements_of(claim)))
        return sorted(ids, key=lambda i: (self.rank.get(i, len(self.rank)), i))

    def name(self, source_id: str | None) -> str:
        """Return the name of a source, of a document, or of a node of the lineage."""
        if source_id is None:
            return "unknown"
        if source_id in self.source:
            return self.source[source_id].name
        if source_id in self.document:
            return self.title(source_id)
        return self.node[source_id].name if source_id in self.node else source_id

    def voice(self, document_id: str) -> str:
        """Return how a document's own voice is called: its publisher, or else its short mark."""
        return self.name(self.outlet[document_id])

    def title(self, document_id: str) -> str:
        """Return how a document is called on a page: its publisher if no other has it, else its mark."""
        return self.called[document_id]

    def readable(self, text: str) -> str:
        """Return an explanation with documents called as on the page instead of by their files."""
        for d in self.documents:
            text = text.replace(d.name, self.title(d.id))
        return clean(text)

    def in_collection(self, source_id: str) -> bool:
        """Tell whether a source is a document of the case, or the outlet of one."""
        return source_id in self.present

    def shared(self) -> list[Claim]:
        """Return the claims that several documents tell, the most told first."""
        return [claim for claim in self.ranked() if claim.documents > 1]

    def ranked(self) -> list[Claim]:
        """Return all claims: more documents first, then more origins, more statements, the earlier told."""
        first = {c.id: min((self._at(i) for i in c.statements), default=(0, 0)) for c in self.findings.claims}
        return sorted(
            self.findings.claims,
            key=lambda c: (-c.documents, -c.independent_origins, -len(c.statements), first[c.id], c.id),
        )

    def denied(self) -> list[tuple[Claim, list[Statement]]]:
        """Return the claims somebody denies that no conflict is about, with the denials, most told first."""
        covered = {c for conflict in self.denials() for c in conflict.claims}
        found = [
            (c, [s for s in self.statements_of(c) if s.stance == "denies"])
            for c in self.ranked()
            if c.id not in covered
        ]
        return [(claim, denials) for claim, denials in found if denials]

    def denials(self) -> list[Conflict]:
        """Return the conflicts that are a denial, the widest told first."""
        return [c for c in self.conflicts() if c.kind == "denial"]

    def disputes(self) -> list[Conflict]:
        """Return the conflicts that are about an answer, not about a denial, the widest told first."""
        return [c for c in self.conflicts() if c.kind != "denial"]

    def conflicts(self) -> list[Conflict]:
        """Return all conflicts, the surest first."""
        return sorted(self.findings.conflicts, key=lambda c: (-c.confidence, c.question, c.id))

    def _at(self, statement_id: str) -> tuple[int, int]:
        s = self.statement.get(statement_id)
        return (self.order.get(s.document, 0), s.start) if s else (0, 0)


def index_of(findings: Findings) -> Index:
    """Return the cross-references of a case."""
    documents = tuple(
        sorted(findings.documents, key=lambda d: (d.published is None, d.published or date.max, d.name, d.id))
    )
    edges: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in findings.lineage.edges:
        for end in {edge.parent, edge.child}:
            edges[end].append(edge)
    outlets = _outlets(findings)
    short = short_names({d.id: d.name for d in documents})
    letter = _letters(findings, outlets, short)
    publishers = Counter(d.publisher for d in documents)
    return Index(
        findings=findings,
        documents=documents,
        document={d.id: d for d in documents},
        source={s.id: s for s in findings.sources},
        statement={s.id: s for s in findings.statements},
        claim={c.id: c for c in findings.claims},
        claim_of={s: c.id for c in findings.claims for s in c.statements},
        short=short,
        outlet=outlets,
        letter=letter,
        rank={source_id: i for i, source_id in enumerate(letter)},
        node={n.id: n for n in findings.lineage.nodes},
        edges_of={end: tuple(found) for end, found in edges.items()},
        order={d.id: i for i, d in enumerate(documents)},
        called={
            d.id: d.publisher if d.publisher and publishers[d.publisher] == 1 else short[d.id]
            for d in documents
        },
        present=frozenset(
            {d.id for d in documents} | set(outlets.values()) | {s.id for s in findings.sources if s.document}
        ),
        language=_language(documents),
    )


def _language(documents: Iterable[Document]) -> str:
    told = Counter(d.language or "en" for d in documents)
    return min(told, key=lambda code: (-told[code], code != "en", code), default="en")


def _outlets(findings: Findings) -> dict[str, str]:
    """Return, by document id, the source that is the document's own voice; the document itself if none is."""
    known = {s.id for s in findings.sources}
    by_document = {s.document: s.id for s in findings.sources if s.document}
    by_name = {
        name.casefold(): s.id
        for s in reversed(findings.sources)
        if s.kind == "outlet"
        for name in (*s.aliases, s.name)
    }
    found: dict[str, str] = {}
    for d in findings.documents:
        outlet = by_document.get(d.id) or (by_name.get(d.publisher.casefold()) if d.publisher else None)
        found[d.id] = outlet if outlet in known and outlet else d.id
    return found


def _letters(findings: Findings, outlets: dict[str, str], short: dict[str, str]) -> dict[str, str]:
    """Letter every origin: those others name first, by how many claims of several documents they begin.

    Accounts that only speak for themselves keep their short mark: letters are for who is quoted.
    """
    weight: Counter[str] = Counter()
    named = {source for s in findings.statements for source in s.attribution[:1]}
    for claim in findings.claims:
        for origin in claim.origins:
            weight[origin] += 1000 * (claim.documents - 1)
    for s in findings.statements:
        weight[s.attribution[0] if s.attribution else outlets[s.document]] += 1
    names = {s.id: s.name for s in findings.sources} | {d.id: d.name for d in findings.documents}
    own = {outlet: short[document] for document, outlet in reversed(outlets.items()) if outlet not in named}
    ranked = sorted(weight, key=lambda i: (i in own, -weight[i], names.get(i, i), i))
    return {source_id: own.get(source_id) or letters(i) for i, source_id in enumerate(ranked)}
