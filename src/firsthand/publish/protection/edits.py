"""Replacements in a text, and where everything that stood in it stands afterwards."""

import bisect
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """The stretch [start, end) gives way to `new`: a `name`, a whole `address` (a URL), or a `detail`."""

    start: int
    end: int
    new: str
    kind: Literal["name", "url", "detail"] = "name"


class Edited:
    """A text after its edits, with every offset of the one before.

    `edits` do not overlap; offsets are code points. An offset inside a replaced stretch goes to the
    start (or, for an end, to the end) of what stands there now.
    """

    __slots__ = ("_ends", "_shifts", "_starts", "before", "edits", "text")

    def __init__(self, before: str, edits: Iterable[Edit] = ()) -> None:
        self.before = before
        self.edits = tuple(sorted(edits))
        self._starts = [edit.start for edit in self.edits]
        self._ends = [edit.end for edit in self.edits]
        parts: list[str] = []
        self._shifts = [0]
        at = 0
        for edit in self.edits:
            if edit.start < at:
                raise ValueError(f"edits overlap at {edit.start}")
            parts += (before[at : edit.start], edit.new)
            at = edit.end
            self._shifts.append(self._shifts[-1] + len(edit.new) - (edit.end - edit.start))
        self.text = "".join((*parts, before[at:]))

    def start(self, offset: int) -> int:
        """Return where a stretch that began here begins now."""
        i = bisect.bisect_right(self._starts, offset) - 1
        if i >= 0 and offset < self._ends[i]:
            return self._starts[i] + self._shifts[i]
        return offset + self._shifts[i + 1]

    def end(self, offset: int) -> int:
        """Return where a stretch that ended here ends now."""
        i = bisect.bisect_left(self._starts, offset) - 1
        if i >= 0 and offset < self._ends[i]:
            return self._ends[i] + self._shifts[i + 1]
        return offset + self._shifts[i + 1]

    def touches(self, start: int, end: int) -> bool:
        """Tell whether something in [start, end) was replaced."""
        return self.replaced(start, end) is not None

    def replaced(self, start: int, end: int) -> Edit | None:
        """Return the first edit that shares a character with [start, end)."""
        i = bisect.bisect_right(self._ends, start)
        if i < len(self.edits) and self._starts[i] < end:
            return self.edits[i]
        return None


def joined(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return edits without overlaps: details and addresses count before the names within them.

    Where a name reaches out of a detail, both stretches go together under the detail's words.
    """
    order = {"detail": 0, "url": 1, "name": 2}
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (order[e.kind], e.start, -e.end)):
        over = [k for k in kept if k.start < edit.end and edit.start < k.end]
        if over:
            first = over[0]
            kept = [k for k in kept if k not in over]
            kept.append(
                Edit(
                    min(edit.start, *(k.start for k in over)),
                    max(edit.end, *(k.end for k in over)),
                    first.new,
                    first.kind,
                )
            )
        else:
            kept.append(edit)
    return tuple(sorted(kept))
