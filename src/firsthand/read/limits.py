"""How much is read of what may be made to do harm. Every limit can be changed, and says what it cuts."""

from dataclasses import dataclass

from firsthand.model.limit import limit


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read at most. Sizes are in bytes, times in seconds."""

    characters: int = limit(1_000_000, "characters of one document")
    pages: int = limit(5_000, "pages of one document")
    cells: int = limit(1_000_000, "cells of one table")
    file: int = limit(1_000_000_000, "bytes of one original")
    pixels: int = limit(100_000_000, "pixels of a picture, or of a page made into one")
    parts: int = limit(10_000, "parts of an archive or a letter, with the parts of these")
    depth: int = limit(5, "archives within one another")
    unpacked: int = limit(4_000_000_000, "bytes that an archive unfolds to in all")
    ratio: int = limit(1_000, "times its size that a part of an archive may unfold to")
    seconds: int = limit(120, "seconds without a sign of life before a reader is stopped")
    memory: int = limit(4_000_000_000, "bytes of memory that a reader may take")
