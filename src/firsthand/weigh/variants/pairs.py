"""Which statements of two documents may be one telling and its retelling."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from firsthand.model import Claim, Lineage, Passage, Statement
from firsthand.weigh.variants.changes import lemmas_but_figures, likeness
from firsthand.weigh.variants.kinship import Kinship

# Claims told more often than this are compared by their first tellings only: the number of pairs grows
# with the square.
_MOST_TELLINGS = 40
# Of two passages that a copy shares, statements with at least this share of their content words in common
# tell the same. Chosen by hand.
_ALIKE = 0.5
# So many distinct content words are not alike by chance.
_MANY_WORDS = 6
# A copy keeps the order: a statement is sought only so many places from where it would stand.
_NEAR = 8
_CARRIES = frozenset({"reuses", "translates"})


def members_of(claim: Claim, by_id: Mapping[str, Statement]) -> list[Statement]:
    """Return the statements of a claim that are compared."""
    return [by_id[each] for each in claim.statements if each in by_id][:_MOST_TELLINGS]


def may_retell(one: Statement, other: Statement, kinship: Kinship) -> bool:
    """Tell whether two documents can have a statement from one another or from a common origin.

    They draw on one another or on a common third, or name the same first speaker. Two witnesses who use
    other words have changed nothing.
    """
    if one.document == other.document:
        return False
    same_speaker = bool(one.attribution) and one.attribution[:1] == other.attribution[:1]
    return same_speaker or kinship.related(one.document, other.document)


def told_pairs(members: Sequence[Statement], kinship: Kinship) -> Iterator[tuple[Statement, Statement]]:
    """Return the pairs of a claim's statements of which one may retell the other."""
    for one, other in combinations(members, 2):
        if may_retell(one, other, kinship):
            yield one, other


def worded_pairs(statements: Iterable[Statement], kinship: Kinship) -> Iterator[tuple[Statement, Statement]]:
    """Return pairs of statements in the same words but for their figures, of accounts of about one time.

    So many words are not alike by chance, whatever is known of the documents. Each is paired with the first
    told so only, so that many copies do not make many pairs.
    """
    told: dict[frozenset[str], list[Statement]] = defaultdict(list)
    for statement in sorted(statements, key=lambda s: (s.document, s.start, s.end, s.id)):
        if statement.quantities:
            words = lemmas_but_figures(statement)
            if len(words) >= _MANY_WORDS:
                told[words].append(statement)
    for alike in told.values():
        figures: dict[tuple[tuple[float | None, float | None], ...], Statement] = {}
        for statement in alike:
            told_here = tuple((quantity.low, quantity.high) for quantity in statement.quantities)
            for known, other in figures.items():
                near = kinship.of_one_time(statement.document, other.document)
                if known != told_here and near and statement.document != other.document:
                    yield other, statement
            figures.setdefault(told_here, statement)


def copied_pairs(statements: Iterable[Statement], lineage: Lineage) -> Iterator[tuple[Statement, Statement]]:
    """Return the pairs of statements in passages that a copy has from its parent, whatever their claims.

    Each is paired with the one near it that it shares most words with; of a translation, which shares none,
    only sentences with one statement each are.
    """
    by_document: dict[str, list[Statement]] = defaultdict(list)
    for statement in sorted(statements, key=lambda s: (s.start, s.end, s.id)):
        by_document[statement.document].append(statement)
    starts = {document: [s.start for s in told] for document, told in by_document.items()}
    longest = {document: max(s.end - s.start for s in told) for document, told in by_document.items()}

    def inside(passage: Passage) -> Iterator[Statement]:
        told = by_document.get(passage.document, [])
        if told:
            first = bisect_left(starts[passage.document], passage.start - longest[passage.document])
            for statement in told[first:]:
                if statement.start >= passage.end:
                    return
                if statement.passage.overlaps(passage):
                    yield statement

    for edge in lineage.edges:
        if edge.kind not in _CARRIES:
            continue
        for above, below in zip(edge.evidence[::2], edge.evidence[1::2], strict=False):
            here, there = list(inside(above)), list(inside(below))
            if edge.kind == "translates":
                if len(here) == len(there) == 1:
                    yield here[0], there[0]
                continue
            for at, statement in enumerate(here):
                middle = at * len(there) // len(here)
                near = there[max(0, middle - _NEAR) : middle + _NEAR]
                best = max(near, key=lambda other: (likeness(statement, other), other.id), default=None)
                if best is not None and likeness(statement, best) >= _ALIKE:
                    yield statement, best
