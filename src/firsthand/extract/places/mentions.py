"""Mentions of places: which capitalised words name a place here, and which place of that name."""

import functools
import re
from dataclasses import dataclass

from spacy.tokens import Doc

from firsthand.extract.analysis import Analysis, text_of
from firsthand.extract.countries import country_of_demonym
from firsthand.extract.packs import load, words
from firsthand.extract.places.resolving import Mention, context_of, resolved
from firsthand.extract.places.toponyms import Toponym, Toponyms, toponyms
from firsthand.model import Place

# A town with more people than this is read without a word around it that says that it is a place.
# On LGL (588 local news texts) lower floors add more surnames than towns.
KNOWN_POPULATION = 150_000
_POSTAL = re.compile(r"[A-Z]{2}$")
_WORD = re.compile(r"\w+")


def find_places(analysis: Analysis) -> tuple[Place, ...]:
    """Return every place that a document names, in order, each with the place it most likely means.

    Names of persons and of things are left out ("Paris Hilton"); names of peoples are no places.
    Among places of one name, what the text says beside it ("London, Ontario"), the countries the
    text speaks of, and population decide.
    """
    language = "en"
    mentions = _mentions(analysis.doc, language)
    surnames = {mention.text for mention in mentions if mention.personal}
    confirmed = {mention.text for mention in mentions if mention.placed and not mention.personal}
    kept = [mention for mention in mentions if _is_place(mention, surnames, confirmed, language)]
    peoples = (
        country_of_demonym(token.text, language=language)
        for token in analysis.doc
        if token.pos_ in ("ADJ", "PROPN") and token.text[0].isupper()
    )
    context = context_of(kept, (code for code in peoples if code))
    return tuple(resolved(mention, context) for mention in kept)


def _mentions(doc: Doc, language: str) -> list[Mention]:
    known = toponyms(language)
    text = text_of(doc)
    tokens = [(token.text, token.idx) for token in doc]
    page = _Page(doc, text, tokens, language)
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        word, start = tokens[at]
        end = longest(text, tokens, at, known) if word[0].isupper() else None
        if end is None:
            at += 1
            continue
        stop = tokens[end - 1][1] + len(tokens[end - 1][0])
        name = text[start:stop]
        found.append(_mention(page, at, end, name, known.meanings(name), found))
        at = end
    return found


def longest(text: str, tokens: list[tuple[str, int]], at: int, known: Toponyms) -> int | None:
    """Return the token after the longest name that begins at a token."""
    word, start = tokens[at]
    lead = _WORD.match(word)
    most = known.reach(lead[0]) if lead else 0
    best = None
    for end in range(at + 1, len(tokens) + 1):
        stop = tokens[end - 1][1] + len(tokens[end - 1][0])
        if stop - start > most:
            break
        if known.meanings(text[start:stop]):
            best = end
    return best


@dataclass(frozen=True, slots=True)
class _Page:
    """A parsed text with what is slow to ask for again and again."""

    doc: Doc
    text: str
    tokens: list[tuple[str, int]]
    language: str


def _mention(
    page: _Page, at: int, end: int, name: str, meanings: tuple[Toponym, ...], earlier: list[Mention]
) -> Mention:
    doc, language = page.doc, page.language
    before = words("places", "words", "before", language=language)
    kinds = words("places", "words", "kinds", language=language)
    after = words("places", "words", "after", language=language)
    titles = words("places", "words", "titles", language=language)
    first, last = doc[at], doc[end - 1]
    left = doc[at - 1] if at and not first.is_sent_start else None
    right = doc[end] if end < len(doc) and not doc[end].is_sent_start else None
    low_left = left.lower_ if left is not None else ""
    low_right = right.lower_ if right is not None else ""
    follows_place = bool(earlier and left is not None and earlier[-1].end == left.idx + len(left))
    personal = low_left in titles and not (low_left in before or low_left in kinds)
    if left is not None and left.pos_ == "PROPN" and left.text[0].isupper() and left.whitespace_:
        personal = personal or not (low_left in before or low_left in kinds or follows_place)
    if right is not None and right.pos_ == "PROPN" and right.text[0].isupper() and last.whitespace_:
        personal = personal or not (low_right in kinds or low_right in after)
    within = _within(page, end)
    listed = (
        left is not None and left.text in (",", "and", "or", "&") and bool(earlier) and earlier[-1].placed
    )
    near = listed and earlier[-1].end >= doc[max(0, at - 3)].idx
    article = low_left == "the" and at > 1 and doc[at - 2].lower_ in before
    of_kind = low_left == "of" and at > 1 and doc[at - 2].lower_ in kinds
    kind = low_right in kinds or of_kind
    placed = low_left in before or kind or within is not None or near or article
    return Mention(first.idx, last.idx + len(last), name, meanings, personal, placed, kind, within)


def _within(page: _Page, end: int) -> Toponym | None:
    """Return the country or region named right behind a comma: "Springfield, Ohio"."""
    if end + 1 >= len(page.tokens) or page.tokens[end][0] != ",":
        return None
    known = toponyms(page.language)
    tokens = page.tokens[end + 1 : end + 7]
    stop = longest(page.text, tokens, 0, known)
    word, start = tokens[0]
    name = page.text[start : tokens[stop - 1][1] + len(tokens[stop - 1][0])] if stop else word
    larger = [meaning for meaning in known.meanings(name) if meaning.precision != "city"]
    if _POSTAL.match(name) and not larger:
        larger = [region for region in _states(page.language) if region.admin == name]
    return larger[0] if larger else None


@functools.cache
def _states(language: str) -> tuple[Toponym, ...]:
    """Return the regions that are written as two letters behind a town: "Springfield, OH"."""
    return tuple(sorted(toponyms(language).regions("US"), key=lambda region: region.name))


def _is_place(mention: Mention, surnames: set[str], confirmed: set[str], language: str) -> bool:
    """Weigh what stands around a name against how often such a name is something else."""
    best = max(mention.meanings, key=lambda meaning: meaning.population)
    common = mention.text in common_names(language)
    if mention.personal:
        return mention.within is not None and not common
    if mention.within is not None or (mention.kind and not common):
        return True
    known = best.precision != "city" or best.capital or best.population >= KNOWN_POPULATION
    if best.precision == "country" and mention.text not in surnames:
        return True
    if mention.text in surnames or common:
        return known and mention.placed
    return known or mention.placed or mention.text in confirmed


@functools.cache
def common_names(language: str) -> frozenset[str]:
    """Return names of places that are more often words, given names, months or surnames."""
    found = set(words("places", "words", "doubtful", language=language))
    given = load("first_names", language)
    for value in (*load("commonness", language).values(), *given.values()):
        if isinstance(value, str):
            found |= {word.capitalize() for word in value.split()}
    dates = load("dates", language)
    found |= {name.capitalize() for names in (*dates["months"], *dates["weekdays"]) for name in names}
    return frozenset(found)
