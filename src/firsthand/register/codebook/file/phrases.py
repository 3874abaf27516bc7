"""Phrases by language: made plain, and checked that none of them matches whatever stands there."""

import functools
import importlib
import itertools
import re

from firsthand.extract import LANGUAGES, language_name
from firsthand.extract.packs import load
from firsthand.extract.tagging.script import simplified
from firsthand.register.codebook.codebook import Phrases
from firsthand.register.codebook.file.problems import Problems, Spot, did_you_mean
from firsthand.register.codebook.file.tree import Entries, Items, Node, Text

GAP = "…"
_ANY_ENDING = "*"
_SHORTEST_STEM = 3
_SHORTEST_END = 4

_TOO_COMMON = {"signals": 4, "weak": 2}
"""A signal that stands in one article in four, or more, says nothing; a weak one leans on a signal nearby, so
only what stands in every other article is too much. By the shares in each language's commonness.toml."""

_FUNCTION_WORDS_ARE = 16
"""How common a function word at least is: spaCy's lists also hold rarer words that do say something, such as
"retour" and "caso"."""


def read_phrases(
    node: Node | None, *, key: str, problems: Problems, strict: bool = False, as_written: bool = False
) -> Phrases:
    """Return the phrases that stand under `key`, by language, lower case, none twice.

    `strict` is for the words that alone say what a statement is about (a record type's `signals` and
    `weak`): there a phrase of function words, or one that stands in a large share of all texts, is a problem.
    `as_written` keeps capitals, for names.
    """
    if node is None:
        return {}
    if not isinstance(node, Entries):
        problems.add(
            node.at, f"{key} names no language", f"Write {key}: {{en: [phrase, phrase], de: [phrase]}}."
        )
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for language, under in node.items.items():
        at = node.spots[language]
        if language not in LANGUAGES:
            problems.add(at, f"“{language}” is no language that is read", _known_languages(language))
            continue
        found[language] = _phrases_of(under, at, key, language, strict, as_written, problems)
    return {language: phrases for language, phrases in found.items() if phrases}


def _known_languages(language: str) -> str:
    names = {language_name(code).lower(): code for code in LANGUAGES}
    if language.lower() in names:
        return f"Write “{names[language.lower()]}”."
    return did_you_mean(language, LANGUAGES)


def _phrases_of(
    node: Node, at: Spot, key: str, language: str, strict: bool, as_written: bool, problems: Problems
) -> tuple[str, ...]:
    items = [node] if isinstance(node, Text) else node.items if isinstance(node, Items) else []
    if isinstance(node, Entries) or not items:
        problems.add(at, f"{key} has no phrases in “{language}”", f"Write {language}: [phrase, phrase].")
    found: dict[str, None] = {}
    for item in items:
        if not isinstance(item, Text):
            problems.add(
                item.at,
                "a phrase is a list or has a key",
                'Put a phrase with brackets or a colon in "quotes".',
            )
            continue
        phrase = plain(item.value, language=language)
        wrong = _wrong(phrase, language, key if strict else "")
        if wrong:
            problems.add(item.at, f"{key}: {wrong[0]}", wrong[1])
        elif phrase in found:
            problems.add(item.at, f"{key}: “{phrase}” stands here twice", "Remove one.")
        else:
            found[" ".join(item.value.split()) if as_written else phrase] = None
    return tuple(found)


def plain(phrase: str, *, language: str) -> str:
    """Return a phrase as it is compared: lower case, one space between words, Chinese simplified."""
    words = phrase.replace("...", GAP).replace(GAP, f" {GAP} ").replace("’", "'").lower().split()
    if language == "zh":
        return simplified("".join(words))
    return " ".join(words)


def _wrong(phrase: str, language: str, strict_key: str) -> tuple[str, str] | None:
    """Return what is wrong with a phrase and the fix; None where it is fine."""
    if not phrase:
        return "an empty phrase matches everything", "Write a word, or remove it."
    words = _words(phrase, language)
    letters = [word for word in words if word != GAP and re.search(r"\w|'", word)]
    if not letters:
        return f"“{phrase}” matches everything", "Name at least one word."
    if words[0] == GAP or words[-1] == GAP or (GAP, GAP) in itertools.pairwise(words):
        return f"“{phrase}”: “{GAP}” stands only between two words", f"Remove the {GAP} at its edge."
    for word in letters:
        if _ANY_ENDING in word[1:-1]:
            return (
                f"“{phrase}”: a * stands only at a word's end or beginning",
                "Write the ending out, or cut the word there.",
            )
        if _ANY_ENDING in word and language == "zh":
            return f"“{phrase}”: Chinese words have no endings", "Remove the *."
        if word.startswith(_ANY_ENDING):
            if len(word.strip(_ANY_ENDING)) < _SHORTEST_END:
                return (
                    f"“{phrase}”: “{word}” matches every word that ends so",
                    f"Keep at least {_SHORTEST_END} letters after the *.",
                )
            continue
        if word.endswith(_ANY_ENDING) and len(word) <= _SHORTEST_STEM:
            return (
                f"“{phrase}”: “{word}” matches every word that begins so",
                f"Keep at least {_SHORTEST_STEM} letters before the *.",
            )
    if strict_key:
        return _says_nothing(phrase, letters, language, strict_key)
    return None


def _says_nothing(phrase: str, words: list[str], language: str, key: str) -> tuple[str, str] | None:
    weak = "add a word to it, or move it to weak, where it counts only near a signal"
    advice = f"Say more: {weak}." if key == "signals" else "Say more, or remove it."
    shares = [_one_in(word, language) for word in words]
    functional = (word in _function_words(language) for word in words)
    if key == "signals" and max(shares) <= _FUNCTION_WORDS_ARE and all(functional):
        return f"“{phrase}” is a function word: it stands in any text", advice
    share = max(shares)
    if share <= _TOO_COMMON[key]:
        return (
            f"“{phrase}” matches almost everything: it stands in one article in {share} of any kind",
            advice,
        )
    return None


def _words(phrase: str, language: str) -> list[str]:
    if language == "zh":
        return [part for part in re.split(f"({GAP})", phrase) if part]
    return phrase.split()


def _one_in(word: str, language: str) -> int:
    """Return N where a word stands in one article in N; a large number where it is rarer than is known."""
    bands = _commonness(language)
    if _ANY_ENDING in word:
        core = word.strip(_ANY_ENDING)
        fits = str.startswith if not word.startswith(_ANY_ENDING) else str.__contains__
        return min((share for other, share in bands.items() if fits(other, core)), default=10_000)
    return bands.get(word, 10_000)


@functools.cache
def _commonness(language: str) -> dict[str, int]:
    pack = load("commonness", language)
    return {
        word: int(key.removeprefix("one_in_"))
        for key, words in pack.items()
        if key.startswith("one_in_")
        for word in words.split()
    }


@functools.cache
def _function_words(language: str) -> frozenset[str]:
    """Return the words that spaCy, too, leaves out when it asks what a text is about."""
    return frozenset(importlib.import_module(f"spacy.lang.{language}.stop_words").STOP_WORDS)
