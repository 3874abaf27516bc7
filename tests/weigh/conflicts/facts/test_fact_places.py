import pytest


def places(found):
    return [finding for finding in found if finding.kind == "place"]


def test_one_happening_in_two_places_is_asked_about(differences):
    found = places(
        differences(
            "The smuggler Ada Brink was arrested in Lisbon, police said.",
            "The smuggler Ada Brink was arrested in Oslo, police said.",
        )
    )
    assert [each.question for each in found][:1] in (
        ["Where was it: Lisbon or Oslo?"],
        ["Where was it: Oslo or Lisbon?"],
    )


@pytest.mark.parametrize(
    ("one", "other", "towns"),
    [
        (
            "The treaty was signed in Oslo by Ada Brink and Jon Merz.",
            "Ada Brink and Jon Merz signed the treaty in Vienna.",
            ("Oslo", "Vienna"),
        ),
        (
            "Ada Brink was born in Lyon.",
            "Ada Brink, born in Marseille, led the party for ten years.",
            ("Lyon", "Marseille"),
        ),
        (
            "The smuggler Ada Brink was arrested in Lisbon, police said.",
            "Ada Brink, the smuggler, was detained in Oslo on Friday.",
            ("Lisbon", "Oslo"),
        ),
    ],
)
def test_the_same_in_other_words_is_placed_twice(differences, one, other, towns):
    [found] = places(differences(one, other))
    assert all(town in found.question for town in towns)
    assert found.confidence >= 0.66


def test_what_somebody_did_elsewhere_is_no_other_place(differences):
    one = "Ada Brink was born in Lyon."
    other = "Ada Brink, the mayor, opened a theatre in Marseille."
    assert places(differences(one, other)) == []


def test_a_city_in_the_country_is_no_other_place(differences):
    one = "The smuggler Ada Brink was arrested in Lisbon, police said."
    other = "The smuggler Ada Brink was arrested in Portugal, police said."
    assert places(differences(one, other)) == []


def test_two_happenings_are_in_two_places(differences):
    one = "The smuggler Ada Brink was arrested in Lisbon, police said."
    other = "The painter Jon Merz sold his barn in Oslo, his family said."
    assert places(differences(one, other)) == []
