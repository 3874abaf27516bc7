"""Mentions of places in languages read from their surface: which capitalised words name a place here."""

import functools
from dataclasses import dataclass, replace

from firsthand.extract.analysis import Analysis, text_of
from firsthand.extract.countries import demonyms
from firsthand.extract.packs import load, words
from firsthand.extract.parse import Doc, Token
from firsthand.extract.places.mentions import KNOWN_POPULATION, longest
from firsthand.extract.places.resolving import Mention, context_of, resolved
from firsthand.extract.places.toponyms import Toponym, Toponyms, toponyms
from firsthand.model import Place

# A spelling that may be another language's stands alone only for a city of this size.
_WEAK_POPULATION = 1_000_000
# One abroad only for a city of this size: what else is written with a capital is more often a name.
_ABROAD_POPULATION = 500_000
# A town at home that is called like a frequent word is read behind a word that places it from this size on:
# below, more are words ("in Waren", "in Lage"). Set before any result was looked at.
_COMMON_POPULATION = 50_000
_SHORTEST_WIDER = 4


def find_places(analysis: Analysis, *, language: str) -> tuple[Place, ...]:
    """Return every place that a document names, in order, each with the place it most likely means."""
    page = _page(analysis.doc, language)
    mentions = _mentions(page)
    surnames = {mention.text for mention in mentions if mention.personal}
    confirmed = {mention.text for mention in mentions if mention.placed and not mention.personal}
    kept = [mention for mention in mentions if _is_place(page, mention, surnames, confirmed)]
    peoples = demonyms(language)
    named = (peoples[token.text] for token in analysis.doc if token.text in peoples)
    context = context_of(kept, named)
    return tuple(resolved(mention, context) for mention in kept)


@dataclass(frozen=True, slots=True)
class _Page:
    """A document with what its language says of places."""

    doc: Doc
    text: str
    tokens: list[tuple[str, int]]
    known: Toponyms
    before: frozenset[str]
    weak: frozenset[str]
    kinds: frozenset[str]
    after: frozenset[str]
    titles: frozenset[str]
    given: frozenset[str]
    common: frozenset[str]
    doubtful: frozenset[str]
    nouns: bool
    directions: frozenset[str]
    home: frozenset[str]


def _page(doc: Doc, language: str) -> _Page:
    def said(key: str) -> frozenset[str]:
        return words("places", "words", key, language=language)

    return _Page(
        doc=doc,
        text=text_of(doc),
        tokens=[(token.text, token.idx) for token in doc],
        known=toponyms(language),
        before=said("before"),
        weak=said("weak"),
        kinds=said("kinds"),
        after=said("after"),
        titles=said("titles"),
        given=given_names(),
        common=common_names(language),
        doubtful=said("doubtful") | given_names(),
        directions=words("toponyms", "directions", language=language),
        nouns=load("measures", language)["counts"]["capitals"],
        home=words("places", "home", language=language),
    )


@functools.cache
def given_names() -> frozenset[str]:
    """Return given names of many countries, with a capital."""
    lists = load("first_names", "en").values()
    return frozenset(name.capitalize() for names in lists if isinstance(names, str) for name in names.split())


@functools.cache
def common_names(language: str) -> frozenset[str]:
    """Return names of places that are more often words, given names, months or surnames."""
    found = set(words("places", "words", "doubtful", language=language)) | given_names()
    for value in load("commonness", language).values():
        if isinstance(value, str):
            found |= {word.capitalize() for word in value.split()}
    dates = load("dates", language)
    found |= {name.capitalize() for names in (*dates["months"], *dates["weekdays"]) for name in names}
    return frozenset(found)


def _mentions(page: _Page) -> list[Mention]:
    found: list[Mention] = []
    at = 0
    while at < len(page.tokens):
        word, start = page.tokens[at]
        # A name may begin with a small article: "la Haya" is none, but "franja de Gaza" is a region.
        known = word[0].isupper() or word[0].isalpha()
        end = longest(page.text, page.tokens, at, page.known) if known else None
        if end is None:
            wider = _glued(page, word) if word[0].isupper() else ()
            if wider:
                found.append(replace(_mention(page, at, at + 1, word, found), meanings=wider))
            at += 1
            continue
        stop = page.tokens[end - 1][1] + len(page.tokens[end - 1][0])
        found.append(_mention(page, at, end, page.text[start:stop], found))
        at = end
    return found


def _glued(page: _Page, word: str) -> tuple[Toponym, ...]:
    """Return the country or region of which a word names a part: "Nordfrankreich" lies in France."""
    for direction in sorted(page.directions, key=lambda each: (-len(each), each)):
        rest = word[len(direction) :]
        if word.lower().startswith(direction) and len(rest) >= _SHORTEST_WIDER:
            meant = page.known.meanings(rest.capitalize())
            wider = tuple(meaning for meaning in meant if meaning.precision != "city")
            if wider:
                return wider
    return ()


def _mention(page: _Page, at: int, end: int, name: str, earlier: list[Mention]) -> Mention:
    doc = page.doc
    first, last = doc[at], doc[end - 1]
    left = doc[at - 1] if at and not first.is_sent_start else None
    right = doc[end] if end < len(doc) and not doc[end].is_sent_start else None
    low_left = left.lower_ if left is not None else ""
    low_right = right.lower_ if right is not None else ""
    behind = doc[at - 2] if at > 1 and left is not None else None
    kind = low_right in page.kinds or low_left in page.kinds
    kind = kind or (low_left in page.weak and behind is not None and behind.lower_ in page.kinds)
    listed = bool(
        earlier
        and earlier[-1].placed
        and left is not None
        and (left.text in (",", "/", "&") or left.pos_ == "CCONJ")
        and earlier[-1].end >= doc[max(0, at - 3)].idx
    )
    weakly = low_left in page.weak and behind is not None and behind.text[0].islower()
    article = behind is not None and behind.lower_ in page.before and left is not None and left.pos_ == "DET"
    # "in den Niederlanden" is a country, "in der Halle" no town.
    article = article and any(meaning.precision != "city" for meaning in page.known.meanings(name))
    placed = low_left in page.before or kind or listed or weakly or article
    personal = low_left in page.titles and not placed
    if left is not None and left.whitespace_ and _may_be_name(page, left) and not kind:
        follows = bool(earlier and earlier[-1].end == left.idx + len(left))
        personal = personal or not (follows or low_left in page.before)
    if right is not None and last.whitespace_ and _may_be_name(page, right) and not kind:
        personal = personal or low_right not in page.after
    if low_right == "$":
        personal = True  # "US $ 42.000"
    return Mention(first.idx, last.idx + len(last), name, page.known.meanings(name), personal, placed, kind)


def _may_be_name(page: _Page, token: Token) -> bool:
    """Tell whether a word beside a place's name may belong to a longer name: "Paris Hilton", "Ana Milano"."""
    if not token.text[0].isupper() or page.known.meanings(token.text) or token.lower_ in page.before:
        return False
    if page.nouns:
        return token.text in page.given or token.pos_ == "PROPN"
    return not token.is_sent_start or token.text in page.given


def _is_place(page: _Page, mention: Mention, surnames: set[str], confirmed: set[str]) -> bool:
    """Weigh what stands around a name against how often such a name is something else."""
    best = max(mention.meanings, key=lambda meaning: meaning.population)
    common = mention.text in page.common
    if mention.personal:
        return False
    if mention.kind and not common:
        return True
    if best.precision == "country" and mention.text not in surnames:
        return True
    weak = page.known.weak(mention.text)
    abroad = KNOWN_POPULATION if best.country in page.home else _ABROAD_POPULATION
    floor = _WEAK_POPULATION if weak else abroad
    known = best.precision != "city" or best.capital or best.population >= floor
    if mention.text in surnames or common:
        # A list of frequent words holds towns in the news, too, where nouns have capitals as names do.
        town = page.nouns and best.country in page.home and best.population >= _COMMON_POPULATION
        doubtful = mention.text in surnames or mention.text in page.doubtful
        return (known or (town and not doubtful)) and mention.placed
    if weak and not known:
        return mention.placed and best.population >= KNOWN_POPULATION
    return known or mention.placed or mention.text in confirmed
