"""A pile of documents made ready to be compared, in one language or several."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from firsthand.model import Document, Statement
from firsthand.trace.grouping.likeness import Matrix, likeness_vectors, likenesses
from firsthand.trace.sense import Encoder
from firsthand.trace.translation.likeness import Gist, gists_of, likeness_across
from firsthand.trace.wording.words import language_of, split_words


@dataclass(frozen=True, slots=True)
class Pile:
    """Documents and what they are compared by.

    `words` are the telling words of each, compared within one language; `gists` what is the same in
    every language, empty where all documents are in one: nothing is encoded then.
    """

    documents: Sequence[Document]
    languages: Sequence[str]
    words: Sequence[dict[str, float]]
    gists: Sequence[Gist] = ()

    def likeness(self, members: Sequence[int]) -> Matrix:
        """Return how alike each two of the chosen documents are, as a square matrix."""
        within = likenesses(self.words, members)
        if not self.gists:
            return within
        languages = np.array([self.languages[member] for member in members])
        across = likeness_across([self.gists[member] for member in members])
        return np.where(languages[:, None] == languages[None, :], within, across).astype(np.float32)

    def likeness_beside(self, group: Sequence[int]) -> Matrix:
        """Return how alike some documents in one language are beside the words that all of them have."""
        carriers: dict[str, int] = defaultdict(int)
        for member in group:
            for form in self.words[member]:
                carriers[form] += 1
        kept = []
        for member in group:
            weights = {
                form: weight * log((len(group) + 0.5) / carriers[form])
                for form, weight in self.words[member].items()
                if carriers[form] > 1
            }
            norm = sum(weight * weight for weight in weights.values()) ** 0.5 or 1.0
            kept.append({form: weight / norm for form, weight in weights.items()})
        return likenesses(kept, range(len(kept)))


def pile_of(documents: Sequence[Document], statements: Iterable[Statement] = (), *, encoder: Encoder) -> Pile:
    """Make documents ready to be compared; `encoder` is asked only where there are two languages."""
    languages = [language_of(document) for document in documents]
    of_language: dict[str, list[int]] = defaultdict(list)
    for at, language in enumerate(languages):
        of_language[language].append(at)
    several = len(of_language) > 1
    words: list[dict[str, float]] = [{} for _ in documents]
    for language, members in of_language.items():
        vectors = likeness_vectors([split_words(documents[member]) for member in members])
        for member, vector in zip(members, vectors, strict=True):
            # Two languages share spellings ("chat"), not words.
            words[member] = {f"{language} {w}": v for w, v in vector.items()} if several else vector
    gists = gists_of(documents, statements, encoder=encoder) if several else ()
    return Pile(documents, languages, words, gists)
