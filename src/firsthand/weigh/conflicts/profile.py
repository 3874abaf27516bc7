"""Statements made ready to be held against one another: their words, speaker and surroundings."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from firsthand.model import Statement
from firsthand.weigh.conflicts.clock import clock_of
from firsthand.weigh.conflicts.judgement import judgement_of
from firsthand.weigh.conflicts.lexicon import lemmas, negators, opposites, phrases, scales
from firsthand.weigh.conflicts.likeness import Vector, plain, vectors_of

_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s|\n")
_CUES = ("exclusion", "before", "after", "reason", "update", "already", "correction")
# How far back the opening words of a sentence are looked for, in characters.
_LEAD = 160
# Somebody who denies something answers others also in what they say this many sentences around it.
_ANSWERS = 2
# A statement with no more content words than this and an empty verb ("as did France") repeats the
# predicate before it.
_ELLIPTIC = 2


@dataclass(frozen=True, slots=True)
class Profile:
    """One statement and what conflicts are judged by.

    `place` counts the document's statements from 0. `lemmas` are its content words, `order` the
    same as they follow one another; `names` those that are names; `core` those of its predicate.
    `text` is its wording in lower case, `lead` what stands before it in its sentence. `speaker`
    is the id of the source who said it first, "" for the document's own voice. `denies`: it turns
    away what others say; `answers`: its speaker does so close by. `negative`: it holds a word that
    turns it round. `vector` are its words as `likeness` compares them, `sense` the direction of its
    sense. `judgement`: it blames (-1) or praises (1). `clock` are the weekdays and times of day it
    names. `cues` are the lists of
    which it holds a phrase, `against` the opposites of its words, `steps` its places on scales of
    statuses, `unique` its words that only one thing can bear. `language` is that of its document.
    """

    language: str
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
    answers: bool
    negative: bool
    vector: Vector
    sense: Vector
    judgement: float
    clock: frozenset[str]
    cues: frozenset[str]
    against: frozenset[str]
    steps: Mapping[str, frozenset[int]]
    unique: frozenset[str]


def profiles_of(
    statements: Sequence[Statement],
    texts: Mapping[str, str],
    senses: Sequence[Vector] | None = None,
    languages: Mapping[str, str] | None = None,
) -> list[Profile]:
    """Make statements, in the order of their documents and passages, ready to be held against others.

    `senses` are the directions in which the statements' sense lies, one each; without them their
    words have to do. `languages` maps documents to their languages; others are in English.
    """
    out: list[Profile] = []
    vectors = vectors_of(statements)
    for statement, vector, sense in zip(statements, vectors, senses or vectors, strict=True):
        before = out[-1] if out and out[-1].statement.document == statement.document else None
        text = texts.get(statement.document, "")
        language = (languages or {}).get(statement.document, "en")
        out.append(_profile(statement, before, language, document_text=text, vector=vector, sense=sense))
    return _with_answers(out)


def _profile(
    statement: Statement,
    before: Profile | None,
    language: str,
    *,
    document_text: str,
    vector: Vector,
    sense: Vector,
) -> Profile:
    core = set(statement.main)
    if len(statement.main) > 1:
        core.add("_".join(statement.main[:2]))
    words = {word.lemma for word in statement.words} | core
    names = {word.lemma for word in statement.words if word.pos == "PROPN"}
    if before and before.statement.sentence == statement.sentence and _is_elliptic(statement, language):
        core = set(before.core)
        words |= before.lemmas - before.names
    text = plain(statement.text)
    table = opposites(language)
    return Profile(
        language=language,
        statement=statement,
        place=before.place + 1 if before else 0,
        lemmas=frozenset(words),
        order=tuple(word.lemma for word in statement.words),
        names=frozenset(names),
        core=frozenset(core),
        text=text,
        lead=lead_in(document_text, statement.start),
        speaker=statement.attribution[0] if statement.attribution else "",
        denies=statement.stance in {"denies", "doubts"} or bool(core & lemmas("denial", language)),
        answers=False,
        negative=statement.negated or bool(negators(language).search(text)),
        vector=vector,
        sense=sense,
        judgement=judgement_of(statement, text, language),
        clock=clock_of(text, language),
        cues=frozenset(key for key in _CUES if phrases(key, language).search(text)),
        against=frozenset[str]().union(*(table.get(word, frozenset()) for word in words - names)),
        steps={
            scale.name: frozenset[int]().union(*(scale.steps[word] for word in words & scale.steps.keys()))
            for scale in scales(language)
            if words & scale.steps.keys()
        },
        unique=frozenset(phrases("unique", language).findall(text)),
    )


def _is_elliptic(statement: Statement, language: str) -> bool:
    content = [word for word in statement.words if word.lemma not in statement.main]
    return len(content) <= _ELLIPTIC and set(statement.main) <= lemmas("empty_verbs", language)


def _with_answers(profiles: Sequence[Profile]) -> list[Profile]:
    """Mark the statements whose speaker denies something close by."""
    denied: dict[tuple[str, str], list[int]] = {}
    for each in profiles:
        if each.denies:
            speakers = {each.speaker, *each.statement.about[:1]} if not each.speaker else {each.speaker}
            for speaker in speakers - {""}:
                denied.setdefault((each.statement.document, speaker), []).append(each.statement.sentence)
    return [
        replace(
            each,
            answers=any(
                abs(each.statement.sentence - sentence) <= _ANSWERS
                for sentence in denied.get((each.statement.document, each.speaker), ())
            ),
        )
        for each in profiles
    ]


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
