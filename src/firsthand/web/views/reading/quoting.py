"""Words that a reader names, looked up in a document: for those who cannot select them there."""

import re
import unicodedata

_MOST = 20  # places: whoever names words that stand so often has to name more of them
_SPAN = 5_000  # code points between the first words and the last ones, where a passage is named by both
_ALIKE = {
    **dict.fromkeys("'’‘‛ʼ´`", "['’‘‛ʼ´`]"),
    **dict.fromkeys('"“”„‟«»', '["“”„‟«»]'),
    **dict.fromkeys("-‐‑‒–—−", "[-‐‑‒–—−]"),
}


def find_words(text: str, words: str, *, near: int = 0) -> tuple[tuple[int, int], ...]:
    """Return where words stand in a text, as [start, end) in code points, the nearest to a place first.

    White space, kinds of quotation marks and of dashes make no difference, nor does case where nothing
    stands there in the case as given. "First words … last words" names all between.
    """
    found = _places(text, words)
    if not found and (parts := re.split(r"…|\.{3,}", words, maxsplit=1))[1:]:
        head, tail = (_pattern(part, re.IGNORECASE) for part in parts)
        if head and tail:
            for one in head.finditer(text):
                if other := tail.search(text, one.end(), one.end() + _SPAN):
                    found.append((one.start(), other.end()))
    found.sort(key=lambda place: (abs(place[0] - near), place))
    return tuple(found[:_MOST])


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a passage without the white space at its ends, within the text."""
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _places(text: str, words: str) -> list[tuple[int, int]]:
    for flags in (0, re.IGNORECASE):
        pattern = _pattern(words, flags)
        if pattern and (found := [match.span() for match in pattern.finditer(text)]):
            return found
    return []


def _pattern(words: str, flags: int) -> re.Pattern[str] | None:
    """Return what matches the words in either form of their accents; None where there is no word."""
    parts = words.split()
    if not parts:
        return None
    forms = dict.fromkeys((words, unicodedata.normalize("NFC", words), unicodedata.normalize("NFD", words)))
    return re.compile(
        "|".join(
            r"\s+".join("".join(_ALIKE.get(c, re.escape(c)) for c in part) for part in form.split())
            for form in forms
        ),
        flags,
    )
