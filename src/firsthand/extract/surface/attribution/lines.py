"""Texts that have a sentence a line: the lines that one quotation runs over are read together."""

from collections.abc import Iterator, Mapping, Sequence, Set

_MOST_LINES = 8  # lines over which a quotation is followed


def together(
    text: str, lines: Sequence[tuple[int, int]], *, straight: Set[str], closers: Mapping[str, Set[str]]
) -> Iterator[tuple[int, int]]:
    """Return stretches in which quotation marks come in pairs, as far as following lines complete them.

    `lines` are the paragraphs of a text. Only those that a single line break parts are taken together:
    behind a blank line no quotation goes on unmarked.
    """
    n = 0
    while n < len(lines):
        start, end = lines[n]
        last = n
        if _unpaired(text, start, end, straight, closers):
            for further in range(n + 1, min(n + 1 + _MOST_LINES, len(lines))):
                if text[lines[further - 1][1] : lines[further][0]] != "\n":
                    break
                if _unpaired(text, *lines[further], straight, closers):
                    last = further
                    break
        yield start, lines[last][1]
        n = last + 1


def _unpaired(text: str, start: int, end: int, straight: Set[str], closers: Mapping[str, Set[str]]) -> bool:
    passage = text[start:end]
    if any(passage.count(mark) % 2 for mark in straight):
        return True
    for opening, closing in closers.items():
        if opening in "'’‘‚‹":
            continue
        opened = passage.count(opening)
        closed = sum(passage.count(mark) for mark in closing if mark not in closers)
        if opened != closed and (opened or closed) and not (closing & set(closers)):
            return True
    return False
