"""Chinese: words, parts of speech and sentences."""

import functools
from collections.abc import Collection, Sequence

from spacy.tokens import Doc
from spacy.vocab import Vocab

from firsthand.extract.tagging.script import simplified
from firsthand.extract.tagging.segmentation import segment

# What ends a sentence, and what closes with it.
_ENDS = frozenset("。！？!?；;…")
_CLOSING = frozenset("”’」』）)】》〉\"'")

# The dictionary's parts of speech by their first letters, the longest first, as universal ones.
_UNIVERSAL = {
    "nr": "PROPN",
    "ns": "PROPN",
    "nt": "PROPN",
    "nz": "PROPN",
    "num": "NUM",
    "n": "NOUN",
    "eng": "PROPN",
    "t": "NOUN",
    "s": "NOUN",
    "f": "NOUN",
    "j": "NOUN",
    "v": "VERB",
    "a": "ADJ",
    "b": "ADJ",
    "z": "ADJ",
    "d": "ADV",
    "m": "NUM",
    "q": "NOUN",
    "r": "PRON",
    "p": "ADP",
    "c": "CCONJ",
    "u": "PART",
    "y": "PART",
    "e": "INTJ",
    "o": "INTJ",
    "i": "VERB",
    "l": "NOUN",
    "w": "PUNCT",
    "": "SPACE",
}


def tag_chinese(text: str, *, starts: Collection[int]) -> Doc:
    """Return a text as words with part of speech and sentences; see `tag`.

    `tag_` is the dictionary's part of speech ("nr" a person, "ns" a place), `lemma_` the word in
    simplified characters, lower case.
    """
    plain = simplified(text)
    pieces = segment(plain)
    written: list[str] = []
    at = 0
    for word, _ in pieces:
        written.append(text[at : at + len(word)])
        at += len(word)
    doc = Doc(
        _vocabulary(),
        words=written,
        spaces=[False] * len(written),
        tags=[tag for _, tag in pieces],
        pos=[universal(tag) for _, tag in pieces],
        lemmas=[word.lower() for word, _ in pieces],
        sent_starts=_sentence_starts(pieces, starts),
    )
    doc.user_data["text"] = text
    doc.user_data["plain"] = plain
    return doc


@functools.cache
def universal(tag: str) -> str:
    """Return the universal part of speech of one of the dictionary's."""
    for length in range(len(tag), -1, -1):
        found = _UNIVERSAL.get(tag[:length]) if length or not tag else None
        if found is not None:
            return found
    return "X"


def _sentence_starts(pieces: Sequence[tuple[str, str]], starts: Collection[int]) -> list[bool | int | None]:
    """Tell which words begin a sentence: closing marks stay with the sentence they close."""
    found: list[bool | int | None] = []
    ended = True
    at = 0
    for word, tag in pieces:
        begins = at in starts or not found
        if not tag:  # white space belongs to what stands before it
            ended = ended or "\n" in word
        elif word in _ENDS:
            ended = True
        elif not (ended and word in _CLOSING):
            begins = begins or ended
            ended = False
        found.append(begins)
        at += len(word)
    return found


@functools.cache
def _vocabulary() -> Vocab:
    return Vocab()
