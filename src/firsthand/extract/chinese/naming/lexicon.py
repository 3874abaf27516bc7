"""The words by which a Chinese text names those who speak, made ready to be looked up."""

import functools
from dataclasses import dataclass
from typing import Literal

from firsthand.extract.packs import load
from firsthand.extract.tagging.segmentation import country_names
from firsthand.model import SourceKind

Sort = Literal["body", "office", "crowd", "reporter", "document", "outlet"]


@dataclass(frozen=True, slots=True)
class Head:
    """What the last characters of a phrase say it is: a body, an office, one of many; and its kind."""

    sort: Sort
    kind: SourceKind
    word: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The pack's words about names; see `packs/zh/names.toml`."""

    heads: dict[str, Head]
    by_last: dict[str, SourceKind]
    not_bodies: frozenset[str]
    surnames: frozenset[str]
    surnames_long: frozenset[str]
    honorifics: dict[str, str]
    pronouns: dict[str, dict[str, object]]
    definite: frozenset[str]
    indefinite: frozenset[str]
    plural: frozenset[str]
    plural_last: tuple[str, ...]
    inside: frozenset[str]
    official: frozenset[str]
    firms: tuple[str, ...]
    unsure_last: frozenset[str]
    publishing: frozenset[str]
    sounds: frozenset[str]
    outlets: frozenset[str]
    outlets_by_last: frozenset[str]
    outlets_generic: frozenset[str]
    countries: frozenset[str]
    places_by_last: frozenset[str]
    not_given: frozenset[str]
    given_before_verb: str
    masked: str
    particle: str
    ordinal: str
    joining: frozenset[str]

    def head(self, word: str) -> Head | None:
        """Return what a word is the head of, by the longest of its endings that says so."""
        if word in self.not_bodies:
            return None
        if word in self.outlets:
            return Head("outlet", "outlet", word)
        for length in range(min(len(word), 6), 1, -1):
            found = self.heads.get(word[-length:])
            if found is not None:
                return found
        kind = self.by_last.get(word[-1]) if len(word) > 1 else None
        return Head("body", kind, word[-1]) if kind else None

    def single(self, word: str) -> Head | None:
        """Return what a word of one character is behind 该 or 此: 该局, 该报."""
        kind = self.by_last.get(word)
        if kind is not None:
            return Head("body", kind, word)
        return Head("outlet", "outlet", word) if word in self.outlets_by_last else None


@functools.cache
def lexicon() -> Lexicon:
    """Read the pack once a process."""
    names = load("names", "zh")
    heads: dict[str, Head] = {}
    for word in names["documents"]["heads"]:
        heads[word] = Head("document", "document", word)
    kinds: tuple[SourceKind, ...] = ("organisation", "government")
    for kind in kinds:
        for word in names["bodies"][kind]:
            heads[word] = Head("body", kind, word)
    for word in names["bodies"]["outlet"]:
        heads[word] = Head("outlet", "outlet", word)
    for word in names["people"]["crowd"]:
        heads[word] = Head("crowd", "unnamed", word)
    for word in names["people"]["offices"]:
        heads[word] = Head("office", "person", word)
    for word in names["people"]["reporters"]:
        heads[word] = Head("reporter", "person", word)
    by_last: dict[str, SourceKind] = {}
    for last in names["bodies"]["organisation_by_last"]:
        by_last[last] = "organisation"
    for last in names["bodies"]["government_by_last"]:
        by_last[last] = "government"
    outlets = load("outlets", "zh")["outlets"]
    determiners = names["determiners"]
    return Lexicon(
        heads=heads,
        by_last=by_last,
        not_bodies=frozenset(names["bodies"]["not_bodies"]) - heads.keys(),
        surnames=frozenset(names["surnames"]),
        surnames_long=frozenset(names["surnames_long"]),
        honorifics=names["honorifics"],
        pronouns=names["pronouns"],
        definite=frozenset(determiners["definite"]),
        indefinite=frozenset(determiners["indefinite"]),
        plural=frozenset(determiners["plural"]),
        plural_last=tuple(determiners["plural_last"]),
        inside=frozenset(names["bodies"]["inside"]),
        firms=tuple(names["bodies"]["firms"]),
        unsure_last=frozenset(names["bodies"]["unsure_last"]),
        publishing=frozenset(load("cues", "zh")["publishing"]),
        official=frozenset(names["bodies"]["official"]),
        sounds=frozenset(names["foreign"]["sounds"]),
        outlets=frozenset(word for name, others in outlets.items() for word in (name, *others)),
        outlets_by_last=frozenset(names["bodies"]["outlet_by_last"]),
        outlets_generic=frozenset(names["bodies"]["outlet_generic"]),
        countries=country_names(),
        places_by_last=frozenset(names["bodies"]["places_by_last"]),
        not_given=frozenset(names["not_given"]),
        given_before_verb=names["given_before_verb"],
        masked=names["masked"],
        particle=names["particle"],
        ordinal=names["ordinal"],
        joining=frozenset(names["joining"]),
    )
