"""Finding what stands at a place of a long text without looking through all of it."""

from collections.abc import Iterable

from firsthand.extract.attribution.found import Stretch

_BUCKET = 1 << 11  # characters; about a paragraph or two


class Nearby:
    """Stretches of a text by number, found by place in time that does not grow with the text."""

    def __init__(self, stretches: Iterable[tuple[int, Stretch]]) -> None:
        self._buckets: dict[int, list[int]] = {}
        for number, (start, end) in stretches:
            for bucket in range(start // _BUCKET, end // _BUCKET + 1):
                held = self._buckets.setdefault(bucket, [])
                if not held or held[-1] != number:
                    held.append(number)

    def around(self, start: int, end: int | None = None) -> list[int]:
        """Return the numbers, in order, of all that may touch [start, end]: to be checked by the caller."""
        last = start if end is None else end
        found = {
            number
            for bucket in range(start // _BUCKET, last // _BUCKET + 1)
            for number in self._buckets.get(bucket, ())
        }
        return sorted(found)
