"""A text parsed piece by piece: each paragraph by itself, and one that was read before not again.

What is read in a paragraph does not depend on what stands around it, so a passage that many documents share
is parsed once, and a document gives the same whether it is read alone or with others.
"""

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from spacy.attrs import DEP, HEAD, ORTH, SENT_START, SPACY, TAG
from spacy.tokens import Doc as SpacyDoc

from firsthand.extract.parse.pipeline import pipeline, rules, vectors
from firsthand.extract.parse.rules import Told
from firsthand.extract.vocabulary import unglued

# Characters parsed at once, but for a paragraph that is longer: spaCy needs some 5 kB a word meanwhile.
_AT_ONCE = 20_000
# Characters of one paragraph that are parsed together; a longer one is cut.
MOST_PARSED = 90_000
# Parsed characters kept a process, some 25 bytes each.
_MOST_KEPT = 1_500_000

# Words of a sentence from which on it is cut at the next pause, and in any case at twice as many. The
# longest sentence of 500 English news texts (a list) has 222; the time for one grows with its square.
LONGEST_SENTENCE = 200
_SHORT = 2 * LONGEST_SENTENCE  # characters; words and the spaces between them are more
_STOPPED = re.compile(r"[.!?…]")
_FULL_STOPS = frozenset({".", "!", "?", "…", "..."})
_PAUSES = frozenset({",", ";", ":", "-", "–", "—", ")", '"'})


@dataclass(frozen=True, slots=True)
class Unit:
    """The words of a paragraph: what each is, how far off its head stands, whether a space follows it and
    whether it begins a sentence."""

    told: Sequence[Told]
    heads: Sequence[int]
    spaces: Sequence[bool]
    begins: Sequence[bool]


class Kept:
    """Paragraphs parsed in this process, up to so many characters; the oldest are forgotten first."""

    def __init__(self, most: int = _MOST_KEPT) -> None:
        self._units: dict[str, Unit] = {}
        self._most = most
        self._size = 0

    def get(self, text: str) -> Unit | None:
        """Return a paragraph if it is kept."""
        return self._units.get(text)

    def put(self, text: str, unit: Unit) -> None:
        """Keep a paragraph."""
        self._units[text] = unit
        self._size += len(text)
        while self._size > self._most:
            oldest = next(iter(self._units))
            self._size -= len(oldest)
            del self._units[oldest]


_kept = Kept()
_alone = threading.Lock()  # the desk describes passages in several threads


def parse_units(texts: Iterable[str]) -> list[Unit]:
    """Parse paragraphs, given in any order, each by itself."""
    texts = list(texts)
    with _alone:
        known = {text: unit for text in texts if (unit := _kept.get(text)) is not None}
        new = sorted({text for text in texts if text not in known}, key=lambda text: (len(text), text))
        for batch in _batches(new):
            for text, unit in zip(batch, _parsed(batch), strict=True):
                known[text] = unit
                _kept.put(text, unit)
    return [known[text] for text in texts]


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > _AT_ONCE:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def _parsed(texts: Sequence[str]) -> list[Unit]:
    nlp, vocabulary = pipeline()
    docs = [unglued(nlp.make_doc(text), vocabulary) for text in texts]
    for doc, text in zip(docs, texts, strict=True):
        for at in pauses(doc, text):
            doc[at].is_sent_start = True
    full = [doc for doc in docs if len(doc)]
    if full:
        vectors().put(full)
        for name in ("tagger", "parser"):
            component: Any = nlp.get_pipe(name)
            component.set_annotations(full, component.predict(full))
    return [_unit(doc) for doc in docs]


def _unit(doc: SpacyDoc) -> Unit:
    if not len(doc):
        return Unit((), (), (), ())
    table = doc.to_array([ORTH, TAG, DEP, HEAD, SPACY, SENT_START])
    heads, spaces, begins = table.T[3:].astype(numpy.int64).tolist()
    return Unit(
        rules().tell(list(zip(*table.T[:3].tolist(), strict=True))),
        heads,
        [space == 1 for space in spaces],
        [begin == 1 for begin in begins],
    )


def pauses(doc: SpacyDoc, text: str) -> list[int]:
    """Return where a text without full stops is cut, as indices of words, so that no sentence is endless."""
    found: list[int] = []
    began = 0
    if all(len(piece) < _SHORT for piece in _STOPPED.split(text)):
        return found
    for token in doc:
        length = token.i - began
        if token.is_sent_start or (length and doc[token.i - 1].text in _FULL_STOPS):
            began = token.i
        elif length >= LONGEST_SENTENCE and (
            doc[token.i - 1].text in _PAUSES or length >= 2 * LONGEST_SENTENCE
        ):
            found.append(token.i)
            began = token.i
    return found


def parts_of(starts: Iterable[int], length: int) -> list[tuple[int, int]]:
    """Cut a text where blocks start; a block longer than is parsed at once is cut within."""
    edges = [0, *(start for start in sorted(set(starts)) if 0 < start < length)]
    cut: list[tuple[int, int]] = []
    for begin, end in zip(edges, [*edges[1:], length], strict=True):
        steps = range(begin, max(end, begin + 1), MOST_PARSED)
        cut += [(step, min(step + MOST_PARSED, end)) for step in steps]
    return cut
