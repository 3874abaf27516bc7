"""German, French, Spanish and Italian: words, lemmas, parts of speech and sentences."""

import functools
from collections.abc import Collection

from spacy.lang.lex_attrs import LEX_ATTRS
from spacy.tokens import Doc
from spacy.vocab import Vocab

from firsthand.extract.tagging.european.boundaries import sentence_starts
from firsthand.extract.tagging.european.closed import closed_of
from firsthand.extract.tagging.european.readings import read_words
from firsthand.extract.tagging.european.splitting import split


def tag_european(text: str, *, starts: Collection[int], language: str) -> Doc:
    """Return a text as words with lemma, part of speech and sentences; see `tag`."""
    words, spaces = split(text, language)
    begins = sentence_starts(words, spaces, starts=starts, closed=closed_of(language))
    readings = read_words(words, begins, language)
    return Doc(
        _vocabulary(),
        words=words,
        spaces=spaces,
        pos=[reading.pos for reading in readings],
        lemmas=[reading.lemma for reading in readings],
        morphs=[reading.morph for reading in readings],
        sent_starts=list[bool | int | None](begins),
    )


@functools.cache
def _vocabulary() -> Vocab:
    return Vocab(lex_attr_getters=LEX_ATTRS)
