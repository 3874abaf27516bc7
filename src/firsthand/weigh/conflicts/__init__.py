"""Find where accounts conflict: claims that answer one question differently, and denials."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import exp

from firsthand.model import Claim, Conflict, Document, Source, Statement, Update, content_id
from firsthand.trace.sense import Encoder
from firsthand.trace.wording.words import language_of
from firsthand.weigh.conflicts.candidates import candidate_pairs
from firsthand.weigh.conflicts.groups import Question, group_pairs
from firsthand.weigh.conflicts.profile import Profile, profiles_of, weights_of_words
from firsthand.weigh.conflicts.questions import called, explanation_of, kind_of, question_of
from firsthand.weigh.conflicts.ranking import Verdict, judge
from firsthand.weigh.conflicts.signals import Signals, find_signals

__all__ = ["find_conflicts"]

# A reader checks conflicts one by one: no more than this many a story, and in a small story no more
# than one for so many statements.
_MOST = 20
_STATEMENTS_EACH = 10
# Pairs beyond the questions a story may have, that may still join one of them.
_MORE_PAIRS = 3
# Log odds below which a pair is not shown; those that join a question may be less sure.
_LEAST_SCORE = -3.5
# What a sign counts was learned from English pairs: in other languages only the clear ones are shown.
_LEAST_ELSEWHERE = -1.5


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

    Statements about one thing are held against each other; each difference is scored, and the best
    pairs are kept and gathered into questions. Claims that `updates` join are left out. A story
    told by one document has none. `encoder` gives the sense of statements, so that one thing said in
    other words is found; without it their words have to do. The order of the input changes nothing.
    """
    documents = sorted(documents, key=lambda document: document.id)
    claim_of = {each: claim.id for claim in claims for each in claim.statements}
    told = sorted(
        (statement for statement in statements if statement.id in claim_of),
        key=lambda s: (s.document, s.start, s.end, s.id),
    )
    if len({statement.document for statement in told}) < 2:
        return ()
    texts = {document.id: document.text for document in documents}
    senses = list(encoder([statement.text for statement in told])) if encoder else None
    languages = {document.id: language_of(document) for document in documents}
    profiles = profiles_of(told, texts, senses, languages)
    accounts = Counter(languages.get(document, "en") for document in {s.document for s in told})
    alone = {language for language, count in accounts.items() if count == 1}
    weights = weights_of_words(profiles)
    evidence: dict[tuple[str, str], list[Signals]] = defaultdict(list)
    for at, other in candidate_pairs(profiles):
        left, right = profiles[at], profiles[other]
        if left.statement.document == right.statement.document and left.language in alone:
            continue  # the only account in its language: nothing is held against it there
        first, second = sorted((claim_of[left.statement.id], claim_of[right.statement.id]))
        if first != second:
            text = texts.get(left.statement.document, "")
            evidence[first, second].append(find_signals(left, right, weights=weights, text=text))
    moved = [set(update.claims) for update in updates]
    verdicts = {
        pair: verdict
        for pair, found in evidence.items()
        if not any(set(pair) <= claims for claims in moved)
        and (verdict := judge(found)) is not None
        and verdict.score >= _least(verdict.signals)
    }
    most = min(_MOST, max(1, len(told) // _STATEMENTS_EACH))
    best = sorted(verdicts, key=lambda pair: (-verdicts[pair].score, pair))[: most * _MORE_PAIRS]
    questions = group_pairs(best, _Likeness(profiles, claim_of), most=most, apart=_pairs(moved))
    speakers = {source.id: source for source in sources}
    names = {document.id: called(document) for document in documents}
    conflicts = [_conflict(each, verdicts[each.pair], speakers, names) for each in questions]
    return tuple(sorted(conflicts, key=lambda conflict: conflict.id))


def _least(signals: Signals) -> float:
    english = signals.left.language == signals.right.language == "en"
    return _LEAST_SCORE if english else _LEAST_ELSEWHERE


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
    question: Question,
    verdict: Verdict,
    sources: Mapping[str, Source],
    names: Mapping[str, str],
) -> Conflict:
    signals = verdict.signals
    kind = kind_of(signals)
    return Conflict(
        id=content_id("x", kind, *question.claims),
        kind=kind,
        question=question_of(signals, kind),
        claims=question.claims,
        statements=(signals.left.statement.id, signals.right.statement.id),
        explanation=explanation_of(signals, sources, names),
        confidence=round(1 / (1 + exp(-verdict.score)), 3),
    )
