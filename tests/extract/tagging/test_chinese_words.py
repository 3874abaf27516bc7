"""Chinese words lie where they are in the text, in either script. People and places are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.extract.tagging.chinese import tag_chinese, universal
from firsthand.extract.tagging.script import simplified

_TEXT = st.text(
    st.sampled_from(
        "警方表示，據消防局報導。「」『』“”《》（）１２３abcＡ·,.\n 　😀é\u0301\u200d县長说：；！？…—的"
    ),
    max_size=80,
) | st.text(max_size=60)


@given(_TEXT)
def test_words_together_are_the_text(text: str) -> None:
    doc = tag_chinese(text, starts=[])
    assert doc.text == text
    at = 0
    for token in doc:
        assert token.idx == at
        at += len(token.text)
    assert at == len(text)


@given(_TEXT)
def test_simplifying_keeps_every_offset(text: str) -> None:
    assert len(simplified(text)) == len(text)


def test_traditional_characters_are_read_as_simplified_ones() -> None:
    assert simplified("據臺灣媒體報導，９月３日") == "据台湾媒体报导，9月3日"


def test_both_scripts_are_cut_alike() -> None:
    one = tag_chinese("外交部发言人林青禾表示，谈判将继续。", starts=[])
    other = tag_chinese("外交部發言人林青禾表示，談判將繼續。", starts=[])
    assert [token.idx for token in one] == [token.idx for token in other]
    assert [token.lemma_ for token in one] == [token.lemma_ for token in other]
    assert "發言人" in [token.text for token in other]


def sentences(text: str, starts: tuple[int, ...] = ()) -> list[str]:
    return [sentence.text.strip() for sentence in tag_chinese(text, starts=starts).sents]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("大火扑灭。三人受伤！", ["大火扑灭。", "三人受伤！"]),
        ("他说：“好。”我们走了。", ["他说：“好。”", "我们走了。"]),
        ("他說：「好！」我們走了。", ["他說：「好！」", "我們走了。"]),
        ("一、检修；二、停产。", ["一、检修；", "二、停产。"]),
        ("第一行\n第二行", ["第一行", "第二行"]),
    ],
)
def test_closing_marks_stay_with_their_sentence(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_block_begins_a_sentence() -> None:
    assert sentences("标题 正文开始", starts=(0, 3)) == ["标题", "正文开始"]


def test_lemma_is_lower_case_and_numbers_are_one_word() -> None:
    doc = tag_chinese("ＧＤＰ增长３．５％，共１,２００人", starts=[])
    assert next(token.lemma_ for token in doc) == "gdp"
    assert any(token.lemma_ == "3.5" and token.pos_ == "NUM" for token in doc)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("nr", "PROPN"),
        ("vn", "VERB"),
        ("num", "NUM"),
        ("w", "PUNCT"),
        ("", "SPACE"),
        ("x", "X"),
        ("ul", "PART"),
    ],
)
def test_parts_of_speech_are_universal(tag: str, expected: str) -> None:
    assert universal(tag) == expected
