"""How much two accounts in different languages tell of the same: by their sense, names and numbers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Document, Statement
from firsthand.trace.sense import Encoder, Floats, encode
from firsthand.trace.translation.marks import (
    is_han,
    marks_of,
    names_of,
    plain,
    sounded_in,
    sounds_of,
    spelled_in,
    stem_of,
    syllables_of,
    usual_words,
    writes_nouns_large,
)
from firsthand.trace.translation.sentences import sentences_of
from firsthand.trace.wording.words import account, language_of

# The opening says what an account is about, and encoding costs 3 ms a sentence.
_OPENING_SENTENCES = 8
_LONGEST_SENTENCE = 400  # characters; the encoder reads no further than some 100 words
_UNSEEN = 50  # as if so many unrelated documents lay in the pile as well, for marks
# What makes likeness across languages the number that shared words make within one, so that one
# threshold serves both: least squares on the 507 English reports of 49 events in benchmarks/lineage.py
# (same event and another weighing the same), each compared as if the other were in a language of its
# own. Names and sense together part same from other as well as all words do (area under the curve
# .998). Where few names can be told (Chinese) the sense counts for more; alone it reaches .989.
_NAMES, _SENSE = 0.92, 0.14
_FEW_NAMES, _MORE_SENSE = 0.4, 0.85
_SENSE_POWER = 3
# A German word with a capital is most often no name; one that another language has too is one.
_OF_A_NOUN = 0.3

_Real = TypeVar("_Real", np.float32, np.float64)


@dataclass(frozen=True, slots=True)
class Gist:
    """What an account is about, comparable in every language.

    `sense` is the mean direction of its opening sentences; `marks` are the weights of its names,
    numbers, places and sources, of length one.
    """

    language: str
    sense: Floats
    marks: Mapping[str, float]


def gists_of(
    documents: Sequence[Document], statements: Iterable[Statement] = (), *, encoder: Encoder = encode
) -> list[Gist]:
    """Return the gist of each document of a pile; the statements tell its places and sources."""
    openings = [
        [sentence.text[:_LONGEST_SENTENCE] for sentence in sentences_of(document, most=_OPENING_SENTENCES)]
        for document in documents
    ]
    vectors = encoder([text for opening in openings for text in opening])
    counted = _marks(documents, statements)
    carriers = Counter(mark for marks in counted for mark in marks)
    elsewhere = _of_other_languages(documents, counted)
    gists = []
    at = 0
    for document, opening, marks in zip(documents, openings, counted, strict=True):
        own = vectors[at : at + len(opening)]
        at += len(opening)
        sense = own.sum(axis=0) if len(opening) else np.zeros(vectors.shape[1], np.float32)
        sense = np.asarray(sense / max(float(np.linalg.norm(sense)), 1e-9), np.float32)
        weights = {
            mark: (1.0 + log(count)) * log((len(documents) + _UNSEEN) / carriers[mark])
            for mark, count in sorted(marks.items())
        }
        if writes_nouns_large(language_of(document)):
            known = elsewhere[language_of(document)]
            weights = {mark: w if mark in known else _OF_A_NOUN * w for mark, w in weights.items()}
        norm = sum(weight * weight for weight in weights.values()) ** 0.5 or 1.0
        gists.append(
            Gist(language_of(document), sense, {mark: weight / norm for mark, weight in weights.items()})
        )
    return gists


def own_marks(document: Document) -> dict[str, float]:
    """Return the marks of one document and their weights, told from it alone.

    Beside those of `gists_of` every name is marked by its consonants, by which a name in Chinese characters
    that writes its sound can meet it. A German noun weighs little where news often has it. Chinese names
    that others write in pinyin are not told.
    """
    text, language = account(document), language_of(document)
    counts = marks_of(text, language)
    weights = {mark: 1.0 + log(count) for mark, count in sorted(counts.items())}
    if writes_nouns_large(language):
        usual = {stem_of(plain(word)) for word in usual_words(text, language)}
        weights = {mark: _OF_A_NOUN * weight if mark in usual else weight for mark, weight in weights.items()}
    return weights | {
        f"~ {sound}": 1.0 + log(count) for sound, count in sorted(sounds_of(text, language).items())
    }


def opening_sense(document: Document, *, encoder: Encoder = encode) -> Floats:
    """Return the mean direction of a document's opening sentences, of length one, or of none."""
    opening = [
        sentence.text[:_LONGEST_SENTENCE] for sentence in sentences_of(document, most=_OPENING_SENTENCES)
    ]
    sense = encoder(opening).sum(axis=0)
    return np.asarray(sense / max(float(np.linalg.norm(sense)), 1e-9), np.float32)


def likeness_across(gists: Sequence[Gist]) -> Floats:
    """Return how alike each two accounts are, by what every language can tell, as a square matrix.

    The scale is that of `grouping.likeness.likenesses` within one language.
    """
    count = len(gists)
    names = np.zeros((count, count), np.float32)
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, gist in enumerate(gists):
        for mark, weight in gist.marks.items():
            postings[mark].append((at, weight))
    for held in postings.values():
        if len(held) > 1:
            rows = [at for at, _ in held]
            weights = np.array([weight for _, weight in held], np.float32)
            names[np.ix_(rows, rows)] += np.outer(weights, weights)
    senses = np.stack([gist.sense for gist in gists])
    han = np.array([is_han(gist.language) for gist in gists])
    unlike = han[:, None] != han[None, :]
    return np.asarray(alike_across(names, senses @ senses.T, unlike), np.float32)


def alike_across(
    names: NDArray[_Real], senses: NDArray[_Real], few_names: NDArray[np.bool_]
) -> NDArray[_Real]:
    """Return how alike pairs of accounts are, from the cosines of their marks and of their senses.

    `few_names` tells of which pairs few names can be told: one is written in Chinese characters.
    """
    sense = np.maximum(senses, 0.0) ** _SENSE_POWER
    return np.where(few_names, _FEW_NAMES * names + _MORE_SENSE * sense, _NAMES * names + _SENSE * sense)


def _of_other_languages(
    documents: Sequence[Document], counted: Sequence[Counter[str]]
) -> dict[str, frozenset[str]]:
    """Map each language to the marks of the documents in all others."""
    held: dict[str, set[str]] = defaultdict(set)
    for document, marks in zip(documents, counted, strict=True):
        held[language_of(document)].update(marks)
    return {
        language: frozenset().union(*(marks for other, marks in held.items() if other != language))
        for language in held
    }


def rank_counterparts(
    document: Document,
    others: Sequence[Document],
    statements: Iterable[Statement] = (),
    *,
    encoder: Encoder = encode,
) -> list[str]:
    """Return the ids of other documents, the one that most likely tells the same account first.

    Made for finding an account's translation among documents in another language.
    """
    likeness = likeness_across(gists_of([document, *others], statements, encoder=encoder))[0, 1:]
    order = sorted(range(len(others)), key=lambda at: (-float(likeness[at]), others[at].id))
    return [others[at].id for at in order]


def _marks(documents: Sequence[Document], statements: Iterable[Statement]) -> list[Counter[str]]:
    found: list[Counter[str]] = []
    latin: dict[str, tuple[str, ...]] = {}
    for document in documents:
        text, language = account(document), language_of(document)
        found.append(marks_of(text, language))
        if not is_han(language):
            latin |= names_of(text, language)
    for document, marks in zip(documents, found, strict=True):
        if is_han(language_of(document)):
            text = account(document)
            spelled = spelled_in(latin, syllables_of(text)) | sounded_in(latin, text)
            for name, times in spelled.items():
                for stem in latin[name]:
                    marks[stem] = max(marks[stem], times)
    known: dict[str, Counter[str]] = {document.id: Counter() for document in documents}
    for statement in statements:
        if statement.document in known:
            known[statement.document].update(_known(statement))
    # What one document alone names is told by its words; here it would only make it unlike all others.
    told = Counter(mark for marks in known.values() for mark in marks)
    for document, marks in zip(documents, found, strict=True):
        marks.update({mark: times for mark, times in known[document.id].items() if told[mark] > 1})
    return found


def _known(statement: Statement) -> set[str]:
    """Return the places and sources of a statement, which are one in every language."""
    places = {f"place {place.geoname or place.country}" for place in statement.places if place.country}
    return places | {f"source {source}" for source in (*statement.about, *statement.attribution)}
