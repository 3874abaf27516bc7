"""How much speaks for each claim of a conflict: the independent origins behind it, and their record.

What copies what is known here from the lineage, so origins are counted, never documents. A story has few
disputes and nobody knows which side of one is right. An origin's record is therefore only how it fared
against others: whether other independent origins stood with it. It moves a count a little, never decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from firsthand.model import Claim, Conflict, Source, Statement

# By sense: each side has one unseen origin more, so that one origin against none is never certain; a record
# is worth as much as what an origin's name says beforehand only after so many other disputes.
_UNSEEN = 1.0
_WORTH_BEFOREHAND = 5.0
# From so many other disputes on a record is told.
_DISPUTES_TOLD = 2
_ORIGINS_TOLD = 3


@dataclass(frozen=True, slots=True)
class _Standing:
    """How an origin stood in one dispute: with how many independent others, against how many."""

    dispute: frozenset[str]
    beside: int
    against: int


def with_credibility(
    claims: Iterable[Claim],
    conflicts: Iterable[Conflict],
    sources: Iterable[Source] = (),
    statements: Iterable[Statement] = (),
) -> tuple[Claim, ...]:
    """Return the claims; those held against another with their credibility, in (0, 1), and its reasons.

    Where one origin is named for both, what its own text says counts, as far as that is among the
    `statements`. A claim nobody contests keeps None. The order of the input changes nothing but that of the
    output.
    """
    held = tuple(claims)
    known = {claim.id: claim for claim in held}
    voices = tuple(sources)
    names = {source.id: source.name for source in voices}
    disputes = sorted(
        {each.claims[:2] for each in conflicts if len(set(each.claims[:2]) & known.keys()) == 2}
    )
    against: dict[str, set[str]] = defaultdict(set)
    for one, other in disputes:
        against[one].add(other)
        against[other].add(one)
    standings = _standings(disputes, known)
    own_text = _own_texts([known[each] for each in against], voices, statements)
    return tuple(
        _weighed(claim, [known[each] for each in sorted(against[claim.id])], standings, names, own_text)
        if claim.id in against
        else claim
        for claim in held
    )


def _standings(disputes: Iterable[Sequence[str]], known: Mapping[str, Claim]) -> dict[str, list[_Standing]]:
    found: dict[str, list[_Standing]] = defaultdict(list)
    for one, other in disputes:
        for own, opposed in ((known[one], known[other]), (known[other], known[one])):
            for origin in sorted(set(own.origins) - set(opposed.origins)):
                dispute = frozenset((one, other))
                found[origin].append(
                    _Standing(dispute, own.independent_origins - 1, opposed.independent_origins)
                )
    return found


def _weighed(
    claim: Claim,
    opposed: Sequence[Claim],
    standings: Mapping[str, Sequence[_Standing]],
    names: Mapping[str, str],
    own_text: Mapping[str, frozenset[str]],
) -> Claim:
    theirs = {origin for each in opposed for origin in each.origins}
    both = theirs & set(claim.origins)
    own = set(claim.origins) - both
    unnamed = max(claim.independent_origins - len(claim.origins), 0)
    unnamed_against = max((max(c.independent_origins - len(c.origins), 0) for c in opposed), default=0)
    here = {claim.id, *(each.id for each in opposed)}
    records = {
        origin: [s for s in standings.get(origin, ()) if not s.dispute & here]
        for origin in own | theirs - both
    }
    weight = {origin: _weight(record) for origin, record in records.items()}
    says = {origin for origin in both if origin in own_text[claim.id]}
    says_other = {origin for origin in both if any(origin in own_text[each.id] for each in opposed)}
    speaks_for = unnamed + sum(weight[origin] for origin in sorted(own)) + len(says - says_other)
    speaks_against = unnamed_against + sum(weight[origin] for origin in sorted(theirs - both))
    speaks_against += len(says_other - says)
    share = (speaks_for + _UNSEEN) / (speaks_for + speaks_against + 2 * _UNSEEN)
    called = {origin: names.get(origin, "one nobody names") for origin in (*claim.origins, *sorted(theirs))}
    count = _count(len(own) + unnamed, [called[origin] for origin in sorted(own)])
    count_against = _named(len(theirs - both) + unnamed_against, [called[o] for o in sorted(theirs - both)])
    apart = own or unnamed or theirs - both or unnamed_against
    reasons = [f"{count} against {count_against}"] if apart or not both else []
    reasons += [
        _of_both(called[origin], says=origin in says, says_other=origin in says_other)
        for origin in sorted(both)[:_ORIGINS_TOLD]
    ]
    told = sorted((called[o], o) for o in records if len(records[o]) >= _DISPUTES_TOLD)
    reasons += [_record(name, records[origin]) for name, origin in told[:_ORIGINS_TOLD]]
    return replace(claim, credibility=round(share, 3), credibility_because="; ".join(reasons))


def _own_texts(
    claims: Iterable[Claim], sources: Iterable[Source], statements: Iterable[Statement]
) -> dict[str, frozenset[str]]:
    """Return, for each claim, the sources whose own text in the collection tells it."""
    held = tuple(claims)
    asked = {each for claim in held for each in claim.statements}
    at = {source.document: source.id for source in sources if source.document}
    told = {
        s.id: at[s.document]
        for s in statements
        if s.id in asked
        and s.document in at
        and s.stance != "denies"
        and set(s.attribution[:1]) <= {at[s.document]}
    }
    return {claim.id: frozenset(told[each] for each in claim.statements if each in told) for claim in held}


def _of_both(name: str, *, says: bool, says_other: bool) -> str:
    """Say what is known of an origin that is named for both answers."""
    told = f"both answers are told of {name}"
    if says and not says_other:
        return f"{told}, whose own text has this one"
    if says_other and not says:
        return f"{told}, whose own text has the other"
    return f"{told}: an account on the way has changed it, or {name} said both"


def _weight(record: Sequence[_Standing]) -> float:
    """Return what an origin counts: 1 without a record, towards 0 or 2 as others stood against or with it."""
    backed = sum((s.beside + _UNSEEN) / (s.beside + s.against + 2 * _UNSEEN) for s in record)
    return 2 * (backed + _WORTH_BEFOREHAND / 2) / (len(record) + _WORTH_BEFOREHAND)


def _count(number: int, names: Sequence[str]) -> str:
    counted = f"{number or 'no'} independent {'origin' if number == 1 else 'origins'}"
    return _with_names(counted, number, names)


def _named(number: int, names: Sequence[str]) -> str:
    return _with_names(str(number or "none"), number, names)


def _with_names(counted: str, number: int, names: Sequence[str]) -> str:
    """Add who they are: the first few by name."""
    told = sorted(names)[:_ORIGINS_TOLD]
    more = f" and {number - len(told)} more" if told and number > len(told) else ""
    return f"{counted} ({', '.join(told)}{more})" if told else counted


def _record(name: str, record: Sequence[_Standing]) -> str:
    alone = sum(standing.beside == 0 for standing in record)
    disputes = len(record)
    if alone == 0:
        return f"{name} had others beside it in all of {disputes} other disputes"
    return f"{name} stood alone in {alone} of {disputes} other disputes"
