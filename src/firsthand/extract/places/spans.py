"""Which places given words of a text name: for callers that know where a place is named."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from firsthand.extract.countries import demonyms
from firsthand.extract.places.candidates import candidates
from firsthand.extract.places.resolving import Mention, context_of, resolved
from firsthand.extract.places.toponyms import Toponym
from firsthand.model import Place

Span = tuple[int, int]
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
    return resolve_together([Spans(text, language, spans)], countries=countries)[0]


@dataclass(frozen=True, slots=True)
class Spans:
    """A text with the spans that name places in it; what those in `settled` mean is known already."""

    text: str
    language: str
    spans: Sequence[Span]
    settled: Mapping[Span, Place] = field(default_factory=dict)


def resolve_together(texts: Sequence[Spans], *, countries: Collection[str] = ()) -> list[tuple[Place, ...]]:
    """Return for each text the places that its spans name, all texts read as parts of one.

    A name that one text explains ("Springfield, Ohio") is explained for all of them. See `resolve_spans`.
    """
    starts = [0]
    for each in texts:
        starts.append(starts[-1] + len(each.text) + 1)
    mentions = []
    named = []
    for told, start in zip(texts, starts, strict=False):
        mentions += [
            replace(each, start=each.start + start, end=each.end + start) for each in _mentions(told)
        ]
        peoples = demonyms(told.language)
        named += [peoples[word] for word in _WORD.findall(told.text) if word in peoples]
    context = context_of(mentions, named, countries=countries)
    found: list[tuple[Place, ...]] = []
    for told, (start, stop) in zip(texts, pairwise(starts), strict=True):
        places = (resolved(each, context) for each in mentions if start <= each.start < stop)
        own = {
            (place.start - start, place.end - start): replace(
                place, start=place.start - start, end=place.end - start
            )
            for place in places
        }
        found.append(
            tuple(
                told.settled.get(span)
                or own.get(span)
                or Place(start=span[0], end=span[1], name=told.text[slice(*span)])
                for span in told.spans
            )
        )
    return found


def _mentions(told: Spans) -> Iterator[Mention]:
    text = told.text
    order = sorted(set(told.spans))
    meant = {span: candidates(text[slice(*span)], told.language) for span in order}
    for span in order:
        meanings = meant[span]
        known = told.settled.get(span)
        if known is not None:
            meanings = tuple(m for m in meanings if (m.geoname, m.name) == (known.geoname, known.name))[:1]
        if meanings:
            yield Mention(
                start=span[0],
                end=span[1],
                text=text[slice(*span)],
                meanings=meanings,
                personal=False,
                placed=True,
                kind=False,
                within=_within(text, span, order, meant),
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
