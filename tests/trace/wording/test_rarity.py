from firsthand.trace.wording.rarity import rarity


def test_a_rare_name_says_more_than_a_common_word():
    assert rarity("the") < rarity("harbour") <= rarity("vessen")


def test_a_long_number_says_more_than_a_short_one_or_a_year():
    assert rarity("2") < rarity("48") < rarity("48213")
    assert rarity("2019") < rarity("3719")
