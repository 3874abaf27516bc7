from firsthand.weigh.counted import words_of_unit


def test_a_unit_is_called_by_the_words_of_each_language():
    assert "muerto" in words_of_unit("death", "es")
    assert "mensch" in words_of_unit("people", "de")
    assert words_of_unit("leak", "en") == {"leak"}


def test_an_unlisted_unit_or_language_keeps_its_own_noun():
    assert words_of_unit("fuga", "es") == {"fuga"}
    assert words_of_unit("leak", "xx") == {"leak"}
    assert words_of_unit(None, "es") == frozenset()
