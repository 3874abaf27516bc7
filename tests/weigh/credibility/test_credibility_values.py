"""When two wordings give the same value."""

import pytest

from firsthand.weigh.credibility.lists import read_listing
from firsthand.weigh.credibility.values import Kind, kind_of, read_value, says_nothing


@pytest.mark.parametrize(
    ("wording", "minute"),
    [
        ("7:05 a.m.", "07:05"), ("7:05 p.m.", "19:05"), ("12:10 a.m. (runway)", "00:10"),
        ("19:05", "19:05"),
        ("12:00noon", "12:00"), ("6:59aDec 1", "06:59"), ("9:10pDec 1", "21:10"),
        ("11/30 8:00 p.m.", "20:00"),
        ("Thu  20:00", "20:00"), ("5:50 a.m.  Fri 02-Dec-2011", "05:50"), ("10:34A 12-01-11", "10:34"),
        ("2011-12-01T20:15:00", "20:15"), ("11:49 p.m.&nbsp(Estimated)", "23:49"),
    ],
)  # fmt: skip
def test_times_of_day(wording: str, minute: str) -> None:
    reading = read_value(wording, "time")
    assert reading is not None
    assert reading.key == minute
    assert reading.unsure == ("stimated" in wording)


@pytest.mark.parametrize(
    ("wording", "number"),
    [("1,234,567", 1234567), ("1.234.567", 1234567), ("12.5", 12.5), ("1 204", 1204), ("-3", -3)],
)
def test_numbers(wording: str, number: float) -> None:
    reading = read_value(wording, "number")
    assert reading is not None
    assert reading.number == number


def test_what_says_nothing() -> None:
    for wording in (None, "", " - ", "N/A", "Not Available", "null", "??"):
        assert says_nothing(wording)
    assert not says_nothing("0")
    assert read_value("Contact the office", "time") is None


def test_text_is_compared_without_case_and_marks() -> None:
    first, second = read_value("São  Tomé, East", "text"), read_value("sao tome east", "text")
    assert first == second


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["7:05", "8:10 p.m.", "", "late"] + ["9:00"] * 4, "time"),
        (["12", "1,300", None], "number"),
        (["12", "x y"], "text"),
    ],
)  # fmt: skip
def test_the_kind_is_seen_from_the_values(values: list[str | None], kind: Kind) -> None:
    assert kind_of(values) == kind


@pytest.mark.parametrize(
    "wording",
    [
        "Quill, Ada M.; Lind, Bo", "Ada M. Quill, Bo Lind", "Quill, Ada M./ Lind, Bo",
        "Quill, Ada M., Lind, Bo",
        "Quill, Ada M. (Author) Lind, Bo (Joint Author)", "By (author) Quill, Ada M. By (author) Lind, Bo",
        "Ada M. Quill and Bo Lind", "QUILL, ADA M.; LIND, BO", "Quill- Ada M./ Lind- Bo",
        "Ada M. Quill &amp; Bo Lind",
    ],
)  # fmt: skip
def test_one_list_in_many_wordings(wording: str) -> None:
    listing = read_listing(wording)
    assert listing.clear
    assert [(p.surname, p.given) for p in listing.people] == [("quill", ("ada", "m")), ("lind", ("bo",))]


def test_names_with_particles_and_titles() -> None:
    people = read_listing("van den Berg, Ivo; Dr. Cleo de la Roca; Sand, Pim, Jr.").people
    assert [(p.surname, p.given) for p in people] == [
        ("vandenberg", ("ivo",)), ("delaroca", ("cleo",)), ("sand", ("pim",)),
    ]  # fmt: skip


def test_a_list_that_leaves_some_out_says_so() -> None:
    assert read_listing("Ada Quill, et al").others
    assert not read_listing("Ada Quill").others
    assert not read_listing("Ada M Quill Bo Lind Cy Marsh").clear


def test_an_initial_is_no_surname() -> None:
    for wording in ("Quill A.", "A. Quill", "Quill, A.", "QUILL A"):
        assert [(p.surname, p.given) for p in read_listing(wording).people] == [("quill", ("a",))]
    assert read_listing("Quill A., Bea").people[0].given == ("bea", "a")
