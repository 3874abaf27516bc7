"""Chinese: words, parts of speech and sentences."""

import functools
from collections.abc import Collection

from spacy.tokens import Doc
from spacy.vocab import Vocab

_ENDS = frozenset("。！？!?；\n")


def tag_chinese(text: str, *, starts: Collection[int]) -> Doc:
    """Return a text as words with part of speech and sentences; see `tag`."""
    doc = Doc(_vocabulary(), words=list(text), spaces=[False] * len(text))
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts or doc[token.i - 1].text in _ENDS
    return doc


@functools.cache
def _vocabulary() -> Vocab:
    return Vocab()
