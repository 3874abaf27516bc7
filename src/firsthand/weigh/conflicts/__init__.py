"""Find where accounts conflict: claims that answer one question differently, and denials."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from firsthand.model import Claim, Conflict, Document, Source, Statement, content_id
from firsthand.weigh.conflicts.candidates import candidate_pairs
from firsthand.weigh.conflicts.profile import Profile, profile, weights_of_words
from firsthand.weigh.conflicts.questions import explanation_of, kind_of, question_of
from firsthand.weigh.conflicts.ranking import gather, score
from firsthand.weigh.conflicts.signals import Signals, find_signals
from firsthand.weigh.sense import Encoder, encode

__all__ = ["find_conflicts"]

# A reader checks conflicts one by one: no more than this many a story, and of a small story no more
# than one in ten statements.
_MOST = 20
_STATEMENTS_EACH = 8
# No claim takes part in more conflicts than this, so that one denial does not fill the list.
_MOST_EACH = 3
# Log odds below which a pair is not shown.
_LEAST_SCORE = -3.0


def find_conflicts(
    claims: Iterable[Claim],
    statements: Iterable[Statement],
    sources: Iterable[Source] = (),
    *,
    documents: Iterable[Document] = (),
    encode: Encoder = encode,
) -> tuple[Conflict, ...]:
    """Find pairs of claims of one story that answer one question differently.

    Every pair about one thing is held against each other, scored, and the best are kept. The order
    of the input changes nothing.
    """
    told = sorted(statements, key=lambda s: (s.document, s.start, s.end, s.id))
    texts = {document.id: document.text for document in documents}
    claim_of = {each: claim.id for claim in claims for each in claim.statements}
    told = [statement for statement in told if statement.id in claim_of]
    if len({statement.document for statement in told}) < 2:
        return ()
    profiles = _profiles(told, texts, encode)
    weights = weights_of_words(profiles)
    evidence: dict[tuple[str, str], list[Signals]] = defaultdict(list)
    for at, other in candidate_pairs(profiles):
        left, right = profiles[at], profiles[other]
        first, second = claim_of[left.statement.id], claim_of[right.statement.id]
        if first == second:
            continue
        found = find_signals(left, right, weights=weights, text=texts.get(left.statement.document, ""))
        evidence[min(first, second), max(first, second)].append(found)
    scored = {pair: score(gather([each.values for each in found])) for pair, found in evidence.items()}
    chosen = _choose(scored, most=min(_MOST, max(1, len(told) // _STATEMENTS_EACH)))
    speakers = {source.id: source for source in sources}
    names = {document.id: document.name for document in documents}
    conflicts = [_conflict(pair, evidence[pair], weights, speakers, names) for pair in chosen]
    return tuple(sorted(conflicts, key=lambda conflict: conflict.id))


def _profiles(told: Sequence[Statement], texts: Mapping[str, str], encode: Encoder) -> list[Profile]:
    vectors = encode([statement.reading or statement.text for statement in told])
    place: dict[str, int] = defaultdict(int)
    out = []
    for statement, vector in zip(told, vectors, strict=True):
        text = texts.get(statement.document, "")
        out.append(profile(statement, place=place[statement.document], document_text=text, vector=vector))
        place[statement.document] += 1
    return out


def _choose(scored: Mapping[tuple[str, str], float], *, most: int) -> list[tuple[str, str]]:
    """Return the best pairs, best first, no claim in too many of them."""
    taken: dict[str, int] = defaultdict(int)
    chosen: list[tuple[str, str]] = []
    for pair in sorted(scored, key=lambda pair: (-scored[pair], pair)):
        if scored[pair] < _LEAST_SCORE or len(chosen) == most:
            break
        if all(taken[claim] < _MOST_EACH for claim in pair):
            chosen.append(pair)
            for claim in pair:
                taken[claim] += 1
    return chosen


def _conflict(
    pair: tuple[str, str],
    evidence: Sequence[Signals],
    weights: Mapping[str, float],
    sources: Mapping[str, Source],
    names: Mapping[str, str],
) -> Conflict:
    best = max(evidence, key=lambda each: (score(each.values), each.left.statement.id))
    kind = kind_of(best)
    return Conflict(
        id=content_id("x", kind, *pair),
        kind=kind,
        question=question_of(best, kind, weights),
        claims=pair,
        statements=(best.left.statement.id, best.right.statement.id),
        explanation=explanation_of(best, sources, names),
    )
