import pytest


def times(found):
    return [finding for finding in found if finding.kind == "time"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "The ministry of Tolvia shut down the Orlen mill in 2003.",
            "The ministry of Tolvia closed the Orlen mill in 2006.",
        ),
        (
            "The ferry sank off Merrow on 12 March, the coast guard said.",
            "The coast guard said the ferry sank off Merrow on 14 March.",
        ),
        (
            "Ada Brink was arrested at the harbour of Merrow on Sunday morning.",
            "Ada Brink was arrested at the harbour of Merrow on Sunday evening.",
        ),
        (
            "The shelters of Orlen were a response to the great flood.",
            "The shelters of Orlen had stood for years prior to the great flood.",
        ),
        (
            "The king banned wool imports. At the time, he exempted the island of Fenn from the ban.",
            "The king banned wool imports and exempted the island of Fenn from the ban later that year.",
        ),
        (
            "Die Regierung von Tolvia schloss das Werk in Orlen im Jahr 2003.",
            "Die Regierung von Tolvia schloss das Werk in Orlen im Jahr 2006.",
        ),
        (
            "Die Bürgermeisterin Ada Brink trat 2018 zurück.",
            "Die Bürgermeisterin Ada Brink ist 2020 zurückgetreten.",
        ),
        (
            "Der Damm von Orlen wurde am 3. Mai 2019 geschlossen.",
            "Der Damm von Orlen wurde am 9. Juni 2019 geschlossen.",
        ),
        (
            "Le barrage d'Orlen a été fermé le 3 mai 2019.",
            "Le barrage d'Orlen a été fermé le 9 juin 2019.",
        ),
        ("Le ferry a coulé en mars au large de Merrow.", "Le ferry a coulé en juillet au large de Merrow."),
        (
            "La presa de Orlen fue cerrada el 3 de mayo de 2019.",
            "La presa de Orlen fue cerrada el 9 de junio de 2019.",
        ),
        ("La alcaldesa Ada Brink dimitió en 2018.", "La alcaldesa Ada Brink dimitió en 2020."),
        (
            "La diga di Orlen è stata chiusa il 3 maggio 2019.",
            "La diga di Orlen è stata chiusa il 9 giugno 2019.",
        ),
        ("Il traghetto affondò a marzo davanti a Merrow.", "Il traghetto affondò a luglio davanti a Merrow."),
        (
            "奥伦水坝于2019年5月3日关闭，工人们离开了镇子。",
            "奥伦水坝于2019年6月9日关闭，工人们离开了镇子。",
        ),
        (
            "渡轮三月在梅罗港附近沉没，警方正在调查原因。",
            "渡轮七月在梅罗港附近沉没，警方正在调查原因。",
        ),
    ],
)
def test_one_happening_at_two_times_is_asked_about(differences, one, other):
    assert len(times(differences(one, other))) >= 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Orlen mill was closed in March 2003.", "The Orlen mill was closed in 2003."),
        ("The Orlen mill was opened in 1990.", "The Orlen mill was closed in 2003."),
        ("The Orlen mill was closed in 2003.", "The Merrow bakery was closed in 2006."),
        ("The council met again in March in Merrow.", "The council met again in June in Merrow."),
        ("Orlen has exported wool since 1990.", "Orlen exported wool in 2003."),
        ("The council plans to close the mill in 2030.", "The council closed the mill in 2025."),
        ("Ada Brink visited the mill before the flood.", "Jon Merz painted a barn after the flood."),
    ],
)
def test_two_happenings_are_none(differences, one, other):
    assert times(differences(one, other)) == []


def test_the_question_names_both_dates(differences):
    [found] = times(
        differences(
            "The ministry of Tolvia shut down the Orlen mill in 2003.",
            "The ministry of Tolvia closed the Orlen mill in 2006.",
        )
    )
    assert found.question.startswith("When was it that “The ministry of Tolvia ")
    assert "2003" in found.question
    assert "2006" in found.question
