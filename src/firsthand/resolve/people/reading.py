"""One document's text in words, with what extraction found in it, as names are looked for there."""

import re
from collections import Counter
from dataclasses import dataclass, field

from firsthand.model import Document, Extraction
from firsthand.resolve.people.lexicon import Lexicon, folded, lexicon_of
from firsthand.resolve.people.words import Token, edges_of, tokens_of

_FREQUENT = 5  # times that a text writes a word small from which on it is no name at the head of a sentence
_WRAPPED = re.compile(r"(?<=[^\n]{45})\n(?=[^\n])")  # the end of a line that goes on in the next one


@dataclass(frozen=True, slots=True)
class Reading:
    """One document's text in words, with the language it is read in and what extraction found there.

    `small` are the words that it writes without a capital.
    """

    document: Document
    tokens: tuple[Token, ...]
    edges: tuple[int, ...]
    lexicon: Lexicon
    kinds: dict[tuple[int, int], str] = field(default_factory=dict)
    places: frozenset[tuple[int, int]] = frozenset()
    headings: tuple[tuple[int, int], ...] = ()
    small: frozenset[str] = frozenset()
    frequent: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    flat: str = ""


def read(document: Document, extraction: Extraction | None) -> Reading:
    """Cut a document into words and note what extraction found in it.

    `flat` is the text with one space for each line end inside a paragraph. `nouns` are capitalised words
    that the tagger takes for everyday nouns and never for names: in German a capital alone tells nothing.
    """
    tagged: dict[str, set[str]] = {}
    kinds: dict[tuple[int, int], str] = {}
    places: set[tuple[int, int]] = set()
    if extraction is not None:
        for name in extraction.names:
            if name.form == "name":
                kinds[name.start, name.end] = name.kind
        places = {(place.start, place.end) for place in extraction.places}
        for statement in extraction.statements:
            for word in statement.words:
                if word.text[:1].isupper():
                    tagged.setdefault(folded(word.text), set()).add(word.pos)
    tokens = tuple(tokens_of(document.text))
    counted = Counter([token.plain for token in tokens if not token.capital])
    return Reading(
        document,
        tokens,
        tuple(edges_of(document)),
        lexicon_of(document.language),
        kinds,
        frozenset(places),
        tuple((block.start, block.end) for block in document.blocks if block.kind in ("title", "heading")),
        frozenset(counted),
        frozenset(word for word, count in counted.items() if count >= _FREQUENT),
        frozenset(word for word, parts in tagged.items() if "PROPN" not in parts),
        _WRAPPED.sub(" ", document.text),
    )


def language_of(reading: Reading) -> str:
    """Return the language of a text, also one that has no pack."""
    return reading.document.language or reading.lexicon.language
