"""Which of the names in a clause is the one who speaks."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.extract.chinese.reading import Reading
from firsthand.extract.packs import words
from firsthand.extract.tagging.script import simplified
from firsthand.model import Name

# How many characters before a verb its speaker may stand.
_FARTHEST = 40


@dataclass(frozen=True, slots=True)
class Speakers:
    """The names of a text, to be looked up by place; `starts` are their starts, sorted."""

    reading: Reading
    names: Sequence[Name]
    starts: Sequence[int]

    @classmethod
    def of(cls, reading: Reading, names: Sequence[Name]) -> "Speakers":
        """Make the names of a text ready to be looked up."""
        return cls(reading, names, [name.start for name in names])

    def within(self, start: int, end: int) -> list[int]:
        """Return the indices of the names that lie in [start, end), in order."""
        first = bisect.bisect_left(self.starts, start)
        last = bisect.bisect_left(self.starts, end)
        return [i for i in range(first, last) if self.names[i].end <= end]

    def subject(self, start: int, end: int) -> int | None:
        """Return the name before a verb at `end` that does what it says: not whom 对 or 向 stands before."""
        found = self._outermost(max(start, end - 3 * _FARTHEST), end)
        upright = [i for i in found if not self._is_oblique(i) and not self._is_object(i)]
        for i in reversed(upright):
            if end - self.names[i].end <= _FARTHEST:
                return self._lead(i, upright)
        return None

    def source(self, start: int, end: int) -> int | None:
        """Return the name that a phrase like 据…介绍 is about: its last, or to whom that belongs."""
        found = self._outermost(start, end)
        told = [i for i in found if self.names[i].kind != "document"]
        if told:
            return self._lead(told[-1], told)
        return found[-1] if found else None

    def _outermost(self, start: int, end: int) -> list[int]:
        """Return the names in a stretch that are not part of a longer one, pronouns of nobody left out."""
        inside = self.within(start, end)
        return [
            i
            for i in inside
            if not any(
                k != i
                and self.names[k].start <= self.names[i].start
                and self.names[i].end <= self.names[k].end
                and (self.names[k].end - self.names[k].start, -k)
                > (self.names[i].end - self.names[i].start, -i)
                and self.names[k].kind != "document"
                for k in inside
            )
        ]

    def _lead(self, i: int, found: Sequence[int]) -> int:
        """Return the first of several joined by 、 or 和: 甲局、乙局表示."""
        at = found.index(i)
        while at > 0:
            between = self.reading.plain[self.names[found[at - 1]].end : self.names[found[at]].start]
            if between.strip() not in words("names", "joining", language="zh"):
                break
            at -= 1
        return found[at]

    def _is_object(self, i: int) -> bool:
        """Tell whether a paper is what somebody gives out, not what speaks: 发布消息称."""
        name = self.names[i]
        if name.kind != "document" or not name.start:
            return False
        before = self.reading.tokens[self.reading.at(name.start - 1)]
        return before.end == name.start and before.word in words("cues", "publishing", language="zh")

    def _is_oblique(self, i: int) -> bool:
        """Tell whether a name is only spoken to or of: 对, 向 or the like stands before it."""
        start = self.names[i].start
        role = simplified(self.names[i].role or "")
        joined = words("names", "joining", language="zh")
        if role and self.reading.plain.endswith(role, 0, start):
            start -= len(role)
        if not start:
            return False
        before = self.reading.tokens[self.reading.at(start - 1)]
        if role and before.word in joined:
            return False  # 外交与安全政策代表 and a name
        return before.end == start and before.word in words("cues", "obliques", language="zh")
