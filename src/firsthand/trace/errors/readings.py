"""What accounts give as one and the same name or figure, and who gives which.

As in the editing of manuscripts a place where copies differ has readings; one that few have against the rest
is an error of theirs, and who shares it shares a source (Maas, Textkritik, 1927).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from firsthand.model import Passage


@dataclass(frozen=True, slots=True)
class Reading:
    """One way in which a name or figure is given, and where: by document, the first place."""

    text: str
    places: Mapping[str, Passage]


@dataclass(frozen=True, slots=True)
class Error:
    """A reading that a few accounts share against that of the others, and how odd it is to share it.

    `log_odds` is what it says for each two of those who have it that they depend.
    """

    wrong: Reading
    right: Reading
    log_odds: float
    told: str


def slipped(one: str, other: str) -> bool:
    """Tell whether one string is the other with two neighbours changed about or one sign more, less or other.

    But for a change about, the first sign has to be the same: what begins otherwise is another.
    """
    if one == other or one[:1] != other[:1]:
        return transposed(one, other)
    if transposed(one, other):
        return True
    if len(one) == len(other):
        apart = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        return len(apart) == 1
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def transposed(one: str, other: str) -> bool:
    """Tell whether one string is the other with two neighbouring signs changed about."""
    apart = [i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    return (
        len(one) == len(other)
        and len(apart) == 2
        and apart[1] == apart[0] + 1
        and one[apart[0]] == other[apart[1]]
        and one[apart[1]] == other[apart[0]]
    )


def outvoted(wrong: Iterable[str], right: Iterable[str], lines: Mapping[str, str]) -> bool:
    """Tell whether those who have one reading stand against more who have the other, and not copies of one.

    `lines` gives for each document the line of copies it belongs to: a release that hundreds print is one
    vote. Within one line, heads are counted.
    """
    few, many = set(wrong), set(right)
    if few & many or len(few) < 2:
        return False
    lines_few, lines_many = ({lines[one] for one in side} for side in (few, many))
    return len(lines_many) > len(lines_few) or (len(lines_few) == 1 and len(many) > len(few))


def by_text(found: Iterable[tuple[str, str, Passage]]) -> Sequence[Reading]:
    """Put (text, document, passage) together by text, in its order."""
    places: dict[str, dict[str, Passage]] = defaultdict(dict)
    for text, document, passage in found:
        places[text].setdefault(document, passage)
    return [Reading(text, places[text]) for text in sorted(places)]
