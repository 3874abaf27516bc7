"""How a claim stands: alone, corroborated, contested or overtaken."""

from collections.abc import Iterable
from dataclasses import replace

from firsthand.model import Claim, Conflict, Standing, Update


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

    def standing(claim: Claim) -> Standing:
        if claim.id in contested:
            return "contested"
        if claim.id in overtaken:
            return "superseded"
        return "corroborated" if claim.independent_origins >= 2 else "single-origin"

    return tuple(
        claim if claim.standing == (now := standing(claim)) else replace(claim, standing=now)
        for claim in claims
    )
