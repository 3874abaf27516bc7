from hypothesis import given
from hypothesis import strategies as st

from firsthand.publish.telling.differences import compare, rows


def _only(side: int, earlier: str, changed: str) -> list[str]:
    return [run.text for run in compare(earlier, changed)[side] if run.kind == "only"]


def test_only_the_words_that_differ_are_marked() -> None:
    earlier, changed = "I am deeply concerned about it, he said.", "“I am very concerned about it”"
    assert _only(0, earlier, changed) == ["deeply", "he said"]
    assert _only(1, earlier, changed) == ["very"]


def test_case_quotation_marks_and_punctuation_are_no_change() -> None:
    assert _only(0, "It’s the harbour’s fault.", "it's the harbour's fault") == []


def test_words_side_by_side_make_one_stretch() -> None:
    assert _only(0, "was told, again, to look away", "chose to look away") == ["was told, again"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_runs_joined_are_the_text(earlier: str, changed: str) -> None:
    left, right = compare(earlier, changed)
    assert "".join(run.text for run in left) == earlier
    assert "".join(run.text for run in right) == changed


@given(st.text(max_size=80))
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert all(run.kind == "same" for side in compare(text, text) for run in side)


def test_a_passage_too_long_to_align_is_shown_whole() -> None:
    long = "word " * 700
    assert [run.kind for run in compare(long, long + "more")[0]] == ["only"]


def test_rows_go_in_step() -> None:
    assert rows("was told, to Look", "chose to look") == [
        ("was told", "chose", False),
        ("to", "to", True),
        ("Look", "look", True),
    ]


def test_chinese_is_compared_by_the_character() -> None:
    assert _only(1, "大坝有31处泄漏", "大坝有46处泄漏") == ["46"]
    assert _only(0, "可能伤害了居民", "伤害了居民") == ["可能"]
