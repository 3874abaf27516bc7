"""Which pages of originals are shown as pictures, and where on them statements stand.

A picture can show what no text does: a face, a signature, a name that was misread. In what leaves the house a
page is therefore shown only where nothing can hide on it: no private person is named on it, it holds its own
text, and nothing else but rules. For the owner's eyes every page that says something is shown.
"""

import base64
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from firsthand.model import Area, Document, Findings, Sheet, Statement
from firsthand.publish.protection import HiddenNames, find_leaks, hidden_names
from firsthand.publish.telling.whereabouts import sheets_of
from firsthand.publish.telling.wording import count
from firsthand.read.paged.drawing import OPENING, Drawn, Wanted, draw

Originals = Callable[[str], bytes | None]
"""The bytes of an original by its digest."""

# A page of dense print has some 95 kB, a scanned one some 150 kB, a third more in a report: beyond these a
# report no longer opens at once, nor fits into a letter.
MOST = 60
MOST_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The picture of a page (WebP), and where statements stand on it.

    `marks` are (id of the statement, its areas in points), on a page of `width` by `height` points.
    """

    document: str
    number: int
    data: bytes
    width: float
    height: float
    marks: tuple[tuple[str, tuple[Area, ...]], ...]

    @property
    def address(self) -> str:
        """The picture as an address that a page can hold without asking anybody for it."""
        return f"data:image/webp;base64,{base64.b64encode(self.data).decode()}"


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pages of a case that are shown as they look, and what is to be said of the others."""

    shown: tuple[PagePicture, ...] = ()
    note: str = ""


NO_PICTURES = Pictures()


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that says something: its statements, and how many documents tell what the most told one says."""

    document: Document
    sheet: Sheet
    statements: tuple[Statement, ...]
    told: int


def page_pictures(
    findings: Findings,
    originals: Originals,
    *,
    hidden: Mapping[str, Collection[tuple[int, int]]] | None,
    most: int = MOST,
    most_bytes: int = MOST_BYTES,
    opening: str = OPENING,
) -> Pictures:
    """Return the pictures of the pages on which statements stand, at most so many, and what is not shown.

    `findings` are those before protection: offsets lead into the originals. `hidden` are the stretches of
    each document that protection replaced; None for the owner's eyes. Pages of claims that several documents
    tell come first; the pictures are in the order of documents and pages. `opening` names the function that
    draws (see `draw`).
    """
    pages = _pages_that_say_something(findings)
    open_pages = pages if hidden is None else _open(pages, findings, hidden)
    names = None if hidden is None else hidden_names(findings)
    drawn = _drawn(open_pages[:most], originals, names, opening)
    shown: list[PagePicture] = []
    room = most_bytes
    withheld = len(pages) - len(open_pages)
    full = max(0, len(open_pages) - most)
    failed = 0
    for page in open_pages[:most]:
        found = drawn.get((page.document.id, page.sheet.number))
        if found is None:
            failed += 1
        elif not found.data:
            withheld += 1
        elif len(found.data) > room:
            full += 1
        else:
            room -= len(found.data)
            shown.append(_picture(page, found))
    order = {document.id: at for at, document in enumerate(findings.documents)}
    shown.sort(key=lambda picture: (order[picture.document], picture.number))
    return Pictures(tuple(shown), _told(full, withheld, failed))


def _drawn(
    pages: Iterable[_Page], originals: Originals, names: HiddenNames | None, opening: str
) -> dict[tuple[str, int], Drawn]:
    """Draw pages; one that names whom its text does not name in the same way comes back empty."""
    wanted: defaultdict[str, list[_Page]] = defaultdict(list)
    for page in pages:
        wanted[page.document.id].append(page)
    asked = (
        Wanted(its[0].document, data, tuple((page.sheet.number, _passages(page)) for page in its))
        for document_id, its in wanted.items()
        if (data := originals(document_id)) is not None
    )
    found: dict[tuple[str, int], Drawn] = {}
    for document, drawn in draw(asked, closed=names is not None, opening=opening):
        for one in drawn:
            leaks = names is not None and find_leaks({"page": one.words.encode()}, names)
            found[document.id, one.number] = Drawn(one.number, b"") if leaks else one
    return found


def _passages(page: _Page) -> tuple[tuple[str, int, int], ...]:
    return tuple((s.id, s.start, s.end) for s in page.statements)


def _picture(page: _Page, drawn: Drawn) -> PagePicture:
    sheet = page.sheet
    return PagePicture(page.document.id, sheet.number, drawn.data, sheet.width, sheet.height, drawn.marks)


def _open(
    pages: Iterable[_Page], findings: Findings, hidden: Mapping[str, Collection[tuple[int, int]]]
) -> list[_Page]:
    """Return the pages that hold their own text, nothing of which was replaced."""
    closed = {
        (document.id, sheet.number)
        for document in findings.documents
        for start, end in hidden.get(document.id, ())
        for sheet in sheets_of(document, start, end)
    }
    return [
        page
        for page in pages
        if page.sheet.confidence is None and (page.document.id, page.sheet.number) not in closed
    ]


def _pages_that_say_something(findings: Findings) -> list[_Page]:
    """Return the pages on which statements stand, those of claims that more documents tell first."""
    told = {s: claim.documents for claim in findings.claims for s in claim.statements}
    documents = {document.id: document for document in findings.documents}
    sheets: dict[tuple[str, int], Sheet] = {}
    said: defaultdict[tuple[str, int], list[Statement]] = defaultdict(list)
    for statement in findings.statements:
        document = documents[statement.document]
        if document.format in ("pdf", "image"):
            for sheet in sheets_of(document, statement.start, statement.end):
                sheets[document.id, sheet.number] = sheet
                said[document.id, sheet.number].append(statement)
    order = {document.id: at for at, document in enumerate(findings.documents)}
    pages = [
        _Page(documents[key[0]], sheets[key], tuple(its), max(told.get(s.id, 0) for s in its))
        for key, its in said.items()
    ]
    return sorted(pages, key=lambda page: (-page.told, order[page.document.id], page.sheet.number))


def _told(full: int, withheld: int, failed: int) -> str:
    """Say what is not shown, and why."""
    told = []
    if full:
        told.append(
            f"{count(full, 'more page')} with statements {_are(full)} not shown as pictures: the report "
            "would grow too large."
        )
    if withheld:
        told.append(
            f"{count(withheld, 'page')} {_are(withheld)} not shown as "
            f"{'it looks' if withheld == 1 else 'they look'}: a private person is named there, or there is "
            "more than text (a picture, a scan, a signature), which cannot be looked through for names."
        )
    if failed:
        told.append(
            f"{count(failed, 'page')} cannot be drawn: open {'its' if failed == 1 else 'their'} original."
        )
    return " ".join(told)


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
