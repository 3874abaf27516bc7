"""All that hangs on one claim, ready to be set."""

from dataclasses import dataclass, replace

from firsthand.desk.shapes import ClaimFile
from firsthand.model import Claim, Conflict, Variant
from firsthand.publish.report.lineage_picture import Picture, lineage_picture
from firsthand.publish.report.views import (
    STANDINGS,
    ConflictView,
    Strip,
    VariantView,
    claim_dates,
    conflict_view,
    strip_view,
    variant_view,
)
from firsthand.publish.telling.changes import Change, find_changes
from firsthand.publish.telling.grounds import Grounds, grounds_of
from firsthand.publish.telling.index import Index
from firsthand.publish.telling.reading_order import wording_of
from firsthand.review import History
from firsthand.web.views.weighing.links import picture_links, to_claim
from firsthand.web.views.weighing.telling import Told, told_views
from firsthand.web.views.whole.of_story import OfStory

_PAGES = OfStory(60)  # with their pictures some hundred thousand letters each
_VIEWS = OfStory(800)  # of conflicts, and of the changes of one part of a list
_WIDE, _NARROW = 820, 360  # px of the lineage picture, on a desk and on a phone
_DRAWN = 60  # documents: of more the picture would be higher than three screens; the story's page has it
_SHOWN = 12  # statements an answer shows at once; the others stand with its claim
_SAID = {
    "single-origin": "Everybody has it from the same place, as far as the documents show.",
    "corroborated": "Independent origins tell it.",
    "contested": "Accounts answer it differently.",
    "superseded": "A later account moved on from it.",
}


@dataclass(frozen=True, slots=True)
class Dispute:
    """A conflict beside the claim it is about."""

    conflict: Conflict
    view: ConflictView


@dataclass(frozen=True, slots=True)
class Changed:
    """A change with both wordings in step; `variant` is the one it is shown by."""

    variant: Variant
    view: VariantView
    others: tuple[str, ...]  # ids of variants that are the same change against other documents


@dataclass(frozen=True, slots=True)
class Development:
    """What moved in time: the claims of it in order, this one among them."""

    explanation: str
    claims: tuple[tuple[str, str, bool], ...]  # address, text, whether it is this one


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim with everything that its page shows."""

    text: str
    strip: Strip
    standing_words: str
    standing_said: str
    dates: str
    told: tuple[Told, ...]
    unlike: bool
    grounds: Grounds
    wide: Picture | None
    narrow: Picture | None
    left_out: bool  # the picture would be too large
    links: dict[str, str]
    disputes: tuple[Dispute, ...]
    changes: tuple[Changed, ...]
    developments: tuple[Development, ...]
    verdict: str


def claim_page(index: Index, file: ClaimFile, history: History) -> ClaimPage:
    """Return a claim with everything that its page shows."""
    claim = file.claim
    told, unlike = told_views(index, file.statements.items, index.statements_of(claim), history)
    judged = [d for d in history.of(claim.id) if d.action == "judge-claim" and d.id in history.in_force]
    lasting = _PAGES.of(index, claim.id, lambda: _lasting(index, file))
    return replace(lasting, told=told, unlike=unlike, verdict=judged[-1].value if judged else "")


def _lasting(index: Index, file: ClaimFile) -> ClaimPage:
    """Return what a claim's page shows whatever is decided on it, as long as its story stays as it is."""
    claim = file.claim
    among = index.statements_of(claim)
    documents = [document.id for document in index.documents_of(claim)]
    drawn = 1 < len(documents) <= _DRAWN
    return ClaimPage(
        text=wording_of(index, claim),
        strip=strip_view(index, claim),
        standing_words=STANDINGS[claim.standing],
        standing_said=_SAID[claim.standing],
        dates=claim_dates(index, among),
        told=(),
        unlike=False,
        grounds=grounds_of(index, claim),
        wide=lineage_picture(index, _WIDE, documents) if drawn else None,
        narrow=lineage_picture(index, _NARROW, documents) if drawn else None,
        left_out=len(documents) > _DRAWN,
        links=picture_links(index, file.story.id) if drawn else {},
        disputes=tuple(Dispute(one, dispute_view(index, one)) for one in file.conflicts),
        changes=changes_of(index, file.variants),
        developments=tuple(
            Development(
                index.readable(update.explanation),
                tuple(
                    (to_claim(each.id), wording_of(index, each), each.id == claim.id)
                    for each in (index.claim.get(one) for one in update.claims)
                    if each is not None
                ),
            )
            for update in file.updates
        ),
        verdict="",
    )


def dispute_view(index: Index, conflict: Conflict) -> ConflictView:
    """Return a conflict with a column an answer, of very large claims the first statements only."""
    numbers = dict.fromkeys(conflict.claims, 0)
    return _VIEWS.of(index, conflict.id, lambda: conflict_view(index, _trimmed(index, conflict), numbers))


def changes_of(index: Index, variants: tuple[Variant, ...]) -> tuple[Changed, ...]:
    """Return variants with both wordings in step, those that changed one wording in the same way together."""
    if not variants:
        return ()
    return _VIEWS.of(index, tuple(variant.id for variant in variants), lambda: _changes(index, variants))


def _changes(index: Index, variants: tuple[Variant, ...]) -> tuple[Changed, ...]:
    alone = replace(index, findings=replace(index.findings, variants=variants))
    return tuple(
        Changed(c.variants[0], change_view(index, c), tuple(v.id for v in c.variants[1:]))
        for c in find_changes(alone)
    )


def change_view(index: Index, change: Change) -> VariantView:
    """Return a change with both wordings in step."""
    return variant_view(index, change, {change.variants[0].claim: 0})


def _trimmed(index: Index, conflict: Conflict) -> Conflict:
    if len(conflict.statements) <= _SHOWN * len(conflict.claims) or len(conflict.claims) < 2:
        return conflict
    kept: list[str] = []
    inside = set(conflict.statements)
    for one in conflict.claims:
        claim: Claim | None = index.claim.get(one)
        if claim is not None:
            kept += [s for s in claim.statements if s in inside][:_SHOWN]
    return replace(conflict, statements=tuple(kept))
