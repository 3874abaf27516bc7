"""All that a name can mean where it is known to be a place's: the small towns, too."""

import functools
from collections.abc import Iterator

from firsthand.extract.places.small_towns import small_towns
from firsthand.extract.places.toponyms import Toponym, toponyms


@functools.lru_cache(maxsize=4096)
def candidates(name: str, language: str) -> tuple[Toponym, ...]:
    """Return what a name can mean: countries first, then regions, then towns by their size.

    More is allowed than where a name must be recognised among other words: an article, a genitive,
    a short form ("St."), another language's name.
    """
    known = toponyms(language)
    found: list[Toponym] = []
    for form in _forms(name):
        found += known.meanings(form)
        if found:
            break
    for form in _forms(name):
        small = list(small_towns().named(form))
        found += [
            Toponym(
                town.name,
                town.country,
                town.latitude,
                town.longitude,
                "city",
                town.population,
                town.admin,
                town.geoname,
            )
            for town in small
        ]
        if small:
            break
    return tuple(found)


def _forms(name: str) -> Iterator[str]:
    yield name
    if name.lower().startswith("the "):
        yield name[4:]
