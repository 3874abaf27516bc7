"""What speaks for a tie beside the wording: who names whom, and who tells again what another told."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from firsthand.model import Document, Passage, Source, Statement
from firsthand.trace.dating import days_between, written_on
from firsthand.trace.descent.ties import Sign, Tie
from firsthand.trace.wording.reuse import Reuse
from firsthand.trace.wording.rewriting import find_retelling

Pair = tuple[str, str]
Credits = Mapping[str, Mapping[str, tuple[Passage, ...]]]

# Set by hand, in log-odds. An account that names another's outlet has something from there three times in
# four where both share anything; two that name the same agency may each have one thing from it.
_NAMES_IT = 3.0
_NAME_ONE = 1.5
# Told in other words: who names a source once may answer it; who follows it names it again.
_OFTEN = 2
_RETOLD = 7.0
_BITS_PER_LOG_ODDS = 6.0
_MOST_RELAYED = 8.0
# Two may thank the same outlet in the same sentence by chance; not with what stands around it.
_LONGER_THAN_A_CREDIT = 150
# Of more than this many that name one outlet only those that share wording are looked at in pairs.
_MANY = 30


def find_signs(
    inside: Credits,
    outside: Credits,
    documents: Mapping[str, Document],
    sources: Mapping[str, Source],
    reuses: Sequence[Reuse],
    statements: Iterable[Statement],
) -> dict[Pair, list[Sign]]:
    """Return, by pair of documents, what their credits say.

    `inside` gives for each document the documents it names with the words that do, `outside` the outlets
    whose accounts are not here.
    """
    found: dict[Pair, list[Sign]] = defaultdict(list)
    for child, named in sorted(inside.items()):
        for parent, passages in sorted(named.items()):
            pair = (child, parent) if child < parent else (parent, child)
            found[pair].append(Sign("credit", _NAMES_IT, "one names the other's outlet"))
            if len(passages) >= _OFTEN:
                found[pair] += _retold(documents[child], documents[parent])
    shared = {(reuse.a, reuse.b): reuse for reuse in reuses}
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.attribution:
            said[statement.document].append(statement)
    naming: dict[str, dict[str, int]] = defaultdict(dict)
    for document, by_outlet in outside.items():
        for outlet, passages in by_outlet.items():
            if sources[outlet].kind == "outlet":
                naming[outlet][document] = len(passages)
    for outlet, count in sorted(naming.items()):
        for pair in combinations(sorted(count), 2):
            reuse = shared.get(pair)
            if reuse is None and len(count) > _MANY:
                continue
            if reuse is not None and reuse.counts:  # both may have heard the same broadcast
                told = f"both name {sources[outlet].name}"
                found[pair].append(Sign("common credit", _NAME_ONE, told))
            if reuse is not None and (bits := _relayed_bits(reuse, outlet, said)):
                worth = min(_MOST_RELAYED, bits / _BITS_PER_LOG_ODDS)
                found[pair].append(
                    Sign("relayed", worth, f"both quote what was said to {sources[outlet].name}")
                )
            if max(count[one] for one in pair) >= _OFTEN and (reuse is None or not reuse.counts):
                found[pair] += _retold(*(documents[one] for one in pair))
    return dict(found)


def own_credits(
    inside: Credits, ties: Mapping[Pair, Tie], documents: Mapping[str, Document]
) -> frozenset[Pair]:
    """Return the (child, parent) pairs in which a document names another in words of its own.

    Who copies a copy copies its credit too: what stands in a passage shared with another account that gives
    the same credit, and is no later, says nothing of which of the two was the source.
    """
    givers: dict[str, list[tuple[str, Passage]]] = defaultdict(list)
    for (a, b), tie in ties.items():
        apart = days_between(written_on(documents[a]), written_on(documents[b])) or 0
        if apart <= 0:
            givers[a] += [(b, passage) for passage in tie.evidence[::2]]
        if apart >= 0:
            givers[b] += [(a, passage) for passage in tie.evidence[1::2]]
    own: set[Pair] = set()
    for child, named in inside.items():
        for parent, passages in named.items():
            naming = frozenset(one for one, by in inside.items() if parent in by)
            if any(not _has_from(passage, givers[child], naming) for passage in passages):
                own.add((child, parent))
    return frozenset(own)


def first_hand(
    outside: Credits,
    ties: Mapping[Pair, Tie],
    documents: Mapping[str, Document],
    sources: Mapping[str, Source],
) -> dict[str, frozenset[str]]:
    """Return for each document the outlets without an account here that it names in words of its own.

    Where nobody does, because all who name one have the same words, each of them does.
    """
    own = own_credits(outside, ties, documents)
    somebody = {outlet for _, outlet in own}
    return {
        document: frozenset(
            one
            for one in named
            if sources[one].kind == "outlet" and ((document, one) in own or one not in somebody)
        )
        for document, named in outside.items()
    }


def _has_from(passage: Passage, given: Sequence[tuple[str, Passage]], naming: frozenset[str]) -> bool:
    """Tell whether the words of a credit lie in a passage shared with another account that gives it too."""
    return any(
        giver in naming
        and shared.start < passage.start
        and passage.end < shared.end
        and shared.end - shared.start > _LONGER_THAN_A_CREDIT
        for giver, shared in given
    )


def _retold(one: Document, other: Document) -> list[Sign]:
    first, second = (one, other) if one.id < other.id else (other, one)
    retelling = find_retelling(first, second)
    back = find_retelling(second, first)
    if not (retelling.counts or back.counts):
        return []
    if retelling.counts:
        passages = retelling.passages
    else:
        passages = tuple(
            each for pair in zip(back.passages[1::2], back.passages[::2], strict=True) for each in pair
        )
    return [Sign("retold", _RETOLD, "tells the same things in other words", passages)]


def _relayed_bits(reuse: Reuse, source: str, said: Mapping[str, Sequence[Statement]]) -> float:
    """Return the bits of the shared quotations that came through the source.

    It is enough that one document says so of the speaker ("she told the Post"): the other, which
    credits the same source, has the same words from the same mouth.
    """
    bits = 0.0
    for quotation in reuse.quotations:
        for side in (quotation.a, quotation.b):
            told = said.get(side.document, ())
            heard = {one.attribution[0] for one in told if source in one.attribution[1:]}
            if any(one.attribution[0] in heard and side.overlaps(one.passage) for one in told):
                bits += quotation.bits
                break
    return bits
