"""Sentences that outlets print in the same words every time: author notes, programme notes, poll margins."""

import functools
import re

from firsthand.extract.packs import has, load

# Longer stretches without a full stop are no author notes but texts that lost their punctuation.
_LONGEST = 400
_STOP = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W_a-z])|[。！？][”」』]?|\n")


def boilerplate(text: str, language: str = "en") -> list[tuple[int, int]]:
    """Return where sentences [start, end) stand that say nothing of the story, in order."""
    if not has("boilerplate", language):
        return []
    found: list[tuple[int, int]] = []
    if not _may_hold(text, language):
        return found
    for phrase in _pattern(language).finditer(text):
        if found and phrase.start() < found[-1][1]:
            continue
        nearest = max(0, phrase.start() - _LONGEST)
        before = [stop.end() for stop in _STOP.finditer(text, nearest, phrase.start())]
        if not before and nearest > 0:
            continue
        start = before[-1] if before else 0
        stop = _STOP.search(text, phrase.end())
        end = stop.end() if stop else len(text)
        if end - start <= _LONGEST:
            found.append((start, end))
    return found


def _may_hold(text: str, language: str) -> bool:
    """Tell quickly whether one of the phrases can be there: most accounts have none."""
    folded = text.casefold()
    return "\u0130" in text or any(
        phrase in folded for phrase in _folded(language)
    )  # İ folds into two letters


@functools.cache
def _folded(language: str) -> tuple[str, ...]:
    return tuple(phrase.casefold() for phrase in load("boilerplate", language)["phrases"])


@functools.cache
def _pattern(language: str) -> re.Pattern[str]:
    phrases = load("boilerplate", language)["phrases"]
    # Where words are not parted by spaces, a phrase begins and ends anywhere.
    edge = r"\b" if any(" " in phrase for phrase in phrases) else ""
    return re.compile(rf"{edge}(?:{'|'.join(map(re.escape, phrases))}){edge}", re.IGNORECASE)
