"""Names written as one word: in an e-mail address, a handle, a web address, glued words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from firsthand.resolve.people.lexicon import folded

FullName = tuple[str, ...]

_SHORTEST = 6  # letters of a name written as one word, "adalund", that nothing else is
_BETWEEN = r"(?:[._+-]|%20){0,2}"
_RUN = re.compile(r"[\w.+%-]{6,}")  # all that a name as one word can be written in
_MARK = re.compile(r"%20|[._+-]")


class _Levels(dict[int, str]):
    """Letters folded one for one, by their code points; filled as texts are read."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = folded(letter)
        self[code] = level = plain if len(plain) == 1 else letter.lower()[:1]
        return level


_LEVELS = _Levels()


class Addresses:
    """All full names of a case as one word, or with marks between: "ada.lund", "ada%20lund".

    Most words hold no name: each is looked at once, whatever the number of names and texts.
    """

    def __init__(self, names: Iterable[tuple[FullName, int]]) -> None:
        """Lay out the cores of full names, each with the number of its person; the first to come has it."""
        self._whose: dict[str, int] = {}
        self._forms: dict[str, set[str]] = defaultdict(set)
        self._begun: dict[str, set[str]] = defaultdict(set)
        self._read: dict[str, tuple[tuple[int, int, int], ...]] = {}
        for core, number in names:
            key = "".join(core)
            if len(key) >= _SHORTEST and all(len(part) > 1 for part in core) and key.isalpha():
                self._whose.setdefault(key, number)
                self._forms[key].add(_BETWEEN.join(core))
                self._begun[key[:_SHORTEST]].add(key)

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield [start, end) of every name in a text, and the number of the person."""
        if not self._whose:
            return
        level = text.lower() if text.isascii() else text.translate(_LEVELS)
        naming = {run for run in set(_RUN.findall(level)) if self._inside(run)}
        if not naming:
            return
        for match in _RUN.finditer(level):
            if match[0] in naming:
                for start, end, number in self._inside(match[0]):
                    yield match.start() + start, match.start() + end, number

    def _inside(self, run: str) -> tuple[tuple[int, int, int], ...]:
        """Return the names in letters and marks without a space; each such run is searched once."""
        found = self._read.get(run)
        if found is None:
            self._read[run] = found = self._searched(run)
        return found

    def _searched(self, run: str) -> tuple[tuple[int, int, int], ...]:
        bare = run if run.isalpha() else _MARK.sub("", run)
        begun = self._begun
        possible = {
            key
            for at in range(len(bare) - _SHORTEST + 1)
            for key in begun.get(bare[at : at + _SHORTEST], ())
            if bare.startswith(key, at)
        }
        if not possible:
            return ()
        forms = {form for key in possible for form in self._forms[key]}
        # The longest name first, so that "adalundberg" is not Ada Lund.
        pattern = re.compile("|".join(sorted(forms, key=lambda form: (-len(form), form))))
        return tuple(
            (match.start(), match.end(), self._whose["".join(c for c in match[0] if c.isalpha())])
            for match in pattern.finditer(run)
        )
