"""What a document is grouped by, in a kilobyte: made once from the document alone."""

from dataclasses import dataclass

from firsthand.model import Document
from firsthand.trace.sense import Encoder


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
    raise NotImplementedError


def pack_sketch(sketch: Sketch) -> bytes:
    """Return a sketch as bytes, to be kept."""
    raise NotImplementedError


def unpack_sketch(data: bytes) -> Sketch:
    """Return the sketch that `pack_sketch` packed."""
    raise NotImplementedError
