"""The encoder opened from where it is kept is the one that the package unpacks."""

from typing import Any

import numpy as np
import pytest

from firsthand.trace.encoding import loading
from firsthand.trace.encoding.network import Network
from firsthand.trace.encoding.pieces import Pieces, Tokenizer

TEXTS = [
    "The bridge over the Arn was closed on Tuesday.",
    "Die Brücke wurde gesperrt, sagte die Polizei in Överby.",
    "水坝于周二关闭。",
    "ﬁne print, ＡＢＣ, ½, e\u0301, \u200b, naïve “quotes” … 𝔘𝔫𝔦",
    "",
    " \t\n ",
    "x" * 300,
]


def encoded(tokenizer: Tokenizer, weights: Any) -> tuple[list[list[int]], bytes]:
    pieces = [Pieces(tokenizer).of(text) for text in TEXTS]
    return pieces, Network(weights).encode(pieces).tobytes()


def test_pieces_and_senses_are_the_same_to_the_last_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = encoded(*loading.load_encoder())
    monkeypatch.setenv("FIRSTHAND_CACHE", "off")
    assert encoded(*loading.load_encoder()) == opened


def test_the_weights_are_all_there_as_they_lay() -> None:
    _, opened = loading.load_encoder()
    _, unpacked = loading._unpacked()
    for name, value in vars(unpacked).items():
        if name in ("sp", "threads", "_threadpool"):
            continue
        mine = getattr(opened, name)
        for one, other in zip(
            mine if isinstance(value, list) else [mine],
            value if isinstance(value, list) else [value],
            strict=True,
        ):
            assert np.array_equal(one, other)
            assert getattr(one, "dtype", None) == getattr(other, "dtype", None)
            assert getattr(one, "strides", None) == getattr(other, "strides", None)


def test_a_package_that_holds_something_else_is_unpacked(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("FIRSTHAND_CACHE", str(tmp_path_factory.mktemp("tables")))
    tokenizer, weights = loading._unpacked()
    tokenizer.more = 1
    monkeypatch.setattr(loading, "_unpacked", lambda: (tokenizer, weights))
    for _ in range(2):
        assert loading.load_encoder() == (tokenizer, weights)
