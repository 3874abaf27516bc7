"""What is done after an accident, with towns that are not its own; the figures of one clause."""

import pytest

from firsthand.building import build_from
from firsthand.model import Record
from firsthand.read import Original
from firsthand.register import derive_register
from firsthand.register.codebook import read_codebook

CRASH = (
    "Man charged in fatal crash in Bristol\n\nA woman was killed in a crash in Bristol on Friday. Police "
    "arrested a man after the crash. The driver was charged in Swindon with drunk driving.\n"
)


def records(*texts: str) -> list[Record]:
    originals = [Original(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]
    with build_from(originals, processes=1) as case:
        return list(derive_register(case.findings, read_codebook("industrial-accidents")).records)


def told(record: Record, name: str) -> list[str]:
    field = record.field(name)
    return [value.text.split(" (")[0] for value in field.values] if field else []


def accident(text: str) -> Record:
    (record,) = (record for record in records(text) if record.type == "accident")
    return record


def test_a_response_has_no_town_but_the_accidents() -> None:
    found = records(CRASH, CRASH.replace("on Friday", "on Friday night"))
    responses = [record for record in found if record.type == "response"]
    assert responses
    assert {place for record in responses for place in told(record, "place")} <= {"Bristol", "United Kingdom"}


@pytest.mark.parametrize(
    ("text", "dead", "injured"),
    [
        ("Fire in Leeds\n\nA fire in Leeds killed 3 people and injured 12 people.\n", ["3"], ["12"]),
        (
            "Brand in Kassel\n\nBei einem Brand in Kassel starb ein Mensch, 12 weitere wurden verletzt.\n",
            [],
            ["12 more"],
        ),
        ("Crash in Leeds\n\nA crash in Leeds left a mother of 2 dead on Monday.\n", [], []),
        ("Fire in Leeds\n\nIn a fire in Leeds 12 people died, including 2 children.\n", ["12"], []),
        (
            "Brand in Kassel\n\nBei einem Brand in Kassel starben 28 Menschen und 70 wurden verletzt.\n",
            ["28"],
            ["70"],
        ),
        (
            "昆明一工厂爆炸5死20余人受伤\n\n昆明市一工厂发生爆炸，造成5人死亡，20余人受伤，其中2人伤势严重。\n",
            ["5"],
            ["more than 20"],
        ),
        ("昆明一民宅起火\n\n昆明市新村路373弄一民宅起火，无人员伤亡。\n", [], []),
    ],
)  # fmt: skip
def test_each_figure_goes_with_its_own_word(text: str, dead: list[str], injured: list[str]) -> None:
    record = accident(text)
    assert told(record, "dead") == dead
    assert told(record, "injured") == injured


@pytest.mark.parametrize(
    "text",
    [
        "Fire safety\n\nFires kill hundreds of people in Leeds every year.\n",
        "Law on crashes\n\nIn Leeds there are laws about what to do if you have been involved in a crash.\n",
        "Debatte in Kassel\n\nNach der verbalen Entgleisung in Kassel bat er um Entschuldigung.\n",
        "Ada Vint in Leeds\n\nAda Vint was at home in Leeds at the time of the fire.\n",
        "Rules for shops\n\nShops in Leeds must remove fire hazards and have a fire risk assessment.\n",
        "Trockener Sommer\n\nIn Kassel ist die Waldbrandgefahr hoch, Lagerfeuer sind verboten.\n",
        "Ada Holbrand gewählt\n\nAda Holbrand wurde in Kassel gewählt. Ada Holbrand sagte, sie freue sich. "
        "Holbrand wohnt in Kassel.\n",
    ],
)
def test_talk_of_accidents_in_general_is_none(text: str) -> None:
    assert [record for record in records(text) if record.type == "accident"] == []


def test_a_reward_for_an_arrest_is_no_arrest() -> None:
    text = (
        "Explosion at a mill in Leeds\n\nAn explosion destroyed a mill in Leeds on Friday. Police offered a "
        "reward for information leading to an arrest.\n"
    )
    assert [record for record in records(text) if record.type == "response"] == []
    made = text.replace("offered a reward for information leading to an arrest", "arrested a man")
    assert [told(record, "what") for record in records(made) if record.type == "response"] == [["arrest"]]
