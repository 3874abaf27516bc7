"""Institutions everybody knows, as other languages than English name them.

"Das chinesische Außenministerium", "el Ministerio de Exteriores chino" and 中国外交部 are one ministry;
"die Bundesregierung", "le gouvernement allemand" and 德国政府 one government. The country may stand
anywhere in the phrase; what it stands in is told by the language pack.
"""

import functools
import re
from collections.abc import Mapping

from firsthand.extract.countries import countries, country_of, country_of_demonym
from firsthand.extract.naming import gazetteer
from firsthand.extract.packs import has, load
from firsthand.extract.tagging.script import simplified

_HAN = "zh"
_LONGEST_COUNTRY = 4  # words
_LONGEST_IN_CHARACTERS = 8
_LONGEST_ACRONYM = 3
_POSTED = "驻"  # 驻德国大使馆: the embassy "in Germany"
_WORD = re.compile(r"[\w-]+(?:['’](?=\w))?")


def bare(text: str, language: str) -> str:
    """Return a name in one form: in one script, lower case, without accents and marks."""
    return gazetteer.plain(simplified(text) if language == _HAN else text)


def find_outlet(text: str) -> str | None:
    """Return the name by which a news outlet is known in all languages; None if it is none we know."""
    return gazetteer.find_outlet(text) or _outlets().get(gazetteer.plain(simplified(text)))


def find_body(text: str, language: str) -> str | None:
    """Return the English name of a body of nations; None if it is none we know."""
    plain = _without_article(bare(text, language), language)
    body = _known("bodies", language).get(plain)
    # "UE" and "Onu" are bodies, "ue" and "au" are not.
    written = re.split(r"[\s'’]", text.replace(".", ""))[-1]
    large = written[:2].isupper() or written in _as_written(language)
    return body if body and (len(plain) > _LONGEST_ACRONYM or language == _HAN or large) else None


def find_house(text: str, language: str) -> tuple[str, str] | None:
    """Return the English name and the country of a house that stands for an office: 白宫."""
    return _houses(language).get(_without_article(bare(text, language), language))


def parts_of(text: str, language: str) -> tuple[str | None, str]:
    """Split a phrase into the code of the country in it and the rest, plain and without linking words."""
    if language == _HAN:
        return _parts_of_characters(simplified("".join(text.split())))
    tokens = [match.group() for match in _WORD.finditer(text)]
    for at in range(len(tokens)):
        for length in range(min(_LONGEST_COUNTRY, len(tokens) - at), 0, -1):
            code = _country(" ".join(tokens[at : at + length]), language, alone=length == len(tokens))
            if code:
                return code, _rest([*tokens[:at], *tokens[at + length :]], language)
    return None, _rest(tokens, language)


def ministry_named(rest: str, language: str) -> str | None:
    """Return which ministry the rest of a phrase is, in English: "foreign ministry"; None if it is none."""
    ministries = _known("ministries", language)
    if rest in ministries:
        return ministries[rest]
    if language == _HAN and rest.startswith(_POSTED):
        return ministries.get(_parts_of_characters(rest.removeprefix(_POSTED))[1])
    # "Ambasciata ... a Praga", "Embajada ... en Chile": where it stands may still follow.
    first, _, last = rest.rpartition(" ")
    return ministries.get(first) if first and last in _places(language) else None


def is_government(rest: str, language: str) -> bool:
    """Tell whether the rest of a phrase with a country in it stands for its government."""
    return rest in _listed("government", language)


def _country(text: str, language: str, *, alone: bool) -> str | None:
    if text[:1].islower() and not alone:
        return country_of_demonym(text, language=language)
    return country_of(text, language=language)


def _parts_of_characters(text: str) -> tuple[str | None, str]:
    for length in range(min(_LONGEST_IN_CHARACTERS, len(text)), 1, -1):
        code = country_of(text[:length], language=_HAN)
        if code:
            rest = text[length:]
            for link in sorted(_listed("linking", _HAN), key=len, reverse=True):
                rest = rest.removeprefix(link)
            return code, rest
    return None, text


def _rest(tokens: list[str], language: str) -> str:
    linking = _listed("linking", language)
    kept = [bare(token, language) for token in tokens if token.casefold().replace("’", "'") not in linking]
    return " ".join(word for word in kept if word)


def _without_article(plain: str, language: str) -> str:
    first, _, rest = plain.partition(" ")
    linking = _listed("linking", language)
    return rest if rest and (first in linking or f"{first}'" in linking) else plain


@functools.cache
def _listed(key: str, language: str) -> frozenset[str]:
    words = load("institutions", language)["words"].get(key, ()) if has("institutions", language) else ()
    return frozenset(word if key == "linking" else bare(word, language) for word in words)


@functools.cache
def _known(table: str, language: str) -> Mapping[str, str]:
    """Map plain names to what they stand for: of ministries without their linking words."""
    if not has("institutions", language):
        return {}
    found: dict[str, str] = {}
    for known, names in load("institutions", language)[table].items():
        for name in (known, *names):
            if table == "bodies":
                found[bare(name, language)] = known
            elif language == _HAN:
                found[simplified(name)] = known
            else:
                found[_rest([match.group() for match in _WORD.finditer(name)], language)] = known
    return found


@functools.cache
def _as_written(language: str) -> frozenset[str]:
    bodies = load("institutions", language)["bodies"] if has("institutions", language) else {}
    return frozenset(name for names in bodies.values() for name in names)


@functools.cache
def _places(language: str) -> frozenset[str]:
    """Return the countries and capitals of one word, plain."""
    found: set[str] = set()
    for country in countries(language).values():
        for name in (country.name, *country.aliases, *country.capitals):
            found.add(_without_article(bare(name, language), language))
    return frozenset(found)


@functools.cache
def _houses(language: str) -> Mapping[str, tuple[str, str]]:
    if not has("institutions", language):
        return {}
    rows = load("institutions", language)["houses"].items()
    return {bare(name, language): (str(row["name"]), str(row["country"])) for name, row in rows}


@functools.cache
def _outlets() -> Mapping[str, str]:
    """Map plain names of outlets in every language to one name: the English one where there is one."""
    from firsthand.extract.languages import LANGUAGES

    found: dict[str, str] = {}
    for language in sorted(LANGUAGES - {"en"}):
        if has("outlets", language):
            for outlet, aliases in load("outlets", language)["outlets"].items():
                names = [outlet, *aliases]
                plain = [gazetteer.plain(simplified(name)) for name in names]
                known = next((one for name in names if (one := gazetteer.find_outlet(name))), None)
                known = known or next((found[name] for name in plain if name in found), outlet)
                for name in plain:
                    found.setdefault(name, known)
    return found
