"""Which of several places of a statement a date or a word belongs to: "seized in X in 2017, beaten in Y"."""

from collections.abc import Sequence

from firsthand.register.answers import Answer

# A comma between a word and a place holds them apart like so many characters.
_COMMA = 40
_MARKS = ",;，；、"


def belonging(
    answers: Sequence[Answer], places: Sequence[Answer], *, shared: bool
) -> list[tuple[Answer, ...]]:
    """Return for each place, in their order, the answers that are said of it.

    What stands between two places belongs to the nearer one; what stands before the first or behind the last
    to all that have none of their own. `shared`: a place to which nothing belongs has all of them.
    """
    if len(places) < 2 or any(place.place is None for place in places):
        return [tuple(answers) for _ in places]
    spans = [(place.place.start, place.place.end) for place in places if place.place]
    first, last = min(end for _, end in spans), max(start for start, _ in spans)
    own: list[list[Answer]] = [[] for _ in places]
    outer: list[Answer] = []
    for answer in answers:
        inside = [spot for spot in answer.spots if first <= spot < last]
        for spot in inside:
            text = answer.telling.document.text
            nearest = min(range(len(spans)), key=lambda n: (_apart(text, spot, spans[n]), n))
            if answer not in own[nearest]:
                own[nearest].append(answer)
        if len(inside) < max(len(answer.spots), 1):
            outer.append(answer)
    return [tuple(each or outer or (answers if shared else ())) for each in own]


def _apart(text: str, spot: int, span: tuple[int, int]) -> int:
    start, end = span
    between = text[end:spot] if end <= spot else text[spot:start]
    return len(between) + _COMMA * sum(between.count(mark) for mark in _MARKS)
