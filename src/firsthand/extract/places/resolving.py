"""Which of the places of one name a text means."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from firsthand.extract.places.toponyms import Toponym
from firsthand.extract.places.weighing import Named, weighed
from firsthand.model import Place


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that can name a place, with what stands around them.

    `personal`: they stand inside a longer name or behind a title. `placed`: words around make a place
    likely ("in X"); `kind`: they say it outright ("the city of X"). `within` is the country or region
    that follows behind a comma.
    """

    start: int
    end: int
    text: str
    meanings: tuple[Toponym, ...]
    personal: bool
    placed: bool
    kind: bool
    within: Toponym | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """Which place each mention of a document means, by where it stands, all taken together."""

    chosen: Mapping[tuple[int, int], Toponym]


def context_of(
    mentions: Sequence[Mention], peoples: Iterable[str], *, countries: Iterable[str] = ()
) -> Context:
    """Decide which places a document means, each in the light of the others.

    `peoples` are codes of the countries whose people or manner the document names; `countries` those
    that the matter is about, whether or not the document names them.
    """
    names: dict[tuple[str, Toponym | None], list[Mention]] = {}
    for mention in mentions:
        if mention.meanings:
            names.setdefault((mention.text.casefold(), _within(mention, mentions)), []).append(mention)
    units = [
        Named(each[0].meanings, within, tuple(mention.start for mention in each))
        for (_, within), each in names.items()
    ]
    taken = weighed(units, tuple(peoples), tuple(countries))
    return Context(
        {
            (mention.start, mention.end): toponym
            for each, toponym in zip(names.values(), taken, strict=True)
            for mention in each
        }
    )


def _within(mention: Mention, mentions: Sequence[Mention]) -> Toponym | None:
    """Return what a name lies in: as said here, or the only one said of it anywhere in the document."""
    if mention.within is not None:
        return mention.within
    name = mention.text.casefold()
    said = {each.within for each in mentions if each.text.casefold() == name and each.within is not None}
    return said.pop() if len(said) == 1 else None


def resolved(mention: Mention, context: Context) -> Place:
    """Return the place that a mention most likely means."""
    best = context.chosen[mention.start, mention.end]
    return Place(
        start=mention.start,
        end=mention.end,
        name=best.name,
        country=best.country or None,
        latitude=best.latitude,
        longitude=best.longitude,
        geoname=best.geoname,
        precision=best.precision,
    )
