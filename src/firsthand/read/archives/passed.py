"""What of an archive or a letter was not taken out, told once for each reason."""

from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from firsthand.model import Failure
from firsthand.read.formats import FORMATS

_STEP = "read"
_NAMED = 5


class Passed:
    """Gathers names by the reason for which they were passed over, and says so in one failure a reason."""

    def __init__(self, whole: str) -> None:
        self._whole = whole
        self._names: dict[tuple[str, str], list[str]] = {}
        self._counts: Counter[tuple[str, str]] = Counter()
        self._suffixes: Counter[str] = Counter()

    def by(self, name: str, what: str, advice: str) -> None:
        """Pass over a part: `what` goes on after "3 parts ", `advice` is the next thing to do."""
        key = (what, advice)
        self._counts[key] += 1
        if self._counts[key] <= _NAMED:
            self._names.setdefault(key, []).append(name)

    def unread(self, name: str) -> None:
        """Pass over a part of a format that is not read."""
        self._suffixes[PurePosixPath(name).suffix.lower() or "no suffix"] += 1

    def failures(self) -> Iterator[Failure]:
        """Yield what was passed over, a failure a reason."""
        for (what, advice), count in self._counts.items():
            names = ", ".join(self._names[what, advice]) + (", …" if count > _NAMED else "")
            yield failure(self._whole, f"{parts(count)} {what} ({names}). {advice}")
        if self._suffixes:
            kinds = ", ".join(f"{count} {suffix}" for suffix, count in sorted(self._suffixes.items()))
            yield failure(
                self._whole,
                f"{parts(sum(self._suffixes.values()))} passed over ({kinds}): what is read is "
                f"{', '.join(one.label for one in FORMATS)}. Save the others as one of these.",
            )


def parts(count: int) -> str:
    """Return "1 part was" or "3 parts were"."""
    return f"{count:,} parts were" if count > 1 else "1 part was"


def failure(name: str, what: str) -> Failure:
    """Return the failure of one document, its name before what happened."""
    return Failure(name, _STEP, f"{name}: {what}")
