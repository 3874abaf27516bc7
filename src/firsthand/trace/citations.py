"""Who is named as a source by whom: the explicit half of a lineage."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from firsthand.model import Document, Edge, Passage, Source, Statement
from firsthand.trace.outlets import plain_name

CitationRow = tuple[str, str, Passage]  # document id, source id, the citing words

_ACCOUNTS = frozenset({"outlet", "document", "organisation", "government"})
_PUBLISHERS = frozenset({"outlet", "organisation", "government"})
_CITED = 0.95
_RELAYED = 0.8


def citations_by_document(
    citations: Iterable[CitationRow], documents: Mapping[str, Document], sources: Mapping[str, Source]
) -> dict[str, dict[str, tuple[Passage, ...]]]:
    """Return for each document the sources it draws on, with the words that say so.

    An outlet that names itself ("told this newspaper") draws on nobody. A person that only one
    document quotes is a speaker, not a parent of accounts; nor is "officials" somebody.
    """
    found: dict[str, dict[str, set[Passage]]] = defaultdict(lambda: defaultdict(set))
    for document_id, source_id, passage in citations:
        document, source = documents.get(document_id), sources.get(source_id)
        if document and source and not is_own_outlet(document, source):
            found[document_id][source_id].add(passage)
    citing = Counter(source_id for by_source in found.values() for source_id in by_source)
    return {
        document_id: {
            source_id: tuple(sorted(passages))
            for source_id, passages in sorted(by_source.items())
            if sources[source_id].kind in _ACCOUNTS
            or (sources[source_id].kind == "person" and citing[source_id] > 1)
        }
        for document_id, by_source in found.items()
    }


def is_own_outlet(document: Document, source: Source) -> bool:
    """Tell whether a source is the outlet that published the document, or the document itself."""
    return source.document == document.id or published_by(document, source)


def published_by(document: Document, source: Source) -> bool:
    """Tell whether a source is the outlet or the body that published the document."""
    if source.kind not in _PUBLISHERS or not document.publisher:
        return False
    publisher = plain_name(document.publisher)
    return any(plain_name(name) == publisher for name in (source.name, *source.aliases))


class Accounts:
    """The accounts of a collection by who published them; each source's are looked for once."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        """Take the documents, by id."""
        self._documents = documents
        self._named: dict[str, list[str]] = defaultdict(list)
        for document in documents.values():
            if document.publisher:
                self._named[plain_name(document.publisher)].append(document.id)
        self._own: dict[str, tuple[str, ...]] = {}

    def of(self, source: Source, *, citing: Document) -> tuple[str, ...]:
        """Return the ids of a source's own accounts that another document may draw on, sorted.

        Those are the accounts of the source that were not published after it.
        """
        if source.id not in self._own:
            self._own[source.id] = self._all_of(source)
        return tuple(
            one
            for one in self._own[source.id]
            if one != citing.id and not _is_later(self._documents[one], citing)
        )

    def _all_of(self, source: Source) -> tuple[str, ...]:
        own = {source.document} & self._documents.keys() if source.document else set()
        if source.kind in _PUBLISHERS:
            for name in (source.name, *source.aliases):
                own.update(self._named.get(plain_name(name), ()))
        return tuple(sorted(own))


def _is_later(one: Document, other: Document) -> bool:
    return bool(one.published and other.published and one.published > other.published)


def relay_edges(
    statements: Sequence[Statement],
    sources: Mapping[str, Source],
    documents: Mapping[str, Document],
    accounts: Accounts,
) -> list[Edge]:
    """Return the edges from a first speaker to the outlet or document that carried the words.

    "According to a report by X, quoted by Y" makes Y draw on X, wherever it is said. Who has one
    account in the collection is that document.
    """
    evidence: dict[tuple[str, str], set[Passage]] = defaultdict(set)
    known: dict[tuple[str, str], str] = {}

    def node(source: str, document: str) -> str:
        if (source, document) not in known:
            own = accounts.of(sources[source], citing=documents[document])
            known[source, document] = own[0] if len(own) == 1 else source
        return known[source, document]

    for statement in statements:
        for parent, child in pairwise(statement.attribution):
            relay = sources.get(child)
            named = parent in sources and sources[parent].kind != "unnamed"
            if parent != child and named and relay and relay.kind in ("outlet", "document"):
                ends = node(parent, statement.document), node(child, statement.document)
                if ends[0] != ends[1]:
                    evidence[ends].update(statement.evidence or (statement.passage,))
    return [
        Edge(parent, child, "cites", _RELAYED, tuple(sorted(passages)))
        for (parent, child), passages in sorted(evidence.items())
        if (child, parent) not in evidence or (parent, child) < (child, parent)
    ]


def citing_edge(parent: str, child: str, passages: tuple[Passage, ...]) -> Edge:
    """Return the edge that says a document names a source."""
    return Edge(parent, child, "cites", _CITED, passages)
