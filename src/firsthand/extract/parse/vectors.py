"""What spaCy's parser reads of each word: a vector of the word, then of the word among its neighbours.

The first depends on the word alone, by its letters, and takes a third of the time: it is worked out once a
word and kept. The second is worked out for every text. The results are spaCy's own, bit by bit: its
multiplication of matrices gives each row the same whatever rows stand beside it.
"""

from collections.abc import Sequence
from typing import Any

import numpy
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH, SPACY
from spacy.language import Language
from spacy.tokens import Doc as SpacyDoc
from thinc.types import Ragged

Key = tuple[int, int, int]
"""What a word's vector depends on: its letters, its normal form ("n't": "not"), if a space follows."""

_ragged: Any = Ragged  # its types know of no arrays but thinc's own

# Vectors kept a process, of 400 bytes each.
_MOST_KEPT = 60_000


class Vectors:
    """The vectors of one pipeline's words."""

    def __init__(self, nlp: Language) -> None:
        component: Any = nlp.get_pipe("tok2vec")
        embed, self._encode = component.model.layers
        extract, _, *self._layers, _ = embed.layers
        self._columns = [ORTH, NORM, SPACY, *extract.attrs["columns"]]
        self._places: dict[Key, int] = {}
        self._kept = numpy.zeros((1_024, component.model.get_dim("nO")), dtype="f")

    def put(self, docs: Sequence[SpacyDoc]) -> None:
        """Give each text the vectors of its words, where the parser looks for them."""
        tables = [doc.to_array(self._columns).reshape(len(doc), -1) for doc in docs]
        words = self._of_words(numpy.concatenate(tables))
        edges = numpy.cumsum([len(doc) for doc in docs])[:-1]
        for doc, vectors in zip(docs, self._encode.predict(numpy.split(words, edges)), strict=True):
            doc.tensor = vectors

    def _of_words(self, table: NDArray[numpy.uint64]) -> NDArray[numpy.float32]:
        places = self._places
        if len(places) > _MOST_KEPT:
            places.clear()
        keys: list[Key] = list(zip(*table[:, :3].T.tolist(), strict=True))
        new = {key: row for row, key in enumerate(keys) if key not in places}
        if new:
            rows = table[list(new.values()), 3:]
            found: Any = _ragged(rows, numpy.asarray([len(rows)], dtype="i"))
            for layer in self._layers:
                found = layer.predict(found)
            first, last = len(places), len(places) + len(rows)
            if last > len(self._kept):
                more = numpy.zeros((last, self._kept.shape[1]), dtype="f")
                self._kept = numpy.concatenate([self._kept, more])
            self._kept[first:last] = found.data
            places.update(zip(new, range(first, last), strict=True))
        return self._kept[[places[key] for key in keys]]
