"""Where accounts conflict, once statements left, were worded otherwise or changed claims."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from firsthand.model import Claim, Conflict, Source, Statement, Update
from firsthand.review.applying.around import Neighbours, some_of
from firsthand.review.applying.sense import remembered
from firsthand.review.applying.working import Working
from firsthand.weigh.conflicts import find_conflicts
from firsthand.weigh.conflicts.explaining import explanation_of
from firsthand.weigh.conflicts.finding import Finding


def derive_conflicts(
    story: Working, claims: Mapping[str, Claim], updates: Sequence[Update]
) -> dict[str, Conflict]:
    """Return the conflicts as they stand now by id, rejected ones too.

    One whose statements are left stays, between the claims that hold them now. One that lost a statement, or
    had it worded otherwise, stays where the same is found again between its two claims. Statements that are
    new or worded otherwise are held against those that have places or words in common with them; the parts
    of a claim that was split against one another.
    """
    found: dict[str, Conflict] = {}
    lost: list[tuple[Conflict, tuple[str, str]]] = []
    for conflict in story.findings.conflicts:
        sides = _sides(story, conflict)
        if sides is None or sides[0] == sides[1] or not {*sides} <= claims.keys():
            continue
        if any(each in story.rejected or each in story.fresh for each in conflict.statements):
            lost.append((conflict, sides))
        else:
            found[conflict.id] = _kept(story, conflict, sides, claims)
    for conflict, sides in lost:
        again = _among(story, claims, sides, updates, always=conflict.statements)
        same = [each for each in again if {*each.claims[:2]} == {*sides}]
        if same:
            best = min(same, key=lambda each: (each.kind != conflict.kind, -each.confidence, each.id))
            others = [n for n in map(story.now, conflict.claims[2:]) if n in claims and n not in sides]
            held = tuple(dict.fromkeys((*best.claims[:2], *others)))
            found[conflict.id] = replace(best, id=conflict.id, claims=held)
    _look_around(story, claims, updates, found)
    return found


def _look_around(
    story: Working, claims: Mapping[str, Claim], updates: Sequence[Update], found: dict[str, Conflict]
) -> None:
    """Add the conflicts that statements worded anew, and the parts of split claims, are in."""
    fresh = sorted(story.fresh - story.rejected.keys())
    told = [each for each in story.statements.values() if each.id not in story.rejected]
    held = {name: claim for name, claim in story.claim_of.items() if claim in claims}
    near = Neighbours([story.statements[name] for name in fresh], told, held) if fresh else None
    for name in fresh:
        own = held.get(name)
        if own is None or near is None:
            continue
        names = (own, *near.claims(story.statements[name], own))
        for conflict in _among(story, claims, names, updates, always=(name,)):
            if name in conflict.statements and not _known(conflict, found.values()):
                found[conflict.id] = conflict
    for pair in story.parted:
        parts = tuple(dict.fromkeys(now for now in map(story.now, pair) if now in claims))
        if len(parts) == 2:
            for conflict in _among(story, claims, parts, updates):
                if not _known(conflict, found.values()):
                    found[conflict.id] = conflict


def _sides(story: Working, conflict: Conflict) -> tuple[str, str] | None:
    """Return the claims that stand on the two sides now: those that hold the statements, else the former."""
    by_claim: dict[str, str] = {}
    for each in conflict.statements:
        for side in conflict.claims[:2]:
            known = story.claims.get(side)
            if known is not None and each in known.statements and each not in story.rejected:
                by_claim.setdefault(side, story.claim_of.get(each, ""))
    if len(conflict.claims) < 2:
        return None
    one, other = (by_claim.get(side) or story.now(side) for side in conflict.claims[:2])
    return one, other


def _kept(
    story: Working, conflict: Conflict, sides: tuple[str, str], claims: Mapping[str, Claim]
) -> Conflict:
    """Return a conflict between the claims of today, told with the names of today."""
    others = [now for now in map(story.now, conflict.claims[2:]) if now in claims and now not in sides]
    held = tuple(dict.fromkeys((*sides, *others)))
    explanation = conflict.explanation
    if story.sources_changed or not story.restated.isdisjoint(conflict.statements):
        before = {source.id: source for source in story.findings.sources}
        known = {each.id: each for each in story.findings.statements}
        old = _told(conflict, known, before, story)
        if old and explanation.startswith(old):
            explanation = _told(conflict, story.statements, story.sources, story) + explanation[len(old) :]
    if held == conflict.claims and explanation == conflict.explanation:
        return conflict
    return replace(conflict, claims=held, explanation=explanation)


def _told(
    conflict: Conflict,
    statements: Mapping[str, Statement],
    sources: Mapping[str, Source],
    story: Working,
) -> str:
    """Return how an explanation begins: who says what in which document."""
    if len(conflict.statements) != 2 or any(each not in statements for each in conflict.statements):
        return ""
    left, right = (statements[each] for each in conflict.statements)
    finding = Finding(conflict.kind, left, right, conflict.question, "", conflict.confidence)
    return explanation_of(finding, sources, story.documents)


def _among(
    story: Working,
    claims: Mapping[str, Claim],
    names: Iterable[str],
    updates: Sequence[Update],
    *,
    always: Collection[str] = (),
) -> tuple[Conflict, ...]:
    """Return the conflicts among a few claims, looked for in a few statements of each."""
    held = [claims[name] for name in names]
    told = [
        each
        for claim in held
        for each in some_of(
            [story.statements[s] for s in claim.statements], always=set(always) & set(claim.statements)
        )
    ]
    speakers = {source for each in told for source in (*each.attribution, *each.about)}
    documents = {each.document for each in told} & story.documents.keys()
    moved = [each for each in updates if len(set(each.claims) & {claim.id for claim in held}) > 1]
    return find_conflicts(
        held,
        told,
        [story.sources[name] for name in sorted(speakers) if name in story.sources],
        documents=[story.documents[name] for name in sorted(documents)],
        updates=moved,
        encoder=remembered,
    )


def _known(conflict: Conflict, found: Iterable[Conflict]) -> bool:
    return any({*each.claims[:2]} == {*conflict.claims[:2]} for each in found)


def once(conflicts: Iterable[Conflict], story: Working) -> tuple[Conflict, ...]:
    """Return one conflict, the surest, of those of one kind between the same two claims, sorted by id."""
    found: dict[tuple[object, ...], Conflict] = {}
    for conflict in sorted(conflicts, key=lambda each: (-each.confidence, each.id)):
        first = found.setdefault((conflict.kind, frozenset(conflict.claims[:2])), conflict)
        story.move(conflict.id, first.id)
    return tuple(sorted(found.values(), key=lambda each: each.id))
