"""Names and numbers that are the same in every language."""

from firsthand.trace.translation.marks import (
    marks_of,
    names_of,
    numbers_of,
    sounded_in,
    spelled_in,
    syllables_of,
)


def test_numbers_are_read_however_they_are_grouped():
    assert numbers_of("3,200,000 or 3.200.000 or 3200000") == ["3200000"] * 3
    assert numbers_of("3.5 and 3,5") == ["3.5", "3.5"]
    assert numbers_of("１４米") == ["14"]


def test_names_are_compared_without_accents_and_endings():
    spanish, german = marks_of("la presa de Talvík", "es"), marks_of("Talviks Damm", "de")
    assert spanish.keys() & german.keys() == {"talvik"}


def test_a_chinese_text_holds_the_names_it_sounds_like():
    syllables = syllables_of("检查人员李明轩在清河镇说，水已退去。")
    names = names_of("Li Mingxuan came to Qinghe, not to Qingtian", "en")
    assert set(spelled_in(names, syllables)) == {"limingxuan", "mingxuan", "qinghe"}


def test_a_name_does_not_run_over_the_end_of_a_clause():
    assert not spelled_in(["qinghe"], syllables_of("很清。和平"))


def test_a_chinese_text_holds_foreign_names_by_their_sound():
    names = names_of("Marit Solheim left Talvik for Ostrava, where Brandt lives", "en")
    assert set(sounded_in(names, "玛丽特·索尔海姆离开了塔尔维克镇，水库已关闭。")) == {
        "marit",
        "solheim",
        "talvik",
    }
