"""Where a claim begins: with how many who do not have it from one another."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from firsthand.model import Statement
from firsthand.weigh.origins.doubles import doubles, own_acts
from firsthand.weigh.origins.lines import Lines
from firsthand.weigh.origins.unions import Union


def find_origins(group: Sequence[Statement], lines: Lines) -> tuple[tuple[str, ...], int]:
    """Return the sources where the lines of a claim begin, one for each line, and their number.

    A claim somebody is named for begins with its first speakers, and with the bodies that publish it in
    their own name. Who denies it is none of them, unless nobody says it: then the claim is the denial. One
    line are: one who only passes on what another of them says, one who speaks for another, an unnamed one
    in a document drawn from another's, two under whose names stand the same words, two whose words are
    translated from one another, an outlet beside the body whose act it tells. A report nobody signed, and
    nobody in particular, are none beside a named speaker. Documents that tell such a claim in their own
    voice add none: they tell what was said. A claim nobody is named for begins at the outlets of its
    documents, also where some of them put it on nobody in particular ("locals"); those that carry one
    another's text or draw on one account count once.
    """
    said = [s for s in group if s.stance != "denies"] or list(group)
    spoken = [(s, origin) for s in said if (origin := _speaker(s, lines)) is not None]
    if not spoken or all(not s.attribution and lines.kind_of(o) != "government" for s, o in spoken):
        return _from_documents(said, lines)
    if all(lines.is_unsigned(origin) for _, origin in spoken) and any(not s.attribution for s in said):
        return _from_documents(said, lines)
    told = Counter(origin for _, origin in spoken)
    signed = {source for source in told if not lines.is_unsigned(source)}
    named = sorted(signed or told)
    acts = own_acts(said, named, lines)
    pairs = [*doubles(spoken, lines), *acts]
    pairs += [pair for pair in combinations(named, 2) if not signed or lines.one_voice(*pair)]
    counted = set(named)
    union = _joined([pair for pair in pairs if counted.issuperset(pair)], told, lines)
    relays = {other for one in named for other in named if lines.relayed(one, other)}
    relays.update(outlet for _, outlet in acts)
    begin: dict[str, str] = {}
    best = sorted(named, key=lambda s: (s in relays, lines.is_unnamed(s), -told[s], lines.is_foreign(s), s))
    for source in best:
        begin.setdefault(union.root(source), source)
    return tuple(sorted(begin.values())), len(begin)


def _joined(pairs: Iterable[tuple[str, str]], told: Counter[str], lines: Lines) -> Union:
    """Return the sets of speakers that are one.

    An unnamed one that may be any of several named ones makes no one of these: "officials" do not make the
    mayor and the minister the same. It is then one with whoever is told most.
    """
    union = Union()
    open_ones: set[tuple[str, str]] = set()
    named: set[str] = set()
    for one, other in pairs:
        known = [source for source in (one, other) if not lines.is_unnamed(source)]
        named.update(known)
        if len(known) == 1:
            open_ones.add((known[0], other if known[0] == one else one))
        else:
            union.join(one, other)
    for known_one, unnamed in sorted(open_ones, key=lambda pair: (-told[pair[0]], pair)):
        if union.root(unnamed) not in {union.root(source) for source in named}:
            union.join(known_one, unnamed)
    return union


def _speaker(statement: Statement, lines: Lines) -> str | None:
    return statement.attribution[0] if statement.attribution else lines.body_behind(statement.document)


def _from_documents(group: Sequence[Statement], lines: Lines) -> tuple[tuple[str, ...], int]:
    found = lines.of_documents(statement.document for statement in group)
    first = {source for line in found if (source := lines.first_told(line)) is not None}
    return tuple(sorted(first)), max(len(found), 1)
