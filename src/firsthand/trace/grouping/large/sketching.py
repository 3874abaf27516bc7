"""What a document is grouped by, in a kilobyte: made once from the document alone."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from firsthand.model import Document
from firsthand.trace.grouping.likeness import telling_words
from firsthand.trace.sense import Encoder
from firsthand.trace.wording.words import language_of, split_words

# The heaviest words of a document are enough to know its matter by; a book has no more than these.
_MOST_STEMS = 320
# Weights are whole numbers, so that sums of their products are the same in whatever order they are made.
_PARTS = 16
_HEAVIEST = 0xFFF
_HEAD = struct.Struct("<HBiHHH")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a document of a large pile is compared by, whatever else is in the pile.

    `day` is the day of publication as an ordinal, 0 where nobody knows it. `stems` are hashes of the telling
    words' beginnings (uint32, ascending, little-endian), `weights` what each weighs before its rarity in
    the pile (uint16, in parallel). `marks` and `mark_weights` are the same for what is alike in every
    language, names and numbers; `sense` is the direction of the opening sentences (int8, 512 of them).
    Both are empty where the document was sketched for a pile in one language.
    """

    document: str
    language: str
    day: int
    stems: bytes
    weights: bytes
    marks: bytes = b""
    mark_weights: bytes = b""
    sense: bytes = b""


def sketch(document: Document, *, encoder: Encoder | None = None) -> Sketch:
    """Return what a document is grouped by: a pure function of the document.

    With an `encoder` it can be compared with documents in other languages too; the encoder is asked for
    the opening sentences, some 40 ms. A pile in one language needs none.
    """
    language = language_of(document)
    stems, weights = _packed(telling_words(split_words(document)), language)
    return Sketch(
        document=document.id,
        language=language,
        day=document.published.toordinal() if document.published else 0,
        stems=stems,
        weights=weights,
    )


def pack_sketch(sketch: Sketch) -> bytes:
    """Return a sketch as bytes, to be kept."""
    id, language = sketch.document.encode(), sketch.language.encode()
    forms, marks = len(sketch.stems) // 4, len(sketch.marks) // 4
    head = _HEAD.pack(len(id), len(language), sketch.day, forms, marks, len(sketch.sense))
    parts = (sketch.stems, sketch.weights, sketch.marks, sketch.mark_weights, sketch.sense)
    return b"".join((head, id, language, *parts))


def unpack_sketch(data: bytes) -> Sketch:
    """Return the sketch that `pack_sketch` packed."""
    id, language, day, forms, marks, sense = _HEAD.unpack_from(data)
    at = _HEAD.size
    parts: list[bytes] = []
    for size in (id, language, 4 * forms, 2 * forms, 4 * marks, 2 * marks, sense):
        parts.append(data[at : at + size])
        at += size
    return Sketch(parts[0].decode(), parts[1].decode(), day, *parts[2:])


def _packed(weights: Mapping[str, float], language: str) -> tuple[bytes, bytes]:
    """Return the hashes of words and their weights, sorted by hash; of many the heaviest."""
    seed = crc32(language.encode())
    hashed: dict[int, int] = {}
    for form, weight in weights.items():
        at = crc32(form.encode(), seed)
        hashed[at] = max(hashed.get(at, 0), min(round(_PARTS * weight), _HEAVIEST))
    kept = sorted(hashed, key=lambda at: (-hashed[at], at))[:_MOST_STEMS]
    forms = np.array(sorted(kept), dtype="<u4")
    return forms.tobytes(), np.array([hashed[at] for at in forms.tolist()], dtype="<u2").tobytes()
