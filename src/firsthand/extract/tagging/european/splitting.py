"""A text cut into words, its offsets kept."""

import functools
import re
from collections.abc import Iterator

from firsthand.extract.tagging.european.closed import closed_of

# A letter of a word and the marks put upon it.
_LETTER = r"[^\W\d_]"
_MARK = r"[\u0300-\u036f\u200d\u00ad]"
_CORE = rf"{_LETTER}(?:{_LETTER}|{_MARK}|\d)*"

_DOMAINS = "com|org|net|info|eu|de|at|ch|fr|be|es|it|mx|ar|co|uk|cn|ru"

_WORD = re.compile(
    rf"""
      (?P<url>(?:https?://|www\.)[^\s<>"“”„«»]+[^\s<>"“”„«».,;:!?)\]]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
    | (?P<domain>[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:{_DOMAINS})(?!\w|\.\w))
    | (?P<tag>[@\#]\w+)
    | (?P<number>\d+(?:[.,:/]\d+)*(?:(?:h|º|ª|°)\d*\b|(?:-|–)?(?:{_LETTER})+(?:-{_CORE})*)?)
    | (?P<initials>(?:{_LETTER}\.){{2,}})
    | (?P<word>{_CORE}(?:(?:[-‐‑]|[*:/](?=inn))(?:{_CORE}|\d+(?!\w))|['’ʼ](?={_LETTER}){_CORE})*['’ʼ]?)
    | (?P<dots>\.{{2,}}|…)
    | (?P<dashes>--+|—+|–+|-+)
    | (?P<other>\S)
    """,
    re.VERBOSE,
)

# Longest ordinal: "2. November", "15. Sitzung"; a year before a full stop ends its sentence.
_LONGEST_ORDINAL = 2

# Letters of the second half of an abbreviation with a space in it: "z. B.", "EE. UU."
_LONGEST_SECOND = 5

_SPACES = re.compile(r"\s+")


def split(text: str, language: str) -> tuple[list[str], list[bool]]:
    """Return the words of a text and whether one space follows each; longer white space is a word.

    Put together they give the text again, character for character.
    """
    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    for start, end in _pieces(text, language):
        if start > at:
            _space(words, spaces, text[at:start])
        words.append(text[start:end])
        spaces.append(False)
        at = end
    if at < len(text):
        _space(words, spaces, text[at:])
    return words, spaces


def _space(words: list[str], spaces: list[bool], gap: str) -> None:
    """Put the white space behind the last word: one space belongs to it, more is a word by itself."""
    if words and gap[0] == " ":
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        ends_in_space = len(gap) > 1 and gap[-1] == " "
        words.append(gap[:-1] if ends_in_space else gap)
        spaces.append(ends_in_space)


def _pieces(text: str, language: str) -> Iterator[tuple[int, int]]:
    closed = closed_of(language)
    elided, tied = _elided(language), _tied(language)
    at, n = 0, len(text)
    while at < n:
        space = _SPACES.match(text, at)
        if space:
            at = space.end()
            continue
        match = _WORD.match(text, at)
        if match is None:
            yield at, at + 1
            at += 1
            continue
        start, end = match.span()
        group = match.lastgroup
        at = end
        if group == "initials":
            yield start, end
        elif group == "word":
            end = _with_full_stop(text, start, end, closed.abbreviations)
            if text[end - 1] == "." and end > at:
                yield start, end
                at = end
                continue
            at = end
            if elided is not None:
                while (clitic := elided.match(text, start, end)) and clitic.end() <= end:
                    yield start, clitic.end()
                    start = clitic.end()
                if start == end:
                    continue
            if text[end - 1] in "'’ʼ":
                yield start, end - 1
                yield end - 1, end
                continue
            cut = tied.search(text, start, end) if tied is not None else None
            if cut is not None and cut.start() > start:
                yield start, cut.start()
                yield cut.start(), end
            else:
                yield start, end
        elif group == "number":
            if closed.ordinals and _is_ordinal(text, start, end):
                end += 1
                at = end
            yield start, end
        else:
            yield start, end


def _with_full_stop(text: str, start: int, end: int, abbreviations: frozenset[str]) -> int:
    """Return where a word ends with the full stop of its abbreviation, "z. B." included."""
    if text[end : end + 1] != ".":
        return end
    word = text[start : end + 1].lower()
    behind = end + 1 + (text[end + 1 : end + 2] == " ")
    following = text[behind : behind + _LONGEST_SECOND]
    second = following.find(".") + 1
    if second and len(word) < _LONGEST_SECOND and word + following[:second].lower() in abbreviations:
        return int(behind + second)  # "z. B."
    if word in abbreviations:
        return end + 1
    if end - start == 1 and text[start].isupper() and behind > end + 1 and following[:1].isupper():
        return end + 1  # the initial of a name: "P. Lindt"
    return end


def _is_ordinal(text: str, start: int, end: int) -> bool:
    """Tell whether a full stop behind a number makes it an ordinal: "am 2. November"."""
    if text[end : end + 1] != ".":
        return False
    if re.fullmatch(r"\d{1,2}\.\d{1,2}", text[start:end]):
        return text[end + 1 : end + 3].strip().islower()  # "am 3.11. kam er"
    if not text[start:end].isdigit():
        return False
    if end - start > _LONGEST_ORDINAL or text[end + 1 : end + 2] != " ":
        return False
    return text[end + 2 : end + 3].isalpha()


@functools.cache
def _elided(language: str) -> re.Pattern[str] | None:
    words = closed_of(language).elisions
    if not words:
        return None
    longest_first = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(rf"(?:{longest_first})['’ʼ]", re.IGNORECASE)


@functools.cache
def _tied(language: str) -> re.Pattern[str] | None:
    words = closed_of(language).tied_pronouns
    if not words:
        return None
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})+(?!.)", re.IGNORECASE)
