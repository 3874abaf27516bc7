"""Where a document's matter plays, for a codebook that asks for it; persons called like a town."""

import pytest

from firsthand.building import build_from
from firsthand.model import Record
from firsthand.read import Original
from firsthand.register import derive_register
from firsthand.register.codebook import parse_codebook

BOOK = parse_codebook(
    """firsthand codebook: 1
name: fires
title: Fires
records:
  fire:
    label: Fire
    signals: {en: [fire, blaze]}
    never: {en: [fired]}
    needs: [place]
    same: [place, day]
    within_days: 1
    fields:
      place: {kind: place, label: Where, scene: yes}
      day: {kind: date, label: When}
      kind:
        kind: text
        label: Kind
        choices: [{name: blast, words: {en: [explosion]}}, {name: fire, words: {en: [fire, blaze]}}]
  answer:
    label: Answer
    signals: {en: [investigate, arrest]}
    near: fire
    needs: [what]
    same: [story, what]
    fields:
      what:
        kind: text
        label: What
        choices: [{name: looked_into, words: {en: [investigate]}}, {name: arrest, words: {en: [arrest]}}]
""",
    name="fires",
)


def records_of(text: str) -> tuple[Record, ...]:
    with build_from([Original("one.txt", text.encode())], processes=1) as case:
        return derive_register(case.findings, BOOK).records


def shown(text: str) -> list[tuple[str, str]]:
    return [(r.type, r.title) for r in records_of(text)]


def test_a_place_named_once_holds_for_the_document() -> None:
    found = records_of(
        "Fire destroys a store\n\nA fire broke out in a warehouse in Hamburg on Monday. The blaze was out "
        "at noon. Nobody was hurt in the fire.\n"
    )
    assert len(found) == 1
    place = found[0].field("place")
    assert place is not None and [value.text for value in place.values] == ["Hamburg"]
    kind = found[0].field("kind")
    assert kind is not None and {value.stance for value in kind.values} == {"asserts"}


def test_what_answers_no_fire_is_no_answer() -> None:
    near = "A fire broke out in a warehouse in Hamburg. Police investigate.\n"
    assert [kind for kind, _ in shown(near)] == ["fire", "answer"]
    far = "Police arrest a tax adviser in Hamburg. He is said to have hidden money.\n"
    assert shown(far) == []


def test_what_is_called_like_a_person_of_the_document_is_no_town() -> None:
    found = shown(
        "A fire broke out in a warehouse in Hamburg on Monday.\n\nIna Marlow said the fire spread quickly. "
        "“The fire was loud,” Marlow said.\n"
    )
    assert all("Hamburg" in title for kind, title in found if kind == "fire")


@pytest.mark.parametrize("denial", ["There was no explosion.", "There was no sign of an explosion."])
def test_a_denial_right_before_a_choice_denies_it(denial: str) -> None:
    found = records_of(f"A fire broke out in Hamburg. {denial} The fire burned on.\n")
    (fire,) = [record for record in found if record.type == "fire"]
    kind = fire.field("kind")
    assert kind is not None
    assert {v.text: v.stance for v in kind.values}["fire"] == "asserts"
    assert {v.stance for v in kind.values if v.text == "blast"} <= {"denies"}
