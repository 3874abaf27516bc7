"""Which capitalised words are a person's name: a name that is missed leaks, so the doubtful ones count.

A name of two words is a person's unless something speaks against it in most places where it stands; one
word alone has to be shown to be one, by a title, a word for a person, an age, a list of given names, or
because somebody in the case is called so.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from firsthand.extract.countries import country_of
from firsthand.extract.naming.gazetteer import bodies, find_outlet, houses
from firsthand.resolve.people.candidates import Candidate, Reading, is_chinese, is_listed
from firsthand.resolve.people.lexicon import family_names, given_names, is_place, place_openers, towns

Found = tuple[int, Candidate]  # index of the reading, and the candidate in it

_STRONG = frozenset({"title", "age", "byline"})
_AGAINST = frozenset({"article", "locative", "place", "number"})
_HALF = 0.5


def persons(readings: Sequence[Reading], found: Iterable[Found]) -> list[Found]:
    """Return the candidates that are persons' names."""
    by_words: dict[tuple[str, ...], list[Found]] = defaultdict(list)
    for at, candidate in found:
        by_words[candidate.words].append((at, candidate))
    kept: list[Found] = []
    for words, places in sorted(by_words.items()):
        signs = Counter(sign for _, candidate in places for sign in candidate.said)
        whole = not places[0][1].single
        if (_full_name if whole else _one_word)(words, places, signs, readings):
            kept += places
    return sorted(kept, key=lambda item: (item[0], item[1].start))


def _full_name(
    words: tuple[str, ...], places: Sequence[Found], signs: Mapping[str, int], readings: Sequence[Reading]
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
    if " ".join(words) in towns() or country_of(text, language=known.language) or country_of(text):
        return strong
    if _shouted(readings, places):
        return False
    if strong:
        return True
    if words[0] in place_openers() or any(word in known.calendar for word in core):
        return False
    if signs.get("place", 0) * 2 > len(places):
        return False
    nouns = readings[at].nouns
    if nouns and any(word in nouns for word in core) and core[0] not in given_names():
        return False
    against = sum(signs.get(sign, 0) for sign in _AGAINST)
    if is_listed(words):
        common = all(word in known.common or word in known.frequent for word in core)
        return not common or bool(signs.get("read")) or against == 0
    if all(word in known.common for word in core):
        return False
    if signs.get("other", 0) * 2 > len(places) and not signs.get("read"):
        return any(word in family_names() for word in core[1:]) and not against
    return against < len(places) * _HALF


def _shouted(readings: Sequence[Reading], places: Sequence[Found]) -> bool:
    """Tell whether a word is initials of a body ("FBI") although the text around is not in capitals."""
    for at, candidate in places:
        for token in readings[at].tokens[candidate.first : candidate.last + 1]:
            if 1 < len(token.text) <= 4 and token.text.isupper() and token.plain not in given_names():
                others = [
                    t.text
                    for t in readings[at].tokens[candidate.first : candidate.last + 1]
                    if t is not token
                ]
                return not all(text.isupper() for text in others)
    return False


def _one_word(
    words: tuple[str, ...], places: Sequence[Found], signs: Mapping[str, int], readings: Sequence[Reading]
) -> bool:
    at, example = places[0]
    known = readings[at].lexicon
    core = example.core
    if not core:
        return False
    word = core[-1]
    text = readings[at].document.text[example.start : example.end]
    if word in known.bodies or find_outlet(text) or word in houses() or len(word) < 2:
        return False
    if country_of(text, language=known.language) or country_of(text) or word in known.calendar:
        return False
    if signs.get("title"):
        return True
    other = signs.get("other", 0) * 2 > len(places)
    if signs.get("age") and not other:
        return True
    if word in known.common and word not in given_names():
        return False
    if text.isupper() and len(text) <= 5:
        return False
    if signs.get("person"):
        return not other and (signs["person"] * 3 >= len(places) or word in given_names())
    against = sum(signs.get(sign, 0) for sign in _AGAINST)
    doubtful = word in known.common or is_place(text, known.language)
    if word in given_names() and not doubtful and not other:
        return against * 2 < len(places) and (
            signs.get("opens", 0) < len(places) or bool(signs.get("saying"))
        )
    if signs.get("read", 0) * 2 > len(places) and not doubtful and _named(words, readings, places):
        return against * 2 < len(places)
    return bool(word in family_names() and signs.get("saying") and not doubtful and not against)


def _named(words: tuple[str, ...], readings: Sequence[Reading], places: Sequence[Found]) -> bool:
    """Tell whether a bare word that extraction took for a person is no everyday word of the case."""
    at, example = places[0]
    return not readings[at].nouns or words[-1] not in readings[at].nouns


__all__ = ["Found", "is_chinese", "persons"]
