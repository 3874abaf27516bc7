"""The report of the invented harbour, with an address and a Chinese account, and one made to break it."""

from dataclasses import replace
from datetime import date

import harbour_register
import hostile_register
import pytest

from firsthand.model import Document, Findings, Statement
from firsthand.publish.paper import write_paper
from firsthand.publish.publication import Files, Publication


def with_chinese(findings: Findings) -> Findings:
    """Return the findings with one more document, in Chinese, that tells the first claim."""
    words = "一月时旧码头下有三十一桶"
    document = Document(
        "ab" * 32, "港口.txt", words, title="港口的桶", publisher="港口晚报", published=date(2031, 3, 8),
        language="zh", url="https://example.org/港口?a=1&b=2",
    )  # fmt: skip
    said = Statement("s-zh", document.id, 0, len(words), words, 0)
    claim = next(c for c in findings.claims if c.text.startswith("In January"))
    more = replace(claim, statements=("s-zh", *claim.statements), documents=claim.documents + 1)
    return replace(
        findings,
        documents=(*findings.documents, document),
        statements=(*findings.statements, said),
        claims=tuple(more if c.id == claim.id else c for c in findings.claims),
    )


@pytest.fixture(scope="session")
def publication(registered: Findings) -> Publication:
    title = "Barrels & <b>harbours</b>: " + "a very long title that has to be wrapped " * 6
    return Publication(with_chinese(registered), title, date(2031, 3, 9), harbour_register.CODEBOOK)


@pytest.fixture(scope="session")
def files(publication: Publication) -> Files:
    return write_paper(publication)


@pytest.fixture(scope="session")
def hostile_files() -> Files:
    return write_paper(hostile_register.hostile_publication())
