"""How to cite every document: BibTeX for LaTeX, CSL-JSON for Zotero and word processors.

An author stands there only where the document has a byline that may be shown, and as printed: taking
first from last names apart is left to those who know.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from firsthand.model import Document

# Braces must come in pairs in BibTeX, escaped ones too: they are written by name.
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&",
    "#": r"\#", "_": r"\_", "%": r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DIGITS = 8  # of the document's digest in its key: two of a thousand documents share them once in 8,000


def keys(documents: Iterable[Document]) -> dict[str, str]:
    """Return by document id a key for citing it: publisher, year and the digest's first digits.

    The key of a document does not change with the others, but for one whose digits another has.
    """
    found: dict[str, str] = {}
    for d in sorted(documents, key=lambda d: d.id):
        plain = unicodedata.normalize("NFKD", d.publisher or "").encode("ascii", "ignore").decode().lower()
        who = re.sub(r"[^a-z0-9]+", "", plain)[:24] or "document"
        year = str(d.published.year) if d.published else "undated"
        digest = re.sub(r"[^0-9a-z]", "", d.id.lower())
        length = _DIGITS
        while (key := f"{who}-{year}-{digest[:length]}") in found.values() and length < len(digest):
            length += 1
        found[d.id] = key
    return found


def bibtex(documents: Iterable[Document]) -> bytes:
    """Return the documents as BibTeX entries, sorted by key, in UTF-8."""
    documents = list(documents)
    key = keys(documents)
    entries = [_entry(d, key[d.id]) for d in sorted(documents, key=lambda d: key[d.id])]
    return "\n".join(entries).encode()


def csl_json(documents: Iterable[Document]) -> bytes:
    """Return the documents as a list of CSL-JSON items, sorted by id."""
    documents = list(documents)
    key = keys(documents)
    items = [_item(d, key[d.id]) for d in sorted(documents, key=lambda d: key[d.id])]
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()


def _entry(d: Document, key: str) -> str:
    fields = {
        "author": f"{{{{{_latex(d.author)}}}}}" if d.author else "",
        "title": f"{{{{{_latex(d.title or d.name)}}}}}",
        "howpublished": f"{{{_latex(d.publisher)}}}" if d.publisher else "",
        "publisher": f"{{{_latex(d.publisher)}}}" if d.publisher else "",
        "year": f"{{{d.published.year}}}" if d.published else "",
        "month": _MONTHS[d.published.month - 1] if d.published else "",
        "date": f"{{{d.published.isoformat()}}}" if d.published else "",
        "language": f"{{{_latex(d.language)}}}" if d.language else "",
        "url": f"{{{address(d.url)}}}" if d.url else "",
        "note": f"{{SHA-256 {_latex(d.id)}}}",
    }
    body = "".join(f",\n  {name} = {value}" for name, value in fields.items() if value)
    return f"@misc{{{key}{body}\n}}\n"


def _item(d: Document, key: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": key,
        "type": "webpage" if d.url else "document",
        "title": _one_line(d.title or d.name),
    }
    if d.author:
        item["author"] = [{"literal": _one_line(d.author)}]
    if d.publisher:
        item["publisher"] = item["container-title"] = _one_line(d.publisher)
    if d.published:
        item["issued"] = {"date-parts": [[d.published.year, d.published.month, d.published.day]]}
    if d.language:
        item["language"] = d.language
    if d.url:
        item["URL"] = address(d.url)
    item["note"] = f"SHA-256 {d.id}"
    return item


def address(url: str) -> str:
    """Return a web address without the characters that would end it: spaces, braces, quotes, backslashes."""
    return quote("".join(url.split("\n")), safe="!#$%&'()*+,/:;=?@[]~-._")


def _latex(text: str) -> str:
    return "".join(_LATEX.get(letter, letter) for letter in _one_line(text))


def _one_line(text: str) -> str:
    return " ".join(text.split())
