"""Statements made ready to be held against one another: their words, speaker and surroundings."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from firsthand.model import Statement
from firsthand.weigh.conflicts.lexicon import lemmas, listed, negators
from firsthand.weigh.conflicts.likeness import Vector, plain, vectors_of
from firsthand.weigh.conflicts.polarity import turned_words

_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s|\n")
# How far back the opening words of a sentence are looked for, in characters.
_LEAD = 160
# A statement with no more content words than this and an empty verb ("as did France") repeats the
# predicate before it.
_ELLIPTIC = 2
# What a verb is said of stands among so many content words before or behind it.
_AROUND = 4


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of a statement, with the content words before and behind it: what it is said of."""

    lemma: str
    before: frozenset[str]
    behind: frozenset[str]


@dataclass(frozen=True, slots=True)
class Profile:
    """One statement and what conflicts are judged by.

    `place` counts the document's statements from 0. `lemmas` are its content words; `names` those
    that are names; `core` those of its predicate, taken from the statement before where it only says
    "as did ...". `text` is its wording in lower case, `lead` what stands before it in its sentence.
    `speaker` is the id of the source who said it first, "" for the document's own voice. `turned` says
    of its content words whether they are turned round ("did not keep"); `negative`: some word is.
    `verbs` are those that say something. `vector` are its words as `likeness` compares them, `sense` the
    direction of its sense. `language` is that of its document.
    """

    language: str
    statement: Statement
    place: int
    lemmas: frozenset[str]
    names: frozenset[str]
    core: frozenset[str]
    text: str
    lead: str
    speaker: str
    turned: Mapping[str, bool]
    negative: bool
    verbs: tuple[Verb, ...]
    vector: Vector
    sense: Vector

    @property
    def elliptic(self) -> bool:
        """Whether it only repeats the predicate before it."""
        return bool(self.core) and not set(self.statement.main) & self.core


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
    return out


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
    return Profile(
        language=language,
        statement=statement,
        place=before.place + 1 if before else 0,
        lemmas=frozenset(words),
        names=frozenset(names),
        core=frozenset(core),
        text=text,
        lead=lead_in(document_text, statement.start),
        speaker=statement.attribution[0] if statement.attribution else "",
        turned=turned_words(statement, text, language),
        negative=statement.negated or bool(negators(language).search(text)),
        verbs=tuple(_verbs(statement, language)),
        vector=vector,
        sense=sense,
    )


def _verbs(statement: Statement, language: str) -> Iterable[Verb]:
    words, empty = statement.words, listed("empty", language)
    for at, word in enumerate(words):
        said = word.pos == "VERB" or word.lemma in statement.main[:2]  # "ordered the closure"
        if said and word.lemma not in empty:
            before, behind = words[max(0, at - _AROUND) : at], words[at + 1 : at + 1 + _AROUND]
            yield Verb(
                word.lemma,
                frozenset(each.lemma for each in before) - empty,
                frozenset(each.lemma for each in behind) - empty,
            )


def _is_elliptic(statement: Statement, language: str) -> bool:
    content = [word for word in statement.words if word.lemma not in statement.main]
    return len(content) <= _ELLIPTIC and set(statement.main) <= lemmas("empty_verbs", language)


def lead_in(text: str, start: int) -> str:
    """Return what stands before a passage in its sentence, in lower case."""
    before = text[max(0, start - _LEAD) : start]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    return plain(before[ends[-1] if ends else 0 :])


def weights_of_words(profiles: Iterable[Profile]) -> Mapping[str, float]:
    """Return how telling each word is in a story: the fewer statements, copies aside, hold it, the more."""
    distinct = {frozenset(each.lemmas) for each in profiles}
    count = Counter(lemma for lemmas in distinct for lemma in lemmas)
    return {lemma: float(np.log((len(distinct) + 1) / (seen + 0.5))) for lemma, seen in count.items()}
