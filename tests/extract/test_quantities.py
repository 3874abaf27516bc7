import pytest

from firsthand.extract.analysis import analyse
from firsthand.extract.quantities import find_quantities
from firsthand.model import Document, Quantity


def quantities(text: str) -> list[tuple[str, Quantity]]:
    (analysis,) = analyse([Document(id="d", name="d.txt", text=text)])
    return [(text[found.start : found.end], found) for found in find_quantities(analysis)]


@pytest.mark.parametrize(
    ("text", "expression", "low", "high", "unit"),
    [
        ("They own 54 boats.", "54", 54, 54, "boat"),
        ("They own more than 100 old fishing boats.", "more than 100", 100, None, "boat"),
        ("They own over 100 of these boats.", "over 100", 100, None, "boat"),
        ("They own at least 13 boats.", "at least 13", 13, None, "boat"),
        ("They own 100+ boats.", "100+", 100, None, "boat"),
        ("They own up to 3,000 boats.", "up to 3,000", None, 3000, "boat"),
        ("They own as many as 40 boats.", "as many as 40", None, 40, "boat"),
        ("They own fewer than 20 boats.", "fewer than 20", None, 20, "boat"),
        ("They own between 2 and 5 boats.", "between 2 and 5", 2, 5, "boat"),
        ("They own 10-15 boats.", "10-15", 10, 15, "boat"),
        ("They own two or three boats.", "two or three", 2, 3, "boat"),
        ("They own twenty-one thousand boats.", "twenty-one thousand", 21000, 21000, "boat"),
        ("They own about 100 boats.", "about 100", 90, 110, "boat"),
        ("They own nearly 500 boats.", "nearly 500", 450, 500, "boat"),
        ("They own dozens of boats.", "dozens", 24, 100, "boat"),
        ("They own a dozen boats.", "a dozen", 12, 12, "boat"),
        ("They own several hundred boats.", "several hundred", 300, 900, "boat"),
        (
            "Almost a quarter of a million people left.",
            "Almost a quarter of a million",
            225e3,
            250e3,
            "people",
        ),
        ("They hold hundreds of thousands of secret files.", "hundreds of thousands", 2e5, 1e6, "file"),
        ("They own half a million boats.", "half a million", 5e5, 5e5, "boat"),
        ("They own two and a half million boats.", "two and a half million", 2.5e6, 2.5e6, "boat"),
        ("They paid $1.7 billion.", "$1.7 billion", 1.7e9, 1.7e9, "USD"),
        ("They paid £2bn for it.", "£2bn", 2e9, 2e9, "GBP"),
        ("They paid 5 to 6 million euros.", "5 to 6 million", 5e6, 6e6, "EUR"),
        ("They paid 25 percent of it.", "25 percent", 25, 25, "%"),
        ("It fell by 3.5%.", "3.5%", 3.5, 3.5, "%"),
        ("Two-thirds of the fishermen left.", "Two-thirds", 66.666667, 66.666667, "%"),
        ("Nearly half of the residents left.", "Nearly half", 45, 50, "%"),
        ("They signed a three-year contract.", "three", 3, 3, "year"),
        ("A 34-year-old man left.", "34", 34, 34, "year old"),
        ("Ana Lund, 34, left.", "34", 34, 34, "year old"),
        ("The number of boats now exceeds 100.", "100", 100, None, "boat"),
    ],
)
def test_intervals_and_units(
    text: str, expression: str, low: float | None, high: float | None, unit: str | None
) -> None:
    ((passage, found),) = quantities(text)
    assert passage == expression
    assert (found.low, found.high, found.unit) == (low, high, unit)


def test_open_ends_and_looseness_are_marked() -> None:
    more, less, near = (
        quantities(f"They own {words} boats.")[0][1] for words in ("more than 9", "less than 9", "nearly 9")
    )
    assert more.open_low
    assert less.open_high
    assert near.open_high
    assert near.approximate
    assert not quantities("They own 9 boats.")[0][1].approximate


def test_a_number_without_its_noun_counts_what_the_one_before_counted() -> None:
    found = quantities("They found 54 such boats. Now another 48 have been found.")
    assert [quantity.unit for _, quantity in found] == ["boat", "boat"]


@pytest.mark.parametrize(
    "text",
    [
        "The second boat came third, on the 21st.",
        "Under Article 5 the Boeing 737 of the G7 left with Covid-19.",
        "One of them left one day, and no one came back.",
        "It left in 2015, on Dec 4, at 7 p.m. and in the 1990s.",
        "They met one-on-one at 10 Mill Street about the multi-million deal.",
        "A zero-risk plan.",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert quantities(text) == []


def test_over_a_span_of_time_is_within_it_unless_it_is_counted() -> None:
    ((_, five),) = quantities("The dam leaked over five years and nobody said a word.")
    assert (five.low, five.high, five.unit) == (5, 5, "year")
    ((_, more),) = quantities("They had waited for over five years at the gate.")
    assert (more.low, more.open_low, more.unit) == (5, True, "year")
