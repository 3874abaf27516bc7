"""Find where accounts conflict: claims that answer one question differently, and denials."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np

from firsthand.model import Claim, Conflict, Document, Source, Statement, Update, content_id
from firsthand.trace.sense import Encoder
from firsthand.trace.wording.words import language_of
from firsthand.weigh.conflicts.explaining import explanation_of
from firsthand.weigh.conflicts.facts import find_fact_conflicts
from firsthand.weigh.conflicts.finding import Finding
from firsthand.weigh.conflicts.groups import Question, group_pairs
from firsthand.weigh.conflicts.profile import Profile, profiles_of
from firsthand.weigh.conflicts.stances import find_stance_conflicts

__all__ = ["find_conflicts"]

# A reader checks conflicts one by one: no more than this many a story, and in a small story no more
# than one for so many statements.
_MOST = 20
_STATEMENTS_EACH = 10
# A difference is shown only where two readers in three would agree that it is one.
_LEAST_SURE = 0.66


def find_conflicts(
    claims: Iterable[Claim],
    statements: Iterable[Statement],
    sources: Iterable[Source] = (),
    *,
    documents: Iterable[Document] = (),
    updates: Iterable[Update] = (),
    encoder: Encoder | None = None,
) -> tuple[Conflict, ...]:
    """Find claims of one story that answer one question differently.

    Each kind of difference has its own detector, which must be able to ask the question; what they
    find is ordered by how sure it is and gathered into questions. Claims that `updates` join are left
    out. A story told by one document has none. `encoder` gives the sense of statements, so that one
    thing said in other words is found; without it their words have to do. The order of the input
    changes nothing.
    """
    documents = sorted(documents, key=lambda document: document.id)
    claim_of = {each: claim.id for claim in claims for each in claim.statements}
    told = sorted(
        (statement for statement in statements if statement.id in claim_of),
        key=lambda s: (s.document, s.start, s.end, s.id),
    )
    if len({statement.document for statement in told}) < 2:
        return ()
    speakers = {source.id: source for source in sources}
    by_id = {document.id: document for document in documents}
    languages = {document.id: language_of(document) for document in documents}
    texts = {document.id: document.text for document in documents}
    senses = encoder([statement.text for statement in told]) if encoder else None
    profiles = profiles_of(told, texts, None if senses is None else list(senses), languages)
    rows = np.stack([each.sense for each in profiles])
    found = (
        *find_stance_conflicts(profiles, rows, claim_of=claim_of, sources=speakers, documents=by_id),
        *find_fact_conflicts(told, claim_of=claim_of, sources=speakers, documents=by_id, senses=senses),
    )
    moved = [set(update.claims) for update in updates]
    alone = _alone(profiles)
    best: dict[tuple[str, str], Finding] = {}
    for finding in sorted(found, key=_surest):
        pair = _pair(finding, claim_of)
        here = finding.left.document == finding.right.document and finding.left.document in alone
        if pair[0] == pair[1] or here or any(set(pair) <= moves for moves in moved):
            continue
        if finding.confidence >= _LEAST_SURE:
            best.setdefault(pair, finding)
    alike = _Likeness(profiles, claim_of)
    questions: list[Question] = []
    for kind in sorted({finding.kind for finding in best.values()}):
        pairs = [pair for pair, finding in best.items() if finding.kind == kind]
        asked = {pair: _asked(best[pair].question) for pair in pairs}
        questions += group_pairs(pairs, alike, most=_MOST, apart=_pairs(moved), asked=asked)
    questions.sort(key=lambda question: _surest(best[question.pair]))
    most = min(_MOST, max(1, len({each.text for each in told}) // _STATEMENTS_EACH))
    conflicts = [_conflict(each, best[each.pair], speakers, by_id) for each in questions[:most]]
    return tuple(sorted(conflicts, key=lambda conflict: conflict.id))


def _pair(finding: Finding, claim_of: Mapping[str, str]) -> tuple[str, str]:
    first, second = sorted((claim_of[finding.left.id], claim_of[finding.right.id]))
    return first, second


def _asked(question: str) -> str:
    """Return a question without its answers ("How many leaks: 30 or 31?"); whole where it quotes them."""
    return question if "“" in question.partition(": ")[2][:1] else question.partition(": ")[0]


def _surest(finding: Finding) -> tuple[float, str, str, str]:
    return -finding.confidence, finding.kind, finding.left.id, finding.right.id


def _alone(profiles: Sequence[Profile]) -> frozenset[str]:
    """Return the documents that are the only account in their language: none is held against itself."""
    languages = {each.statement.document: each.language for each in profiles}
    accounts = Counter(languages.values())
    return frozenset(document for document, language in languages.items() if accounts[language] == 1)


def _pairs(moved: Iterable[set[str]]) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for claims in moved for pair in combinations(sorted(claims), 2))


class _Likeness:
    """How alike two claims are in sense: as alike as their likest statements."""

    def __init__(self, profiles: Sequence[Profile], claim_of: Mapping[str, str]) -> None:
        self._members: dict[str, list[Profile]] = defaultdict(list)
        for each in profiles:
            self._members[claim_of[each.statement.id]].append(each)

    def __call__(self, one: str, other: str) -> float:
        return max(
            float(left.sense @ right.sense) for left in self._members[one] for right in self._members[other]
        )


def _conflict(
    question: Question, finding: Finding, sources: Mapping[str, Source], documents: Mapping[str, Document]
) -> Conflict:
    return Conflict(
        id=content_id("x", finding.kind, *question.claims),
        kind=finding.kind,
        question=finding.question,
        claims=question.claims,
        statements=(finding.left.id, finding.right.id),
        explanation=explanation_of(finding, sources, documents),
        confidence=round(finding.confidence, 3),
    )
