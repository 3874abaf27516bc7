"""How a claim stands: alone, corroborated, contested or overtaken."""

from collections.abc import Iterable
from dataclasses import replace

from firsthand.model import Claim, Conflict, Update


def with_standing(
    claims: Iterable[Claim], conflicts: Iterable[Conflict], updates: Iterable[Update]
) -> tuple[Claim, ...]:
    """Return the claims with their standing.

    Contested if a conflict holds it against another (what merely may answer like one of the two is not
    contested by that), else superseded if a later figure or status took its place,
    else corroborated if at least two independent origins tell it, else single-origin.
    """
    contested = {claim for conflict in conflicts for claim in conflict.claims[:2]}
    overtaken = {claim for update in updates for claim in update.claims[:-1]}

    def standing(claim: Claim) -> Claim:
        if claim.id in contested:
            return replace(claim, standing="contested")
        if claim.id in overtaken:
            return replace(claim, standing="superseded")
        if claim.independent_origins >= 2:
            return replace(claim, standing="corroborated")
        return replace(claim, standing="single-origin")

    return tuple(standing(claim) for claim in claims)
