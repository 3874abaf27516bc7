"""The languages statements are taken from, and how each is read."""

import importlib
from typing import cast

from babel import Locale

from firsthand.extract.grammar import Grammar

# A language is read from a full parse, from its surface (words, lemmas, marks), or as Chinese,
# which has no spaces and no inflection. Modules are loaded when a document needs them.
_READ_BY = {
    "en": "firsthand.extract.parsed",
    "de": "firsthand.extract.surface",
    "fr": "firsthand.extract.surface",
    "es": "firsthand.extract.surface",
    "it": "firsthand.extract.surface",
    "zh": "firsthand.extract.chinese",
}

LANGUAGES = frozenset(_READ_BY)
"""ISO 639-1 codes of the languages with a pack."""


def grammar_of(language: str) -> Grammar:
    """Return how a language is read; raises KeyError for a language without a pack."""
    return cast(Grammar, importlib.import_module(_READ_BY[language]))


def language_name(code: str) -> str:
    """Return what English calls a language: "German" for "de"; the code itself where it is unknown."""
    return str(Locale("en").languages.get(code, code))
