"""A statement made ready to be held against others: its words, its speaker, what stands before it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Statement
from firsthand.weigh.conflicts.lexicon import lemmas, negators, opposites, phrases, scales

Vector = NDArray[np.float32]

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\xa0": " ", "\n": " "})
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s|\n")
_CUES = ("exclusion", "before", "after", "reason", "update", "already")
# How far back the opening words of a sentence are looked for, in characters.
_LEAD = 160


@dataclass(frozen=True, slots=True)
class Profile:
    """One statement and what conflicts are judged by.

    `place` counts the document's statements from 0. `lemmas` are its content words, `order` the same as they follow one another; `names` those that are names; `core` those of its predicate.
    `text` is its wording in lower case, `lead` what stands before it in its sentence. `speaker`
    is the id of the source who said it first, "" for the document's own voice. `vector` is the
    unit-length embedding of its reading. `cues` are the lists of which it holds a phrase, `against`
    the opposites of its words, `steps` its places on scales of statuses, `unique` its words that only one thing can bear.
    """

    statement: Statement
    place: int
    lemmas: frozenset[str]
    order: tuple[str, ...]
    names: frozenset[str]
    core: frozenset[str]
    text: str
    lead: str
    speaker: str
    denies: bool
    negative: bool
    vector: Vector
    cues: frozenset[str]
    against: frozenset[str]
    steps: Mapping[str, frozenset[int]]
    unique: frozenset[str]


def profile(statement: Statement, *, place: int, document_text: str, vector: Vector) -> Profile:
    """Make a statement ready to be held against others."""
    core = set(statement.main)
    if len(statement.main) > 1:
        core.add("_".join(statement.main[:2]))
    words = {word.lemma for word in statement.words} | core
    text = plain(statement.text)
    table = opposites()
    return Profile(
        statement=statement,
        place=place,
        lemmas=frozenset(words),
        order=tuple(word.lemma for word in statement.words),
        names=frozenset(word.lemma for word in statement.words if word.pos == "PROPN"),
        core=frozenset(core),
        text=text,
        lead=lead_in(document_text, statement.start),
        speaker=statement.attribution[0] if statement.attribution else "",
        denies=statement.stance in {"denies", "doubts"} or bool(core & lemmas("denial")),
        negative=statement.negated or bool(negators().search(text)),
        vector=vector,
        cues=frozenset(key for key in _CUES if phrases(key).search(text)),
        against=frozenset().union(*(table.get(word, frozenset()) for word in words)),
        steps={
            scale.name: frozenset().union(*(scale.steps[word] for word in words & scale.steps.keys()))
            for scale in scales()
            if words & scale.steps.keys()
        },
        unique=frozenset(phrases("unique").findall(text)),
    )


def plain(text: str) -> str:
    """Return a text in lower case, on one line, with straight quotation marks: offsets hold."""
    return text.translate(_STRAIGHT).lower()


def lead_in(text: str, start: int) -> str:
    """Return what stands before a passage in its sentence, in lower case."""
    before = text[max(0, start - _LEAD) : start]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    return plain(before[ends[-1] if ends else 0 :])


def weights_of_words(profiles: Iterable[Profile]) -> Mapping[str, float]:
    """Return how telling each word is within a story: the fewer statements hold it, the more."""
    count: dict[str, int] = {}
    total = 0
    for each in profiles:
        total += 1
        for lemma in each.lemmas:
            count[lemma] = count.get(lemma, 0) + 1
    return {lemma: float(np.log((total + 1) / (seen + 0.5))) for lemma, seen in count.items()}
