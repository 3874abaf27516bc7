"""The best-supported forest of a story: for each account the parent that explains most of it."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass

from firsthand.model import Document
from firsthand.trace.descent.branching import best_branching
from firsthand.trace.descent.families import Family, find_families
from firsthand.trace.descent.rooting import directions
from firsthand.trace.descent.selection import Selection
from firsthand.trace.descent.shared import Shared
from firsthand.trace.descent.ties import Tie
from firsthand.trace.direction import find_direction
from firsthand.trace.wording.reuse import Reuse

Pair = tuple[str, str]

# How much a bit of shared wording says for one parent over another that lacks it; what a sentence that the
# parent does not tell says against it; what it says that an account names the parent; and against a parent
# that is neither here nor named. In log-odds; chosen on generated stories (benchmarks/retold, seeds 1 and 2).
_PER_BIT = 0.1
_PER_MISSING, _MOST_MISSING = 1.1, 6
_NAMED = 4.0
_HIDDEN = -3.0
_UNNAMED = -1.5  # of a parent that only others name
_NEARLY = 2.0  # for the sake of a named text that would have one reader only, another may be given to it
_PER_NAMING = 0.5  # for each e times as many that name an outlet
_DIRECT = frozenset({"retold", "error"})
# All that is tied has a parent: no sum of what speaks against one outweighs this.
_TIED = 40.0
# Nobody is put beside another under a text that neither names on a weak tie.
_SURELY_TIED = 0.8
# Two brothers have in common what their parent has, and by chance a word or two that both changed alike. More
# than this, and more than this share of what they have from it, is no chance; nor are two whole sentences.
_LEAST_BEYOND_BITS = 30.0
_LEAST_BEYOND_SHARE = 0.08
_LEAST_BEYOND_SENTENCES = 2
# A direction is told where it is at least this likely.
LEAST_SURE = 0.6
_SURE = 6.0
_OUTSIDE = "\x00"
# Clues that lie outside the wording.
_SAID = frozenset({"credit", "date"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of descent between two accounts, how sure its direction is, and what says so."""

    parent: str
    child: str
    tie: Tie
    likely: float
    why: str

    @property
    def directed(self) -> bool:
        """Whether the direction is known."""
        return self.likely >= LEAST_SURE


@dataclass(frozen=True, slots=True)
class Forest:
    """Lines between accounts, and the families that hang on a text which is not among them."""

    lines: tuple[Line, ...]
    families: tuple[Family, ...]


def grow(
    ties: Mapping[Pair, Tie],
    documents: Mapping[str, Document],
    *,
    credits: Container[Pair],
    outside: Mapping[str, frozenset[str]],
    shared: Shared,
    selection: Selection,
) -> Forest:
    """Choose for each account the parent that explains most of it, or a text that is not here, or none.

    `ties` are the pairs that depend. `credits` holds (child, parent) pairs of documents of which the first
    names the second; `outside` gives for each document the outlets it names whose accounts are not here.
    """
    leans = {pair: _lean(tie, documents, credits) for pair, tie in ties.items()}
    support: dict[Pair, float] = {}
    for pair, tie in ties.items():
        worth = _TIED + _PER_BIT * shared.bits(*pair) + _direct(tie)
        lean = leans[pair][0]
        for parent, child, toward in ((*pair, lean), (*pair[::-1], -lean)):
            if _is_later(documents[parent], documents[child]):
                continue  # nobody copies what is not yet there
            against = _PER_MISSING * min(_MOST_MISSING, selection.missing(parent, child))
            named = _NAMED if (child, parent) in credits else 0.0
            support[parent, child] = worth + _log(toward) + named - against
    hidden = _outlets(ties, outside, credits, shared)
    parents = best_branching(support | hidden)
    tried: set[str] = set()
    while alone := _of_one(parents):  # a text that only one has from it says nothing: the next best is taken
        second = _second(alone - tried, parents, support, hidden)
        tried |= alone
        hidden |= second
        if not second:
            hidden = {pair: worth for pair, worth in hidden.items() if pair[0] not in alone}
        parents = best_branching(support | hidden)
    reasons = {pair: why for pair, (_, why) in leans.items()}
    sides = {
        pair: max(-_SURE, min(_SURE, support.get(pair, 0.0) - support.get(pair[::-1], 0.0))) for pair in ties
    }
    return _read_off(
        parents,
        support,
        ties,
        sides,
        {pair: lean for pair, (lean, _) in leans.items()},
        reasons,
        documents,
        credits,
        outside,
        shared,
        selection,
    )


def _direct(tie: Tie) -> float:
    """Return what speaks for one of two accounts being the other's source that wording does not show."""
    return sum(sign.log_odds for sign in tie.signs if sign.kind in _DIRECT)


def _of_one(parents: Mapping[str, str]) -> frozenset[str]:
    """Return the outlets outside that one account alone hangs on."""
    count = Counter(parent for parent in parents.values() if parent.startswith(_OUTSIDE))
    return frozenset(parent for parent, children in count.items() if children < 2)


def _second(
    alone: Collection[str],
    parents: Mapping[str, str],
    support: Mapping[Pair, float],
    hidden: Mapping[Pair, float],
) -> dict[Pair, float]:
    """Return, for outlets that one account hangs on, another that might too, with the support it takes."""
    found: dict[Pair, float] = {}
    for outlet in sorted(alone):
        less = {}
        for (parent, child), worth in hidden.items():
            if parent == outlet and child in parents and parents[child] != outlet:
                had = parents[child]
                less[child] = support.get((had, child), hidden.get((had, child), 0.0)) - worth
        if less:
            child = min(less, key=lambda one: (less[one], one))
            if less[child] <= _NEARLY:
                found[outlet, child] = hidden[outlet, child] + less[child] + 1e-6
    return found


def _outlets(
    ties: Mapping[Pair, Tie],
    outside: Mapping[str, frozenset[str]],
    credits: Container[Pair],
    shared: Shared,
) -> dict[Pair, float]:
    """Return for outlets that are not here and accounts that may be drawn from theirs, what speaks for it.

    What an account that names the outlet shares with others it may have from there, and so may they. The
    outlet that most of those name is the likeliest. `outside` gives for each account the outlets it
    names in words of its own.
    """
    naming: dict[str, set[str]] = defaultdict(set)
    beside: dict[str, set[str]] = defaultdict(set)
    for pair in ties:
        for one, other in (pair, pair[::-1]):
            beside[one].add(other)
            for outlet in outside.get(one, ()):
                naming[outlet].add(one)
    found: dict[Pair, float] = {}
    for outlet, named in sorted(naming.items()):
        many = _PER_NAMING * math.log(len(named))
        near = set().union(*(beside[one] for one in named)) | named
        for child in sorted(near):
            if child in named:
                having = beside[child]
                said = _NAMED
            else:
                having = {
                    one
                    for one in beside[child] & named
                    if ties[_pair(child, one)].confidence >= _SURELY_TIED and (one, child) not in credits
                }
                said = _UNNAMED
            if having:
                bits = shared.bits_of_all(child, having)
                found[_OUTSIDE + outlet, child] = _TIED + _PER_BIT * bits + said + many
    return found


def _read_off(
    parents: Mapping[str, str],
    support: Mapping[Pair, float],
    ties: Mapping[Pair, Tie],
    toward: Mapping[Pair, float],
    leans: Mapping[Pair, float],
    reasons: Mapping[Pair, str],
    documents: Mapping[str, Document],
    credits: Container[Pair],
    outside: Mapping[str, frozenset[str]],
    shared: Shared,
    selection: Selection,
) -> Forest:
    """Make lines and families of the parents that were chosen."""

    def lacks(middle: str, one: str, other: str) -> bool:
        if not shared.compared(one, other) or any((end, middle) in credits for end in (one, other)):
            return False  # who says where a text is from is believed
        if (
            min(selection.beyond(one, other, middle), selection.beyond(other, one, middle))
            >= _LEAST_BEYOND_SENTENCES
        ):
            return True
        beyond = shared.beyond(one, other, middle)
        through = min(shared.bits(one, middle), shared.bits(other, middle))
        return beyond >= max(_LEAST_BEYOND_BITS, _LEAST_BEYOND_SHARE * through)

    inside = {child: parent for child, parent in parents.items() if parent in documents}
    hidden = {
        child: parent
        for child, parent in inside.items()
        if parent not in parents
        and ties[_pair(parent, child)].confidence >= _SURELY_TIED
        and support[parent, child] < _TIED + _PER_BIT * shared.bits(parent, child) + _HIDDEN
    }
    families = _with_outlets(find_families(inside, lacks, brothers=hidden), parents, outside)
    lines: dict[Pair, float] = {}
    family_of: set[Pair] = set()
    for number, family in enumerate(families):
        node = f"{_OUTSIDE}{number}"
        for member in family.members:
            lines[(member, node) if member == family.above else (node, member)] = _SURE
            family_of |= {(member, other) for other in family.members}
    for child, parent in inside.items():
        if (parent, child) not in family_of:
            pair = _pair(parent, child)
            lines[parent, child] = toward[pair] if parent == pair[0] else -toward[pair]
    found = []
    for (parent, child), likely in sorted(directions(lines).items()):
        if parent in documents and child in documents:
            pair = _pair(parent, child)
            own = leans[pair] if parent == pair[0] else -leans[pair]
            if own and reasons[pair] in _SAID:  # goes before what the rest of the tree suggests
                likely = 1.0 / (1.0 + math.exp(-own))
            ends = [parent, child] if likely >= 0.5 else [child, parent]
            sure = max(likely, 1.0 - likely)
            if sure < LEAST_SURE:
                ends.sort(key=lambda one: (documents[one].name, one))
            found.append(Line(ends[0], ends[1], ties[pair], sure, reasons[pair]))
    return Forest(tuple(sorted(found, key=lambda line: (line.parent, line.child))), families)


def _with_outlets(
    families: tuple[Family, ...], parents: Mapping[str, str], outside: Mapping[str, frozenset[str]]
) -> tuple[Family, ...]:
    """Put families whose first member has its text from an outlet under that outlet, and name others."""
    under: dict[str, set[str]] = defaultdict(set)
    for child, parent in parents.items():
        if parent.startswith(_OUTSIDE):
            under[parent.removeprefix(_OUTSIDE)].add(child)
    unnamed = []
    for family in families:
        first = parents.get(family.above, "") if family.above else ""
        if first.startswith(_OUTSIDE):
            under[first.removeprefix(_OUTSIDE)] |= family.members
        else:
            unnamed.append(family)
    named = [
        Family(
            frozenset(members),
            None,
            outlet,
            frozenset(one for one in members if outlet in outside.get(one, ())),
        )
        for outlet, members in sorted(under.items())
    ]
    return (*named, *unnamed)


def _lean(tie: Tie, documents: Mapping[str, Document], credits: Container[Pair]) -> tuple[float, str]:
    """Return the log-odds that the first account of a tie stands above the second, and what says so."""
    reuse = tie.reuse or Reuse(tie.a, tie.b, (), (), 0.0, 0.0, 0.0, 0)
    direction = find_direction(reuse, documents[tie.a], documents[tie.b], credits=credits)
    lean = math.log(direction.likely / (1.0 - direction.likely)) if direction.likely < 1.0 else _SURE
    return (lean if direction.parent == tie.a else -lean), direction.why


def leaning(tie: Tie, documents: Mapping[str, Document], credits: Container[Pair]) -> tuple[float, str]:
    """Return how likely the first account of a tie stands above the second, and what says so."""
    lean, why = _lean(tie, documents, credits)
    return math.exp(_log(lean)), why


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _is_later(one: Document, other: Document) -> bool:
    return bool(one.published and other.published and one.published > other.published)


def _log(log_odds: float) -> float:
    """Return the logarithm of the probability that log-odds stand for."""
    return -math.log1p(math.exp(-log_odds)) if log_odds > -_TIED else log_odds
