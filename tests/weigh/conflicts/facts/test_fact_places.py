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


def test_a_city_in_the_country_is_no_other_place(differences):
    one = "The smuggler Ada Brink was arrested in Lisbon, police said."
    other = "The smuggler Ada Brink was arrested in Portugal, police said."
    assert places(differences(one, other)) == []


def test_two_happenings_are_in_two_places(differences):
    one = "The smuggler Ada Brink was arrested in Lisbon, police said."
    other = "The painter Jon Merz sold his barn in Oslo, his family said."
    assert places(differences(one, other)) == []
