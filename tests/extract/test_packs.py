import pytest

from firsthand.extract import packs


def test_a_word_list_is_a_set():
    assert "not" in packs.words("polarity", "negators")
    assert "make" in packs.words("polarity", "light", "verbs")


def test_the_keys_of_a_table_are_words_too():
    assert packs.words("polarity", "modals") == packs.table("polarity", "modals").keys()


def test_a_list_is_no_table():
    with pytest.raises(TypeError, match="polarity"):
        packs.table("polarity", "negators")


def test_what_is_not_there_is_an_error():
    with pytest.raises(FileNotFoundError):
        packs.load("no-such-subject")
