"""Piles of sketches for tests: matters with words of their own, made by chance from a seed."""

import random
from collections.abc import Iterator
from zlib import crc32

import numpy as np

from firsthand.trace.grouping.large.sketching import Sketch


def pile(
    seed: int, count: int, *, languages: tuple[str, ...] = ("en",), matters: int = 6
) -> dict[str, Sketch]:
    """Return so many sketches by id, which ends with the number of the matter."""
    return {one.document: one for one in _sketches(random.Random(seed), count, languages, matters)}


def _sketches(
    chance: random.Random, count: int, languages: tuple[str, ...], matters: int
) -> Iterator[Sketch]:
    for number in range(count):
        matter = chance.randrange(matters)
        language = chance.choice(languages)
        names = [f"name {matter} {i}" for i in range(10)]
        words = [*(f"{language} {name}" for name in names), *(f"{language} word {i}" for i in range(60))]
        stems = {
            crc32(word.encode()): 0 for word in chance.sample(words[:10], 6) + chance.sample(words[10:], 5)
        }
        marks = {crc32(name.encode()): 0 for name in chance.sample(names, 5)} if len(languages) > 1 else {}
        sense = np.zeros(8, dtype=np.int8)
        sense[matter % 8] = 100
        yield Sketch(
            document=f"document {number} of {matter}",
            language=language,
            day=chance.choice((0, 730000 + 40 * (matter % 4) + chance.randrange(60))),
            stems=np.array(sorted(stems), dtype="<u4").tobytes(),
            weights=np.array([chance.randrange(200, 600) for _ in stems], dtype="<u2").tobytes(),
            marks=np.array(sorted(marks), dtype="<u4").tobytes(),
            mark_weights=np.array([256 for _ in marks], dtype="<u2").tobytes(),
            sense=sense.tobytes() if marks else b"",
        )
