"""Names of places with the next word glued behind, as scraped text has them: "in Lisbonwhile the"."""

import functools

from firsthand.extract.packs import load
from firsthand.extract.places.english.page import LANGUAGE, is_word, listed, names_of_people, people_of
from firsthand.extract.places.toponyms import toponyms

# A shorter name and a shorter word before the glue are more often one longer name: "Mali" in "Malin".
_FEWEST_BEFORE = 4
_FEWEST_BEHIND = 2


@functools.lru_cache(maxsize=16_384)
def cuts(word: str) -> tuple[int, ...]:
    """Return where a word may fall into the end of a name and a glued word, the longest name first.

    () for a word that stands by itself: one of the language, a place's, a person's or a people's name.
    """
    if len(word) < _FEWEST_BEFORE + _FEWEST_BEHIND or not (word.isalpha() and word[0].isupper()):
        return ()
    if not word[1:].islower():
        return ()
    found = tuple(
        at
        for at in range(len(word) - _FEWEST_BEHIND, _FEWEST_BEFORE - 1, -1)
        if word[at:] in listed("glued") or word[at:] in _joints()
    )
    if not found or _stands_alone(word):
        return ()
    return found


@functools.cache
def _joints() -> frozenset[str]:
    glue = load("glue", LANGUAGE)
    return frozenset((*glue["joints"], *glue["weak_joints"]))


def _stands_alone(word: str) -> bool:
    people = names_of_people()
    low = word.lower()
    return (
        is_word(word)
        or low in people["given"]
        or low in people["family"]
        or people_of(word) is not None
        or (word.endswith("s") and people_of(word[:-1]) is not None)
        or bool(toponyms(LANGUAGE).meanings(word))
    )
