from datetime import date

import pytest

from firsthand.extract.analysis import analyse
from firsthand.extract.dates import find_dates
from firsthand.model import Document

PUBLISHED = date(2022, 12, 7)  # a Wednesday


def dates(text: str, published: date | None = PUBLISHED) -> list[tuple[str, date | None, date | None]]:
    document = Document(id="d", name="d.txt", text=text, published=published, language="zh")
    (analysis,) = analyse([document])
    return [(text[day.start : day.end], day.earliest, day.latest) for day in find_dates(analysis)]


@pytest.mark.parametrize(
    ("text", "expression", "earliest", "latest"),
    [
        ("码头于2022年11月2日关闭。", "2022年11月2日", "2022-11-02", "2022-11-02"),
        ("码头于二〇二二年十一月二日关闭。", "二〇二二年十一月二日", "2022-11-02", "2022-11-02"),
        ("码头于11月2日关闭。", "11月2日", "2022-11-02", "2022-11-02"),
        ("碼頭於２日關閉。", "２日", "2022-12-02", "2022-12-02"),
        ("碼頭於週三關閉。", "週三", "2022-12-07", "2022-12-07"),
        ("码头于星期一关闭。", "星期一", "2022-12-05", "2022-12-05"),
        ("码头于上周三关闭。", "上周三", "2022-11-30", "2022-11-30"),
        ("码头于去年11月关闭。", "去年11月", "2021-11-01", "2021-11-30"),
        ("码头去年关闭。", "去年", "2021-01-01", "2021-12-31"),
        ("码头前天关闭。", "前天", "2022-12-05", "2022-12-05"),
        ("码头三天前关闭。", "三天前", "2022-12-04", "2022-12-04"),
        ("码头在过去10天关闭。", "过去10天", "2022-11-27", "2022-12-07"),
        ("2015年以来无人来。", "2015年以来", "2015-01-01", "2022-12-07"),
        ("码头于2019年底关闭。", "2019年底", "2019-09-01", "2019-12-31"),
        ("码头于11月中旬关闭。", "11月中旬", "2022-11-11", "2022-11-20"),
        ("码头于11月2日至4日关闭。", "11月2日至4日", "2022-11-02", "2022-11-04"),
        ("码头从2016年至2018年关闭。", "从2016年至2018年", "2016-01-01", "2018-12-31"),
        ("上世纪90年代码头关闭。", "上世纪90年代", "1990-01-01", "1999-12-31"),
        ("码头将于12月20日关闭。", "12月20日", "2022-12-20", "2022-12-20"),
        ("码头于本月2日关闭。", "本月2日", "2022-12-02", "2022-12-02"),
    ],
)
def test_dates_in_chinese(text: str, expression: str, earliest: str, latest: str) -> None:
    assert dates(text) == [(expression, date.fromisoformat(earliest), date.fromisoformat(latest))]


def test_that_day_is_the_day_named_before() -> None:
    assert [found[1] for found in dates("码头11月2日关闭，当日无人。")] == [date(2022, 11, 2)] * 2
    assert dates("当日无人。") == []


@pytest.mark.parametrize("text", ["3日本渔民和2号楼。", "3日内完成，用了3个月。", "五年级学生。"])
def test_what_is_no_date_in_chinese(text: str) -> None:
    assert dates(text) == []


def test_before_a_year_has_no_beginning() -> None:
    assert dates("2019年之前关闭。") == [("2019年之前", None, date(2019, 1, 1))]


def test_chinese_without_a_date_of_publication() -> None:
    assert dates("去年和2021年9月。", None) == [
        ("去年", None, None),
        ("2021年9月", date(2021, 9, 1), date(2021, 9, 30)),
    ]
