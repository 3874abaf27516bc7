from datetime import date

import pytest

FIRST, THEN = date(2031, 5, 2), date(2031, 5, 4)
FEWER, MORE = (
    "Three people were killed when the ferry sank off Merrow.",
    "Ten people were killed when the ferry sank off Merrow.",
)


def values(found):
    return [finding for finding in found if finding.kind == "value"]


def test_a_toll_that_was_higher_later_has_grown(differences):
    assert values(differences(FEWER, MORE, days=(FIRST, THEN))) == []


def test_a_toll_that_was_lower_later_is_asked_about(differences):
    [found] = values(differences(MORE, FEWER, days=(FIRST, THEN)))
    assert "not known" not in found.because


def test_tolls_of_unknown_days_are_told_as_such_and_less_surely(differences):
    [unknown] = values(differences(FEWER, MORE))
    [same] = values(differences(FEWER, MORE, days=(FIRST, FIRST)))
    [known] = values(differences(MORE, FEWER, days=(FIRST, THEN)))
    assert unknown.confidence == same.confidence < known.confidence
    assert "which of the two is the later is not known" in unknown.because


def test_a_count_that_does_not_grow_is_held_against_a_later_one(differences):
    one = "Inspectors tested 14 coastal rockets at Orlen."
    other = "Inspectors tested 31 coastal rockets at Orlen."
    [found] = values(differences(one, other, days=(FIRST, THEN)))
    assert "later count" in found.because


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Drei Menschen starben beim Brand in Orlen.", "Zehn Menschen starben beim Brand in Orlen."),
        (
            "Trois personnes sont mortes dans l'incendie d'Orlen.",
            "Dix personnes sont mortes dans l'incendie d'Orlen.",
        ),
        (
            "Tres personas murieron en el incendio de Orlen.",
            "Diez personas murieron en el incendio de Orlen.",
        ),
        (
            "Tre persone sono morte nell'incendio di Orlen.",
            "Dieci persone sono morte nell'incendio di Orlen.",
        ),
        (
            "周五，奥伦镇一座旧仓库发生火灾，造成3人死亡。消防员整夜工作。",
            "周五，奥伦镇一座旧仓库发生火灾，造成10人死亡。居民感到震惊。",
        ),
    ],
    ids=["de", "fr", "es", "it", "zh"],
)
def test_tolls_grow_in_every_language(differences, one, other):
    [found] = values(differences(one, other))
    assert "not known" in found.because
    assert values(differences(one, other, days=(FIRST, THEN))) == []
    assert values(differences(one, other, days=(THEN, FIRST)))
