"""How a claim stands."""

import pytest

from firsthand.model import Claim, Conflict, Update
from firsthand.weigh.standing import with_standing


def claim(id: str, independent: int = 1) -> Claim:
    return Claim(id, "the bridge is closed", (), independent_origins=independent)


def test_standing() -> None:
    claims = [claim("alone"), claim("two", 2), claim("disputed", 2), claim("old", 3), claim("new")]
    conflict = Conflict("x", "value", "How many?", ("disputed", "elsewhere"), (), "")
    update = Update("u", ("old", "new"), "")
    standing = {c.id: c.standing for c in with_standing(claims, [conflict], [update])}
    assert standing == {
        "alone": "single-origin", "two": "corroborated", "disputed": "contested",
        "old": "superseded", "new": "single-origin",
    }  # fmt: skip


@pytest.mark.parametrize("independent", [1, 5])
def test_a_conflict_outweighs_an_update(independent: int) -> None:
    conflict = Conflict("x", "value", "How many?", ("old", "new"), (), "")
    found = with_standing([claim("old", independent)], [conflict], [Update("u", ("old", "new"), "")])
    assert [c.standing for c in found] == ["contested"]


def test_what_only_answers_like_a_contested_claim_is_not_contested_by_that() -> None:
    conflict = Conflict("x", "value", "How many?", ("one", "other", "alike"), (), "")
    found = with_standing([claim("one"), claim("other"), claim("alike", 2)], [conflict], [])
    assert [c.standing for c in found] == ["contested", "contested", "corroborated"]
