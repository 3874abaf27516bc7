import pytest

from firsthand.trace.wording.rarity import is_common, rarity


def test_a_rare_name_says_more_than_a_common_word():
    assert rarity("the") < rarity("harbour") <= rarity("vessen")


def test_a_long_number_says_more_than_a_short_one_or_a_year():
    assert rarity("2") < rarity("48") < rarity("48213")
    assert rarity("2019") < rarity("3719")


@pytest.mark.parametrize(
    ("word", "language", "common"),
    [
        ("the", "en", True),
        ("lens", "en", False),
        ("7", "en", False),
        ("het", "nl", True),
        ("brug", "nl", False),
    ],
)
def test_words_that_tell_nothing_of_the_matter(word, language, common):
    assert is_common(word, language) == common
