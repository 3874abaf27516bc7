"""Names in Chinese characters: family and given name, their pinyin, foreign names written by sound."""

import functools
import re

from firsthand.extract.packs import load
from firsthand.extract.tagging.script import simplified
from firsthand.resolve.spelling.sounds import folded

_HAN = re.compile(r"[㐀-鿿豈-﫿]")
DOTS = re.compile(r"[·・•‧．.]")
# In brackets behind a name: how it is written elsewhere, "普京（Putin）".
_BRACKETED = re.compile(r"[”」』》]?\s?[（(]\s*([A-Z][\w.'’-]*(?: [\w.'’-]+){0,5})\s*[，,）)]")

_BRACKETED_HAN = re.compile(r"\s?[（(]\s*([㐀-鿿豈-﫿·]{2,12})\s*[，,）)]")

# Which consonants of a European name a syllable may stand for, by its first letters, longest first; a
# vowel or a half vowel stands for none. After the Names of the World's Peoples (Xinhua, 2007) in bulk.
_INITIALS = (
    ("zh", "jkts"), ("ch", "csk"), ("sh", "s"), ("b", "bp"), ("p", "pb"), ("m", "m"), ("f", "fv"),
    ("d", "dt"), ("t", "td"), ("n", "n"), ("l", "lr"), ("g", "gk"), ("k", "kgc"), ("h", "hgkc"),
    ("j", "jktgcid"), ("q", "ckti"), ("x", "shiec"), ("r", "rji"), ("z", "sj"), ("c", "sc"), ("s", "sc"),
    ("w", "vuo"), ("y", "i"),
)  # fmt: skip
_SILENT = frozenset({"w", "y", "h"})  # 威 is "vi" or "ui", 耶 "ie" or "e"


def is_han(text: str) -> bool:
    """Tell whether a name is written in Chinese characters."""
    return bool(_HAN.match(text))


@functools.lru_cache(maxsize=65_536)
def han_words(text: str) -> tuple[str, ...]:
    """Return a Chinese name as words: family and given name, or the parts of a foreign name.

    "欧阳明" gives 欧阳, 明; "玛丽·索尔" gives 玛丽, 索尔; what opens with no family name is one word.
    """
    name = re.sub(r"\s", "", simplified(text))
    parts = [part for part in DOTS.split(name) if part]
    if len(parts) > 1:
        return tuple(parts)
    people = load("names", "zh")
    for family in people["surnames_long"]:
        if name.startswith(family) and len(name) > len(family):
            return family, name[len(family) :]
    if 2 <= len(name) <= 3 and name[0] in people["surnames"]:
        return name[0], name[1:]
    return (name,)


def is_written_by_sound(text: str) -> bool:
    """Tell whether a Chinese name writes the sounds of a foreign one: its parts are dotted."""
    return len([part for part in DOTS.split(text) if part]) > 1


@functools.lru_cache(maxsize=65_536)
def pinyin(word: str) -> str:
    """Return how characters sound in standard Chinese, without tones: 青田 gives "qingtian"."""
    return "".join(_syllables(word))


@functools.lru_cache(maxsize=65_536)
def _syllables(word: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # loaded when a Chinese name is read

    return tuple(lazy_pinyin(simplified(word), v_to_u=False))


def bracketed(text: str, end: int, *, latin: bool) -> str | None:
    """Return the spelling in the other script that stands in brackets where a name ends, if one does."""
    match = (_BRACKETED if latin else _BRACKETED_HAN).match(text, end)
    return match[1] if match else None


def writes(han: str, latin: str) -> bool:
    """Tell whether characters may write the sound of a foreign name's plain word: 索尔海姆 is "solheim"."""
    return bool(_sound(han).fullmatch(_spoken(latin)))


@functools.lru_cache(maxsize=65_536)
def _spoken(latin: str) -> str:
    """Return the consonants of a name as they are spoken, a vowel only where it opens it."""
    word = folded(latin)
    return word[:1] + re.sub(r"[aeiou]", "", word[1:])


@functools.lru_cache(maxsize=65_536)
def _sound(han: str) -> re.Pattern[str]:
    return re.compile(
        "".join(_sounds_of(syllable, first=not at) for at, syllable in enumerate(_syllables(han)))
    )


def _sounds_of(syllable: str, *, first: bool) -> str:
    """Return a pattern for the consonants that one syllable stands for."""
    vowels = "[aeiou]?" if first else ""
    if syllable == "er":
        return f"{vowels}[lr]?"
    coda = "[nm]?[gk]?" if syllable.endswith(("n", "ng")) else ""
    for initial, letters in _INITIALS:
        if syllable.startswith(initial):
            optional = "?" if initial in _SILENT else ""
            return f"{vowels if initial in _SILENT else ''}[{letters}]{optional}[lr]?{coda}"
    return f"{vowels}h?{coda}"
