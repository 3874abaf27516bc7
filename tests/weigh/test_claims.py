"""Statements gathered into claims."""

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telling import Telling

from firsthand.model import Claim, Statement
from firsthand.weigh import group_claims
from firsthand.weigh.claims import group_statements, trained
from firsthand.weigh.pair_model import PairModel, TreeModel
from firsthand.weigh.similarity import SIGNS, Floats


def spelled(texts: Sequence[str], /) -> Floats:
    """Stand in for the sentence encoder: texts that share letters have the same sense."""
    rows = np.zeros((len(texts), 256), np.float32)
    for row, text in zip(rows, texts, strict=True):
        for one, two in zip(text.lower(), text.lower()[1:], strict=False):
            row[(ord(one) * 31 + ord(two)) % 256] += 1
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


def story() -> Telling:
    """Three invented accounts of a closed bridge."""
    told = Telling()
    told.say("north", "Brask Bridge was closed after two cables snapped", main=["close"], by="Roads Office")
    told.say("north", "Ferries will run every twenty minutes until spring", main=["run"])
    told.say("north", "The mayor blamed cheap steel from an unnamed mill", main=["blame"], by="Mayor Lorn")
    told.say(
        "east", "Brask Bridge was closed after two of its cables snapped", main=["close"], by="Roads Office"
    )
    told.say("east", "Schoolchildren from Oster now walk an hour longer", main=["walk"])
    told.say("west", "the Brask Bridge was closed when two cables snapped", main=["close"])
    told.say("west", "Ferries will run every twenty minutes, until spring", main=["run"], by="Harbour Line")
    return told


def grouped(statements: Sequence[Statement]) -> tuple[Claim, ...]:
    return group_claims(statements, encoder=spelled)


def texts(claims: Sequence[Claim], told: Telling) -> list[set[str]]:
    text = {s.id: s.text for s in told.statements}
    return [{text[each] for each in claim.statements} for claim in claims if len(claim.statements) > 1]


def test_retellings_are_one_claim_and_other_matters_are_their_own() -> None:
    told = story()
    claims = grouped(told.statements)
    shared = [claim for claim in claims if claim.documents > 1]
    assert sorted(len(claim.statements) for claim in shared) == [2, 3]
    bridge = max(shared, key=lambda claim: len(claim.statements))
    assert (bridge.origins, bridge.independent_origins, bridge.documents) == (("Roads Office",), 1, 3)
    assert len(claims) == 4


def test_every_statement_is_in_exactly_one_claim() -> None:
    told = story()
    members = [each for claim in grouped(told.statements) for each in claim.statements]
    assert sorted(members) == sorted(s.id for s in told.statements)


@given(st.integers(0, 10**6))
@settings(max_examples=15, deadline=None)
def test_the_order_of_statements_changes_nothing(seed: int) -> None:
    told = story()
    mixed = list(told.statements)
    random.Random(seed).shuffle(mixed)
    assert grouped(mixed) == grouped(told.statements)


@pytest.mark.parametrize("document", ["north", "east", "west"])
@pytest.mark.parametrize("copy", ["0000", "ffff"])
def test_a_copy_of_a_document_adds_no_named_origin(document: str, copy: str) -> None:
    told = story()
    originals = {s.id for s in told.statements}
    before = {frozenset(claim.statements): claim for claim in grouped(told.statements)}
    own = next(d.id for d in told.documents if d.name == document)
    copies = [replace(s, id=f"{s.id}-copy", document=copy) for s in told.statements if s.document == own]
    after = {frozenset(claim.statements) & originals: claim for claim in grouped([*told.statements, *copies])}
    assert after.keys() == before.keys()
    for members, claim in after.items():
        if before[members].origins:
            assert claim.origins == before[members].origins
            assert claim.independent_origins == before[members].independent_origins


def test_other_figures_of_one_thing_are_other_claims() -> None:
    told = Telling()
    sentence = "Inspectors found {} cracked bolts on Brask Bridge during the night"
    told.say("north", sentence.format(12), counts=[("12", 12, 12, "bolt")], main=["find"])
    told.say("east", sentence.format(47), counts=[("47", 47, 47, "bolt")], main=["find"])
    told.say("west", sentence.format(12), counts=[("12", 12, 12, "bolt")], main=["find"])
    assert texts(grouped(told.statements), told) == [{sentence.format(12)}]


def test_two_parts_of_one_sentence_are_two_claims() -> None:
    told = Telling()
    told.say("north", "Brask Bridge will close on Monday", after=" and ", main=["close"])
    told.say("north", "Brask Bridge will close on Friday", main=["close"])
    told.say("east", "Brask Bridge will close on Monday", main=["close"])
    first, second = told.statements[:2]
    assert first.sentence == second.sentence
    for claim in grouped(told.statements):
        assert not {first.id, second.id} <= set(claim.statements)


def test_one_common_word_and_what_asserts_nothing_make_no_claim() -> None:
    told = Telling()
    told.say("north", "looked at fish", main=["look"], by="Ole Mund")
    told.say("east", "We will look very hard into every last figure", main=["look"], by="Mayor Lorn")
    told.say("north", "Questions over Brask Bridge of Vessonia")
    told.say("east", "Engineers found rust on Brask Bridge", main=["find"])
    willing = PairModel((0.0,) * len(SIGNS), (1.0,) * len(SIGNS), (0.0,) * len(SIGNS), 9.0, 0.2)

    def unlike(texts: Sequence[str], /) -> Floats:
        return np.eye(len(texts), 16, dtype=np.float32)

    assert len(group_statements(told.statements, encoder=unlike, model=willing)) == 4


def test_something_else_done_by_the_same_is_another_claim() -> None:
    told = Telling()
    willing = PairModel((0.0,) * len(SIGNS), (1.0,) * len(SIGNS), (0.0,) * len(SIGNS), 9.0, 0.2)

    def unlike(texts: Sequence[str], /) -> Floats:
        return np.eye(len(texts), 16, dtype=np.float32)

    def apart(one: Statement, other: Statement) -> bool:
        return len(group_statements([one, other], encoder=unlike, model=willing)) == 2

    signed = replace(
        told.say("north", "Vesk Mills signed a supply contract with Oster yards", main=["sign"]),
        object=("supply", "contract"),
    )
    ended = replace(
        told.say("east", "the yards in Oster ended their orders from Vesk Mills", main=["end"]),
        object=("order",),
    )
    assert apart(signed, ended)
    assert not apart(signed, replace(ended, object=("contract",)))
    assert not apart(signed, replace(ended, main=("sign",)))


def test_one_document_alone_needs_no_encoder() -> None:
    def never(texts: Sequence[str], /) -> Floats:
        raise AssertionError("the sense of a lone document's statements was looked up")

    alone = [s for s in story().statements if s.document == story().statements[0].document]
    assert len(group_claims(alone, encoder=never)) == len(alone)
    assert group_claims([], encoder=never) == ()


def test_short_equal_wordings_are_not_one_claim_for_that_alone() -> None:
    told = Telling()
    told.say("north", "He refused")
    told.say("north", "He refused")
    model = PairModel((0.0,) * len(SIGNS), (1.0,) * len(SIGNS), (0.0,) * len(SIGNS), -9.0, 0.5)
    assert len(group_statements(told.statements, encoder=spelled, model=model)) == 2


def test_the_model_that_ships_weighs_the_signs_as_a_reader_would() -> None:
    model = trained()
    assert all(-1 <= sign < len(SIGNS) for tree in model.trees for sign in tree.asked)
    assert 0 < model.threshold < 1
    near = {"sense": 0.8, "words": 0.7, "words_of_poorer": 0.8, "words_of_richer": 0.7, "runs": 0.4}
    usual = {"length_ratio": 0.8, "shorter_length": 8.0, "far_apart": 0.1}

    def probability(**signs: float) -> float:
        return float(model.probabilities(np.array([[signs.get(s, 0.0) for s in SIGNS]], np.float32))[0])

    alike = probability(**usual, **near, predicate=1, object=1, same_origin=1)
    assert alike > 0.5 > model.threshold > probability(**usual, sense=0.3, words=0.1, object=-1)
    assert probability(**usual, **near, object=-1) < probability(**usual, **near, object=1)
    assert probability(**usual, **near, same_origin=1) > probability(**usual, **near, one_unattributed=1)


@pytest.mark.parametrize(
    ("likely", "second", "objects", "claims"),
    [
        (0.2, "Roads Office", ("cable", "cable"), 1),  # the same speaker again
        (0.2, "Mayor Lorn", ("cable", "cable"), 2),  # another, who may speak of something else
        (0.4, "Mayor Lorn", ("cable", "cable"), 1),
        (0.4, "Roads Office", ("cable", "pylon"), 1),
        (0.4, "Mayor Lorn", ("cable", "pylon"), 2),
        (0.8, "Mayor Lorn", ("cable", "pylon"), 1),
    ],
)
def test_independent_speakers_need_more_in_common_than_one_speaker_told_twice(
    likely: float, second: str, objects: tuple[str, str], claims: int
) -> None:
    told = Telling()
    told.say(
        "north",
        "Brask Bridge lost two cables in the night",
        main=["lose"],
        by="Roads Office",
        object=objects[:1],
    )
    told.say("east", "Two Brask Bridge cables were lost", main=["lose"], by=second, object=objects[1:])
    always = TreeModel(float(np.log(likely / (1 - likely))), (), 0.12)
    found = group_claims(told.statements, encoder=spelled, model=always)
    assert len(found) == claims
