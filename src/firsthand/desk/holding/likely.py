"""Which sources of a story may be one and the same."""

import re
from collections import defaultdict
from collections.abc import Iterable

from firsthand.desk.folding import fold
from firsthand.model import Source

_CROWD = 12  # sources that share a name; what so many share tells nothing ("the ministry")


def likely_same(sources: Iterable[Source]) -> dict[str, tuple[str, ...]]:
    """Return, by id, which sources of one story may be one: a name in common, or the letters of one.

    It only suggests; that they were kept apart may well be right.
    """
    by_name: defaultdict[str, set[str]] = defaultdict(set)
    for source in sources:
        for name in (source.name, *source.aliases):
            plain = _plain(name)
            if len(plain) > 2 or (len(plain) > 1 and not plain.isascii()):
                by_name[plain].add(source.id)
            if letters := _letters(name):
                by_name[letters].add(source.id)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for ids in by_name.values():
        if 1 < len(ids) <= _CROWD:
            for one in ids:
                found[one] |= ids - {one}
    return {one: tuple(sorted(others)) for one, others in found.items()}


def _plain(name: str) -> str:
    words = re.findall(r"\w+", fold(name))
    return " ".join(word for word in words if word not in ("the", "a", "an"))


def _letters(name: str) -> str:
    """Return what a name of several words is shortened to: "hw" for the Harbour Watch; "" for others."""
    words = re.findall(r"\w+", name)
    large = [word[0] for word in words if word[:1].isupper()]
    return "".join(large).casefold() if len(large) > 2 else ""
