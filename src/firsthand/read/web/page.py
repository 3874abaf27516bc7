"""A web page to a document: its visible text in reading order, the account told from what surrounds it.

Scripts are not run and nothing is fetched. Which part is the account is decided by three witnesses:
the page's own structure (nav, aside, figcaption, classes), trafilatura's extraction, and the general
look of each stretch (`furniture`).
"""

import itertools
import re
from html.parser import HTMLParser

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from lxml.html import HTMLParser as TreeParser

from firsthand.model import BlockKind
from firsthand.read.beat import beat
from firsthand.read.furniture import Piece
from firsthand.read.page import Page
from firsthand.read.plain import page_of
from firsthand.read.web.head import Head, read_head
from firsthand.read.web.stretches import SELF_CLOSING, SKIPPED, VOID, Stretch, Stretches, hidden

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b([^<>]*)>")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")
# libxml2 gives up on trees deeper than 256; of 181 real pages all but one stay below 100.
_DEEPEST = 250
_PROSE_WORDS = 12
_CELL_WORDS = 8  # a table's cell shorter than this is a figure or a label, not an account
# A stretch that is mostly link is a list entry; a long one may be a sentence linked as a whole.
_LINKED_SHARE = 0.6
_LINKED_WORDS = 25
# Less than this from trafilatura means that it did not find the account.
_FOUND_CHARACTERS = 200
# A page of more tags than this is a list or a trap, and the extraction takes long on it; articles have a few
# hundred to a few thousand.
_MOST_TAGS = 200_000
_STEPS_A_BEAT = 5_000
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")


def read_html(text: str, *, language: str = "en") -> Page:
    """Return the page that an HTML source is: readable text, with what surrounds the account marked."""
    source = text.replace("\x00", "")
    root = None if _depth(source) > _DEEPEST else _tree(source)
    if root is None:
        return _page(_flat(source), Head(), "", language, ("markup too deep or broken: tags stripped",))
    head = read_head(root)
    return _page(_walk(root), head, _main(source), language, ())


def letter_stretches(text: str) -> list[Stretch]:
    """Return the visible text of a letter written in HTML: all of it is the letter, none surrounds it."""
    source = text.replace("\x00", "")
    root = None if _depth(source) > _DEEPEST else _tree(source)
    return _flat(source) if root is None else _walk(root)


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a page claims for itself in its first kilobytes."""
    found = _XML.search(data[:1024]) or _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def _page(stretches: list[Stretch], head: Head, main: str, language: str, notes: tuple[str, ...]) -> Page:
    hints = _hints(stretches, head, main)
    pieces: list[Piece] = []
    at = 0
    for stretch, hint in zip(stretches, hints, strict=True):
        pieces.append(Piece(at, at + len(stretch.text), stretch.text, hint))
        at += len(stretch.text) + 2
    page = page_of("\n\n".join(stretch.text for stretch in stretches), pieces, language=language)
    return Page(
        text=page.text,
        blocks=page.blocks,
        title=head.title or page.title,
        publisher=head.publisher or page.publisher,
        author=head.author or page.author,
        published=head.published or page.published,
        url=head.url,
        notes=notes,
    )


def _hints(stretches: list[Stretch], head: Head, main: str) -> list[BlockKind | None]:
    """Say of each stretch what the page's structure and the extraction agree that it is."""
    title = _title(stretches, head)
    inside = [_squeezed(stretch.text)[:120] in main if main else None for stretch in stretches]
    chosen = [at for at, found in enumerate(inside) if found and stretches[at].words >= _PROSE_WORDS]
    below = [at for at in chosen if title is None or at > title]
    if below and below != chosen:  # teasers above the title repeat the account's first words
        inside = [found and (title is None or at >= title) for at, found in enumerate(inside)]
        chosen = below
    hints: list[BlockKind | None] = []
    for at, stretch in enumerate(stretches):
        if at == title:
            hints.append("title")
        elif stretch.kind == "caption":
            hints.append("caption")
        elif stretch.kind == "byline" and stretch.words <= 25:
            hints.append("byline")
        elif _beside(stretch, found=inside[at], kept=not chosen or _kept(at, stretch, chosen, title)):
            hints.append("furniture")
        else:
            hints.append("heading" if stretch.kind == "heading" else None)
    return hints


def _beside(stretch: Stretch, *, found: bool | None, kept: bool) -> bool:
    """Tell whether a stretch stands beside the account; `found` says whether the extraction has it."""
    if stretch.surround and not (found and stretch.words >= _PROSE_WORDS):
        return True
    if not found and not kept:
        return True
    if stretch.linked > _LINKED_SHARE * len(stretch.text) and not (found and stretch.words >= _LINKED_WORDS):
        return True
    return stretch.cell and stretch.words < _CELL_WORDS and not _SENTENCE_END.search(stretch.text)


def _kept(at: int, stretch: Stretch, chosen: list[int], title: int | None) -> bool:
    """Tell whether a stretch that the extraction left out belongs to the account all the same.

    Extractors drop paragraphs; a full sentence between two chosen ones, or between the title and
    the first, is kept. So are bylines and dates near the top, which they take for noise.
    """
    first = min(chosen[0], title if title is not None else chosen[0])
    prose = stretch.words >= _PROSE_WORDS and bool(_SENTENCE_END.search(stretch.text))
    between = first <= at <= chosen[-1]
    short = stretch.words <= _PROSE_WORDS and not stretch.linked
    return between and (prose or stretch.kind == "heading" or (short and at < chosen[0]))


def _title(stretches: list[Stretch], head: Head) -> int | None:
    tops = [at for at, stretch in enumerate(stretches) if stretch.level == 1]
    named = _squeezed(head.title or "")
    same = [at for at, stretch in enumerate(stretches) if stretch.level and _squeezed(stretch.text) == named]
    if same:
        return same[0]
    near = [
        at
        for at in tops
        if named and (_squeezed(stretches[at].text) in named or named in _squeezed(stretches[at].text))
    ]
    inner = [at for at in tops if not stretches[at].surround]
    return next(iter([*near, *inner, *tops]), None)


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _main(source: str) -> str:
    """Return trafilatura's idea of the account, squeezed for comparison; empty where it finds none."""
    if source.count("<") > _MOST_TAGS:
        return ""
    try:
        found = trafilatura.extract(
            source, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
        )
    except (ValueError, RecursionError, etree.LxmlError):
        return ""
    return _squeezed(found) if found and len(found) >= _FOUND_CHARACTERS else ""


def _depth(source: str) -> int:
    """Return how deep tags are nested at most, without building anything."""
    depth = deepest = 0
    for found in _TAG.finditer(source):
        name = found[2].lower()
        if name in VOID or name in SELF_CLOSING or found[3].endswith("/"):
            continue
        depth = max(0, depth - 1) if found[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _tree(source: str) -> HtmlElement | None:
    parser = TreeParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(source.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return None


def _walk(root: HtmlElement) -> list[Stretch]:
    """Read a tree into stretches in reading order, without recursion."""
    sizes = _sizes(root)
    stretches = Stretches(total=sizes[root])
    waiting: list[tuple[str, HtmlElement]] = [("open", root)]
    for count in itertools.count():
        if not waiting:
            break
        if count % _STEPS_A_BEAT == 0:
            beat()
        step, element = waiting.pop()
        if step == "close":
            stretches.close(element.tag)
            stretches.text(element.tail or "")
            continue
        if not _shown(element):
            stretches.text(element.tail or "")
            continue
        stretches.open(element.tag, dict(element.items()), characters=sizes[element])
        stretches.text(element.text or "")
        waiting.append(("close", element))
        waiting.extend(("open", child) for child in reversed(element))
    return stretches.finish()


def _shown(element: HtmlElement) -> bool:
    return isinstance(element.tag, str) and element.tag not in SKIPPED and not hidden(dict(element.items()))


def _sizes(root: HtmlElement) -> dict[HtmlElement, int]:
    """Return how many characters each element shows."""
    sizes: dict[HtmlElement, int] = {}
    for element in reversed(list(root.iter())):
        inside = len((element.text or "").strip())
        inside += sum(sizes[child] + len((child.tail or "").strip()) for child in element)
        sizes[element] = inside if _shown(element) else 0
    return sizes


class _Stripper(HTMLParser):
    """Feeds a source to the stretches tag by tag: for pages too deep or too broken to make a tree of."""

    def __init__(self, stretches: Stretches) -> None:
        super().__init__(convert_charrefs=True)
        self._stretches = stretches
        self._silent: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent is None and tag in SKIPPED and tag not in VOID:
            self._silent = tag
        elif self._silent is None:
            self._stretches.open(tag, {name: value or "" for name, value in attrs}, nested=False)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = None
        elif self._silent is None:
            self._stretches.close(tag, nested=False)

    def handle_data(self, data: str) -> None:
        if self._silent is None:
            self._stretches.text(data)


def _flat(source: str) -> list[Stretch]:
    stretches = Stretches()
    stripper = _Stripper(stretches)
    stripper.feed(source)
    stripper.close()
    return stretches.finish()
