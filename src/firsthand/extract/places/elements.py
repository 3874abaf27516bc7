"""What names of places are made of, word by word, so that a translated name is known again."""

import functools
from collections.abc import Iterator, Sequence

from firsthand.extract.packs import load, words
from firsthand.extract.places.gazetteer import folded

_LANGUAGES = ("en", "de", "fr", "es", "it", "zh", "world")
# A word may be two of them joined ("Casablanca", "Newcastle"), each of some length.
_SHORTEST_PART = 3


def parts_of(name: str) -> tuple[str, ...]:
    """Return the words of a name that mean something: "Viña del Mar" gives "vina", "mar"."""
    plain = folded(name).lower().replace("'", " ").replace("-", " ").replace("’", " ")
    return tuple(word.strip(".,") for word in plain.split() if word.strip(".,") not in _small())


def split_up(parts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the words as they are, then with one that is two joined cut: "newcastle", "upon", "tyne"."""
    yield tuple(parts)
    known = _meanings()
    for at, word in enumerate(parts):
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            if word[:cut] in known and word[cut:] in known:
                yield (*parts[:at], word[:cut], word[cut:], *parts[at + 1 :])


def translates(word: str, other: str, language: str) -> bool:
    """Tell whether a word of a language means what another language's word in a name means."""
    known = _meanings()
    here = {key for key, languages in known.get(word, {}).items() if language in languages}
    there = known.get(other, {})
    return any(key in there and there[key] - {language} for key in here)


@functools.cache
def translations(word: str, language: str) -> frozenset[str]:
    """Return all words that a word of a language `translates` into."""
    if not is_element(word):
        return frozenset()
    return frozenset(other for other in _meanings() if translates(word, other, language))


def is_element(word: str) -> bool:
    """Tell whether a word is one that names are made of, in any language."""
    return word in _meanings()


@functools.cache
def elements(language: str) -> frozenset[str]:
    """Return the words of a language that names are made of."""
    listed = load("toponyms", language)["elements"].values()
    return frozenset(folded(word).lower() for each in listed for word in each)


@functools.cache
def _meanings() -> dict[str, dict[str, frozenset[str]]]:
    """Return what each word can mean, and in which languages it does."""
    found: dict[str, dict[str, set[str]]] = {}
    for language in _LANGUAGES:
        for meaning, listed in load("toponyms", language)["elements"].items():
            for word in listed:
                found.setdefault(folded(word).lower(), {}).setdefault(meaning, set()).add(language)
    return {word: {key: frozenset(said) for key, said in keys.items()} for word, keys in found.items()}


@functools.cache
def _small() -> frozenset[str]:
    return frozenset(
        folded(word).lower()
        for language in _LANGUAGES
        if language != "world"
        for word in words("toponyms", "small", language=language)
    )
