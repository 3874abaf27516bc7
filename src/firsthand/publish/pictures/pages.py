"""Which pages of originals are shown as pictures, and where on them statements stand.

A picture can show what no text does: a face, a signature, a name that was misread. In what leaves the house a
page is therefore shown only where nothing can hide on it: no private person is named on it, it holds its own
text, and no picture. For the owner's eyes every page that says something is shown.
"""

import base64
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context

from firsthand.model import Area, Document, Findings, Sheet, Statement
from firsthand.model.errors import UnreadableDocumentError
from firsthand.publish.telling.whereabouts import sheets_of
from firsthand.publish.telling.wording import count
from firsthand.read.paged.locating import locate
from firsthand.read.paged.pdf.graphics import holds_pictures
from firsthand.read.paged.rendering import render

Originals = Callable[[str], bytes | None]
"""The bytes of an original by its digest."""

# A page in a report is some 100 kB; beyond this many the report no longer opens at once.
MOST = 60
_WIDTH = 900  # pixels: small print can still be read
_SECONDS = 60  # for one page


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The picture of a page, and where statements stand on it.

    `data` is a PNG or WebP. `marks` are (id of the statement, its areas in points), on a page of `width` by
    `height` points.
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
        kind = "webp" if self.data[8:12] == b"WEBP" else "png"
        return f"data:image/{kind};base64,{base64.b64encode(self.data).decode()}"


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pages of a case that are shown as they look, and what is to be said of the others."""

    shown: tuple[PagePicture, ...] = ()
    note: str = ""


NO_PICTURES = Pictures()


def page_pictures(
    findings: Findings,
    originals: Originals,
    *,
    hidden: Mapping[str, Collection[tuple[int, int]]] | None,
    most: int = MOST,
) -> Pictures:
    """Return the pictures of the pages on which statements stand, at most so many, and what is not shown.

    `findings` are those before protection: offsets lead into the originals. `hidden` are the stretches of
    each document that protection replaced; None for the owner's eyes. Pages of claims that several documents
    tell come first; the pictures are in the order of documents and pages.
    """
    closed = _pages_with(findings, hidden or {})
    documents = {document.id: document for document in findings.documents}
    wanted: list[_Wanted] = []
    withheld = 0
    for (document_id, number), statements in _pages_that_say_something(findings):
        document = documents[document_id]
        sheet = next(sheet for sheet in document.sheets if sheet.number == number)
        if hidden is not None and (sheet.confidence is not None or (document_id, number) in closed):
            withheld += 1
        else:
            passages = tuple((s.id, s.start, s.end) for s in statements)
            wanted.append(_Wanted(document, sheet, passages, closed=hidden is not None))
    drawn = _draw(wanted[:most], originals)
    withheld += sum(one.closed for one in drawn)
    order = {document.id: at for at, document in enumerate(findings.documents)}
    shown = sorted((one.picture for one in drawn if one.picture), key=lambda p: (order[p.document], p.number))
    return Pictures(tuple(shown), _told(max(0, len(wanted) - most), withheld))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A page to be drawn; `closed`: not if it holds a picture. `passages` are (statement, start, end)."""

    document: Document
    sheet: Sheet
    passages: tuple[tuple[str, int, int], ...]
    closed: bool


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A page as drawn; `closed`: it is not, since it holds a picture; neither: it cannot be drawn."""

    picture: PagePicture | None = None
    closed: bool = False


def _draw(wanted: Sequence[_Wanted], originals: Originals) -> list[_Drawn]:
    """Draw pages in a process of its own: a file may be made so as to crash what draws it.

    A page on which that happens, or that takes too long, is not shown, and the others are.
    """
    found: list[_Drawn] = []
    waiting = list(wanted)
    while waiting:
        pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        try:
            while waiting:
                one = waiting[0]
                data = originals(one.document.id)
                if data is not None:
                    found.append(pool.submit(draw_page, data, one).result(timeout=_SECONDS))
                waiting.pop(0)
        except (BrokenProcessPool, TimeoutError):
            waiting.pop(0)
        finally:
            for process in list((pool._processes or {}).values()):
                process.terminate()
            pool.shutdown(wait=True, cancel_futures=True)
    return found


def draw_page(data: bytes, wanted: _Wanted) -> _Drawn:
    """Draw one page, and look up where its statements stand."""
    document, sheet = wanted.document, wanted.sheet
    try:
        if wanted.closed and holds_pictures(data, document, sheet.number):
            return _Drawn(closed=True)
        marks = tuple(
            (statement, areas)
            for statement, start, end in wanted.passages
            if (areas := tuple(a for a in locate(data, document, start, end) if a.sheet == sheet.number))
        )
        picture = render(data, document, sheet.number, width=_WIDTH)
    except UnreadableDocumentError:
        return (
            _Drawn()
        )  # its text was read once: a page that cannot be drawn is no reason to give up
    return _Drawn(PagePicture(document.id, sheet.number, picture, sheet.width, sheet.height, marks))


def _told(left: int, withheld: int) -> str:
    """Say what is not shown, and why."""
    told = ""
    if left:
        told += f"{count(left, 'more page')} with statements {'is' if left == 1 else 'are'} not shown. "
    if withheld:
        told += (
            f"{count(withheld, 'page')} {'is' if withheld == 1 else 'are'} not shown as "
            f"{'it looks' if withheld == 1 else 'they look'}: a private person is named there, or there is a "
            "picture or a scan, on which nobody can be made out of sight. "
        )
    return told.strip()


def _pages_that_say_something(
    findings: Findings,
) -> list[tuple[tuple[str, int], list[Statement]]]:
    """Return the pages on which statements stand, those of claims that more documents tell first."""
    told = {s: claim.documents for claim in findings.claims for s in claim.statements}
    documents = {document.id: document for document in findings.documents}
    found: defaultdict[tuple[str, int], list[Statement]] = defaultdict(list)
    for statement in findings.statements:
        document = documents[statement.document]
        if document.format in ("pdf", "image"):
            for sheet in sheets_of(document, statement.start, statement.end):
                found[document.id, sheet.number].append(statement)
    weight = {page: max(told.get(s.id, 0) for s in statements) for page, statements in found.items()}
    return sorted(found.items(), key=lambda item: (-weight[item[0]], item[0]))


def _pages_with(
    findings: Findings, stretches: Mapping[str, Collection[tuple[int, int]]]
) -> frozenset[tuple[str, int]]:
    """Return the pages on which any of these stretches stands."""
    return frozenset(
        (document.id, sheet.number)
        for document in findings.documents
        for start, end in stretches.get(document.id, ())
        for sheet in sheets_of(document, start, end)
    )
