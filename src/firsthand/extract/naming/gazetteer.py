"""Names everybody knows: houses that stand for an office, bodies of nations, ministries, news outlets.

What they are called is data of the language pack; countries are in `countries`.
"""

import functools
import re
import unicodedata

from firsthand.extract.countries import countries
from firsthand.extract.packs import table

_WORD = re.compile(r"[^\W_]+")


@functools.lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """Return a name without case, accents and punctuation: "U.S." and "US" become "us"."""
    without_dots = re.sub(r"(?<=\b\w)\.(?=\w\b|\s|$)", "", text.replace("'s", "").replace("’s", ""))
    decomposed = unicodedata.normalize("NFKD", without_dots)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(bare.casefold()))


def bare_article(text: str) -> str:
    """Return a plain name without its leading article."""
    name = plain(text)
    return name.removeprefix("the ")


@functools.cache
def adjectives() -> dict[str, str]:
    """Map country codes to the adjective a government is named by ("CN": "Chinese")."""
    found = {code: country.demonyms[0] for code, country in countries().items() if country.demonyms}
    return found | table("institutions", "adjectives")


@functools.cache
def houses() -> dict[str, tuple[str, str]]:
    """Map plain names of houses that speak ("kremlin") to the office's name and country code."""
    return {
        bare_article(name): (str(office["name"]), str(office["country"]))
        for name, office in table("institutions", "houses").items()
    }


@functools.cache
def bodies() -> dict[str, str]:
    """Map plain names of bodies that many know by initials ("who") to their names."""
    return {
        bare_article(name): body
        for body, names in table("institutions", "bodies").items()
        for name in (body, *names)
    }


@functools.cache
def ministries() -> dict[str, str]:
    """Map plain names of ministries, without the country, to one form: "foreign ministry"."""
    return {
        plain(name): ministry
        for ministry, names in table("institutions", "ministries").items()
        for name in (ministry, *names)
    }


@functools.cache
def outlets() -> dict[str, str]:
    """Map plain names and web domains of news outlets to the name each is known by."""
    return {
        plain(name): outlet
        for outlet, names in table("outlets", "outlets").items()
        for name in (outlet, *names)
    }


def is_web_address(text: str) -> bool:
    """Tell whether a word is a web address: "edition.cnn.com"."""
    return bool(re.fullmatch(r"(https?://)?([\w-]+\.)+[a-z]{2,6}(/\S*)?", text)) and not text[0].isdigit()


def find_outlet(text: str) -> str | None:
    """Return the news outlet a name or web address stands for, None if it is none we know."""
    if is_web_address(text.casefold()):
        host = re.sub(r"^https?://|/.*$", "", text.casefold())
        parts = host.split(".")
        for cut in range(len(parts) - 1):
            known = outlets().get(plain(".".join(parts[cut:])))
            if known:
                return known
        return None
    return outlets().get(plain(text)) or outlets().get(bare_article(text))


@functools.cache
def first_names() -> dict[str, str]:
    """Map frequent given names, lower case, to "m", "f" or "either"."""
    found: dict[str, str] = {}
    for group, gender in (("either", "either"), ("male", "m"), ("female", "f")):
        for name in table("first_names")[group].split():
            found[name.casefold()] = gender
    return found
