"""Who is named, on sentences about people and places that do not exist."""

import pytest

from firsthand.extract.analysis import analyse
from firsthand.extract.names import find_names
from firsthand.model import Document


def names_in(text):
    (analysis,) = analyse([Document("d", "d.txt", text)])
    return find_names(analysis)


def named(text, wanted):
    """Return the one name with these words."""
    found = [name for name in names_in(text) if name.text == wanted]
    assert len(found) == 1, [name.text for name in names_in(text)]
    return found[0]


def owner_of(text, wanted):
    found = names_in(text)
    (name,) = [name for name in found if name.text == wanted]
    return found[name.owner].text if name.owner is not None else None


@pytest.mark.parametrize(
    ("text", "name", "kind", "role"),
    [
        ("Ports Director Helena Brandt said the quay was safe.", "Helena Brandt", "person", "Ports Director"),
        ("Prime Minister Robert Lindgren resigned.", "Robert Lindgren", "person", "Prime Minister"),
        (
            "Helena Brandt, founder of Quay Watch, resigned.",
            "Helena Brandt",
            "person",
            "founder of Quay Watch",
        ),
        ("The newspaper Osk Lantern reported the flood.", "Osk Lantern", "outlet", "newspaper"),
        ("Quay Watch said the harbour was closed.", "Quay Watch", "organisation", None),
        ("The Ministry of Water said the dam would hold.", "Ministry of Water", "government", None),
        ("AFP reported the flood.", "AFP", "outlet", None),
        ("The report was seen by www.osklantern.com on Monday.", "www.osklantern.com", "outlet", None),
        ("Poland denied the claims.", "Poland", "government", None),
    ],
)
def test_a_proper_name_comes_without_its_title_and_with_its_kind(text, name, kind, role):
    found = named(text, name)
    assert (found.form, found.kind, found.role) == ("name", kind, role)


def test_a_name_with_a_hyphen_goes_on_where_a_compound_stops():
    assert named("Park Min-su said the ferry was late.", "Park Min-su").kind == "person"
    assert [n.text for n in names_in("The Lisbon-based group said so.") if n.form == "name"] == ["Lisbon"]


def test_two_names_that_stand_alone_elsewhere_are_not_one():
    text = "Lindgren met Osk Port. The Lindgren-Poland talks failed. Poland left."
    assert "Lindgren-Poland" not in [name.text for name in names_in(text)]


def test_days_and_months_are_nobody():
    assert not [n for n in names_in("They met on Monday in March.") if n.form == "name"]


def test_a_capital_that_opens_a_sentence_proves_nothing():
    text = "Evidence shows the quay is old. The evidence is new."
    assert "Evidence" not in [name.text for name in names_in(text) if name.form == "name"]


@pytest.mark.parametrize(
    ("text", "words", "kind", "definite", "plural"),
    [
        ("The group said the quay was closed.", "The group", "organisation", True, False),
        (
            "Two people familiar with the plan said so.",
            "Two people familiar with the plan",
            "unnamed",
            False,
            True,
        ),
        ("The report says the quay is old.", "The report", "document", True, False),
        ("An official said the quay was old.", "An official", "unnamed", False, False),
        ("The mayor said the quay was old.", "The mayor", "person", True, False),
        ("The newspaper said the quay was old.", "The newspaper", "outlet", True, False),
        ("The ministry said the quay was old.", "The ministry", "government", True, False),
        ("According to residents, the quay is old.", "residents", "unnamed", False, True),
    ],
)
def test_a_description_tells_its_kind_and_whether_it_is_known(text, words, kind, definite, plural):
    found = named(text, words)
    assert (found.form, found.kind, found.definite, found.plural) == ("description", kind, definite, plural)


def test_pronouns_tell_number_and_gender():
    text = "She said it was late, and they agreed."
    assert {(n.text, n.gender, n.plural) for n in names_in(text) if n.form == "pronoun"} == {
        ("She", "f", False),
        ("it", "n", False),
        ("they", None, True),
    }


@pytest.mark.parametrize(
    ("text", "words", "owner"),
    [
        ("According to a report by Quay Watch, the pier sank.", "a report by Quay Watch", "Quay Watch"),
        ("Quay Watch's report says the pier sank.", "Quay Watch's report", "Quay Watch"),
        ("Mr. Lindgren's office denied it.", "Mr. Lindgren's office", "Lindgren"),
        ("A spokesman for Quay Watch denied it.", "A spokesman for Quay Watch", "Quay Watch"),
        ("Quay Watch director Helena Brandt denied it.", "Helena Brandt", "Quay Watch"),
        ("The group released a statement on Monday.", "a statement", "The group"),
        ("The mayor said in a letter that the pier sank.", "a letter", "The mayor"),
    ],
)
def test_what_belongs_to_whom(text, words, owner):
    assert owner_of(text, words) == owner


def test_who_stands_for_the_noun_before_it():
    assert owner_of("Helena Brandt, who runs the port, denied it.", "who") == "Helena Brandt"


def test_who_passes_a_report_on_did_not_write_it():
    assert owner_of("A study, as reported by AFP, says the pier sank.", "A study") is None


def test_gender_comes_from_titles_and_frequent_given_names():
    assert named("Mrs. Brandt left.", "Brandt").gender == "f"
    assert named("Robert Lindgren left.", "Robert Lindgren").gender == "m"
    assert named("Quay Watch left.", "Quay Watch").gender == "n"


def test_names_are_in_order_of_text_and_lie_in_it():
    text = "Ports Director Helena Brandt told AFP that the ministry's report was “old”. She denied it."
    found = names_in(text)
    assert [(n.start, n.end) for n in found] == sorted((n.start, n.end) for n in found)
    assert all(text[n.start : n.end] == n.text for n in found)
    assert all(n.owner is None or 0 <= n.owner < len(found) for n in found)


def test_an_empty_text_names_nobody():
    assert names_in("") == ()
