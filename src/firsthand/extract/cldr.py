"""Names of countries and of the world's best known cities in many languages, after the Unicode CLDR."""

import functools

from babel import Locale

# Chinese is read in both scripts; names differ between them.
_LOCALES = {"zh": ("zh_Hans", "zh_Hant", "zh_Hant_HK")}
_CODE = 2


@functools.cache
def territory_names(language: str) -> dict[str, tuple[str, ...]]:
    """Return what a language calls countries and territories, by ISO 3166-1 alpha-2 code."""
    names: dict[str, list[str]] = {}
    for locale in _locales(language):
        for code, name in locale.territories.items():
            if len(code) == _CODE and code.isalpha() and name not in names.setdefault(code, []):
                names[code].append(name)
    return {code: tuple(found) for code, found in names.items()}


@functools.cache
def city_names(language: str) -> dict[str, tuple[str, ...]]:
    """Return what a language calls the cities that time zones are named after, by their English name."""
    english = {
        zone: found["city"] for zone, found in Locale.parse("en").time_zones.items() if "city" in found
    }
    names: dict[str, list[str]] = {}
    for locale in _locales(language):
        for zone, found in locale.time_zones.items():
            name = found.get("city")
            known = english.get(zone) or zone.split("/")[-1].replace("_", " ")
            if name and name not in names.setdefault(known, []):
                names[known].append(name)
    return {city: tuple(found) for city, found in names.items()}


def _locales(language: str) -> list[Locale]:
    return [Locale.parse(code) for code in _LOCALES.get(language, (language,))]
