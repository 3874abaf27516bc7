"""How alike two statements are."""

import numpy as np
from telling import Telling
from test_claims import spelled

from firsthand.model import Quantity
from firsthand.weigh.similarity import SIGNS, agree, candidate_pairs, content, runs, signs


def figure(low: float | None, high: float | None, unit: str | None = "bolt") -> Quantity:
    return Quantity(0, 1, low, high, unit)


def test_figures() -> None:
    assert agree(figure(12, 12), figure(12, 12)) is True
    assert agree(figure(12, 12), figure(47, 47)) is False
    assert agree(figure(100, None), figure(102, 102)) is None  # "more than 100" does not say 102
    assert agree(figure(100, None), figure(54, 54)) is False
    assert agree(figure(12, 12), figure(12, 12, "cable")) is None
    assert agree(figure(12, 12, None), figure(12, 12, None)) is None


def test_headline_and_sentence_share_stems() -> None:
    told = Telling()
    title = told.say("north", "Tariffs Postponed")
    body = told.say("north", "postponing a tariff")
    assert set(content(title)) & set(content(body)) == {"tariff", "postpo"}


def test_runs_ignore_punctuation_and_capitals() -> None:
    told = Telling()
    one = told.say("north", "“The bridge, is closed.”")
    assert runs(one) == {("the", "bridge", "is"), ("bridge", "is", "closed")}


def test_only_statements_told_elsewhere_are_compared() -> None:
    told = Telling()
    told.say("north", "Brask Bridge closed after cables snapped")
    told.say("north", "Ferry tickets cost nine crowns this winter")
    told.say("north", "Ferry tickets cost nine crowns all winter")
    told.say("east", "Brask Bridge closed after two cables snapped")
    i, j = candidate_pairs(told.statements, encode=spelled)
    assert list(zip(i.tolist(), j.tolist(), strict=True)) == [(0, 3)]


def test_signs() -> None:
    told = Telling()
    told.say("north", "Brask Bridge closed after two cables snapped", by="Roads Office", main=["close"])
    told.say(
        "east", "Brask Bridge never closed after two cables snapped", by="Mayor", main=["close"], negated=True
    )
    told.say("west", "Brask Bridge closed after two cables snapped", by="Roads Office", main=["close"])
    pairs = np.array([0, 0]), np.array([1, 2])
    table = signs(told.statements, pairs, encode=spelled)
    denial, same = (dict(zip(SIGNS, row.tolist(), strict=True)) for row in table)
    assert same["sense"] > 0.999 > denial["sense"]
    assert same["words"] > 0.999 and same["runs"] == 1 and denial["runs"] < 1
    assert (same["same_origin"], denial["same_origin"]) == (1, 0)
    assert (same["polarity_differs"], denial["polarity_differs"]) == (0, 1)
    assert same["predicate"] == denial["predicate"] == 1
    assert same["same_document"] == 0
