"""Words of a picture become paragraphs: joined lines, whole words, Chinese without spaces."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.read.paged.ocr.attempts import without_ghosts
from firsthand.read.paged.ocr.layout import lay_out
from firsthand.read.paged.ocr.tesseract import Seen


def seen(*paragraphs, height=30):
    """Return words as tesseract would: a paragraph is a string, its lines parted by a slash."""
    found = []
    for number, paragraph in enumerate(paragraphs):
        for row, line in enumerate(paragraph.split("/")):
            top = 500 * number + 50 * row
            for at, word in enumerate(line.split()):
                box = (100 * at, top, 100 * at + 90, top + height)
                found.append(Seen(word, *box, 1, number, row, 0.9))
    return found


@pytest.mark.parametrize(
    ("lines", "language", "text"),
    [
        ("the council was/told so", "en", "the council was told so"),
        ("the engi-/neer told", "en", "the engineer told"),
        ("the well-/known fault", "en", "the well-known fault"),
        ("das Unter-/nehmen bestritt", "de", "das Unternehmen bestritt"),
        ("an der Nord-/und Ostsee", "de", "an der Nord- und Ostsee"),
        ("in Baden-/Württemberg", "de", "in Baden-Württemberg"),
        ("水 坝 一 直/渗 漏 , 他 说 。", "zh", "水坝一直渗漏，他说。"),
        ("它 于 2019/年 建成", "zh", "它于2019年建成"),
        ("“We saw it,’ she/said.", "en", "“We saw it,” she said."),
        ("“They said ‘no.’ So/what?” he said.’", "en", "“They said ‘no.’ So what?” he said.’"),
        ("the council’s “dam,/the owners’ one,’ sank", "en", "the council’s “dam, the owners’ one,” sank"),
        ("named Li Wei ( 李伟 ) there", "en", "named Li Wei ( 李伟 ) there"),
    ],
)
def test_lines_are_joined(lines, language, text):
    assert lay_out(seen(lines), language=language).text == text


def test_a_sentence_goes_on_in_the_next_column():
    layout = lay_out(
        seen("the dam above the town/has leaked since", "the first of May, he said."), language="en"
    )
    assert len(layout.paragraphs) == 1
    apart = lay_out(seen("the dam has leaked.", "the first of May"), language="en")
    assert len(apart.paragraphs) == 2


def test_the_accents_of_a_line_are_not_read_twice():
    line = seen("une prime qui rétorque été versée")
    ghost = [
        Seen(text, left, -12, left + 8, 2, 0, 0, 9, 0.2)
        for text, left in ((".", 130), ("4", 220), ("-", 330))
    ]
    assert without_ghosts([*ghost, *line]) == line
    sure = [replace(word, confidence=0.9) for word in ghost]
    assert without_ghosts([*sure, *line]) == [*sure, *line]


def test_larger_print_is_a_heading():
    words = seen("the dam above the town/has leaked since the first/of May, he said.")
    large = [Seen(w.text, w.left, w.top, w.right, w.top + 48, 0, 0, 0, 0.9) for w in seen("Dam leaks")]
    assert lay_out([*large, *words], language="en").hints == ("heading", None)


@settings(max_examples=60)
@given(
    st.lists(
        st.lists(
            st.sampled_from("the dam- leaks, 水 坝 “ - 2019 ﬁ e\u0301 (x) Nord- und".split()), min_size=1
        )
    )
)
def test_every_word_is_where_it_says(paragraphs):
    layout = lay_out(seen(*(" ".join(words) for words in paragraphs)), language="en")
    assert sum(map(len, paragraphs)) == len(layout.words)
    ends = 0
    for one in layout.words:
        assert ends <= one.start < one.end <= len(layout.text)
        assert layout.text[one.start : one.end].strip() == layout.text[one.start : one.end] != ""
        ends = one.end
    assert "".join(layout.text[a:b] for a, b in layout.paragraphs) == layout.text.replace("\n\n", "")


def placed(*lines):
    """Return words of one paragraph as tesseract would: a line is its left edge, top, height and words."""
    found = []
    for row, (left, top, height, line) in enumerate(lines):
        for word in line.split():
            found.append(Seen(word, left, top, left + 15 * len(word), top + height, 1, 1, row, 0.9))
            left += 15 * len(word) + 10
    return found


def told(words, language="en"):
    layout = lay_out(words, language=language)
    return [layout.text[start:end] for start, end in layout.paragraphs]


BODY = (
    (100, 200, 30, "The nets at Lerholm went unchecked for years, the"),
    (100, 250, 30, "report of the council says, though the ministry of"),
    (100, 300, 30, "fish had asked the port to look at them each year,"),
    (100, 350, 30, "and to say so."),
)


def test_print_of_another_size_ends_a_headline():
    head = ((100, 50, 60, "Nets went unchecked"), (100, 130, 30, "By Ana Lund"))
    assert told(placed(*head))[:2] == ["Nets went unchecked", "By Ana Lund"]


def test_short_lines_with_room_behind_them_stand_alone():
    short = ((100, 400, 30, "Nets for sale"), (100, 450, 30, "Boats for hire"))
    assert told(placed(*BODY, *short)) == [
        " ".join(line for *_, line in BODY),
        "Nets for sale",
        "Boats for hire",
    ]


def test_a_chinese_bylines_date_is_apart_and_another_number_is_not():
    byline = [
        Seen("莫婉宁", 0, 0, 90, 30, 1, 1, 0, 0.9),
        Seen("2025年3月14日", 100, 0, 300, 30, 1, 1, 0, 0.9),
    ]
    assert told(byline, "zh") == ["莫婉宁 2025年3月14日"]
    year = [Seen("水坝于", 0, 0, 90, 30, 1, 1, 0, 0.9), Seen("2019年建成", 100, 0, 300, 30, 1, 1, 0, 0.9)]
    assert told(year, "zh") == ["水坝于2019年建成"]
