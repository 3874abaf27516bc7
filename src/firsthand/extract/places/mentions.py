"""Mentions of places: which words of an English text name a place, and which place of that name."""

import re

from firsthand.extract.analysis import Analysis
from firsthand.extract.places.candidates import candidates
from firsthand.extract.places.english import Found, find_names, page_of, people_of
from firsthand.extract.places.resolving import Mention, context_of, resolved
from firsthand.extract.places.toponyms import Toponyms
from firsthand.model import Place

# A town with more people than this is read without a word around it that says that it is a place, in the
# languages that are not parsed. On LGL (588 local news texts) lower floors add more surnames than towns.
KNOWN_POPULATION = 150_000
_WORD = re.compile(r"\w+")


def find_places(analysis: Analysis) -> tuple[Place, ...]:
    """Return every place that a document names, in order, each with the place it most likely means.

    Names of persons ("Paris Hilton"), peoples and streets are left out. Among places of one name, what
    the text says beside it ("London, Ontario"), the other places the text speaks of, and population
    decide. A place that no gazetteer knows is kept by its name, without a point on the map.
    """
    page = page_of(analysis.doc)
    mentions = [_mention(each) for each in find_names(page)]
    peoples = (
        people_of(word)
        for word, kind in zip(page.words, page.kinds, strict=True)
        if kind in ("ADJ", "PROPN") and word[0].isupper()
    )
    context = context_of([each for each in mentions if each.meanings], (code for code in peoples if code))
    return tuple(
        resolved(mention, context) if mention.meanings else _unresolved(mention) for mention in mentions
    )


def _mention(found: Found) -> Mention:
    spot = found.spot
    return Mention(
        start=spot.start,
        end=spot.end,
        text=spot.name,
        meanings=candidates(spot.name, "en"),
        personal=False,
        placed=True,
        kind=False,
        within=found.within,
    )


def _unresolved(mention: Mention) -> Place:
    """Return a place known by name only; in a country where the text says which: "Xyz, Ohio"."""
    country = mention.within.country if mention.within else None
    return Place(start=mention.start, end=mention.end, name=mention.text, country=country)


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
