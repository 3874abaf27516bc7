"""What a text says the same way in every language: its names and its numbers."""

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator

from firsthand.extract.packs import has, load
from firsthand.extract.tagging.script import simplified
from firsthand.resolve.spelling.chinese import writes
from firsthand.resolve.spelling.sounds import consonants
from firsthand.trace.wording.rarity import rarity

_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[㐀-鿿豈-﫿]+")
# Digits with the marks that group them ("48,213", "48.213", "48 213") or part the decimals.
_NUMBER = re.compile(r"\d+(?:[.,'’\u00a0\u202f]\d+)*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+")
_SCALE = re.compile(r"[ \u00a0\u202f-]([^\W\d_]{3,})")
_STEM = 6
_LEAST_BITS = 4.0  # capitals also begin sentences
# "Li", "An", "Shi" are syllables of a thousand Chinese words; a name of two syllables and six letters
# is met by chance in one of 700 articles.
_SHORTEST_SPELLED = 6
_FEWEST_SYLLABLES = 2
_FEWEST_CONSONANTS = 3


def marks_of(text: str, language: str) -> Counter[str]:
    """Count the names and numbers of a text, in a form that is the same in every language.

    Names are the words with a capital that are rare in their language, without accents, by their
    first six letters ("Londres" and "London" stay apart, "Madrid" and "Madrids" meet). Chinese names
    are found by `spelled_in` and `sounded_in`.
    """
    found: Counter[str] = Counter(numbers_of(text, language))
    for name in _names(text, language):
        found[stem_of(name)] += 1
    return found


def names_of(text: str, language: str) -> dict[str, tuple[str, ...]]:
    """Map the names of a text, written together, to the stems of their words.

    "Wang Yi" gives "wang", "yi" and "wangyi": a Chinese text has no space in it.
    """
    found: dict[str, tuple[str, ...]] = {}
    before, end = "", -2
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].isupper() and rarity(word.lower(), language) >= _LEAST_BITS:
            name = plain(word)
            found[name] = (stem_of(name),)
            if match.start() == end + 1:
                found[before + name] = (stem_of(before), stem_of(name))
            before, end = name, match.end()
    return found


def writes_nouns_large(language: str) -> bool:
    """Tell whether a language writes every noun with a capital, so that a capital makes no name."""
    return has("translation", language) and bool(load("translation", language)["capital_nouns"])


def stem_of(name: str) -> str:
    """Return the beginning by which a name is compared: "madrid" for "madrids"."""
    return name[:_STEM]


def _names(text: str, language: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        word = match.group()
        if word[0].isupper() and rarity(word.lower(), language) >= _LEAST_BITS:
            yield plain(word)


def numbers_of(text: str, language: str = "en") -> list[str]:
    """Return the numbers written in digits, groups joined: "48.213" gives "48213", "3,5" gives "3.5".

    Before a word that multiplies it a number is given twice: "9 million" as "9" and as "9000000",
    since 900万 is the same.
    """
    found = []
    text = unicodedata.normalize("NFKC", text)
    for match in _NUMBER.finditer(text):
        number = match.group()
        if _GROUPED.fullmatch(number):
            number = re.sub(r"\D", "", number)
        number = re.sub(r"\D", ".", number)
        found.append(number)
        scale = _scale_after(text, match.end(), language)
        if scale > 1 and number.count(".") < 2:
            found.append(f"{float(number) * scale:.0f}")
    return found


def _scale_after(text: str, at: int, language: str) -> float:
    """Return what the word after a number multiplies it by: 1000000 for "million", 1 if it does not."""
    scales = _scales(language)
    if is_han(language):
        return next((scales[text[at : at + size]] for size in (2, 1) if text[at : at + size] in scales), 1.0)
    word = _SCALE.match(text, at)
    return scales.get(word[1].casefold(), 1.0) if word else 1.0


@functools.cache
def _scales(language: str) -> dict[str, float]:
    """Return the words that multiply a number before them by a thousand or more."""
    scales: dict[str, float] = {}
    for subject in ("measures", "translation"):
        if has(subject, language):
            scales |= load(subject, language).get("scales", {})
    return {word: float(value) for word, value in scales.items() if value >= 1000}


def plain(word: str) -> str:
    """Return a word without accents and capitals: "Königsberg" gives "konigsberg"."""
    decomposed = unicodedata.normalize("NFKD", word.replace("ß", "ss"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def is_han(language: str) -> bool:
    """Tell whether a language is written in Chinese characters without spaces."""
    return language == "zh"


def syllables_of(text: str) -> list[str]:
    """Return the pinyin syllables of the Chinese characters in a text; runs are parted by ""."""
    from pypinyin import lazy_pinyin  # loaded when a Chinese text is read

    found: list[str] = []
    for run in _HAN.findall(text):
        found += [*lazy_pinyin(run), ""]
    return found


def sounded_in(names: Collection[str], text: str) -> Counter[str]:
    """Return how often Latin names stand in a Chinese text written by their sound: 塔尔维克 is "talvik".

    Only stretches of characters that serve to write foreign names, three and more, are looked at.
    """
    wanted = [name for name in names if name.isalpha() and len(consonants(name)) >= _FEWEST_CONSONANTS]
    runs = Counter(_foreign().findall(simplified(text)))
    return Counter({name: count for run, count in runs.items() for name in wanted if writes(run, name)})


def sounds_of(text: str, language: str) -> Counter[str]:
    """Count the consonants of the names in a text: "trfk" for Talvik, and for 塔尔维克."""
    if is_han(language):
        names = Counter("".join(syllables_of(run)) for run in _foreign().findall(simplified(text)))
    else:
        names = Counter(_names(text, language))
    found: Counter[str] = Counter()
    for name, times in names.items():
        sound = consonants(name)
        if len(sound) >= _FEWEST_CONSONANTS:
            found[sound] += times
    return found


def usual_words(text: str, language: str) -> set[str]:
    """Return the words with a capital that news often has."""
    often = rarity("\0", language)  # what a word in no list says
    return {
        word for word in _WORD.findall(text) if word[0].isupper() and rarity(word.lower(), language) < often
    }


@functools.cache
def _foreign() -> re.Pattern[str]:
    return re.compile(f"[{load('names', 'zh')['foreign']['sounds']}]{{3,7}}")


def spelled_in(names: Collection[str], syllables: list[str]) -> Counter[str]:
    """Return how often Latin names stand in a Chinese text, by the sound of its characters.

    `names` are names without accents, whole and in lower case: "qingtian" stands in 青田. Names from
    other languages are not told by sound.
    """
    wanted = {name for name in names if len(name) >= _SHORTEST_SPELLED and name.isalpha()}
    if not wanted or not syllables:
        return Counter()
    longest = max(map(len, wanted))
    found: Counter[str] = Counter()
    for at in range(len(syllables)):
        spelled = ""
        for count, syllable in enumerate(syllables[at:], start=1):
            spelled += syllable
            if not syllable or len(spelled) > longest:
                break
            if count >= _FEWEST_SYLLABLES and spelled in wanted:
                found[spelled] += 1
    return found
