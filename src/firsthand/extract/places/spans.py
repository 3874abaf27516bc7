"""Which places given words of a text name: for callers that know where a place is named."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from firsthand.extract.countries import demonyms
from firsthand.extract.places.candidates import candidates
from firsthand.extract.places.resolving import Mention, context_of, resolved
from firsthand.extract.places.toponyms import Toponym
from firsthand.model import Place

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# ", Ohio" or " (Ohio)" behind a name.
_BEHIND = re.compile(r"(?:,\s?|\s\()")


def resolve_spans(
    text: str,
    spans: Sequence[tuple[int, int]],
    *,
    language: str = "en",
    countries: Collection[str] = (),
) -> tuple[Place, ...]:
    """Return the place that each span of a text names, in the order given; without country where unknown.

    All spans together are the context of each. `countries` are codes (ISO 3166-1 alpha-2) of those
    that the matter is about: among places of one name, one there is taken before one elsewhere.
    """
    return resolve_together([(text, language, spans)], countries=countries)[0]


def resolve_together(
    texts: Sequence[tuple[str, str, Sequence[tuple[int, int]]]], *, countries: Collection[str] = ()
) -> list[tuple[Place, ...]]:
    """Return for each text the places that its spans name, all texts read as parts of one.

    Each text comes with its language and its spans. A name that one text explains ("Springfield, Ohio")
    is explained for all of them. See `resolve_spans`.
    """
    starts = [0]
    for text, _, _ in texts:
        starts.append(starts[-1] + len(text) + 1)
    mentions = []
    named = []
    for (text, language, spans), start in zip(texts, starts, strict=False):
        mentions += [
            replace(each, start=each.start + start, end=each.end + start)
            for each in _mentions(text, spans, language)
        ]
        peoples = demonyms(language)
        named += [peoples[word] for word in _WORD.findall(text) if word in peoples]
    context = context_of(mentions, named, countries=countries)
    found: list[tuple[Place, ...]] = []
    for (text, _, spans), (start, stop) in zip(texts, pairwise(starts), strict=True):
        places = (resolved(each, context) for each in mentions if start <= each.start < stop)
        own = {
            (place.start - start, place.end - start): replace(
                place, start=place.start - start, end=place.end - start
            )
            for place in places
        }
        found.append(
            tuple(
                own.get(span) or Place(start=span[0], end=span[1], name=text[slice(*span)]) for span in spans
            )
        )
    return found


def _mentions(text: str, spans: Sequence[tuple[int, int]], language: str) -> Iterator[Mention]:
    order = sorted(set(spans))
    meant = {span: candidates(text[slice(*span)], language) for span in order}
    for start, end in order:
        if meant[start, end]:
            yield Mention(
                start=start,
                end=end,
                text=text[start:end],
                meanings=meant[start, end],
                personal=False,
                placed=True,
                kind=False,
                within=_within(text, (start, end), order, meant),
            )


def _within(
    text: str,
    span: tuple[int, int],
    order: Sequence[tuple[int, int]],
    meant: dict[tuple[int, int], tuple[Toponym, ...]],
) -> Toponym | None:
    """Return the country or region named right behind a comma: "Springfield, Ohio"."""
    comma = _BEHIND.match(text, span[1])
    if not comma or any(meaning.precision == "country" for meaning in meant[span]):
        return None  # "China, Japan": countries in a row
    for following in order:
        if following[0] == comma.end():
            larger = [meaning for meaning in meant[following] if meaning.precision != "city"]
            return larger[0] if larger else None
    return None
