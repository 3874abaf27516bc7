"""A stretch of a document's text with its statements underlined, nested and overlapping ones as well.

What is set is the text itself, letter for letter: a script counts code points in it to know which passage a
reader selected. What is no text of the document (the letters that lead to the margin) bears `data-skip`.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

_DEEPEST = 3  # underlines below one another; what lies deeper shares the lowest


@dataclass(frozen=True, slots=True)
class Underlined:
    """A statement as it is underlined: where, how, and where its note stands.

    `start` and `end` are code points of the document. `classes` say its colour and stance, `claim` is the id
    of the claim it belongs to, "" where it is in none; `letter` leads to its note, and `label` says that to
    those who hear the page. What has no letter is no statement: a passage somebody was led to.
    """

    id: str
    start: int
    end: int
    classes: str
    claim: str
    letter: str
    label: str


def marked(
    text: str,
    start: int,
    end: int,
    said: Sequence[Underlined],
    *,
    doubts: Sequence[tuple[int, int]] = (),
    placed: set[str] | None = None,
) -> Markup:
    """Return the stretch [start, end) of a text with every statement in it as spans.

    `said` are ordered by where they start, the longer first. A statement that sticks out of another is taken
    up again behind it. `doubts` are words that may be misread. `placed` are the statements that have their
    address already, from an earlier stretch; those set here are added to it.
    """
    placed = set() if placed is None else placed
    out: list[str] = []
    stack: list[Underlined] = []
    at = start

    def go_on(place: int) -> None:
        nonlocal at
        while stack and (nearest := min(one.end for one in stack)) <= place:
            out.append(_worded(text, at, max(at, nearest), doubts))
            at = max(at, nearest)
            first = next(i for i, one in enumerate(stack) if one.end == nearest)
            above = stack[first:]
            del stack[first:]
            for one in reversed(above):  # the innermost is closed first
                out.append(f"</span>{_letter(one)}" if one.end == nearest else "</span>")
            for one in above:
                if one.end > nearest:
                    take_up(one)
        out.append(_worded(text, at, max(at, place), doubts))
        at = max(at, place)

    def take_up(one: Underlined) -> None:
        stack.append(one)
        out.append(_opening(one, depth=len(stack) - 1, first=one.id not in placed))
        placed.add(one.id)

    for one in said:
        if min(one.end, end) <= max(one.start, start):
            continue
        go_on(max(one.start, start))
        take_up(one)
    go_on(end)
    out.extend("</span>" for _ in stack)  # they go on in the next stretch
    return Markup("".join(out))  # every part of it is escaped below


def exact(text: str) -> str:
    """Return text so that a browser keeps as many letters of it as there are."""
    if "\r" not in text and "\0" not in text and text.isprintable():
        return str(escape(text))
    kept = "".join("�" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text)
    return str(escape(kept)).replace("\r", "&#13;")


def _opening(one: Underlined, *, depth: int, first: bool) -> str:
    address = f' id="{escape(one.id)}"' if first else ""
    deep = f" deep{min(depth, _DEEPEST)}" if depth else ""
    if not one.letter:
        return f'<span class="{escape(one.classes)}"{address}>'
    return (
        f'<span class="st {escape(one.classes)}{deep}"{address} data-s="{escape(one.id)}" '
        f'data-c="{escape(one.claim)}">'
    )


def _letter(one: Underlined) -> str:
    if not one.letter:
        return ""
    return (
        f'<a class="mk {escape(one.classes.split()[0])}" data-skip href="#n-{escape(one.id)}" '
        f'aria-label="{escape(one.label)}">{escape(one.letter)}</a>'
    )


def _worded(text: str, start: int, end: int, doubts: Sequence[tuple[int, int]]) -> str:
    """Return a stretch of text, the words in it that may be misread marked."""
    out: list[str] = []
    for begun, ended in doubts[bisect_left(doubts, start + 1, key=lambda word: word[1]) :]:
        if begun >= end:
            break
        begun, ended = max(begun, start), min(ended, end)
        out.append(exact(text[start:begun]))
        out.append(f'<span class="doubt" title="may be misread">{exact(text[begun:ended])}</span>')
        start = ended
    out.append(exact(text[start:end]))
    return "".join(out)
