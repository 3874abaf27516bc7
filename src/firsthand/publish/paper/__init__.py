"""The report on paper: one text with footnotes, as Markdown, as a Word document and as a PDF."""

from dataclasses import replace

from firsthand.publish.paper.content import paper_of
from firsthand.publish.paper.markdown import markdown
from firsthand.publish.paper.typeset import pdf
from firsthand.publish.paper.word import docx
from firsthand.publish.publication import Files, Publication
from firsthand.publish.rows.characters import all_printable

__all__ = ["write_paper"]


def write_paper(publication: Publication) -> Files:
    """Return the report in its three forms, under "report/"; the same publication gives the same bytes."""
    paper = paper_of(
        replace(
            publication,
            title=all_printable(publication.title),
            findings=all_printable(publication.findings),
            codebook=all_printable(publication.codebook),
        )
    )
    return {
        "report/report.docx": docx(paper),
        "report/report.md": markdown(paper),
        "report/report.pdf": pdf(paper),
    }
