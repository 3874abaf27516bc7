"""What was changed and by whom, in a sentence or two a reader understands."""

from collections.abc import Mapping, Sequence

from firsthand.weigh.variants.blame import Blame
from firsthand.weigh.variants.changes import Change
from firsthand.weigh.variants.words import Difference, tell, tell_apart


def tell_quotation(found: Sequence[Difference], blame: Blame, names: Mapping[str, str]) -> str:
    """Return how the words of a quotation differ and who changed them."""
    by = names.get(blame.changed_by)
    if by:
        return f"{by} changed the quoted words: {tell(found)}."
    if blame.known:
        return f"The quoted words were changed: {tell(found)}. Who did it first is not known."
    return f"The quoted words differ: {tell_apart(found)}. Which are the original is not known."


def tell_change(change: Change, blame: Blame, names: Mapping[str, str], changed: str) -> str:
    """Return what was changed beside quoted words; `changed` is the document with the changed telling."""
    by = names.get(blame.changed_by) or names.get(changed, "the retelling")
    if not blame.known:
        return f"{_compared(change)}{_nobody(blame)}"
    note = f" ({change.note})" if change.note else ""
    before, after = change.before, change.after
    if change.kind == "number":
        return f"{by} changed the number from {before} to {after}{note}."
    if change.kind == "actor":
        return f"{by} changed who did it, from {before} to {after}."
    more = "is more certain" if change.kind == "modality" else "says more"
    less = "is less certain" if change.kind == "modality" else "says less"
    if before and after:
        return f"{by} made {before} into {after}."
    if before:
        return f"{by} dropped {before} and {more} than the original."
    return f"{by} added {after} and {less} than the original."


def _compared(change: Change) -> str:
    """Return a difference of which nobody knows which telling was made of which."""
    note = f" ({change.note})" if change.note else ""
    before, after = change.before, change.after
    if change.kind == "number":
        return f"The number differs: {before} in one, {after} in the other{note}."
    if change.kind == "actor":
        return f"Who did it differs: {before} in one, {after} in the other."
    if before and after:
        return f"One has {before}, the other {after}."
    effect = "sounds more certain" if change.kind == "modality" else "says more"
    return f"One has {before or after}, the other leaves it out and {effect}."


def _nobody(blame: Blame) -> str:
    return "" if blame.known else " Which is the original is not known."
