"""What a page says twice: pull quotes, summaries above the text, bylines and adverts that come again."""

import re
from collections.abc import Sequence, Set

_TOKEN = re.compile(r"[\w'’-]+")
_BESIDE_WORDS = {code: " " for code in range(128) if not _TOKEN.match(chr(code))}
# A line longer than this is a paragraph that its writer repeated.
_MOST_WORDS = 40
# A pull quote is looked for in the first paragraphs that hold its first four words.
_LEAD_WORDS = 4
_MOST_HOLDERS = 10
# A line nearly as long as the paragraph that holds it is the same paragraph, punctuated otherwise.
_LONGER = 1.25


def repeats(lines: Sequence[str], *, told: Sequence[bool], free: Sequence[bool]) -> frozenset[int]:
    """Return the lines that only say again what a longer paragraph or an earlier line says.

    `lines` are lower case; `told` marks the paragraphs, `free` the lines that may be left out.
    """
    keys = [" ".join(_words(line)) for line in lines]
    short = [
        words
        for at, key in enumerate(keys)
        if free[at] and key.count(" ") < _MOST_WORDS and len(words := key.split()) <= _MOST_WORDS
    ]
    holders = _holders(keys, told, {" ".join(words[:_LEAD_WORDS]) for words in short})
    found: set[int] = set()
    seen: set[str] = set()
    for at, key in enumerate(keys):
        if free[at] and key and key.count(" ") < _MOST_WORDS:
            words = key.split()
            inside = any(
                other != at and len(keys[other]) > _LONGER * len(key) and key in keys[other]
                for other in holders.get(" ".join(words[:_LEAD_WORDS]), ())
            )
            if key in seen or inside:
                found.add(at)
        seen.add(key)
    return frozenset(found)


def _words(line: str) -> list[str]:
    """Return the words of a line; most lines are plain ASCII, where that is quicker done."""
    return line.translate(_BESIDE_WORDS).split() if line.isascii() else _TOKEN.findall(line)


def _holders(keys: Sequence[str], told: Sequence[bool], leads: Set[str]) -> dict[str, list[int]]:
    """Map the first four words of short lines to the first paragraphs that hold them."""
    openings = {lead.split(" ", 1)[0] for lead in leads}
    holders: dict[str, list[int]] = {}
    for at, key in enumerate(keys):
        words = key.split() if told[at] else []
        for first in range(len(words) - _LEAD_WORDS + 1):
            if words[first] not in openings:
                continue
            lead = " ".join(words[first : first + _LEAD_WORDS])
            held = holders.setdefault(lead, []) if lead in leads else None
            if held is not None and len(held) < _MOST_HOLDERS:
                held.append(at)
    return holders
