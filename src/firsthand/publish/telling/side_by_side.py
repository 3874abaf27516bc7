"""Two wordings in two columns of a terminal, with what differs marked on its side."""

from collections.abc import Iterator, Sequence
from typing import Literal

from firsthand.model import Document
from firsthand.publish.telling.differences import compare as differing
from firsthand.publish.telling.wording import columns, padded
from firsthand.trace.comparing import Shared

Mark = Literal["same", "only"]
MARGIN = " │ "
_LINES = 14  # of a passage
_RED, _GREEN, _END = "\x1b[31m", "\x1b[32m", "\x1b[0m"


def beside(
    a: Document, b: Document, shared: Shared, column: int, *, colour: bool, whole: bool
) -> Iterator[str]:
    """Yield a shared passage as lines of two columns, the first document's on the left.

    Differences are coloured, or stand in [brackets] on the left and {braces} on the right. A passage of
    more than some lines is cut unless `whole`.
    """
    left, right = _pieces(a, b, shared)
    sides = [
        _broken(left, column, ("[", "]"), _RED if colour else ""),
        _broken(right, column, ("{", "}"), _GREEN if colour else ""),
    ]
    most = max(map(len, sides))
    shown = most if whole or most <= _LINES + 1 else _LINES
    for at in range(shown):
        text, width = sides[0][at] if at < len(sides[0]) else ("", 0)
        yield text + " " * (column - width) + MARGIN + (sides[1][at][0] if at < len(sides[1]) else "")
    if shown < most:
        yield padded("…", column) + MARGIN + "…"


def _pieces(
    a: Document, b: Document, shared: Shared
) -> tuple[list[tuple[str, Mark]], list[tuple[str, Mark]]]:
    """Return both passages as pieces that are the same in both or only in one."""
    if not shared.equal:
        return (
            [(a.text[shared.a.start : shared.a.end], "same")],
            [(b.text[shared.b.start : shared.b.end], "same")],
        )
    left: list[tuple[str, Mark]] = []
    right: list[tuple[str, Mark]] = []
    at_a, at_b = shared.a.start, shared.b.start
    for (start_a, end_a), (start_b, end_b) in shared.equal:
        ours, theirs = differing(a.text[at_a:start_a], b.text[at_b:start_b])
        left += [(run.text, run.kind) for run in ours]
        right += [(run.text, run.kind) for run in theirs]
        left.append((a.text[start_a:end_a], "same"))
        right.append((b.text[start_b:end_b], "same"))
        at_a, at_b = end_a, end_b
    return left, right


def _broken(
    pieces: Sequence[tuple[str, Mark]], column: int, marks: tuple[str, str], ink: str
) -> list[tuple[str, int]]:
    """Break pieces into lines of at most so many columns; return each with the columns it takes."""
    tokens: list[list[tuple[str, Mark]]] = [[]]
    for text, kind in pieces:
        shown = "".join(" " if c.isspace() else c for c in text if c.isspace() or c.isprintable())
        if kind == "only" and not ink and (body := shown.strip()):
            shown = shown.replace(body, f"{marks[0]}{body}{marks[1]}", 1)
        for at, part in enumerate(shown.split(" ")):
            if at and tokens[-1]:
                tokens.append([])
            if part:
                tokens[-1].append((part, kind))
    lines: list[tuple[str, int]] = []
    line, taken = "", 0
    for token in tokens:
        wide = sum(columns(part) for part, _ in token)
        if taken and taken + 1 + wide > column:
            lines.append((line, taken))
            line, taken = "", 0
        elif taken and token:
            line, taken = line + " ", taken + 1
        for part, kind in token:
            for piece in [part] if wide <= column else part:  # a word longer than the column, or Chinese
                if taken + columns(piece) > column:
                    lines.append((line, taken))
                    line, taken = "", 0
                line += f"{ink}{piece}{_END}" if ink and kind == "only" else piece
                taken += columns(piece)
    return [*lines, (line, taken)] if taken else lines
