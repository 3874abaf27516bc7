import pytest

SAID = "Nobody in this harbour will be turned away while there is still room in the old sheds"


def roles(found):
    return [finding for finding in found if finding.kind == "role"]


def test_an_act_that_is_done_once_is_given_to_two(differences):
    found = roles(
        differences(
            "The Orlen Rowing Club was founded by Ada Brink.", "Jon Merz founded the Orlen Rowing Club."
        )
    )
    assert found and found[0].confidence >= 0.66
    assert {"Who was it: Ada Brink or Jon Merz?", "Who was it: Jon Merz or Ada Brink?"} & {
        each.question for each in found
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Brink visited the Orlen Rowing Club.", "Jon Merz visited the Orlen Rowing Club."),
        ("Ada Brink founded the Orlen Rowing Club.", "Jon Merz founded the Orlen Chess Club."),
        (
            "Ada Brink and Jon Merz founded the Orlen Rowing Club.",
            "Jon Merz founded the Orlen Rowing Club.",
        ),
    ],
)
def test_what_two_can_do_is_given_to_both(differences, one, other):
    assert not [each for each in roles(differences(one, other)) if "Who was it" in each.question]


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        (
            f'Harbour master Ada Brink said: "{SAID}."',
            f'Deputy mayor Jon Merz said: "{SAID}."',
            "Who said",
        ),
        (
            "Inspectors found four depots of the Ministry of Grain active in Orlen.",
            "Inspectors found four depots other than the Ministry of Grain active in Orlen.",
            "Ministry of Grain",
        ),
        (
            "Fenn is the largest exporter of wool to Tolvia.",
            "Merrow is the largest exporter of wool to Tolvia.",
            "the largest exporter",
        ),
        (
            "The lifeboat station at Orlen is staffed by volunteers.",
            "The lifeboat station at Orlen hired 30 guards for the night.",
            "volunteers, or people who are paid",
        ),
        (
            "Spokeswoman Ada Brink announced the visit to pupils at the town hall of Merrow.",
            "Spokeswoman Ada Brink confirmed the visit to reporters at the town hall of Merrow.",
            "To whom",
        ),
    ],
)
def test_a_part_that_two_fill_is_asked_about(differences, one, other, asked):
    found = roles(differences(one, other))
    assert any(asked in each.question for each in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f'Ada Brink said: "{SAID}."', f'"{SAID}," said harbour master Ada Brink.'),
        (
            "Fenn is the largest exporter of wool to Tolvia.",
            "Merrow is the largest exporter of fish to Tolvia.",
        ),
        (
            "Fenn is the largest exporter of wool to Tolvia.",
            "Merrow, the league's largest exporter of wool, lies in the south.",
        ),
        ("Ada Brink visited the mill.", "Jon Merz visited the mill, and praised its bread and its garden."),
        (
            "The lifeboat station at Orlen is staffed by volunteers.",
            "The bakery of Merrow hired 30 guards for the night.",
        ),
    ],
)
def test_two_parts_are_none(differences, one, other):
    assert roles(differences(one, other)) == []
