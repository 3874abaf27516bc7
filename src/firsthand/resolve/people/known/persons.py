"""By which words each person of a case may be named."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import DamerauLevenshtein

from firsthand.resolve.people.joining import FullName, core_of
from firsthand.resolve.people.known.addresses import Addresses
from firsthand.resolve.people.same import sounds

_SHORTEST_SLIP = 5  # letters of a family name of which one may be wrong

Core = tuple[int, FullName, int]  # its turn among those of one first word, the words, whose it is


@dataclass(frozen=True, slots=True)
class Known:
    """The persons of a case as they may be named: by number in the list of persons.

    `full` gives, by the first word and then the second, the cores of full names and whose they are; `whole`
    whose each core is; `family` and `given` the persons by a single name; `lone` those that are only ever
    named by one word; `addresses` finds full names written as one word.
    """

    full: Mapping[str, Mapping[str, tuple[Core, ...]]]
    whole: Mapping[FullName, int]
    family: Mapping[str, tuple[int, ...]]
    given: Mapping[str, tuple[int, ...]]
    lone: Mapping[str, int]
    addresses: Addresses
    _slips: dict[str, set[str]] = field(default_factory=dict)
    _sounds: dict[str, set[str]] = field(default_factory=dict)
    _answers: dict[tuple[str, bool], tuple[int, ...]] = field(default_factory=dict)

    def misspelt(self, word: str) -> tuple[int, ...]:
        """Return the persons whose family name a word misspells by one letter, the first one spared."""
        return self._asked(word, sound=False)

    def sounding(self, word: str) -> tuple[int, ...]:
        """Return the persons whose family name a word spells in another way: "rudolph" for "rudolf"."""
        return self._asked(word, sound=True)

    def _asked(self, word: str, *, sound: bool) -> tuple[int, ...]:
        known_already = self._answers.get((word, sound))
        if known_already is None:
            names = self._of_one_sound(word) if sound else self._one_letter_apart(word)
            known_already = tuple(sorted({number for name in names for number in self.family[name]}))
            self._answers[word, sound] = known_already
        return known_already

    def _of_one_sound(self, word: str) -> list[str]:
        if not self._sounds:
            for name in self.family:
                self._sounds.setdefault(sounds(name), set()).add(name)
        return [name for name in self._sounds.get(sounds(word), ()) if name[:1] == word[:1]]

    def _one_letter_apart(self, word: str) -> list[str]:
        # Two words are one slip apart only if both, or both but for one letter, are one and the same.
        if not self._slips:
            for name in self.family:
                if len(name) >= _SHORTEST_SLIP:
                    for form in _but_for_one(name):
                        self._slips.setdefault(form, set()).add(name)
        like = {name for form in _but_for_one(word) for name in self._slips.get(form, ())}
        return [
            name
            for name in like
            if name[0] == word[0]
            and abs(len(name) - len(word)) <= 1
            and DamerauLevenshtein.distance(name, word, score_cutoff=1) <= 1
        ]


def known(names: Sequence[set[FullName]], lone: Mapping[str, int]) -> Known:
    """Lay out the full names of persons for finding them."""
    full: dict[str, set[tuple[FullName, int]]] = defaultdict(set)
    family: dict[str, set[int]] = defaultdict(set)
    given: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(names):
        for name in group:
            core = core_of(name)
            if len(core) < 2 or not core[0].isascii():
                continue
            for words in {core, (core[-1], *core[:-1]), (core[0], core[-1])}:
                full[words[0]].add((words, number))
            family[core[-1]].add(number)
            given[core[0]].add(number)
            for middle in core[1:-1]:
                family[middle].add(number)
            for word in name:
                if "-" in word:
                    family[word].add(number)
    listed = sorted((one for found in full.values() for one in found), key=lambda one: (one[0][0], one[1]))
    return Known(
        {word: _by_second(found) for word, found in full.items()},
        {words: number for word in full for words, number in sorted(full[word])},
        {word: tuple(sorted(who)) for word, who in family.items() if len(word) > 1},
        {word: tuple(sorted(who)) for word, who in given.items() if len(word) > 1},
        dict(lone),
        Addresses(listed),
    )


def _by_second(found: set[tuple[FullName, int]]) -> dict[str, tuple[Core, ...]]:
    """Order the names that begin with one word, the longest first, and list them by the second word."""
    listed: dict[str, list[Core]] = defaultdict(list)
    for turn, (words, number) in enumerate(sorted(found, key=lambda one: (-len(one[0]), one))):
        listed[words[1]].append((turn, words, number))
    return {second: tuple(cores) for second, cores in listed.items()}


def _but_for_one(word: str) -> set[str]:
    """Return a word, and the word without each of its letters."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
