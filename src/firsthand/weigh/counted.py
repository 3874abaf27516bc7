"""The words by which a language calls what is counted: units are known by one English name in all."""

import functools

from firsthand.extract.packs import has, load


@functools.cache
def words_of_unit(unit: str | None, language: str) -> frozenset[str]:
    """Return the lemmas that stand for a unit in a language: "death" gives "muerto", "fallecido".

    A unit that the pack does not list is called by its own noun, as extraction found it.
    """
    if unit is None:
        return frozenset()
    listed = load("measures", language).get("units", {}).get(unit, ()) if has("measures", language) else ()
    return frozenset({unit, *listed})
