"""The words by which a Chinese text says that somebody says something, made ready to be looked up."""

import functools
from dataclasses import dataclass

from firsthand.extract.packs import load
from firsthand.model.statement import Stance


@dataclass(frozen=True, slots=True)
class CueWords:
    """The pack's words about saying; see `packs/zh/cues.toml`."""

    say: frozenset[str]
    say_before_mark: frozenset[str]
    demand: frozenset[str]
    deny: frozenset[str]
    doubt: frozenset[str]
    find: frozenset[str]
    cite: frozenset[str]
    after_say: frozenset[str]
    according: frozenset[str]
    according_weak: frozenset[str]
    according_last: tuple[str, ...]
    according_not: tuple[str, ...]
    unsourced: tuple[str, ...]
    learn: tuple[str, ...]
    learn_from: frozenset[str]
    not_said: frozenset[str]
    find_out: frozenset[str]
    joints: frozenset[str]
    learn_alone: frozenset[str]
    not_content: frozenset[str]
    according_after: tuple[str, ...]
    alone: frozenset[str]
    telling: frozenset[str]
    of_things: frozenset[str]
    done: frozenset[str]

    def stance(self, word: str) -> Stance:
        """Return what a speaker does with what is said by a verb."""
        if word in self.deny:
            return "denies"
        return "doubts" if word in self.doubt else "asserts"


@functools.cache
def cue_words() -> CueWords:
    """Read the words once a process; those looked for at the end of a clause with the longest first."""
    cues = load("cues", "zh")

    def longest(key: str) -> tuple[str, ...]:
        return tuple(sorted(cues[key], key=len, reverse=True))

    return CueWords(
        say=frozenset(cues["say"]) | set(cues["demand"]) | set(cues["deny"]) | set(cues["doubt"]),
        say_before_mark=frozenset(cues["say_before_mark"]),
        demand=frozenset(cues["demand"]),
        deny=frozenset(cues["deny"]),
        doubt=frozenset(cues["doubt"]),
        find=frozenset(cues["find"]),
        cite=frozenset(cues["cite"]),
        after_say=frozenset(cues["after_say"]),
        according=frozenset(cues["according"]),
        according_weak=frozenset(cues["according_weak"]),
        according_last=longest("according_last"),
        according_not=longest("according_not"),
        unsourced=longest("unsourced"),
        learn=longest("learn"),
        learn_from=frozenset(cues["learn_from"]),
        not_said=frozenset(cues["not_said"]),
        find_out=frozenset(cues["find_out"]),
        joints=frozenset(cues["joints"]),
        learn_alone=frozenset(cues["learn_alone"]),
        not_content=frozenset(cues["not_content"]),
        according_after=longest("according_after"),
        alone=frozenset(cues["alone"]),
        of_things=frozenset(cues["of_things"]),
        done=frozenset(cues["done"]),
        telling=frozenset(cues["telling"]),
    )
