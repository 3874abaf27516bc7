"""Statements made ready to be asked for facts: what each is about, and who does what in it."""

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from math import log

import numpy as np

from firsthand.model import Document, Statement
from firsthand.trace.wording.words import language_of
from firsthand.weigh.conflicts.facts.lexicon import happenings, months, things
from firsthand.weigh.conflicts.lexicon import lemmas
from firsthand.weigh.conflicts.likeness import Vector, plain

# Words meet by their beginnings, so that "sign" and "signed", "Iran" and "Iranian" are one.
_STEM = 5
# In a pile of fewer statements than this a word that two of them have is no common word yet.
_FEWEST = 20
# Verbs and nouns that fit every happening say nothing of which one it is.
_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})


@dataclass(frozen=True, slots=True, eq=False)
class Telling:
    """One statement and what facts are compared by.

    `text` is its wording in lower case with straight quotation marks: offsets hold. `speaker` is the id
    of the source who said it first, "" for the document's own voice. `about` are the beginnings of its
    content words, numbers and dates left out; `names` those of them that are names; `acts` its predicate:
    beginnings of verbs, and the groups of words for one kind of happening that they belong to; `did` and
    `done` who does it and what it is done to. `sense` is the direction of its sense, length 1. `published`
    is the day of its document, None where unknown.
    """

    statement: Statement
    language: str
    text: str
    speaker: str
    about: frozenset[str]
    names: frozenset[str]
    acts: frozenset[str]
    did: frozenset[str]
    done: frozenset[str]
    sense: Vector
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two tellings are about one thing, and what they have in common.

    `sense` (0..1) is the cosine of their senses; `shared` (0..1) the share of the shorter one's words
    that the other has too, rare words counting most.
    """

    sense: float
    shared: float
    act: bool
    did: bool
    done: bool
    words: int


class Story:
    """The tellings of one story, and how rare each word is in it."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self.tellings = tuple(tellings)
        distinct = {frozenset(each.about) for each in self.tellings}  # a copy makes no word commoner
        holders = Counter(stem for about in distinct for stem in about)
        size = max(len(distinct), _FEWEST) + 1
        self._rarity = {stem: log(size / (count + 0.5)) / log(size) for stem, count in holders.items()}

        self._sentences: dict[tuple[str, int], list[Telling]] = defaultdict(list)
        for each in self.tellings:
            self._sentences[each.statement.document, each.statement.sentence].append(each)

    def around(self, telling: Telling) -> tuple[Telling, ...]:
        """Return a telling and those of its sentence that name something that it names: what it leans on."""
        sentence = self._sentences[telling.statement.document, telling.statement.sentence]
        return telling, *(each for each in sentence if each is not telling and each.names & telling.about)

    def sentence(self, telling: Telling) -> tuple[Telling, ...]:
        """Return the tellings of one sentence, a telling's own among them."""
        return tuple(self._sentences[telling.statement.document, telling.statement.sentence])

    def rarity(self, stem: str) -> float:
        """Return how telling a word is in this story (about 0..1)."""
        return self._rarity.get(stem, 1.0)

    def likeness(self, left: Telling, right: Telling) -> Likeness:
        """Return how far two tellings are about one thing."""
        common = left.about & right.about
        least = min(sum(map(self.rarity, each.about)) for each in (left, right))
        return Likeness(
            sense=max(0.0, float(left.sense @ right.sense)),
            shared=sum(map(self.rarity, common)) / least if least else 0.0,
            act=bool(left.acts & right.acts),
            did=bool(left.did & (right.did or right.about)) or bool(right.did & (left.did or left.about)),
            done=bool(left.done & (right.done | right.did)) or bool(right.done & (left.done | left.did)),
            words=len(common),
        )


def pairs(tellings: Iterable[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Yield every two tellings whose passages do not share a word, in order."""
    for left, right in combinations(tellings, 2):
        if not left.statement.passage.overlaps(right.statement.passage):
            yield left, right


def story_of(
    statements: Sequence[Statement], documents: Mapping[str, Document], senses: Vector | None
) -> Story:
    """Make the statements of one story ready; `senses` has one row a statement, None where unknown."""
    languages = {each.id: language_of(each) for each in documents.values()}
    return Story(
        [
            telling_of(
                statement,
                language=languages.get(statement.document, "en"),
                sense=np.zeros(1, np.float32) if senses is None else senses[row],
                published=document.published if (document := documents.get(statement.document)) else None,
            )
            for row, statement in enumerate(statements)
        ]
    )


def telling_of(
    statement: Statement, *, language: str, sense: Vector, published: date | None = None
) -> Telling:
    """Make one statement ready."""
    dated = {word.lemma for word in statement.words if _in_date(statement, word.start)} | months(language)
    content = [word for word in statement.words if word.pos in _CONTENT and word.lemma not in dated]
    empty = lemmas("empty_verbs", language)
    groups = happenings(language)
    acts = {lemma for lemma in statement.main if lemma not in empty}
    kinds = frozenset[str]().union(*(groups.get(lemma, frozenset()) for lemma in acts))
    return Telling(
        statement=statement,
        language=language,
        text=plain(statement.text),
        speaker=statement.attribution[0] if statement.attribution else "",
        about=frozenset(stem(word.lemma) for word in content if word.lemma not in empty),
        names=frozenset(stem(word.lemma) for word in content if word.pos == "PROPN"),
        acts=frozenset(map(stem, acts)) | kinds,
        did=_stems(statement.subject, dated, language),
        done=_stems(statement.object, dated, language),
        sense=sense,
        published=published,
    )


@functools.lru_cache(maxsize=65536)
def stem(lemma: str) -> str:
    """Return the beginning of a word by which it is known again."""
    return lemma.lower()[:_STEM]


def _stems(words: Sequence[str], dated: set[str], language: str) -> frozenset[str]:
    """Return the beginnings of words, and the kinds of thing that the first of them can stand for."""
    kept = [word for word in words if word not in dated and not word[0].isdigit()]
    kinds = things(language).get(kept[0], frozenset()) if kept else frozenset()
    return frozenset(map(stem, kept)) | kinds


def _in_date(statement: Statement, at: int) -> bool:
    return any(each.start <= at < each.end for each in statement.dates)
