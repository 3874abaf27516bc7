"""The ways a person's name may be written: order, initials, joints, other scripts, single words."""

import functools
import itertools
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from firsthand.extract.packs import load, words
from firsthand.extract.tagging.script import simplified
from firsthand.model import Person
from firsthand.publish.protection.names.folding import fold, folded_text, has_han, is_han
from firsthand.publish.protection.names.ordinary import Manner, manner_of
from firsthand.resolve.spelling.chinese import han_words

LANGUAGES = ("en", "de", "fr", "es", "it", "zh")
_UMLAUTS = {
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "å": "aa",
    "ø": "oe",
    "Ä": "Ae",
    "Ö": "Oe",
    "Ü": "Ue",
    "Ø": "Oe",
    "Å": "Aa",
}
_STEM = 4  # letters that an alias shares with the name if it is a name, too
_LONGEST_HAN = 6  # characters of a Chinese name without dots; longer ones are descriptions
_READINGS = 8  # how many readings of a Chinese name are tried; family names have two at most


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name: its folded words, in order.

    `whole` forms name one person by two words or more (or two Chinese characters); others are a single
    word, and `manner` says where that counts. `reversed_` ones may have a comma after the first word.
    """

    words: tuple[str, ...]
    whole: bool
    manner: Manner = "always"
    reversed_: bool = False


def forms_of(person: Person, languages: Collection[str]) -> frozenset[Form]:
    """Return all forms of a person's names in a case that is told in these languages."""
    found: set[Form] = set()
    own = {part for name in (person.name,) for parts in name_words(name) for part in parts}
    for name in _names(person):
        for written in _written(name):
            if has_han(written):
                found |= set(_han_forms(written))
            elif _is_throughout(written, own):
                found |= set(_latin_forms(written, languages))
            else:
                found |= set(_description_forms(written, own, languages))
    return frozenset(found)


def name_words(name: str) -> tuple[tuple[str, ...], ...]:
    """Return a name's own words, each as its folded parts: "Mrs. Ada O’Brien" gives (ada), (o, brien)."""
    found = []
    for word in re.split(r"[\s,]+", _umbrella(name)):
        parts = tuple(re.findall(r"[^\W_]+", folded_text(word)))
        if parts and " ".join(parts) not in titles() and folded_text(word).strip(".") not in titles():
            found.append(parts)
    return tuple(found)


def initials_of(name: str) -> str:
    """Return the first letters of a name's words: "Ada Lund" gives "al"."""
    return "" if has_han(name) else "".join(parts[0][0] for parts in name_words(name))


@functools.cache
def titles() -> frozenset[str]:
    """Return the words that stand before a name and are no part of it, in any language, folded."""
    found: set[str] = set()
    for language in LANGUAGES:
        found |= {folded_text(title) for title in load("protection", language)["titles"]["before"]}
    return frozenset(found)


@functools.cache
def particles() -> frozenset[str]:
    """Return the small words within names: "van", "de"; alone they name nobody."""
    found: set[str] = set()
    for language in LANGUAGES:
        found |= words("offices", "courtesy", language=language) | words(
            "offices", "articles", language=language
        )
    return frozenset(map(folded_text, found)) | titles()


def _names(person: Person) -> Iterator[str]:
    """Yield the name and those aliases that are names: descriptions ("the nurse") say nothing."""
    yield person.name
    own = {part for parts in name_words(person.name) for part in parts}
    for alias in person.aliases:
        if has_han(alias) or _is_name(alias, own):
            yield alias


def _is_name(alias: str, own: Collection[str]) -> bool:
    found = re.findall(r"[^\W\d_][\w’'-]*", alias)
    if not found:
        return False
    folded = [folded_text(word) for word in found]
    if any(_shares(word, own) for word in folded):
        return True
    offices = words("offices", "public", language="en") | words("offices", "private", language="en")
    capitals = all(word[0].isupper() or fold(word).text in particles() for word in found)
    return capitals and found[0][0].isupper() and folded[0] not in particles() and not offices & set(folded)


def _written(name: str) -> set[str]:
    """Return a name as other keyboards write it, and its parts where two scripts stand together."""
    found = {name}
    if has_han(name) and re.search(r"[A-Za-z]", name):  # 卞云山（Bian Yunshan）
        found |= {
            part
            for part in re.findall(r"[㐀-鿿·•・]+|[^\W㐀-鿿][^㐀-鿿（）()]*[^\W㐀-鿿]", name)
            if len(part) > 1
        }
        found.discard(name)
    for one in tuple(found):
        found.add("".join(_UMLAUTS.get(c, c) for c in one))
        if not has_han(one):
            found.add(re.sub(r"(?<=[b-df-hj-np-tv-z])([aou])e", r"\1", one, flags=re.IGNORECASE))
    return found


def _latin_forms(name: str, languages: Collection[str]) -> Iterator[Form]:
    own = name_words(name)
    small = [len(parts) == 1 and (parts[0] in particles() or len(parts[0]) == 1) for parts in own]
    flat = tuple(part for parts in own for part in parts)
    if len(own) > 1 and not all(small):
        yield Form(flat, True)
    proper = [parts for parts, is_small in zip(own, small, strict=True) if not is_small]
    last = len(proper) - 1
    for (i, one), (j, other) in itertools.combinations(enumerate(proper), 2):
        yield Form((*one, *other), True)
        if i == 0 or j == last:
            yield Form((*other, *one), True, reversed_=True)
    if len(proper) > 1:
        yield Form((proper[0][0][0] + ".", *proper[-1]), True)
    led: list[str] = []  # "van der Berg": the family name with what leads it
    for parts, is_small in zip(own, small, strict=True):
        if not is_small and led:
            yield Form((*led, *parts), True)
        led = [*led, *parts] if is_small and len(parts[0]) > 1 else []
    for parts in proper:
        yield Form(
            parts, False, manner_of(_as_written(name, parts), languages) if len(parts) == 1 else "always"
        )
        if len(parts) > 1 and len(parts[-1]) > 3 and "-" in name:  # "Lund-Brandt" is "Brandt" for short
            for part in parts:
                if len(part) > 3:
                    yield Form((part,), False, manner_of(part, languages))


def _is_throughout(alias: str, own: Collection[str]) -> bool:
    """Tell whether every word of an alias belongs to the name: a capital, a particle, a word of it."""
    return all(
        word[0].isupper() or folded in particles() or _shares(folded, own)
        for word in re.findall(r"[^\W\d_][\w’'-]*", alias)
        if (folded := folded_text(word))
    )


def _description_forms(alias: str, own: Collection[str], languages: Collection[str]) -> Iterator[Form]:
    """Yield a glued or longer alias as it stands, and those of its words that are the name's."""
    flat = tuple(part for parts in name_words(alias) for part in parts)
    if len(flat) > 1:
        yield Form(flat, True)
    for part in flat:
        if _shares(part, own):
            yield Form((part,), False, manner_of(part, languages))


def _shares(word: str, own: Collection[str]) -> bool:
    return word in own or any(word[:_STEM] == part[:_STEM] for part in own if len(part) >= _STEM)


def _as_written(name: str, parts: tuple[str, ...]) -> str:
    """Return the word with its accents, for dictionaries."""
    return next((word for word in re.findall(r"[\w’'-]+", name) if folded_text(word) == parts[0]), parts[0])


def _han_forms(name: str) -> Iterator[Form]:
    characters = tuple(c for c in simplified(name) if is_han(c))
    dotted = [part for part in re.split(r"[·•・‧．.\s]", simplified(name)) if part]
    if len(characters) < 2 or (len(characters) > _LONGEST_HAN and len(dotted) < 2):
        return
    yield Form(characters, True)
    parts = han_words("·".join(dotted))
    if len(dotted) > 1:
        for part in dotted:
            if len(part) > 1:
                yield Form(tuple(part), False, "always" if len(part) > 2 else "mention")
        return
    if len(parts) == 2:
        family, given = parts
        yield Form(tuple(family), False, "mention")
        if len(given) > 1:
            yield Form(tuple(given), False, "mention")
    for one, other in _sounds(parts if len(parts) == 2 else (name[0], name[1:])):
        yield Form((one, other), True)
        yield Form((other, one), True, reversed_=True)
        if len(other) > 5:
            yield Form((other,), False, "capital")


def _sounds(parts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield family and given name as they sound: 卞云山 gives ("bian", "yunshan")."""
    from pypinyin import Style, pinyin

    one, other = parts
    readings = []
    for part in (one, other):
        each = pinyin(part, style=Style.NORMAL, heteronym=True, v_to_u=False)
        readings.append(["".join(chosen) for chosen in itertools.product(*each)][:_READINGS])
    yield from itertools.islice(itertools.product(*readings), _READINGS)


def _umbrella(name: str) -> str:
    """Return a name without what stands in brackets or quotation marks for something else."""
    return re.sub(r"[\"“”„«»()（）\[\]]", " ", name)
