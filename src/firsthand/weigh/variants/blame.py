"""Who changed it: which of two readings is the original, and which document was the first with the other."""

from collections.abc import Iterable
from dataclasses import dataclass

from firsthand.weigh.variants.kinship import Kinship


@dataclass(frozen=True, slots=True)
class Blame:
    """Which of two readings is the changed one, if that is known.

    `swapped`: the first of the two is the changed one. `changed_by` is the document that changed it, ""
    where it is not known which; `inherited_by` are those that have the changed reading from there, or
    beside it. `by_descent`: all lines begin with the other reading, it is not only told more often.
    """

    known: bool = False
    swapped: bool = False
    changed_by: str = ""
    inherited_by: tuple[str, ...] = ()
    by_descent: bool = False


UNKNOWN = Blame()


def find_blame(first: Iterable[str], second: Iterable[str], kinship: Kinship) -> Blame:
    """Tell which of two readings was made of the other, from the documents that have each.

    Where all lines begin with one reading, the other was made of it, by the first document that has it.
    Else the reading of two lines against one is the original: two who do not have it from one another do
    not make the same change (the principle of textual criticism: agreement of two branches is the reading
    of what they branch from; Maas, Textkritik, 1927).
    """
    one, other = set(first), set(second)
    one, other = one - other, other - one
    if not one or not other:
        return UNKNOWN
    begin = kinship.first_among(one | other)
    if begin <= one or begin <= other:
        swapped = begin <= other
        side = one if swapped else other
        return _blamed(side, kinship, swapped=swapped, by_descent=True)
    lines, others = kinship.branches(one), kinship.branches(other)
    if len(lines) > 1 and len(others) == 1:
        return _blamed(other, kinship, swapped=False)
    if len(others) > 1 and len(lines) == 1:
        return _blamed(one, kinship, swapped=True)
    return UNKNOWN


def _blamed(side: set[str], kinship: Kinship, *, swapped: bool, by_descent: bool = False) -> Blame:
    """Blame the one document with which a side begins, of several the one published before the others."""
    by = kinship.earliest(kinship.first_among(side))
    return Blame(True, swapped, by, tuple(sorted(side - {by})) if by else (), by_descent)
