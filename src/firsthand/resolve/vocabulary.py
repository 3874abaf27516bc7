"""The words of one language that who-is-who needs: offices, groups, "the company", "we"."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from firsthand.extract.packs import has, load

ENGLISH = "en"
_GENDERS = ("m", "f", "either")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A language's words about names; what its pack does not say is empty, so that nothing is guessed.

    `own_voice` are descriptions of the publisher itself, as it writes of what it learned: 本报, 记者.
    `titles` and `roles` map words to "m", "f" or "either"; `pronouns` map them to what they tell.
    """

    language: str
    titles: Mapping[str, str]
    roles: Mapping[str, str]
    pronouns: Mapping[str, Mapping[str, object]]
    organisations: Mapping[str, str]
    spokespeople: frozenset[str]
    role_modifiers: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    bare_people: frozenset[str]
    first_person: frozenset[str]
    own_voice: frozenset[str]
    weak_roles: frozenset[str]

    def names(self, *keys: str) -> frozenset[str]:
        """Return a list of the pack's `names`: "sites"."""
        return _listed(self.language, "names", keys)

    def institutions(self, key: str) -> frozenset[str]:
        """Return a list of the words of the pack's `institutions`: "business"."""
        return _listed(self.language, "institutions", ("words", key))

    def measures(self, key: str) -> frozenset[str]:
        """Return a list of the pack's `measures`: "cardinals"."""
        return _listed(self.language, "measures", (key,))


@functools.cache
def vocabulary(language: str) -> Vocabulary:
    """Return the words of a language, read once a process; for one without a pack all are empty."""
    pack: Mapping[str, Any] = load("names", language) if has("names", language) else {}
    if "offices" in pack.get("people", ()):
        return _without_inflection(language, pack)
    kinds = ("outlet", "organisation", "government")
    return Vocabulary(
        language=language,
        titles=_gendered(pack.get("titles", {})),
        roles=_gendered(pack.get("roles", {})),
        pronouns=pack.get("pronouns", {}),
        organisations={word: kind for kind in kinds for word in pack.get("organisations", {}).get(kind, ())},
        spokespeople=frozenset(pack.get("spokespeople", ())),
        role_modifiers=frozenset(pack.get("role_modifiers", ())),
        definite=frozenset(pack.get("definite", ())),
        indefinite=frozenset(pack.get("indefinite", ())),
        bare_people=frozenset(pack.get("bare_people", ())),
        first_person=frozenset(pack.get("first_person", ())),
        own_voice=frozenset(),
        weak_roles=frozenset(pack.get("weak_roles", ())),
    )


def _without_inflection(language: str, pack: Mapping[str, Any]) -> Vocabulary:
    """Return the words of a pack of Chinese, which lists people by what they are."""
    people, determiners = pack["people"], pack.get("determiners", {})
    return Vocabulary(
        language=language,
        titles=dict(pack.get("honorifics", {})),
        roles=dict.fromkeys(people["offices"], "either"),
        pronouns=pack.get("pronouns", {}),
        organisations={},
        spokespeople=frozenset(office for office in people["offices"] if office.endswith("发言人")),
        role_modifiers=frozenset(),
        definite=frozenset(determiners.get("definite", ())),
        indefinite=frozenset(determiners.get("indefinite", ())),
        bare_people=frozenset(),
        first_person=frozenset({*people.get("reporters", ()), *_first_person(pack)}),
        own_voice=frozenset(people.get("reporters", ())) | _listed(language, "cues", ("dateline", "own")),
        weak_roles=frozenset(),
    )


def _first_person(pack: Mapping[str, Any]) -> list[str]:
    return [word for word, told in pack.get("pronouns", {}).items() if told.get("first")]


def _gendered(groups: Mapping[str, Any]) -> dict[str, str]:
    return {word: gender for gender, group in groups.items() if gender in _GENDERS for word in group}


@functools.cache
def _listed(language: str, subject: str, keys: tuple[str, ...]) -> frozenset[str]:
    if not has(subject, language):
        return frozenset()
    found: Any = load(subject, language)
    for key in keys:
        if not isinstance(found, Mapping) or key not in found:
            return frozenset()
        found = found[key]
    return frozenset(found)
