"""The words that tell who is a person: given and family names, titles, offices, bodies, everyday words."""

import functools
import re
import unicodedata
from dataclasses import dataclass

from firsthand.extract.cldr import city_names, territory_names
from firsthand.extract.compiled import Table, code_in, installed, kept
from firsthand.extract.countries import country_of, demonyms
from firsthand.extract.languages import LANGUAGES
from firsthand.extract.packs import has, load, words
from firsthand.extract.places.gazetteer import gazetteer
from firsthand.resolve.spelling import chinese
from firsthand.resolve.spelling.chinese import pinyin

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "ı": "i", "’": "'", "ʼ": "'"})
_FREQUENT = 32  # a word in one article of 32 or more is a word first, whoever bears it as a name
_COMPOUND_ENDINGS = ("", "s", "es", "n", "en", "innen")
_ROLE = 4  # letters of a word for a person that may end a compound: "Vereinschef"
_SOUNDS = str(chinese.__file__)
_BANDS = re.compile(r"one_in_\d+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of one language as they bear on persons; all words folded (see `folded`).

    `titles` announce a person and nothing else ("Mr", "señora"). `offices` are public, `private` are kin,
    victims, neighbours and others whom no office protects. `people` are all three and every other word for
    a person. `bodies` head the name of an organisation or a site. `common` are everyday words. `bylines`
    open a line that names an author, `telling` are verbs of speech only, `courtesy` the
    titles that everybody bears ("Mr"), `copulas` join a name and an office, `former` ends one.
    """

    language: str
    titles: frozenset[str]
    offices: frozenset[str]
    private: frozenset[str]
    people: frozenset[str]
    modifiers: frozenset[str]
    bodies: frozenset[str]
    common: frozenset[str]
    frequent: frozenset[str]
    articles: frozenset[str]
    locatives: frozenset[str]
    bylines: frozenset[str]
    by: frozenset[str]
    copulas: frozenset[str]
    former: frozenset[str]
    whose: frozenset[str]
    of: frozenset[str]
    relatives: frozenset[str]
    auxiliaries: frozenset[str]
    ages: frozenset[str]
    joining: frozenset[str]
    saying: frozenset[str]
    telling: frozenset[str]
    courtesy: frozenset[str]
    calendar: frozenset[str]
    compounds: bool
    role_endings: tuple[str, ...]


@functools.lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """Return a word in lower case, without accents and with a straight apostrophe."""
    small = word.lower()
    if small.isascii():
        return small
    plain = unicodedata.normalize("NFKD", small.translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@functools.cache
def given_names() -> frozenset[str]:
    """Return the given names of all languages, folded."""
    listed = load("person_names", "world")["given"].split()
    census = load("first_names")
    return frozenset(listed) | {
        folded(name) for group in ("male", "female", "either") for name in str(census[group]).split()
    }


@functools.cache
def family_names() -> frozenset[str]:
    """Return the family names of all languages, folded."""
    return frozenset(load("person_names", "world")["family"].split())


@functools.cache
def particles() -> frozenset[str]:
    """Return the small words inside a name: "van", "bin", "de"."""
    return words("person_names", "particles", language="world")


@functools.cache
def suffixes() -> frozenset[str]:
    """Return what follows a family name: "Jr"."""
    return words("person_names", "suffixes", language="world")


@functools.cache
def place_openers() -> frozenset[str]:
    """Return the words with which names of places begin: "San", "New"."""
    return words("person_names", "place_openers", language="world")


@functools.cache
def peoples() -> frozenset[str]:
    """Return the words for the people of continents, regions and beliefs, in all languages."""
    return words("person_names", "peoples", language="world")


@functools.cache
def things() -> frozenset[str]:
    """Return the words with which names of firms and goods end, and no person's: "Images", "Aircraft"."""
    return words("person_names", "things", language="world")


@functools.cache
def abbreviations() -> frozenset[str]:
    """Return the titles of all languages that are written with a dot, without it: "mr", "sra"."""
    return frozenset(
        folded(title).rstrip(".")
        for language in LANGUAGES
        for title in load("offices", language)["titles"]
        if title.endswith(".")
    ) | {"st", "jr", "sr"}


@functools.cache
def pinyin_surnames() -> frozenset[str]:
    """Return the Chinese family names in Latin letters: "wang", "ouyang"."""
    table = kept("pinyin_surnames", make_pinyin_surnames, made_of=[installed("pypinyin"), code_in(_SOUNDS)])
    return frozenset(table["names"])


def make_pinyin_surnames() -> Table:
    """Work out the table of the Chinese family names: what reads them takes long to load."""
    people = load("names", "zh")
    return {"names": sorted({pinyin(name) for name in (*people["surnames"], *people["surnames_long"])})}


@functools.cache
def _syllables() -> re.Pattern[str]:
    world = load("person_names", "world")
    return re.compile(
        rf"(?:(?:{'|'.join(world['pinyin_initials'])})?(?:{'|'.join(world['pinyin_finals'])})){{1,2}}"
    )


@functools.lru_cache(maxsize=65_536)
def is_pinyin(word: str) -> bool:
    """Tell whether a folded word may be a Chinese given name in Latin letters: "xiaoming", "xiao-ming"."""
    return bool(_syllables().fullmatch(word.replace("-", "").replace("'", "")))


@functools.cache
def known_bodies() -> frozenset[str]:
    """Return the bodies that the world knows by one word, folded, from all languages."""
    return frozenset(folded(name) for one in LANGUAGES for name in load("offices", one)["bodies"])


@functools.cache
def towns() -> frozenset[str]:
    """Return the towns of the world by their plain names, folded."""
    return frozenset(name.lower() for name in gazetteer().plain)


@functools.lru_cache(maxsize=65_536)
def is_place(text: str, language: str) -> bool:
    """Tell whether words are, taken alone, the name of a country, a people, or a town."""
    known = language if has("places", language) else "en"
    return (
        folded(text) in towns()
        or folded(text) in _cities(known)
        or bool(country_of(text, language=known) or country_of(text))
    )


@functools.cache
def _cities(language: str) -> frozenset[str]:
    found = {folded(name) for names in city_names(language).values() for name in names}
    return frozenset(found | {folded(name) for names in territory_names(language).values() for name in names})


@functools.cache
def lexicon_of(language: str | None) -> Lexicon:
    """Return the word lists of a language, those of English where it has no pack; read once a process."""
    known = language if language and has("offices", language) else "en"
    return _lexicon("en" if known == "zh" else known)  # in a Chinese text there are Latin names


@functools.cache
def _lexicon(known: str) -> Lexicon:
    names, offices = load("names", known), load("offices", known)
    titles = {word for group in names["titles"].values() for word in group} | set(offices["titles"])
    roles = {word for group in names["roles"].values() for word in group}
    bodies = {word for group in names["organisations"].values() for word in group}
    bodies.update(names["sites"], names.get("name_only", ()), names["outlet_marks"])
    kinds = load("institutions", known)["kinds"].values()
    bodies.update(word for kind in kinds for word in kind if " " not in word)
    if known != "en":  # many bodies go by an English name everywhere: "Acme Airlines"
        english = load("names")
        bodies.update(word for group in english["organisations"].values() for word in group)
        bodies.update(english["name_only"])
    bands = {
        key: set(str(text).split()) for key, text in load("commonness", known).items() if _BANDS.match(key)
    }
    common = set().union(*bands.values())
    frequent = set().union(*(words_ for key, words_ in bands.items() if int(key[7:]) <= _FREQUENT))
    public, private = set(offices["public"]), set(offices["private"])
    people = public | private | roles | set(names["people"]) | set(names["spokespeople"])
    return Lexicon(
        language=known,
        titles=_fold(titles),
        offices=_fold(public | set(names["spokespeople"])),
        private=_fold(private),
        people=_fold(people),
        modifiers=_fold(names["role_modifiers"]),
        bodies=_fold(bodies) - _fold(people),
        common=_fold(common),
        frequent=_fold(frequent),
        articles=_fold(offices["articles"]),
        locatives=_fold(names["at_places"]),
        bylines=_fold(offices["bylines"]),
        by=_fold(offices["reporters"]),
        copulas=_fold(offices["copulas"]),
        former=_fold(offices["former"]),
        whose=_fold(offices["whose"]),
        of=_fold(offices["of"]),
        relatives=_fold(offices["relatives"]),
        auxiliaries=_fold(offices["auxiliaries"]),
        ages=_fold(offices["ages"]),
        joining=_fold(offices["joining"]),
        saying=_fold(offices["saying"]),
        telling=_fold(offices["telling"]),
        courtesy=_fold(load("protection", known)["titles"]["before"]),
        calendar=_calendar(known) | _fold(demonyms(known)),
        compounds=bool(names.get("compounds")),
        role_endings=tuple(sorted(word for word in _fold(public | roles) if len(word) >= _ROLE)),
    )


@functools.lru_cache(maxsize=65_536)
def is_role(word: str, language: str) -> bool:
    """Tell whether a folded word is one for a person, also inflected or at the end of a compound."""
    known = lexicon_of(language)
    if word in known.people or word in known.modifiers:
        return True
    if not known.compounds or word in given_names() or word in family_names():
        return False
    stems = [word.removesuffix(ending) for ending in _COMPOUND_ENDINGS]
    return any(stem in known.people or stem.endswith(known.role_endings) for stem in stems)


@functools.lru_cache(maxsize=65_536)
def is_word(text: str) -> bool:
    """Tell whether a German dictionary has a capitalised word: there a capital alone tells nothing."""
    import simplemma  # loaded when a German text is read

    return bool(simplemma.is_known(text, lang="de") or simplemma.is_known(text.lower(), lang="de"))


@functools.lru_cache(maxsize=65_536)
def in_dictionary(word: str, language: str) -> bool:
    """Tell whether a dictionary of a language, or the English one, has a word that is written small."""
    import simplemma  # loaded when a doubtful name is read

    return any(
        simplemma.is_known(word, lang=one) and simplemma.lemmatize(word, lang=one).islower()
        for one in sorted({language, "en"} - {"zh"})
    )


@functools.lru_cache(maxsize=65_536)
def is_everyday(word: str, language: str) -> bool:
    """Tell whether a folded word is a common one, or a place, so that it seldom names a person."""
    known = lexicon_of(language)
    return (
        word in known.common
        or word in known.people
        or word in known.bodies
        or word in known.calendar
        or word in known.saying
        or is_place(word, language)
        or is_place(word.title(), language)
    )


def _fold(listed: object) -> frozenset[str]:
    assert isinstance(listed, list | set | frozenset | tuple | dict)
    return frozenset(folded(str(word)).rstrip(".") for word in listed)


@functools.cache
def _calendar(language: str) -> frozenset[str]:
    """Return days and months; those that are given names as well ("May", "August") are left to the text."""
    from babel import Locale

    found: set[str] = set()
    for code in {language, "en"}:
        locale = Locale(code)
        for names in (locale.days, locale.months):
            for width in ("wide", "abbreviated"):
                for name in names["format"][width].values():
                    found.add(folded(str(name)).rstrip("."))
    return frozenset(found)
