"""The way through a long document: the part before, the part after, and marks to jump to."""

from dataclasses import dataclass

from firsthand.desk.shapes import DocumentFile

_STEPS = 10  # places to jump to in a text that has no pages


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the parts around the one that is shown begin, in code points; None where there is none.

    `jumps` are places in the whole text as (percent, code point); `share` says where in percent the part
    that is shown lies.
    """

    before: int | None = None
    after: int | None = None
    jumps: tuple[tuple[int, int], ...] = ()
    share: tuple[int, int] = (0, 100)


def parts_of(file: DocumentFile) -> Parts:
    """Return the way from the part of a document that is shown to the others."""
    length = len(file.document.text)
    if file.start <= 0 and file.end >= length:
        return Parts()
    jumps = tuple((100 * i // _STEPS, length * i // _STEPS) for i in range(_STEPS))
    return Parts(
        before=file.start - 1 if file.start > 0 else None,
        after=file.end if file.end < length else None,
        jumps=jumps,
        share=(100 * file.start // max(1, length), -(-100 * file.end // max(1, length))),
    )
