"""The words by which a language limits or widens what is said, ready for look-ups."""

import functools
import re
from dataclasses import dataclass

from firsthand.extract.packs import has, words
from firsthand.model import Statement
from firsthand.trace.wording.words import is_unspaced

_NEVER = re.compile(r"(?!)")
_MARKED = re.compile(r"“[^”]*”?|„[^“”]*[“”]?|«[^»]*»?|\"[^\"]*\"?|「[^」]*」?|[‘]([^’]|’\w)*’?")


@dataclass(frozen=True, slots=True)
class Limit:
    """A word or phrase in a statement's text [start, end), lower case."""

    text: str
    start: int
    end: int


@functools.cache
def listed(key: str, language: str) -> frozenset[str]:
    """Return one list of a language's `retelling`; empty where it has none."""
    return words("retelling", key, language=language) if has("retelling", language) else frozenset()


def limits_in(statement: Statement, key: str, language: str) -> list[Limit]:
    """Return the phrases of one list in a statement, in order; of one that quotes, of what it quotes."""
    text = statement.text
    quoted = [match.span() for match in _MARKED.finditer(text)]
    return [
        Limit(match.group(), match.start(), match.end())
        for match in _phrases(key, language).finditer(text.lower())
        if not quoted or any(start <= match.start() < end for start, end in quoted)
    ]


def hedges_in(statement: Statement) -> list[Limit]:
    """Return the words that weaken a statement, in order, those left out that say that somebody says it.

    "Is said to have closed" weakens nothing where it is told who says so.
    """
    said = {
        word.text.lower()
        for word in statement.words
        if statement.attribution and word.pos == "VERB" and word.lemma in _sayings()
    }
    found = []
    for word in statement.hedges:
        if word in said:
            continue
        for match in re.finditer(re.escape(word), statement.text.lower()):
            start = statement.start + match.start()
            if not any(e.start <= start < e.end for e in statement.evidence):
                found.append(Limit(word, match.start(), match.end()))
                break
    return found


@functools.cache
def _sayings() -> frozenset[str]:
    """Return the verbs by which a passive tells what others say; only a parse finds these."""
    return words("polarity", "hedging_passives", language="en")


@functools.cache
def _phrases(key: str, language: str) -> re.Pattern[str]:
    wanted = sorted(listed(key, language), key=lambda phrase: (-len(phrase), phrase))
    if not wanted:
        return _NEVER
    found = "|".join(map(re.escape, wanted))
    return re.compile(found if is_unspaced(language) else rf"(?<!\w)(?:{found})(?!\w)")
