"""Mentions of places in Chinese: names in either script, with or without the kind of place behind them."""

from dataclasses import dataclass

from firsthand.extract.analysis import Analysis, text_of
from firsthand.extract.countries import demonyms
from firsthand.extract.packs import words
from firsthand.extract.parse import Doc
from firsthand.extract.places.mentions import KNOWN_POPULATION
from firsthand.extract.places.resolving import Mention, context_of, resolved
from firsthand.extract.places.toponyms import Toponyms, toponyms
from firsthand.extract.tagging.script import simplified
from firsthand.model import Place

# A name of two characters without a word around it that says that it is a place.
_SHORT = 2


def find_places(analysis: Analysis) -> tuple[Place, ...]:
    """Return every place that a document names, in order, each with the place it most likely means.

    The longest name that agrees with the cut into words is taken, with the 省, 市 or 县 behind it.
    """
    page = _page(analysis.doc)
    mentions = _mentions(page)
    confirmed = {mention.text for mention in mentions if mention.placed}
    kept = [mention for mention in mentions if _is_place(mention, confirmed)]
    peoples = demonyms("zh")
    named = (peoples[token.lemma_] for token in analysis.doc if token.lemma_ in peoples)
    context = context_of(kept, named)
    return tuple(resolved(mention, context) for mention in kept)


@dataclass(frozen=True, slots=True)
class _Page:
    doc: Doc
    text: str
    known: Toponyms
    begins: dict[int, int]
    ends: dict[int, int]
    before: frozenset[str]
    kinds: tuple[str, ...]
    surnames: frozenset[str]


def _page(doc: Doc) -> _Page:
    kinds = words("places", "words", "kinds", language="zh")
    return _Page(
        doc,
        simplified(text_of(doc)),
        toponyms("zh"),
        {token.idx: token.i for token in doc},
        {token.idx + len(token): token.i for token in doc},
        words("places", "words", "before", language="zh"),
        tuple(sorted(kinds, key=len, reverse=True)),
        words("names", "surnames", language="zh"),
    )


def _mentions(page: _Page) -> list[Mention]:
    found: list[Mention] = []
    at = 0
    for start in page.begins:
        if start < at:
            continue
        end = _longest(page, start)
        if end is None:
            continue
        name = page.text[start:end]
        stop = _with_kind(page, end)
        found.append(_mention(page, start, end, stop, name, found))
        at = stop
    return found


def _longest(page: _Page, start: int) -> int | None:
    """Return the end of the longest name that begins at a word and agrees with the cut into words."""
    most = page.known.reach(page.text[start : start + 1])
    for end in range(min(len(page.text), start + most), start + _SHORT - 1, -1):
        if page.known.meanings(page.text[start:end]) and (
            end in page.ends or _with_kind(page, end) in page.ends or _splits(page, start, end)
        ):
            return end
    return None


def _splits(page: _Page, start: int, end: int) -> bool:
    """Tell whether a word may be split behind a name: 中国籍, 北京站."""
    token = page.doc[page.begins[start]]
    long_enough = end - start > _SHORT or token.pos_ == "PROPN"
    return long_enough and token.idx + len(token) > end and len(token) - (end - start) == 1


def _with_kind(page: _Page, end: int) -> int:
    """Return the end of a name with the kind of place behind it, unless that begins another word."""
    for kind in page.kinds:
        if page.text.startswith(kind, end) and (end + len(kind) in page.ends):
            return end + len(kind)
    return end


def _mention(page: _Page, start: int, end: int, stop: int, name: str, earlier: list[Mention]) -> Mention:
    token = page.doc[page.begins[start]]
    left = page.doc[token.i - 1].lemma_ or page.doc[token.i - 1].text if token.i else ""
    meanings = page.known.meanings(name)
    kind = stop > end or any(name.endswith(ending) and len(name) > _SHORT for ending in page.kinds)
    adjacent = bool(earlier) and 0 <= start - earlier[-1].end <= 1 and earlier[-1].placed
    whole = token.pos_ == "PROPN" and token.idx + len(token) <= stop
    placed = kind or left in page.before or adjacent or whole
    surname = len(left) == 1 and left in page.surnames and not kind
    person = surname and page.doc[token.i - 1].pos_ in ("PROPN", "NOUN", "X")
    return Mention(start, stop, name, meanings, person, placed, kind)


def _is_place(mention: Mention, confirmed: set[str]) -> bool:
    """Weigh what stands around a name against how often such characters are something else."""
    best = max(mention.meanings, key=lambda meaning: meaning.population)
    if mention.personal:
        return False
    if best.precision != "city" or mention.kind:
        return True
    if best.capital or best.population >= KNOWN_POPULATION:
        return mention.placed or len(mention.text) > _SHORT or mention.text in confirmed
    return mention.placed or mention.text in confirmed
