"""What letters say around what was written: heads of earlier letters, farewells, disclaimers.

A file a language; all of them hold at once, since the words are those of the writer's software.
"""

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class LetterWords:
    """The words of all languages; names are those of the files."""

    labels: dict[str, str]  # "von" → "from"
    wrote: tuple[re.Pattern[str], ...]
    forwarded: frozenset[str]
    farewells: tuple[str, ...]
    sent_with: tuple[str, ...]
    disclaimers: tuple[str, ...]
    answers: re.Pattern[str]


_LABELS = ("from", "sent", "to", "cc", "subject")


@functools.cache
def letter_words() -> LetterWords:
    """Load the words of all languages once a process."""
    files = sorted(
        (one for one in resources.files(__name__).iterdir() if one.name.endswith(".toml")),
        key=lambda one: one.name,
    )
    languages = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]

    def joined(key: str) -> list[str]:
        return [word for words in languages for word in words.get(key, [])]

    answers = "|".join(re.escape(word) for word in sorted(joined("answers"), key=len, reverse=True))
    return LetterWords(
        labels={word: label for label in _LABELS for word in joined(label)},
        wrote=tuple(re.compile(pattern, re.I) for pattern in joined("wrote")),
        forwarded=frozenset(joined("forwarded")),
        farewells=tuple(sorted(joined("farewells"), key=len, reverse=True)),
        sent_with=tuple(joined("sent_with")),
        disclaimers=tuple(joined("disclaimers")),
        answers=re.compile(rf"^(?:\s*(?:{answers})\s*(?:\[\d+\])?\s*[:：])+\s*", re.I),
    )
