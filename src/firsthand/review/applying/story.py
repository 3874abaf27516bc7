"""Decisions laid over one story, in the order they were made."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from firsthand.model import Claim, Conflict, Decision, Findings, Statement, Update, Variant
from firsthand.review.applying import claims, sources, statements
from firsthand.review.applying.conflicts import derive_conflicts, once
from firsthand.review.applying.deriving import derive_claims
from firsthand.review.applying.lineage import lineage_of
from firsthand.review.applying.updates import derive_updates
from firsthand.review.applying.variants import derive_variants
from firsthand.review.applying.working import LostError, Working
from firsthand.review.naming import named_source
from firsthand.review.persons import plain_name
from firsthand.review.reviewed import Misfit, Reviewed
from firsthand.weigh.credibility import with_credibility
from firsthand.weigh.standing import with_standing

Applying = Callable[[Working, Decision], None]

_ON_STATEMENTS: Mapping[str, Applying] = {
    "accept": statements.accept_statement,
    "reject": statements.reject_statement,
}
_ON_CLAIMS: Mapping[str, Applying] = {"accept": claims.accept_claim, "reject": claims.reject_claim}
_ACTIONS: Mapping[str, Applying] = {
    "set-bounds": statements.set_bounds,
    "set-attribution": statements.set_attribution,
    "add-statement": statements.add_statement,
    "merge-claims": claims.merge_claims,
    "split-claim": claims.split_claim,
    "judge-claim": claims.judge_claim,
    "merge-sources": sources.merge_sources,
    "split-source": sources.split_source,
    "rename-source": sources.rename_source,
    "set-source-kind": sources.set_source_kind,
}
_LATER = frozenset({"conflict", "variant"})  # what is found only when the claims are known


@dataclass(frozen=True, slots=True)
class _Found:
    """What a story comes to, before what reviewers rejected of it is left out."""

    claims: Mapping[str, Claim]
    conflicts: Mapping[str, Conflict]
    variants: Mapping[str, Variant]
    updates: tuple[Update, ...]


def review_story(findings: Findings, decisions: Iterable[Decision]) -> Reviewed:
    """Return one story's findings as decisions leave them; all of `decisions` are in force.

    Records and persons are looked to elsewhere: see `records` and `apply_decisions`.
    """
    decisions = tuple(decisions)
    story = Working(findings, (made.passage for made in decisions if made.passage is not None))
    misfits: list[Misfit] = []
    later: list[Decision] = []
    for decision in decisions:
        if decision.action in ("accept", "reject") and decision.kind in _LATER:
            later.append(decision)
            continue
        try:
            _apply(story, decision)
        except LostError as error:
            misfits.append(Misfit(decision, str(error)))
            _note_names(story, decision)
    changed = _changed(story)
    if not changed and not later:
        return Reviewed(findings, _moves(story), tuple(misfits), frozenset(story.about))
    found = _derive(story) if changed else _as_it_was(findings)
    conflicts, variants = dict(found.conflicts), dict(found.variants)
    for decision in later:
        why = _decide_later(story, decision, found, conflicts, variants)
        if why:
            misfits.append(Misfit(decision, why))
    if not changed and len(conflicts) == len(found.conflicts) and len(variants) == len(found.variants):
        return Reviewed(findings, _moves(story), tuple(misfits), frozenset(story.about))
    reviewed = _put_together(story, found, conflicts.values(), variants.values())
    left = {claim.id for claim in reviewed.claims}
    touched = frozenset(now for each in (*story.about, *story.touched) if (now := story.now(each)) in left)
    order = {decision.id: n for n, decision in enumerate(decisions)}
    misfits.sort(key=lambda misfit: order.get(misfit.decision.id, 0))
    return Reviewed(reviewed, _moves(story), tuple(misfits), touched)


def _note_names(story: Working, decision: Decision) -> None:
    """Note whom a decision names that is at home in another story: what follows may speak of them here."""
    target = story.sources.get(story.now(decision.target))
    split = (decision.value,) if decision.action == "split-source" else ()
    kind = (target.kind if target else "") if split else decision.value
    for called in (*decision.chain, *split):
        story.named_elsewhere.setdefault(plain_name(called), named_source(called, kind))


def _apply(story: Working, decision: Decision) -> None:
    if decision.action in ("accept", "reject"):
        by_kind = {"statement": _ON_STATEMENTS, "claim": _ON_CLAIMS}.get(decision.kind)
        if by_kind is not None:
            by_kind[decision.action](story, decision)
    elif decision.action in _ACTIONS:
        _ACTIONS[decision.action](story, decision)


def _changed(story: Working) -> bool:
    return bool(story.touched or story.rejected or story.sources_changed or story.restated or story.fresh)


def _as_it_was(findings: Findings) -> _Found:
    return _Found(
        {each.id: each for each in findings.claims},
        {each.id: each for each in findings.conflicts},
        {each.id: each for each in findings.variants},
        findings.updates,
    )


def _derive(story: Working) -> _Found:
    held = derive_claims(story)
    told_otherwise = frozenset(name for name in held if held[name] is not story.claims.get(name))
    updates = derive_updates(story, held, changed=told_otherwise)
    return _Found(
        held,
        derive_conflicts(story, held, updates),
        derive_variants(story, held, lineage_of(story), updates),
        updates,
    )


def _decide_later(
    story: Working,
    decision: Decision,
    found: _Found,
    conflicts: dict[str, Conflict],
    variants: dict[str, Variant],
) -> str:
    """Take in a decision on a conflict or a variant; return why it fits no more, "" where it does.

    That something which was rejected is not found at all any more is no misfit: it is gone, as was decided.
    """
    about: Conflict | Variant | None
    if decision.kind == "conflict":
        about = story.conflict(decision.target, decision.about, found.conflicts.values())
        held: dict[str, Conflict] | dict[str, Variant] = conflicts
        before: Mapping[str, Conflict] | Mapping[str, Variant] = found.conflicts
        names = about.claims[:2] if about is not None and isinstance(about, Conflict) else ()
    else:
        about = story.variant(decision.target, decision.about, found.variants.values())
        held, before = variants, found.variants
        names = (about.claim,) if about is not None and isinstance(about, Variant) else ()
    if about is None:
        there = all(story.statement_at(passage) for passage in decision.about) and bool(decision.about)
        if decision.action == "reject" and there:
            return ""
        gone = decision.about and not any(p.document in story.documents for p in decision.about)
        if gone:
            return "The documents it stood between are not in the case any more."
        return f"No such {decision.kind} is found any more."
    story.about.update(name for name in names if name)
    if decision.action == "reject":
        held.pop(about.id, None)
    elif about.id not in held:
        held[about.id] = before[about.id]  # type: ignore[assignment]
    return ""


def _put_together(
    story: Working, found: _Found, conflicts: Iterable[Conflict], variants: Iterable[Variant]
) -> Findings:
    findings = story.findings
    left = once(conflicts, story)
    sources = findings.sources
    if story.sources_changed or story.people_named:
        sources = tuple(sorted(story.sources.values(), key=lambda source: (source.name, source.id)))
    told = [each for each in story.statements.values() if each.id not in story.rejected]
    told.sort(key=attrgetter("document", "start", "end", "id"))
    return replace(
        findings,
        sources=sources,
        statements=tuple(told),
        claims=_standing(story, found, left, told),
        conflicts=left,
        variants=tuple(sorted(variants, key=lambda each: each.id)),
        updates=found.updates,
        lineage=lineage_of(story),
    )


def _standing(
    story: Working, found: _Found, conflicts: Sequence[Conflict], told: Sequence[Statement]
) -> tuple[Claim, ...]:
    contested = {claim for conflict in conflicts for claim in conflict.claims[:2]}
    held = [
        claim
        if claim.id in contested or claim.credibility is None
        else replace(claim, credibility=None, credibility_because="")
        for claim in found.claims.values()
    ]
    weighed = with_credibility(
        with_standing(held, conflicts, found.updates), conflicts, story.sources.values(), told
    )
    same = {claim.id: claim for claim in story.findings.claims}
    kept = (same[c.id] if same.get(c.id) == c else c for c in weighed)
    return tuple(sorted(kept, key=lambda claim: claim.id))


def _moves(story: Working) -> dict[str, str]:
    """Return where former ids lead in the end; those that are in use again lead nowhere."""
    return {
        old: now
        for old in story.moved
        if (now := story.now(old)) != old and old not in story.members and old not in story.sources
    }
