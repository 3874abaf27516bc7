"""Chinese texts as they come: damaged, mixed, endless. Nothing crashes, and offsets hold."""

import pytest
from chinese_reading import attributions_in, bare, told
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.extract import chinese
from firsthand.extract.analysis import Analysis

_PIECES = st.lists(
    st.sampled_from(
        "据 據 警方 林青禾 表示 称 說 ： “ ” 「 」 ， 。 ¶ 记者 从 获悉 县公安局 否认 援引 的话 报道 《 》 "
        '东岸日报 三人死亡 没有 的 他 · ５月６日 电 （ ） 😀 e\u0301 said ，， …… 一名 男子 " 东岸社'.split()
    ),
    max_size=40,
).map(lambda pieces: "".join(pieces).replace("¶", "\n\n"))


def sound(analysis: Analysis) -> None:
    """Check that whatever is found lies inside the text, and points at names there are."""
    text = analysis.document.text
    names = chinese.find_names(analysis)
    found = chinese.find_attributions(analysis, names)
    assert found.names[: len(names)] == names
    for name in found.names:
        assert 0 <= name.start < name.end <= len(text)
        assert name.owner is None or 0 <= name.owner < len(found.names)
    for said in found.attributions:
        assert 0 <= said.start < said.end <= len(text)
        assert said.chain and all(0 <= i < len(found.names) for i in said.chain)
        assert all(0 <= start < end <= len(text) for start, end in said.evidence)
    for proposition in chinese.find_propositions(analysis, found.attributions):
        assert 0 <= proposition.start < proposition.end <= len(text)
        chinese.find_predicate(analysis, proposition.start, proposition.end)


@settings(deadline=None, max_examples=150)
@given(_PIECES)
def test_any_order_of_words_and_marks(text: str) -> None:
    sound(bare(text))


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=100))
def test_any_text(text: str) -> None:
    sound(bare(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "。",
        "“",
        "「警方表示，大火已被扑灭",
        "警 方 表 示 ， 大 火 已 被 扑 灭 。",
        "The ministry 外交部 said 表示，the talks 谈判 continue 继续。",
        "警方表示大火已被扑灭没有人受伤居民已经回家原因仍在调查",
        "他说：“好😀e\u0301🇨🇳”。",
        "قالت الشرطة 警方表示，大火已被扑灭。",
    ],
)
def test_damaged_text(text: str) -> None:
    sound(bare(text))


def test_a_quotation_that_never_closes_does_not_swallow_the_next_paragraph() -> None:
    text = "他说：「大火已被扑灭。\n\n据县消防局介绍，三间厂房被烧毁。"
    assert (("县消防局",), "三间厂房被烧毁") in told(text)


def test_emoji_and_combining_characters_stay_inside_their_quotation() -> None:
    text = "村民周大山说：“没事😀，cafe\u0301还开着。”"
    (said,) = attributions_in(text).attributions
    assert text[said.start : said.end] == "没事😀，cafe\u0301还开着。"


def test_a_sentence_of_20_000_characters() -> None:
    sound(bare("警方表示，大火造成三人死亡，" + "居民纷纷离开现场，" * 2200 + "目前无人受伤。"))
