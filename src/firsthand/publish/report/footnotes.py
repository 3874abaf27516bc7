"""Links for paper: every link to a passage gets a number, the passage wears it, and a list says where it is.

On a screen nothing of this is seen. Numbers run in the order in which a reader meets the links.
"""

import re
from pathlib import PurePath

from markupsafe import Markup, escape

from firsthand.publish.report.addresses import anchor
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.whereabouts import whereabouts
from firsthand.publish.telling.wording import clean, cut

PLACE = "<!--footnotes-->"
LIMIT = 3000  # notes: a case with more is read on a screen
_LINK = re.compile(r'<a (class="to" )?href="#(s-[\w-]+)">')
_PASSAGE = re.compile(r'(<span class="st[^">]*" id="(s-[\w-]+)")')
_BEGINNING = 70  # letters of the passage, to find it by


def with_footnotes(page: str, index: Index) -> str:
    """Return the page with its links to passages numbered, and the notes where the page has their place.

    Only our own markup is matched: what documents say has its angle brackets and quotation marks escaped.
    """
    known = {anchor("s", s.id): s for s in index.findings.statements}
    number: dict[str, int] = {}
    for match in _LINK.finditer(page):
        if match[2] in known and match[2] not in number and len(number) < LIMIT:
            number[match[2]] = len(number) + 1

    def linked(match: re.Match[str]) -> str:
        n = number.get(match[2])
        return match[0] if n is None else f'{match[0][:-1]} data-n="{n}">'

    def worn(match: re.Match[str]) -> str:
        n = number.get(match[2])
        return match[0] if n is None else f'{match[1]} data-n="{n}"'

    page = _PASSAGE.sub(worn, _LINK.sub(linked, page))
    notes = Markup("").join(_note(index, known[address].id, n) for address, n in number.items())
    section = Markup('<section class="notes"><h2>Notes</h2><ol>{}</ol></section>').format(notes)
    return page.replace(PLACE, section if number else "", 1)


def _note(index: Index, statement_id: str, number: int) -> Markup:
    """Return one note: which document, where in it, and how the passage begins."""
    s = index.statement[statement_id]
    document = index.document[s.document]
    file = PurePath(clean(document.name)).name
    page = whereabouts(document, s.start, s.end)
    place = f"{page}, characters" if page else "characters"
    where = f"{clean(index.title(s.document))} ({file}), {place} {s.start}–{s.end}"
    beginning = escape(cut(clean(s.text), _BEGINNING))
    return Markup('<li value="{}">{}: “{}”</li>').format(number, where, beginning)
