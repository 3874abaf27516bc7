"""What a text itself sets against what: the words between two neighbouring statements."""

from dataclasses import dataclass

from firsthand.weigh.conflicts.lexicon import phrases
from firsthand.weigh.conflicts.likeness import plain
from firsthand.weigh.conflicts.profile import Profile

# Contrast reaches this many sentences, and this many characters between the two passages.
_SENTENCES = 2
_CHARACTERS = 400
# Cues are looked for in the first words of the later statement, too.
_OPENING = 25


@dataclass(frozen=True, slots=True)
class Neighbours:
    """How two statements of one document stand: sentences and statements apart, and cues between."""

    apart: int
    contrast: str | None
    opposed: bool
    statements: int


def neighbours(left: Profile, right: Profile, document_text: str) -> Neighbours | None:
    """Return how two statements of one document are joined; None if they are far apart."""
    if left.statement.document != right.statement.document:
        return None
    if abs(left.statement.sentence - right.statement.sentence) > _SENTENCES:
        return None
    first, second = sorted((left, right), key=lambda each: each.statement.start)
    apart = second.statement.sentence - first.statement.sentence
    gap = second.statement.start - first.statement.end
    if gap > _CHARACTERS:
        return None
    between = plain(document_text[min(first.statement.end, second.statement.start) : second.statement.start])
    between += second.text[:_OPENING]
    if apart == 0:
        between = first.lead + " " + between
    contrast = phrases("contrast", left.language).search(between)
    opposed = phrases("opposed", left.language).search(between)
    found = opposed or contrast
    return Neighbours(
        apart=apart,
        contrast=found.group() if found else None,
        opposed=bool(opposed) or second.denies,
        statements=second.place - first.place - 1,
    )
