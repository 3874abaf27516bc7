import pytest

from firsthand.extract.analysis import analyse
from firsthand.extract.quantities import find_quantities
from firsthand.model import Document, Quantity


def quantities(text: str) -> list[tuple[str, Quantity]]:
    (analysis,) = analyse([Document(id="d", name="d.txt", text=text, language="zh")])
    return [(text[found.start : found.end], found) for found in find_quantities(analysis)]


@pytest.mark.parametrize(
    ("text", "expression", "low", "high", "unit"),
    [
        ("他们有3.5万艘船。", "3.5万", 35000, 35000, "ship"),
        ("他们有三万五千艘船。", "三万五千", 35000, 35000, "ship"),
        ("他们有３万５千艘船。", "３万５千", 35000, 35000, "ship"),
        ("来了二十多人。", "二十多", 20, None, "people"),
        ("来了30余名村民。", "30余", 30, None, "resident"),
        ("来了上百人。", "上百", 100, None, "people"),
        ("来了数十名警察。", "数十", 20, 100, "policeman"),
        ("来了近百人。", "近百", 90, 100, "people"),
        ("来了逾百人。", "逾百", 100, None, "people"),
        ("他们有超过100家公司。", "超过100", 100, None, "company"),
        ("至少13人死亡。", "至少13", 13, None, "people"),
        ("来了约20人。", "约20", 18, 22, "people"),
        ("来了20人左右。", "20人左右", 18, 22, "people"),
        ("跑了100公里以上。", "100公里以上", 100, None, "kilometer"),
        ("来了不到100人。", "不到100", None, 100, "people"),
        ("他们有多达40艘船。", "多达40", None, 40, "ship"),
        ("增长百分之三十。", "百分之三十", 30, 30, "%"),
        ("增长3.5％。", "3.5％", 3.5, 3.5, "%"),
        ("三成渔民离开。", "三成", 30, 30, "%"),
        ("三分之一的渔民离开。", "三分之一", 33.333333, 33.333333, "%"),
        ("来了20至30人。", "20至30", 20, 30, "people"),
        ("来了2至3万人。", "2至3万", 2e4, 3e4, "people"),
        ("来了二三十人。", "二三十", 20, 30, "people"),
        ("花了1.2亿美元。", "1.2亿", 1.2e8, 1.2e8, "USD"),
        ("花了几百万元。", "几百万", 2e6, 1e7, "CNY"),
        ("一名34岁男子离开。", "34", 34, 34, "year old"),
        ("他們有５４個海外警察服務站。", "５４", 54, 54, "station"),
        ("两国签署协议。", "两", 2, 2, "country"),
        ("损毁车辆42部。", "42", 42, 42, "vehicle"),
        ("发生5.3级地震。", "5.3", 5.3, 5.3, "magnitude"),
        ("一人死亡。", "一", 1, 1, "people"),
        ("另1名坐在轿车内的乘客离开。", "1", 1, 1, "passenger"),
    ],
)
def test_intervals_and_units_in_chinese(
    text: str, expression: str, low: float | None, high: float | None, unit: str
) -> None:
    ((passage, found),) = quantities(text)
    assert passage == expression
    assert (found.low, found.high, found.unit) == (low, high, unit)


def test_dead_and_injured_are_counted_apart() -> None:
    found = [(quantity.low, quantity.unit) for _, quantity in quantities("事故造成2死4伤。")]
    assert found == [(2, "death"), (4, "injured")]


@pytest.mark.parametrize(
    "text",
    [
        "十分重要，一起离开。",
        "一名男子离开，一些人留下。",
        "第3次，12时30分，5号楼。",
        "2015年3月5日离开。",
        "拨打110报警。",
        "三峡很美，千方百计保护。",
    ],
)
def test_what_counts_nothing_in_chinese(text: str) -> None:
    assert quantities(text) == []
