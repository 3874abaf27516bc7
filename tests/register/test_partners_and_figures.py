"""What a register keeps apart: figures in time, partners of agreements, several places, several doers."""

import pytest
from stations import read, told

from firsthand.model import Record
from firsthand.register import derive_register
from firsthand.register.codebook import read_codebook

BOOK = read_codebook("police-stations")
OPENING = "Police stations abroad\n\nOctober 3, 2022\n\n"


def records(kind: str, *texts: str) -> dict[str, Record]:
    findings = read(tuple((f"{n}.txt", text) for n, text in enumerate(texts)))
    return {r.title: r for r in derive_register(findings, BOOK).records if r.type == kind}


def values(record: Record, name: str) -> list[str]:
    field = record.field(name)
    return [value.text for value in field.values] if field else []


def test_figures_of_one_place_are_one_history_and_those_of_the_whole_another() -> None:
    text = (
        OPENING + "Peru has set up 102 police stations abroad, the Lake Watch said. It had counted 54 police "
        "stations in May 2022. It has since found 48 more police stations. Peru runs more than 100 police "
        "stations in the world. Norway hosts 11 Peruvian police stations."
    )
    found = records("figure", text)
    assert set(found) == {"Police stations in all", "Police stations, Norway"}
    assert values(found["Police stations in all"], "number") == [
        "54 (May 2022)",
        "48 more",
        "more than 100",
        "102",
    ]
    assert values(found["Police stations, Norway"], "number") == ["11"]


def test_a_figure_that_leaves_room_for_a_later_one_is_not_superseded() -> None:
    text = OPENING + "Peru runs more than 100 police stations abroad. There are 102 police stations in all."
    number = records("figure", text)["Police stations in all"].field("number")
    assert number is not None and not number.contested
    assert {value.standing for value in number.values} == {"single-origin"}


def test_some_of_a_number_belong_to_their_place_and_the_number_to_the_whole() -> None:
    text = OPENING + "Of the nine police stations, four are in Norway. Peru denies it."
    found = records("figure", text)
    assert values(found["Police stations in all"], "number") == ["9"]
    assert values(found["Police stations, Norway"], "number") == ["4"]


def test_others_that_are_listed_where_they_lie_are_not_added_to_the_whole() -> None:
    text = OPENING + "There are three other police stations, two in Norway and one in Finland."
    assert "Police stations in all" not in records("figure", text)


@pytest.mark.parametrize(
    "text",
    [
        "In 2014 Peru signed security agreements with Norway, Finland and Latvia. Peru denies nothing.",
        "Peru signed bilateral security deals in 2014 with countries such as Norway, Finland and Latvia.",
    ],
)
def test_each_partner_of_an_agreement_has_a_record_and_the_state_that_acts_none(text: str) -> None:
    found = records("agreement", OPENING + text)
    assert set(found) == {"Norway", "Finland", "Latvia"}
    for record in found.values():
        assert values(record, "other") == ["Peru"]
        assert values(record, "since") == ["2014"]


def test_an_agreement_keeps_the_day_of_its_signing_and_not_of_what_was_done_under_it() -> None:
    text = (
        OPENING
        + "Peru signed a security agreement with Norway in 2014. Between 2016 and 2018 police of Norway "
        "took part in joint patrols with Peru."
    )
    (record,) = records("agreement", text).values()
    assert values(record, "since") == ["2014"]


def test_days_of_which_one_holds_the_other_do_not_contest_an_agreement() -> None:
    one = OPENING + "Peru signed a security agreement with Norway in 2014."
    two = OPENING + "Between 2012 and 2016 Peru signed a security agreement with Norway."
    (record,) = records("agreement", one, two).values()
    since = record.field("since")
    assert since is not None and len(since.values) == 2 and not since.contested


def test_one_in_a_place_and_the_other_in_another_are_two_incidents_of_one_each() -> None:
    text = (
        OPENING
        + "Two other Peruvian exiles had been forcibly returned from Europe – one in Norway and the other in "
        "Finland, the Lake Watch said."
    )
    found = records("incident", text)
    assert {title.split(",")[0] for title in found} == {"Norway", "Finland"}
    assert [values(record, "people") for record in found.values()] == [["1"], ["1"]]


def test_who_was_forced_back_lived_where_they_were_brought_from() -> None:
    text = OPENING + "Peru forced exiles to return from Norway and Finland."
    assert {title.split(",")[0] for title in records("incident", text)} == {"Norway", "Finland"}


def test_what_was_done_in_two_places_is_told_apart() -> None:
    text = OPENING + "An exile was abducted in Oslo in 2017, another was threatened in Riga."
    found = records("incident", text)
    assert set(found) == {"Oslo, Norway, abduction", "Riga, Latvia, threats and harassment"}
    assert values(found["Oslo, Norway, abduction"], "when") == ["2017"]
    assert values(found["Riga, Latvia, threats and harassment"], "when") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Norway has opened an investigation and Finland has ordered the Turku office to close.",
        ),
        ("de", "Norwegen ermittelt wegen der Polizeistationen, Finnland schweigt zu den Polizeistationen."),
        ("zh", "海外警察站\n\n湖泊观察组织说，秘鲁在海外设有警察站。挪威正在展开调查，芬兰则保持沉默。"),
    ],
)
def test_states_that_act_in_clauses_of_their_own_did_what_their_clause_says(language: str, text: str) -> None:
    found = [r for r in derive_register(told(text), BOOK).records if r.type == "response"]
    steps = {r.title: [v.step for f in r.fields if f.kind == "status" for v in f.values] for r in found}
    second = "ordered_closed" if language == "en" else "silent"
    assert steps == {"Norway": ["investigated"], "Finland": [second]}


def test_a_sentence_that_goes_on_with_the_others_says_where_they_are() -> None:
    text = OPENING + "Peru runs six police stations. The others were found in Oslo and Riga."
    assert set(records("station", text)) == {"Oslo, Norway", "Riga, Latvia"}


def test_figures_in_words_with_bounds_are_shown_in_the_words_of_the_source() -> None:
    text = OPENING + "Peru runs dozens of police stations abroad."
    (record,) = records("figure", text).values()
    assert values(record, "number")[0].startswith("dozens")


def test_an_answer_is_contested_only_in_a_field_that_is() -> None:
    one = OPENING + "Norway closed the police station in Oslo. Norway has opened an investigation."
    two = OPENING + "Norway has not closed the police station in Oslo."
    findings = read((("a.txt", one), ("b.txt", two)))
    for record in derive_register(findings, BOOK).records:
        for field in record.fields:
            assert field.contested == any(value.standing == "contested" for value in field.values)
        assert (record.standing == "contested") == any(field.contested for field in record.fields)
