"""Retellings that changed something, once statements left, were worded otherwise or changed claims."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from firsthand.model import Claim, Lineage, Statement, Update, Variant
from firsthand.review.applying.around import some_of
from firsthand.review.applying.working import Working
from firsthand.weigh.variants import find_variants

# So many statements of a claim are held against one another.
_MOST = 24


def derive_variants(
    story: Working, claims: Mapping[str, Claim], lineage: Lineage, updates: Sequence[Update]
) -> dict[str, Variant]:
    """Return the variants as they stand now by id, rejected ones too."""
    found: dict[str, Variant] = {}
    again: dict[str, set[str]] = {}
    lost: list[Variant] = []
    for variant in story.findings.variants:
        left = [
            each for each in variant.statements if each in story.statements and each not in story.rejected
        ]
        claim = story.claim_of.get(variant.statements[0], "")
        if len(left) < 2 or not story.fresh.isdisjoint(left):
            held = claim or story.now(variant.claim)
            if held in claims:
                again.setdefault(held, set()).update(left)
                lost.append(variant)
        else:
            now = claim if claim in claims else ""
            found[variant.id] = variant if variant.claim == now else replace(variant, claim=now)
    for name in story.fresh - story.rejected.keys():
        if story.claim_of.get(name) in claims:
            again.setdefault(story.claim_of[name], set()).add(name)
    for claim in sorted(again):
        kinds = {each.kind for each in lost if story.now(each.claim) == claim}
        for variant in _among(story, claims[claim], again[claim], lineage, updates):
            fresh = not story.fresh.isdisjoint(variant.statements)
            pair = frozenset(variant.statements)
            known = any(frozenset(each.statements) == pair for each in found.values())
            if (fresh or variant.kind in kinds) and not known:
                found.setdefault(variant.id, variant)
    return found


def _among(
    story: Working, claim: Claim, always: set[str], lineage: Lineage, updates: Sequence[Update]
) -> tuple[Variant, ...]:
    held = [story.statements[each] for each in claim.statements]
    told: list[Statement] = some_of(held, always=always, most=_MOST)
    others = [story.statements[n] for n in sorted(always) if n not in claim.statements]
    told += others
    documents = {each.document for each in told} & story.documents.keys()
    near = Lineage(lineage.nodes, tuple(e for e in lineage.edges if {e.parent, e.child} & documents))
    return find_variants(
        [replace(claim, statements=tuple(sorted(each.id for each in told if each not in others)))],
        told,
        [story.documents[name] for name in sorted(documents)],
        near,
        sources=story.sources.values(),
        updates=updates,
    )
