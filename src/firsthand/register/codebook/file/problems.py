"""What is wrong with a codebook: where, what, and what to do about it; all at once, never one by one."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: the file and line (from 1; 0 for the file as a whole), what, and the fix."""

    file: str
    line: int
    what: str
    fix: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.what}. {self.fix}"


class Problems:
    """The problems found so far, in the order of the file, none twice."""

    def __init__(self) -> None:
        self._found: set[Problem] = set()

    def add(self, at: "Spot", what: str, fix: str) -> None:
        """Note that something is wrong at a spot of a file."""
        self._found.add(Problem(at.file, at.line, what, fix))

    def __bool__(self) -> bool:
        return bool(self._found)

    @property
    def all(self) -> tuple[Problem, ...]:
        """All problems, by file and line."""
        return tuple(sorted(self._found))


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of a file."""

    file: str
    line: int


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return what to do about an unknown word: the closest known one, or all of them."""
    known = sorted(known)
    close = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    if close:
        return f"Did you mean “{close[0]}”?"
    return f"Known are: {', '.join(known)}." if known else "There is none to name."
