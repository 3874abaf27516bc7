"""Names that two accounts misspell alike."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from firsthand.model import Passage
from firsthand.trace.errors.readings import Error, Reading, by_text, outvoted, slipped
from firsthand.trace.wording.rarity import rarity
from firsthand.trace.wording.words import Words

# Shorter names that are a letter apart are two names ("Anna", "Anne"); a common word is no name.
_SHORTEST = 5
_LEAST_BITS = 8.0
# Set by hand: the same letter wrong in the same name. Outlets have their own ways with foreign names, so it
# says less than the same words.
_MISSPELT = 3.0


def misspelt_names(accounts: Sequence[Words], lines: Mapping[str, str]) -> list[Error]:
    """Find the names that at least two accounts write otherwise, by a letter, than all others."""
    small = {
        form for words in accounts for form, big in zip(words.forms, words.capital, strict=True) if not big
    }
    named: list[tuple[str, str, Passage]] = []
    for words in accounts:
        for at, (form, big) in enumerate(zip(words.forms, words.capital, strict=True)):
            a_name = big and len(form) >= _SHORTEST and form.isalpha() and form not in small
            if a_name and rarity(form, words.language) >= _LEAST_BITS:
                named.append(
                    (form, words.document, Passage(words.document, words.starts[at], words.ends[at]))
                )
    readings = by_text(named)
    beside: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        beside[reading.text[:2]].append(reading)
    found = []
    for group in beside.values():
        for wrong in group:
            rivals = [
                right
                for right in group
                if slipped(wrong.text, right.text)
                and not right.text.startswith(wrong.text)
                and not wrong.text.startswith(right.text)
                and outvoted(wrong.places, right.places, lines)
            ]
            if rivals:
                right = max(rivals, key=lambda one: (len(one.places), one.text))
                told = f"both write “{wrong.text.capitalize()}” where others have “{right.text.capitalize()}”"
                found.append(Error(wrong, right, _MISSPELT, told))
    return found
