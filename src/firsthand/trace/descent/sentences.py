"""The sentences of an account as things told: how much each says, and its telling words."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from firsthand.model import Document, Passage
from firsthand.trace.once import once
from firsthand.trace.outlets import plain_name, plain_text
from firsthand.trace.translation.sentences import sentences_of
from firsthand.trace.wording.alignment import weights_of
from firsthand.trace.wording.rarity import rarity
from firsthand.trace.wording.words import split_words

_FEWEST_WORDS = 4
_LEAST_BITS = 4.0
_STEM = 5  # letters: "sentenced" and "sentences" tell the same
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of an account.

    `first` is the number of its first word in the account, `weights` what each of its words says in
    bits, `bits` all together. `stems` are the beginnings of its telling words with their bits; numbers are
    telling words. `quoted` is true where most of it stands inside quotation marks; `own_weights` are
    the weights with all inside them nought.
    """

    passage: Passage
    first: int
    weights: NDArray[np.float64]
    bits: float
    stems: Mapping[str, float]
    quoted: bool
    own_weights: NDArray[np.float64]


@once
def told_sentences(document: Document) -> tuple[Told, ...]:
    """Return the sentences of an account in order, without headlines and those of hardly a word.

    Headlines are made anew by every desk out of the same few words; and a sentence in which an outlet names
    itself is of the outlet, not of the story.
    """
    words = split_words(document)
    weights = np.array(weights_of(words), dtype=float)
    ends = [bisect_left(words.starts, one.passage.end) for one in sentences_of(document)]
    titles = {document.title, *(document.text[b.start : b.end] for b in document.blocks if b.kind == "title")}
    publisher = plain_name(document.publisher or "")
    found = []
    for first, last in pairwise([0, *ends, len(words)]):
        if last - first < _FEWEST_WORDS:
            continue
        text = document.text[words.starts[first] : words.ends[last - 1]]
        if text in titles or (publisher and f" {publisher} " in f" {plain_text(text)} "):
            continue
        own = weights[first:last]
        stems = {
            form[:_STEM]: rarity(form, words.language)
            for form in words.forms[first:last]
            if form.isdigit() or rarity(form, words.language) >= _LEAST_BITS
        }
        quoted = sum(words.quoted[first:last]) > _MOSTLY * (last - first)
        passage = Passage(document.id, words.starts[first], words.ends[last - 1])
        marked = np.frombuffer(bytes(words.quoted[first:last]), dtype=np.uint8)
        plain = np.where(marked == 1, 0.0, own)
        found.append(Told(passage, first, own, float(own.sum()), stems, quoted, plain))
    return tuple(found)
