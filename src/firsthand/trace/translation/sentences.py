"""The sentences of an account, found by their marks alone, in any language."""

import re
from dataclasses import dataclass

from firsthand.model import Document, Passage
from firsthand.trace.wording.words import account

# A mark that ends a sentence: a full stop before a capital, not after a number ("am 3. Mai") or a
# single letter ("J. Roe"); the marks of Chinese anywhere.
_END = re.compile(
    r"(?<!\b\w)(?<!\d)[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«„(\[¿¡—-]*[^\W_a-z])|[。！？；][”」』’]*|\n+"
)
_FEWEST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an account and where it stands."""

    passage: Passage
    text: str


def sentences_of(document: Document, *, most: int | None = None) -> list[Sentence]:
    """Return the sentences of an account in order, at most the first `most`."""
    text = account(document)
    found: list[Sentence] = []
    at = 0
    for mark in [*_END.finditer(text), None]:
        end = mark.end() if mark else len(text)
        stretch = text[at:end]
        if sum(map(str.isalpha, stretch)) >= _FEWEST_LETTERS:
            start = at + len(stretch) - len(stretch.lstrip())
            stop = at + len(stretch.rstrip())
            found.append(Sentence(Passage(document.id, start, stop), text[start:stop]))
            if most is not None and len(found) == most:
                break
        at = end
    return found
