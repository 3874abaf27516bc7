"""Whether a statement judges what it speaks of well or badly."""

import functools
from typing import Literal

from firsthand.extract.packs import has, load
from firsthand.model import Statement
from firsthand.weigh.conflicts.lexicon import negators, phrases

# How many characters before a word a negation still turns it round: "not a very good deal".
_REACH = 24


def judgement_of(statement: Statement, text: str, language: str = "en") -> float:
    """Return how a statement judges, from -1 (blame) to 1 (praise); 0 where it does not.

    `text` is its wording in lower case. Each word that judges counts alike, one that is negated
    ("little new", "rather than weakened") the other way round.
    """
    marks = []
    for word in statement.words:
        mark = judging(language).get(word.lemma) or judging(language).get(word.text.lower())
        if mark:
            at = word.start - statement.start
            before = text[max(0, at - _REACH) : at]
            turned = negators(language).search(before) or phrases("instead", language).search(before)
            marks.append(-mark if turned else mark)
    return sum(marks) / len(marks) if marks else 0.0


@functools.cache
def judging(language: str = "en") -> dict[str, Literal[-1, 1]]:
    """Return the words that judge, with which way."""
    if not has("valence", language):
        return {}
    lists = load("valence", language)
    praise, blame = (frozenset(lists[key].split()) for key in ("praise", "blame"))
    return {**dict.fromkeys(praise - blame, 1), **dict.fromkeys(blame - praise, -1)}
