"""What an original is and where it is from, in words: its format, its pages, who had it, and when."""

from collections.abc import Mapping
from pathlib import PurePosixPath

from firsthand.model import Document, Sheet
from firsthand.publish.telling.wording import clean, count, day
from firsthand.read.formats import FORMATS

_KINDS = {
    "pdf": "PDF",
    "image": "picture",
    "docx": "Word document",
    "odt": "OpenDocument text",
    "rtf": "RTF document",
    "workbook": "workbook",
    "csv": "CSV table",
    "eml": "e-mail",
    "msg": "e-mail of Outlook",
    "mhtml": "saved web page",
}
_HOLDERS = frozenset(suffix for one in FORMATS if one.unpacks for suffix in one.suffixes)
# How many words are wrong, by their confidence: of 90 words below .6 36 %, of 107 below .8 8 %, of the others
# .3 % (14 pages in seven languages; see read.paged.ocr.notes).
_WRONG = ((0.6, 0.36), (0.8, 0.08), (1.0, 0.003))
_HARDLY = 100  # words: of more than these, one that is wrong is not worth a figure


def provenance(document: Document, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """Return what a reader wants to know of an original: what it is, what it lay in, how surely it was read.

    `documents` are those of the case, by id.
    """
    kind = _KINDS.get(document.format, "")
    if (pages := len(document.sheets)) > 1 or (pages and document.format == "pdf"):
        noun = "sheet" if document.format == "workbook" else "page"
        kind = f"{kind}, {count(pages, noun)}" if kind else count(pages, noun)
    return tuple(part for part in (kind, _inside(document, documents), _read(document.sheets)) if part)


def collected(document: Document) -> str:
    """Return on which day a document was collected; empty where it was not."""
    return day(document.taken.date()) if document.taken else ""


def _inside(document: Document, documents: Mapping[str, Document]) -> str:
    """Return what a document was taken out of: a letter of the case, an archive by its name or digest."""
    if document.within is None:
        return ""
    if document.within in documents:
        return f"inside {PurePosixPath(clean(documents[document.within].name)).name}"
    holders = [
        part
        for part in PurePosixPath(document.name).parts[:-1]
        if PurePosixPath(part.lower()).suffix in _HOLDERS
    ]
    if holders:
        return f"inside {clean(holders[-1])}"
    return f"inside an archive with the SHA-256 {document.within[:12]}…"


def _read(sheets: tuple[Sheet, ...]) -> str:
    """Say how far the words of pages that were read from pictures can be trusted."""
    seen = [sheet for sheet in sheets if sheet.confidence is not None]
    if not seen:
        return ""
    told = "read from a picture" if len(seen) == 1 else "read from pictures"
    if len(seen) < len(sheets):
        told = f"{count(len(seen), 'page')} {told}"
    words = [word.confidence for sheet in seen for word in sheet.words]
    if words:
        wrong = sum(next((share for up, share in _WRONG if sure < up), _WRONG[-1][1]) for sure in words)
        share = wrong / len(words)
    else:
        share = sum(1 - (sheet.confidence or 0) for sheet in seen) / len(seen)
    if share <= 1 / _HARDLY:
        return f"{told}; hardly a word should be misread"
    return f"{told}; about 1 word in {max(2, round(1 / share))} may be misread"
