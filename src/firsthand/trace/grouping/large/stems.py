"""The stems of a document's telling words, taken in one pass: the dear part of grouping a large pile.

What they are is said in `grouping.likeness.telling_words`, to which this comes out the same; here no place is
kept, no quotation looked for, and each word of a language is judged once.
"""

import re
from math import log
from zlib import crc32

from firsthand.model import Document
from firsthand.trace.grouping.likeness import NAME, OPENING_WORDS, bits_of, stem_of, telling_words
from firsthand.trace.wording.boilerplate import boilerplate
from firsthand.trace.wording.words import (
    HANGING,
    account,
    hanging,
    is_unspaced,
    language_of,
    split_words,
    word_pattern,
)

# Each word is judged once a process, as long as so many are remembered.
_MOST_REMEMBERED = 500_000
_AFTER_MARK = re.compile(r"['’]?[^\W_]+(?:['’][^\W_]+)*")

_Judged = tuple[int, float, bool] | None
"""Of a word: the hash of its stem, its bits, whether it has a capital; None where it tells nothing."""

_known: dict[str, dict[str, _Judged]] = {}


def stems_of(document: Document) -> dict[int, float]:
    """Return the hashes of a document's telling stems and what each weighs before its rarity in the pile."""
    language = language_of(document)
    if is_unspaced(language):
        seed = crc32(language.encode())
        hashed: dict[int, float] = {}
        for pair, weight in telling_words(split_words(document)).items():
            hash = crc32(pair.encode(), seed)
            hashed[hash] = max(weight, hashed.get(hash, 0.0))
        return hashed
    times: dict[int, int] = {}
    worth: dict[int, float] = {}
    names: set[int] = set()
    known = _remembered(language)
    for at, word in enumerate(_words(document, language)):
        if word in known:
            judged = known[word]
        else:
            judged = known[word] = _judged(word, language)
        if judged is not None:
            stem, bits, capital = judged
            times[stem] = times.get(stem, 0) + (2 if at < OPENING_WORDS else 1)
            if bits > worth.get(stem, 0.0):
                worth[stem] = bits
            if capital:
                names.add(stem)
    return {
        stem: (1.0 + log(count)) * worth[stem] * (NAME if stem in names else 1.0)
        for stem, count in times.items()
    }


def _words(document: Document, language: str) -> list[str]:
    """Return the words of an account, as `split_words` has them, with their capitals."""
    text = account(document)
    for start, end in boilerplate(text, language):
        text = text[:start] + " " * (end - start) + text[end:]
    if language != "en":
        return word_pattern(language).findall(text)
    found = []
    for word in _AFTER_MARK.findall(text):
        if not word.isalnum():
            after = word[0] in "'’"
            word = word[after:]
            word = word[: hanging(word)]
            if not word or (after and word in HANGING):
                continue
        found.append(word)
    return found


def _remembered(language: str) -> dict[str, _Judged]:
    known = _known.setdefault(language, {})
    if len(known) > _MOST_REMEMBERED:
        known.clear()
    return known


def _judged(word: str, language: str) -> _Judged:
    form = word.lower()
    bits = bits_of(form, language)
    if bits is None:
        return None
    return crc32(stem_of(form).encode(), crc32(language.encode())), bits, word[0].isupper()
