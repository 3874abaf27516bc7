"""Why a difference counts as a conflict: who says what, where, and why it is no update."""

from collections.abc import Mapping
from pathlib import PurePath

from firsthand.model import Document, Source, Statement
from firsthand.weigh.conflicts.finding import Finding

# How many characters of a statement an explanation quotes.
_QUOTED = 240


def explanation_of(finding: Finding, sources: Mapping[str, Source], documents: Mapping[str, Document]) -> str:
    """Return who says what in which document, and why the two cannot both stand as they are."""
    told = [f"{_told(each, sources, documents)}." for each in (finding.left, finding.right)]
    return " ".join([*told, finding.because])


def called(document: Document) -> str:
    """Return what to call a document: its publisher, else its file's name without folder and ending."""
    return document.publisher or PurePath(document.name).stem


def _told(statement: Statement, sources: Mapping[str, Source], documents: Mapping[str, Document]) -> str:
    speaker = sources.get(statement.attribution[0]) if statement.attribution else None
    document = documents.get(statement.document)
    where = called(document) if document else "a document"
    who = f"{speaker.name} (in {where})" if speaker and speaker.name != where else where
    verb = "denies" if statement.stance == "denies" else "doubts" if statement.stance == "doubts" else "says"
    return f"{who} {verb}: “{_quoted(statement)}”"


def _quoted(statement: Statement) -> str:
    text = " ".join(statement.text.split()).strip(" .,;:“”\"'")
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
