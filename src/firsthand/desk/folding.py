"""Texts as they are compared in a search: without case, accents, and the many kinds of quotation marks."""

import unicodedata

_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "."}
    | dict.fromkeys("\u00a0\u2009\u202f\u3000", " ")
)


def fold(text: str) -> str:
    """Return a text as a search sees it: "Société  NAVALE" is "societe navale"."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_PLAIN))
        if not text.isascii():
            text = "".join(letter for letter in text if not unicodedata.combining(letter))
            text = unicodedata.normalize("NFC", text)
    return " ".join(text.casefold().split())


def wanted_words(text: str) -> tuple[str, ...]:
    """Return the words, folded, all of which must be found; the longest first, as it is the rarest."""
    return tuple(sorted(set(fold(text).split()), key=lambda word: (-len(word), word)))
