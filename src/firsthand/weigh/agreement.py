"""What two statements agree in beside their wording: whom it is done to, where, by whose mouth, how far on.

Plain comparisons of what extraction and resolution found out about each statement. Every function
takes the statements and pairs of indices into them, and returns one number a pair.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence

import numpy as np
import numpy.typing as npt

from firsthand.model import Statement

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.intp]

# Lemmas are cut to this many letters, so that "legalize" meets "legalization" and a
# headline's capitalised "Tariffs", which no tagger lemmatises, meets "tariff". Truncation is the
# stemmer that needs no language (McNamee & Mayfield 2004 found 4-6 letters best across languages).
_STEM_LETTERS = 6


def stem(lemma: str) -> str:
    """Return what of a lemma is compared."""
    return lemma.lower()[:_STEM_LETTERS]


def agreement(statements: Sequence[Statement], i: Indices, j: Indices) -> dict[str, Floats]:
    """Return by name the signs that need no words and no sense of the sentence."""
    voiced = np.array([bool(s.attribution) for s in statements])
    titles = np.array([s.title for s in statements])
    against = np.array([(s.stance == "denies") != s.negated for s in statements])
    negated = np.array([s.negated for s in statements])
    documents = np.array([s.document for s in statements])
    origins = np.array([s.attribution[0] if s.attribution else "" for s in statements])
    place = _how_far_on(statements)
    signs = {
        "predicate": _shared(statements, i, j, lambda s: map(stem, s.main)) > 0,
        "object": _shared(statements, i, j, lambda s: map(stem, s.object)),
        "nouns": _shared(statements, i, j, lambda s: (stem(w.lemma) for w in s.words if w.pos == "NOUN")),
        "places": _shared(statements, i, j, lambda s: (p.geoname or p.country for p in s.places)),
        "concerned": _shared(statements, i, j, lambda s: (*s.about, *s.attribution)),
        "same_origin": (origins[i] == origins[j]) & (origins[i] != ""),
        "both_unattributed": ~voiced[i] & ~voiced[j],
        "one_unattributed": voiced[i] != voiced[j],
        "polarity_differs": against[i] != against[j],
        "negation_differs": negated[i] != negated[j],
        "one_title": titles[i] != titles[j],
        "same_document": documents[i] == documents[j],
        "far_apart": np.abs(place[i] - place[j]),
    }
    return {name: np.asarray(values, np.float32) for name, values in signs.items()}


def _shared(
    statements: Sequence[Statement],
    i: Indices,
    j: Indices,
    marks: Callable[[Statement], Iterable[Hashable]],
) -> Floats:
    """Share of the poorer side's marks that both have; -1 if both have some and none in common."""
    of = [frozenset(marks(statement)) for statement in statements]
    out = np.zeros(len(i), np.float32)
    for k, (a, b) in enumerate(zip(i, j, strict=True)):
        if of[a] and of[b]:
            out[k] = len(of[a] & of[b]) / min(len(of[a]), len(of[b])) or -1.0
    return out


def _how_far_on(statements: Sequence[Statement]) -> Floats:
    """How far into its account each statement stands, 0 to 1: accounts tell the same facts in like order."""
    last: dict[str, int] = {}
    for statement in statements:
        last[statement.document] = max(last.get(statement.document, 1), statement.end)
    return np.array([statement.start / last[statement.document] for statement in statements], np.float32)
