"""Which capitalised words are a person's name: a name that is missed leaks, so the doubtful ones count.

A name of two words is a person's unless something speaks against it in most places where it stands; one
word alone has to be shown to be one, by a title, a word for a person, an age, a list of given names, or
because somebody in the case is called so.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from firsthand.extract.countries import country_of
from firsthand.extract.languages import LANGUAGES
from firsthand.extract.naming.gazetteer import bodies, find_outlet, houses
from firsthand.resolve.people.candidates import Candidate, is_listed
from firsthand.resolve.people.lexicon import (
    family_names,
    given_names,
    in_dictionary,
    is_place,
    is_role,
    is_word,
    known_bodies,
    lexicon_of,
    peoples,
    place_openers,
    suffixes,
    things,
    towns,
)
from firsthand.resolve.people.reading import Reading, language_of

Found = tuple[int, Candidate]  # index of the reading, and the candidate in it

_STRONG = frozenset({"title", "age", "byline"})
_AGAINST = frozenset({"article", "locative", "place", "number"})
_HALF = 0.5
# One word as families are called: no letters of an abbreviation, no second capital but "McCarty", "O'Dea".
_SURNAME = re.compile(
    r"(?:Mc|Mac|O['’]|[DL]['’]|De|Di|La|Le|Van)?[^\W\d_a-z][^\W\d_A-Z'’-]{3,}(?:-[^\W\d_a-z][^\W\d_A-Z'’-]{2,})?"
)
_BRAND = re.compile(r"(?P<lead>[A-Z][a-z]{2,})(?P<tail>[A-Z][a-z]{2,})")
_LEADS = frozenset(
    {"mac", "van", "von", "fitz", "del", "della", "des"}
)  # with which families open their names


def persons(
    readings: Sequence[Reading], found: Iterable[Found], *, small: Mapping[str, Set[str]], others: Set[str]
) -> list[Found]:
    """Return the candidates that are persons' names.

    `small` are the words that the case writes without a capital, by language; `others` the folded names of
    sources that are no persons.
    """
    by_words: dict[tuple[str, ...], list[Found]] = defaultdict(list)
    for at, candidate in found:
        by_words[candidate.words].append((at, candidate))
    partly = {word for name in others if " " in name for word in name.split()}
    kept: list[Found] = []
    for words, places in sorted(by_words.items()):
        signs = Counter(sign for _, candidate in places for sign in candidate.said)
        told = signs.get("read", 0) * 2 > len(places) and signs.get("person")
        shown = signs.get("courtesy") or signs.get("title") or signs.get("age") or told or is_listed(words)
        alone = _is_alone(words, places, readings, partly)
        if _is_body(words, others) and not shown and not alone:
            continue
        if not places[0][1].single:
            yes = _full_name(words, places, signs, readings, small)
        else:
            yes = alone or _one_word(words, places, signs, readings, small)
        if yes:
            kept += places
    kept += _joined(readings, kept, [item for places in by_words.values() for item in places])
    return sorted(kept, key=lambda item: (item[0], item[1].start))


def _joined(readings: Sequence[Reading], kept: Sequence[Found], found: Iterable[Found]) -> list[Found]:
    """Return the given names that stand before a person's full name: "Lena and Ada Lund"."""
    full = {(at, c.first) for at, c in kept if not c.single}
    known = {(at, c.start) for at, c in kept}
    more = []
    for at, c in found:
        if (at, c.start) in known or not c.single or not c.core or c.core[-1] not in given_names():
            continue
        reading = readings[at]
        joined = (at, c.last + 2) in full and reading.tokens[c.last + 1].plain in reading.lexicon.joining
        if joined or (
            (at, c.last + 1) in full and re.match(r" ?& ?", reading.document.text[c.end : c.end + 3])
        ):
            more.append((at, c))
    return more


def _is_body(words: tuple[str, ...], others: Set[str]) -> bool:
    name = " ".join(words)
    return name in others or name + "s" in others or name.removesuffix("s") in others


def _full_name(
    words: tuple[str, ...],
    places: Sequence[Found],
    signs: Mapping[str, int],
    readings: Sequence[Reading],
    small: Mapping[str, Set[str]],
) -> bool:
    at, example = places[0]
    known = readings[at].lexicon
    text = readings[at].document.text[example.start : example.end]
    strong = any(signs.get(sign) for sign in _STRONG) or signs.get("person", 0) * 3 >= len(places)
    core = example.core
    if any(word in known.bodies for word in core):
        named = core[0] in given_names() and core[0] not in known.frequent and not is_place(core[0], "en")
        return bool(
            named and core[-1] in family_names() and (strong or signs.get("read", 0) * 2 > len(places))
        )
    if find_outlet(text) or " ".join(words) in bodies() or " ".join(words) in houses():
        return False
    sure = signs.get("title") or signs.get("age")
    if " ".join(words) in towns() or country_of(text, language=known.language) or country_of(text):
        return bool(sure or (strong and core[0] in given_names()))
    if _shouted(readings, places):
        return False
    everyday = not known.compounds and any(word in small.get(language_of(readings[at]), ()) for word in core)
    if everyday and not is_listed(words) and not any(signs.get(sign) for sign in _STRONG):
        return False
    # A headline may write every word with a capital: there only a given name tells.
    if signs.get("heading", 0) == len(places) and not is_listed(words):
        return False
    spoken = signs.get("saying", 0) + signs.get("person", 0) > 0
    if not sure and _is_body_or_brand(core, text, spoken=spoken):
        return False
    read = signs.get("read", 0) * 2 > len(places)
    doubtful = not sure and signs.get("person", 0) * 2 < len(places)
    if doubtful and _are_things(core, text, known.language, read=read or spoken):
        return False
    if strong:
        return True
    if words[0] in place_openers() or any(word in known.calendar for word in core[1:]):
        return False
    if core[0] in known.calendar and core[0] not in given_names():
        return False
    if signs.get("place", 0) * 2 > len(places):
        return False
    if not is_listed(words) and _are_nouns(example, readings[at]):
        return False
    against = sum(signs.get(sign, 0) for sign in _AGAINST)
    if core[0] not in given_names() and is_place(core[0].title(), known.language) and not signs.get("saying"):
        return False  # "Denver Walkers"
    if is_listed(words):
        common = all(word in known.common or word in known.frequent for word in core)
        return not common or signs.get("read", 0) * 2 > len(places)
    if all(word in known.common for word in core):
        return False
    if signs.get("other", 0) * 2 > len(places) and not signs.get("read"):
        return any(word in family_names() for word in core[1:]) and not against
    if language_of(readings[at]) not in LANGUAGES:
        return bool(signs.get("saying") or signs.get("person")) and against < len(places) * _HALF
    return against < len(places) * _HALF


def _is_body_or_brand(core: Sequence[str], text: str, *, spoken: bool) -> bool:
    """Tell whether words are a body's or a brand's for certain: "Getty Images", "European Aeronautic"."""
    if (core[-1] in things() and not spoken) or any(word in peoples() - given_names() for word in core):
        return True
    if any(_is_brand(word) for word in text.split()):
        return True
    plain = " ".join(core)  # "Sao Paulowhile", glued by a machine
    return any(
        plain[:at] in towns()
        and " " in plain[:at]
        and plain[at:].isalpha()
        and in_dictionary(plain[at:], "en")
        for at in range(len(core[0]) + 2, len(plain) - 1)
    )


def _are_things(core: Sequence[str], text: str, language: str, *, read: bool) -> bool:
    """Tell whether words are a thing's or a place's name: "Paris Air Show", "Green Room", "Osten Bagdads".

    Words of a dictionary behind a word that is a place's or one of a dictionary itself; behind a given name
    only everyday words that are nobody's family name.
    """
    first, rest = core[0], core[1:]
    given = first in given_names() or first.split("-")[0] in given_names()
    if given and not is_place(first, language):
        common = lexicon_of(language).common
        return not read and all(word in common and word not in family_names() for word in rest)
    if any(word in family_names() for word in rest):
        return False
    if (
        is_place(first, language)
        and not (given and read)
        and all(in_dictionary(word, language) for word in rest)
    ):
        return True
    if first in family_names():
        return False
    if lexicon_of(language).compounds and is_word(text.split()[0].rpartition("-")[2]):
        return all(is_place(word, language) or is_place(word.removesuffix("s"), language) for word in rest)
    abroad = (lexicon_of(one) for one in LANGUAGES)
    return all(in_dictionary(word, language) for word in core) or any(
        all(word in other.common or word in other.of for word in core) for other in abroad
    )


def _is_brand(word: str) -> bool:
    """Tell whether two words of the dictionary are written as one, with a capital each: "BlackBerry"."""
    match = _BRAND.fullmatch(word)
    if match is None or match["lead"].lower() in _LEADS or word.lower() in given_names() | family_names():
        return False
    return in_dictionary(match["lead"].lower(), "en") and in_dictionary(match["tail"].lower(), "en")


def _shouted(readings: Sequence[Reading], places: Sequence[Found]) -> bool:
    """Tell whether a word is initials of a body ("FBI") although the text around is not in capitals."""
    for at, candidate in places:
        for token in readings[at].tokens[candidate.first : candidate.last + 1]:
            if token.plain in suffixes():
                continue
            if 1 < len(token.text) <= 4 and token.text.isupper() and token.plain not in given_names():
                others = [
                    t.text
                    for t in readings[at].tokens[candidate.first : candidate.last + 1]
                    if t is not token
                ]
                return not all(text.isupper() for text in others)
    return False


def _one_word(
    words: tuple[str, ...],
    places: Sequence[Found],
    signs: Mapping[str, int],
    readings: Sequence[Reading],
    small: Mapping[str, Set[str]],
) -> bool:
    at, example = places[0]
    known = readings[at].lexicon
    core = example.core
    if not core:
        return False
    word = core[-1]
    text = readings[at].document.text[example.start : example.end]
    if signs.get("courtesy"):
        return len(word) > 1 and text != text.lower()
    if word in known.bodies or find_outlet(text) or word in houses() or len(word) < 2:
        return False
    if country_of(text, language=known.language) or country_of(text) or word in known.calendar:
        return False
    if word in peoples() - given_names():
        return False
    if signs.get("title"):
        return True
    unlisted = word not in given_names() and word not in family_names()
    if unlisted and (is_word(text) if known.compounds else in_dictionary(word, known.language)):
        return False
    other = signs.get("other", 0) * 2 > len(places)
    if signs.get("age") and (not other or word in given_names()):
        return True
    if word in known.common and word not in given_names():
        return False
    if text.isupper() and len(text) <= 5:
        return False
    if word in small.get(language_of(readings[at]), ()) and word not in given_names():
        return False
    if word not in given_names() and _are_nouns(example, readings[at]):
        return False
    if signs.get("person"):
        return word in given_names() or (not other and signs["person"] * 3 >= len(places))
    against = sum(signs.get(sign, 0) for sign in _AGAINST)
    doubtful = word in known.common or is_place(text, known.language)
    if word in given_names() and not doubtful and not other:
        return against * 2 < len(places) and (
            signs.get("opens", 0) < len(places) or bool(signs.get("saying"))
        )
    if signs.get("read", 0) * 2 > len(places) and not doubtful:
        return against * 2 < len(places)
    return bool(word in family_names() and signs.get("saying") and not doubtful and not against)


def _is_alone(
    words: tuple[str, ...], places: Sequence[Found], readings: Sequence[Reading], partly: Set[str]
) -> bool:
    """Tell whether one unknown word speaks as a person does: "McCarty said", whose full name is nowhere.

    Nothing may show something else there: a known body or place, a word of a dictionary, a longer name
    of a body that holds it (`partly`), an article, a word for a body beside it. In doubt a person.
    """
    at, example = places[0]
    known = readings[at].lexicon
    if len(words) != 1 or language_of(readings[at]) not in LANGUAGES:
        return False
    word, text = words[0], readings[at].document.text[example.start : example.end]
    if any(word in named for named in (known_bodies(), bodies(), houses(), known.bodies, partly)):
        return False
    if find_outlet(text) or word in peoples() | things() or word in known.calendar:
        return False
    shape = _SURNAME.fullmatch(text)
    if shape is None or is_place(text, known.language) or is_place(text, "en"):
        return False
    if country_of(text, language=known.language) or country_of(text):
        return False
    if word in given_names() or is_role(word, known.language):
        return False  # these have rules of their own
    if word in family_names():
        if word in known.common:
            return False
    elif any(in_dictionary(form, known.language) for form in _stems(word)) or (
        known.compounds and is_word(text)
    ):
        return False
    signs = Counter(sign for _, candidate in places for sign in candidate.said)
    against = sum(signs.get(sign, 0) for sign in (*_AGAINST, "body"))
    return signs.get("telling", 0) * 2 >= len(places) and not against


def _stems(word: str) -> tuple[str, ...]:
    return (word, word.removesuffix("s"), word.removesuffix("es"))


def _are_nouns(example: Candidate, reading: Reading) -> bool:
    """Tell whether one of the words is an everyday noun of a language that writes nouns with a capital."""
    if not reading.lexicon.compounds:
        return any(word in reading.nouns for word in example.core)
    tokens = reading.tokens[example.first : example.last + 1]
    return any(
        token.plain not in family_names() and token.plain not in given_names() and is_word(token.text)
        for token in tokens
        if token.plain in example.core
    )
