"""The words of one language that say who said something, made ready to be looked up."""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firsthand.extract.packs import load
from firsthand.extract.parse import Token

_KINDS = ("say", "think", "find", "quote_only", "react", "deny", "doubt", "plan", "cite", "impersonal")

Phrases = dict[str, tuple[tuple[str, ...], ...]]
"""Phrases of several words by their first, the longest first."""


@dataclass(frozen=True, slots=True)
class Verb:
    """One way of saying: a verb, the part that comes apart from it, and words that stand with it.

    `kinds` are the lists of the pack it stands in: "say", "react", "deny", ....
    """

    lemma: str
    stem: str
    particle: str | None
    beside: tuple[str, ...]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """A language's words of attribution.

    `verbs` are found by their dictionary form, whole or without the part that comes apart.
    `lists` are all other lists of the pack by their dotted key.
    `order` is "second" where the verb's parts stand at both ends of a clause, "subject" where it stands
    between who speaks and what is said. `endings` are pairs of a verb form's
    ending, where it tells others' words, and the dictionary form's.
    """

    language: str
    verbs: dict[str, tuple[Verb, ...]]
    lists: dict[str, frozenset[str]]
    phrases: dict[str, Phrases]
    endings: tuple[tuple[str, str], ...]
    pro_drop: bool
    compounds: bool
    order: str

    def has(self, key: str, word: str) -> bool:
        """Tell whether a list has a word."""
        return word in self.lists[key]

    def noun(self, key: str, token: Token) -> bool:
        """Tell whether a noun, or the last part of a compound ("Medienberichten"), is in a list."""
        known = self.lists[key]
        lemma, form = token.lemma_.lower(), token.text.lower()
        if lemma in known or form in known:
            return True
        if not self.compounds or len(form) < 8:
            return False
        return lemma.endswith(_long(key, self.language)) or form.endswith(_long(key, self.language))


@functools.cache
def _long(key: str, language: str) -> tuple[str, ...]:
    """Return the words of a list, one to an ending, that may end a compound, in all their forms."""
    known = cues_of(language).lists[key]
    return tuple(w + end for w in known if len(w) > 4 for end in ("", "n", "en", "s", "es"))


@functools.cache
def cues_of(language: str) -> Cues:
    """Return a language's words of attribution."""
    pack = load("cues", language)
    lists: dict[str, frozenset[str]] = {}
    phrases: dict[str, Phrases] = {}
    for section, content in pack.items():
        entries = content.items() if isinstance(content, dict) else [("", content)]
        for key, value in entries:
            name = f"{section}.{key}" if key else section
            if isinstance(value, list | dict):
                lists[name] = frozenset(value)
                phrases[name] = phrases_of(value)
    verbs: dict[tuple[str, ...], set[str]] = {}
    for kind in _KINDS:
        for entry in pack[kind]:
            verbs.setdefault(_parts(entry), set()).add(kind)
    found: dict[str, list[Verb]] = {}
    for (stem, particle, *beside), kinds in verbs.items():
        verb = Verb(particle + stem, stem, particle or None, tuple(beside), frozenset(kinds))
        for form in {verb.lemma, stem}:
            found.setdefault(form, []).append(verb)
    return Cues(
        language=language,
        verbs={form: tuple(ways) for form, ways in found.items()},
        lists=lists,
        phrases=phrases,
        endings=tuple(pack["subjunctive"]["endings"].items()),
        compounds=bool(pack["nouns"].get("compounds", False)),
        pro_drop=bool(pack["sources"]["pro_drop"]),
        order=pack["verbs"]["order"],
    )


def _parts(entry: str) -> tuple[str, ...]:
    """Take "teilen", "mit" out of "mit|teilen", and "sprechen", "", "von" out of "sprechen + von"."""
    verb, _, rest = entry.partition("+")
    particle, _, stem = verb.strip().rpartition("|")
    return (stem, particle, *rest.split())


def phrases_of(entries: Iterable[str]) -> Phrases:
    """Return phrases by their first word; an apostrophe ends a word, as it does in a text."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in entries:
        parts = tuple(entry.replace("'", "' ").split())
        if parts:
            found.setdefault(parts[0], []).append(parts)
    return {first: tuple(sorted(ways, key=len, reverse=True)) for first, ways in found.items()}


def phrase_at(words: Sequence[str], at: int, known: Phrases) -> int:
    """Return how many words from `at` make the longest phrase that is known there; 0 if none does."""
    for way in known.get(words[at], ()):
        if tuple(words[at : at + len(way)]) == way:
            return len(way)
    return 0
