"""Where things stand in the desk: the addresses that colleagues send one another."""

from urllib.parse import quote

from firsthand.model import Passage, Statement
from firsthand.publish.report.addresses import anchor
from firsthand.publish.report.lineage_picture import edge_address
from firsthand.publish.telling.index import Index


def to_document(document: str) -> str:
    """Return the address of a document."""
    return f"/documents/{quote(document, safe='')}"


def to_passage(statement: Statement, *, back: str = "") -> str:
    """Return the address of a statement in its document, scrolled to and marked.

    `back` is the page that the document's page then leads back to: the question that it was opened from.
    """
    tail = f"&back={quote(back, safe='/')}" if back else ""
    return f"{to_document(statement.document)}?at={statement.start}{tail}#{quote(statement.id, safe='-')}"


def to_stretch(passage: Passage) -> str:
    """Return the address of a passage in its document."""
    return f"{to_document(passage.document)}?at={passage.start}"


def to_claim(claim: str) -> str:
    """Return the address of a claim."""
    return f"/claims/{quote(claim, safe='')}"


def to_story(story: str) -> str:
    """Return the address of a story with its lineage."""
    return f"/stories/{quote(story, safe='')}"


def picture_links(index: Index, story: str) -> dict[str, str]:
    """Return where the marks and lines of a lineage picture lead, by their anchor in the report."""
    links = {anchor("d", document): to_document(document) for document in index.document}
    for edge in index.findings.lineage.edges:
        address = edge_address(edge)
        links[address] = f"{to_story(story)}#{address}"
    return links
