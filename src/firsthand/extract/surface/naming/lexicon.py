"""What kind of speaker a word announces, by the lists of a language's pack."""

import functools
from dataclasses import dataclass
from typing import Literal

from firsthand.extract.naming.gazetteer import first_names, is_web_address
from firsthand.extract.packs import load
from firsthand.model import SourceKind

Gender = Literal["m", "f", "n"]

# A shorter last part of a compound tells nothing: "Gesamt" is no "Amt".
_SHORTEST_PART = 4
_SHORTEST_REST = 3


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of a pack's `names.toml`, lower case, ready for look-up."""

    language: str
    titles: dict[str, str]
    roles: dict[str, str]
    people: frozenset[str]
    spokespeople: frozenset[str]
    organisations: dict[str, SourceKind]
    outlet_heads: frozenset[str]
    local: frozenset[str]
    reports: frozenset[str]
    modifiers: frozenset[str]
    bare_people: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    neuter: frozenset[str]
    possessives: frozenset[str]
    pronouns: dict[str, dict[str, object]]
    first_person: frozenset[str]
    particles: frozenset[str]
    of: frozenset[str]
    near: frozenset[str]
    oblique: frozenset[str]
    sites: frozenset[str]
    at_places: frozenset[str]
    outlet_marks: frozenset[str]
    outlets: frozenset[str]
    houses: frozenset[str]
    bodies: frozenset[str]
    whole_words: frozenset[str]
    compounds: bool
    genitive: bool


@functools.cache
def lexicon_of(language: str) -> Lexicon:
    """Return the word lists about names of a language, read once a process."""
    said = load("names", language)
    organisations: dict[str, SourceKind] = {}
    kinds: tuple[SourceKind, ...] = ("outlet", "organisation", "government")
    for kind in kinds:
        organisations.update(dict.fromkeys(said["organisations"][kind], kind))
    return Lexicon(
        language=language,
        titles=_genders(said["titles"]),
        roles=_genders(said["roles"]),
        organisations=organisations,
        outlets=frozenset(said["outlets"]) | _listed_names(load("outlets", language)["outlets"]),
        houses=frozenset(load("institutions", language)["houses"]),
        bodies=_listed_names(load("institutions", language)["bodies"]),
        outlet_heads=frozenset(said["organisations"]["outlet"]),
        modifiers=frozenset(said["role_modifiers"]),
        pronouns=said["pronouns"],
        compounds=said["compounds"],
        genitive=said["genitive"],
        **{
            key: frozenset(said[key])
            for key in (
                "people", "spokespeople", "local", "reports", "bare_people", "definite", "indefinite",
                "neuter", "possessives", "first_person", "particles", "of", "near", "oblique", "sites",
                "at_places", "outlet_marks", "whole_words",
            )
        },
    )  # fmt: skip


def _listed_names(table: dict[str, list[str]]) -> frozenset[str]:
    """Return the names of a table, lower case, without web addresses."""
    names = (name.lower() for name, others in table.items() for name in (name, *others))
    return frozenset(name for name in names if not is_web_address(name))


def _genders(groups: dict[str, list[str]]) -> dict[str, str]:
    """Map words to "m", "f" or "either"; a word told for both sexes is of either."""
    found: dict[str, str] = {}
    for gender, words in groups.items():
        for word in words:
            found[word] = gender if found.get(word, gender) == gender else "either"
    return found


@functools.lru_cache(maxsize=65_536)
def head_part(lemma: str, language: str) -> str | None:
    """Return the word of the lists that a noun is, or ends in: "hafenbehörde" gives "behörde"."""
    known = lexicon_of(language)
    if _listed(lemma, known):
        return lemma
    last = lemma.rsplit("-", 1)[-1]
    if last != lemma and _listed(last, known):
        return last
    if known.compounds:
        for cut in range(_SHORTEST_REST, len(lemma) - _SHORTEST_PART + 1):
            part = lemma[cut:]
            if _listed(part, known) and part not in known.whole_words:
                return part
    return None


def _listed(word: str, known: Lexicon) -> bool:
    return word in known.roles or word in known.people or word in known.reports or word in known.organisations


@functools.lru_cache(maxsize=65_536)
def kind_of_head(lemma: str, language: str) -> SourceKind | None:
    """Return the kind of speaker a head noun announces, None if it cannot speak."""
    word = head_part(lemma, language)
    if word is None:
        return None
    known = lexicon_of(language)
    if word in known.organisations:
        return known.organisations[word]
    if word in known.roles:
        return "person"
    if word in known.people:
        return "unnamed"
    return "document"


def gender_of(words: tuple[str, ...], given: str | None, language: str) -> Gender | None:
    """Return the gender that titles and offices, else a frequent given name, tell of a person."""
    known = lexicon_of(language)
    for word in words:
        gender = known.titles.get(word) or known.roles.get(head_part(word, language) or word)
        if gender == "m":
            return "m"
        if gender == "f":
            return "f"
    gender = first_names().get((given or "").casefold())
    if gender == "m":
        return "m"
    return "f" if gender == "f" else None
