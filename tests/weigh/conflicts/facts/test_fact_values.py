import pytest


def kinds(found):
    return {finding.kind for finding in found}


@pytest.mark.parametrize(
    ("one", "other", "counted", "figures"),
    [
        (
            "The navy of Tolvia tested more than 20 coastal rockets last year.",
            "The navy of Tolvia fired 14 coastal rockets last year.",
            "coastal rockets",
            {"more than 20", "14"},
        ),
        (
            "Brakk Chemicals kept 31 spills at its Orlen plant from the inspectors.",
            "Brakk Chemicals hid more than 300 spills at its Orlen plant from the inspectors.",
            "spills",
            {"31", "more than 300"},
        ),
        (
            "The archive gave away 100,000 letters of the old harbour council.",
            "The archive gave away hundreds of thousands of letters of the old harbour council.",
            "letters",
            {"100,000", "hundreds of thousands"},
        ),
        (
            "A petition against the new dam was signed by more than two million people.",
            "The petition against the new dam gathered tens of thousands of signatures.",
            "signatures",
            {"more than two million", "tens of thousands"},
        ),
        (
            "At least 40 people were killed when the ferry sank off Merrow.",
            "The sinking of the ferry off Merrow caused 12 deaths.",
            "deaths",
            {"at least 40", "12"},
        ),
    ],
)
def test_two_numbers_of_one_count_are_asked_about(differences, one, other, counted, figures):
    [found] = [each for each in differences(one, other) if each.kind == "value"]
    asked, _, answers = found.question.partition(": ")
    assert asked == f"How many {counted}"
    assert set(answers.rstrip("?").split(" or ")) == figures


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Over 100 guard posts stand in the hills of Tolvia.",
            "102 guard posts stand in the hills of Tolvia.",
        ),
        (
            "About 200 boats left the port of Merrow on Friday.",
            "Some 215 boats left the port of Merrow on Friday.",
        ),
        (
            "54 guard posts stand in the hills of Tolvia.",
            "Another 48 guard posts stand in the hills of Tolvia.",
        ),
        (
            "102 guard posts stand in Tolvia, 11 of them near Orlen.",
            "11 guard posts stand near Orlen in Tolvia.",
        ),
        ("The count of spills at the Orlen plant rose to 46.", "There were 31 spills at the Orlen plant."),
        (
            "Within an hour of the call, 2,000 people had joined the protest group of Merrow.",
            "More than 90,000 people have joined the protest group of Merrow.",
        ),
        ("The stadium of Merrow holds up to 30,000 fans.", "12,000 fans came to the stadium of Merrow."),
        (
            "Tolvia put a duty of 25 percent on wool and 10 percent on flax.",
            "Tolvia put a duty of 10 percent on flax and 25 percent on wool.",
        ),
        ("Orlen built 12 schools in 2019.", "Orlen built 20 schools in 2021."),
        ("Ada Brink signed a 10-year contract with Orlen.", "Jon Merz signed a 5-year contract with Orlen."),
        ("The two countries share a long border river.", "Seven countries share a long border river."),
        (
            "Vera Holt scored 11 points in the opening round of the Merrow cup.",
            "Over the two seasons combined, Vera Holt scored 157 points in the Merrow cup.",
        ),
        (
            "Ratings of the Merrow gala fell, with 32 million people tuning in, compared with 55.3 million "
            "a decade ago.",
            "A total of 55.3 million people tuned in to the Merrow gala.",
        ),
        (
            "Seven bullets hit the bridge guard of Orlen.",
            "The bridge guard of Orlen had loaded four bullets.",
        ),
        (
            "Dozens of deputies left the chamber of Orlen on Monday.",
            "Two deputies of Orlen were arrested on Monday.",
        ),
        ("At least 3 people were killed in the Orlen fire.", "Ten people were killed in the Orlen fire."),
        ("So far 3 people were killed in the Orlen fire.", "Ten people were killed in the Orlen fire."),
        ("Police seized 12 machine guns in the harbour.", "Police seized 40 water guns in the harbour."),
    ],
)
def test_two_numbers_of_two_counts_are_none(differences, one, other):
    assert "value" not in kinds(differences(one, other))


def test_an_account_that_tells_both_numbers_counts_two_things(differences):
    one = (
        "Brakk Chemicals hid 31 spills at its Orlen plant. Brakk Chemicals hid 17 spills at its Merrow plant."
    )
    assert "value" not in kinds(differences(one, "Brakk Chemicals hid 17 spills at its plant."))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Die Behörde verschwieg 31 Lecks am Damm von Orlen.",
            "Die Behörde verschwieg mehr als 300 Lecks am Damm von Orlen.",
        ),
        (
            "La empresa ocultó 31 fugas en la presa de Orlen.",
            "La empresa ocultó más de 300 fugas en la presa de Orlen.",
        ),
        (
            "Le port d'Orlen a caché 31 fuites au vieux barrage.",
            "Le port d'Orlen a dissimulé plus de 300 fuites au vieux barrage.",
        ),
        (
            "Il porto di Orlen ha nascosto 31 perdite nella vecchia diga.",
            "Il porto di Orlen ha taciuto più di 300 perdite nella vecchia diga.",
        ),
        (
            "周五，奥伦镇警方逮捕了31名示威者，市长表示遗憾。",
            "周五，奥伦镇警方逮捕了300多名示威者，议会要求解释。",
        ),
    ],
)
def test_figures_are_compared_in_other_languages(differences, one, other):
    assert "value" in kinds(differences(one, other))


def test_a_figure_is_held_against_another_language(differences):
    found = differences(
        "Brakk Chemicals hid more than 300 leaks at the Orlen dam.",
        "Brakk Chemicals ocultó 31 fugas en la presa de Orlen.",
    )
    assert "value" in kinds(found)


def test_the_order_of_the_accounts_changes_nothing(differences):
    one = "Brakk Chemicals kept 31 spills at its Orlen plant from the inspectors."
    other = "Brakk Chemicals hid more than 300 spills at its Orlen plant from the inspectors."
    assert {each.confidence for each in differences(one, other)} == {
        each.confidence for each in differences(other, one)
    }
