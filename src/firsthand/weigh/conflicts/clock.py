"""Days of the week and times of day, which exclude one another where they are said of one event."""

from firsthand.weigh.conflicts.lexicon import lemmas, phrases

_LISTS = ("weekdays", "hours")


def clock_of(text: str, language: str = "en") -> frozenset[str]:
    """Return the days of the week and times of day that a text in lower case names."""
    return frozenset(found for key in _LISTS for found in phrases(key, language).findall(text))


def at_other_times(left: frozenset[str], right: frozenset[str], language: str = "en") -> bool:
    """Tell whether both name a day of the week, or both a time of day, and none in common."""
    return any(
        bool(left & times) and bool(right & times) and not left & right & times
        for times in (lemmas(key, language) for key in _LISTS)
    )
