"""What a document is grouped by, in a kilobyte: made once from the document alone."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from firsthand.model import Document
from firsthand.trace.grouping.large.stems import stems_of
from firsthand.trace.sense import Encoder
from firsthand.trace.translation.likeness import opening_sense, own_marks
from firsthand.trace.wording.words import language_of

# The heaviest words of a document are enough to know its matter by; a book has no more than these.
_MOST_STEMS = 320
# Weights are whole numbers, so that sums of their products are the same in whatever order they are made.
_PARTS = 16
_HEAVIEST = 0xFFF
_MARK_PARTS = 256
_SENSE_PARTS = 512
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
    stems, weights = _packed(stems_of(document), _PARTS)
    marks = mark_weights = sense = b""
    if encoder is not None:
        told = {crc32(mark.encode()): weight for mark, weight in own_marks(document).items()}
        marks, mark_weights = _packed(told, _MARK_PARTS)
        parts = np.round(opening_sense(document, encoder=encoder) * _SENSE_PARTS)
        sense = np.clip(parts, -127, 127).astype(np.int8).tobytes()
    return Sketch(
        document=document.id,
        language=language_of(document),
        day=document.published.toordinal() if document.published else 0,
        stems=stems,
        weights=weights,
        marks=marks,
        mark_weights=mark_weights,
        sense=sense,
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


def _packed(weights: Mapping[int, float], parts: int) -> tuple[bytes, bytes]:
    """Return hashes and their weights, sorted by hash; of many the heaviest."""
    whole = {form: min(round(parts * weight), _HEAVIEST) for form, weight in weights.items()}
    kept = (
        sorted(whole, key=lambda form: (-whole[form], form))[:_MOST_STEMS]
        if len(whole) > _MOST_STEMS
        else whole
    )
    forms = sorted(kept)
    return (
        np.array(forms, dtype="<u4").tobytes(),
        np.array([whole[form] for form in forms], dtype="<u2").tobytes(),
    )
