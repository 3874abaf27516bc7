"""Names of one person in two languages or scripts, all invented."""

import pytest

from firsthand.resolve.people import name_words
from firsthand.resolve.spelling.chinese import bracketed, han_words, pinyin, writes
from firsthand.resolve.spelling.languages import spelled_alike
from firsthand.resolve.spelling.sounds import same_sound


def joined(*names):
    return {(one, other) for one, other, _ in spelled_alike({name_words(n): {lang} for n, lang in names})}


def test_a_chinese_name_is_its_pinyin_in_either_order():
    for latin in ("Li Mingxuan", "Mingxuan Li", "Li Ming-xuan", "Li Ming Xuan"):
        assert joined(("李明轩", "zh"), (latin, "en")) == {(("李", "明轩"), name_words(latin))}
    assert joined(("欧阳若兰", "zh"), ("Ouyang Ruolan", "es")) == {(("欧阳", "若兰"), ("ouyang", "ruolan"))}


def test_two_chinese_names_of_one_sound_are_joined_with_nobody():
    assert joined(("李明轩", "zh"), ("李铭宣", "zh"), ("Li Mingxuan", "en")) == set()


def test_traditional_characters_are_the_same_name():
    assert han_words("陳麗華") == han_words("陈丽华") == ("陈", "丽华")


@pytest.mark.parametrize(
    ("han", "latin"),
    [
        ("玛丽特·索尔海姆", "Marit Solheim"),
        ("托马斯·布兰特", "Thomas Brandt"),
        ("艾琳·卡斯蒂略", "Irene Castillo"),
        ("彼得·科瓦奇", "Peter Kovac"),
    ],
)
def test_a_foreign_name_is_written_by_its_sound(han, latin):
    assert joined((han, "zh"), (latin, "en"), ("Olga Danner", "en")) == {(name_words(han), name_words(latin))}


def test_one_part_alike_is_not_enough():
    assert joined(("玛丽特·索尔海姆", "zh"), ("Marit Brandt", "en")) == set()
    assert not writes("索尔海姆", "brandt")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vladimir Orlin", "Wladimir Orline"),
        ("Oleksandr Zaretsky", "Alexandr Saretzkij"),
        ("Yuri Chaikov", "Juri Tschajkow"),
    ],
)
def test_languages_spell_one_sound_in_their_ways(one, other):
    assert same_sound(name_words(one), name_words(other))
    assert joined((one, "en"), (other, "de")) == {tuple(sorted((name_words(one), name_words(other))))}


def test_another_name_sounds_different():
    assert not same_sound(name_words("Yuri Chaikov"), name_words("Juri Schadkow"))
    assert not same_sound(name_words("Anna Lind"), name_words("Ulla Lind"))


def test_spellings_differ_only_between_languages():
    assert joined(("Yuri Chaikov", "en"), ("Juri Tschajkow", "en")) == set()


def test_a_spelling_in_brackets_is_read_in_both_scripts():
    assert bracketed("王青禾（Wang Qinghe）说", 3, latin=True) == "Wang Qinghe"
    assert bracketed("Wang Qinghe (王青禾) said", 11, latin=False) == "王青禾"
    assert bracketed("王青禾（42岁）说", 3, latin=True) is None


def test_pinyin_has_no_tones():
    assert pinyin("青田") == "qingtian"
