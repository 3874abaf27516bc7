"""Tables of claims as people keep them."""

import pytest

from firsthand.model.errors import InputError
from firsthand.weigh.credibility import Row, read_table

LONG = "source,object,attribute,value\nharbour office,ferry 12,left,7:05\ntimetable,ferry 12,left,\n"
WIDE = "src;ferry;left;arrived\nharbour office;ferry 12;7:05;8:10\n\ntimetable;ferry 12;;8:00\n"


def test_a_row_a_claim() -> None:
    assert read_table(LONG, name="t.csv") == (
        Row("harbour office", "ferry 12", "left", "7:05"),
        Row("timetable", "ferry 12", "left", None),
    )


def test_a_column_an_attribute_whatever_parts_the_columns() -> None:
    rows = (
        Row("harbour office", "ferry 12", "left", "7:05"),
        Row("harbour office", "ferry 12", "arrived", "8:10"),
        Row("timetable", "ferry 12", "left", None),
        Row("timetable", "ferry 12", "arrived", "8:00"),
    )
    for separator in ";,\t":
        assert read_table("\ufeff" + WIDE.replace(";", separator), name="t.csv") == rows


def test_columns_stand_in_any_order_and_one_question_needs_no_attribute() -> None:
    rows = read_table('value,SOURCE,Object\n"1,200",a,mine\n', name="t.csv")
    assert rows == (Row("a", "mine", "value", "1,200"),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "t.csv is empty"),
        ("source,object\na,b\n", "a column for each attribute"),
        ("who knows,object,value\na,b,c\n", "no column is called “source”"),
        ("source,object,value\na,b\n", "line 2: 2 cells, 3 are needed"),
        ("source,object,value\na,b,c\n ,b,c\n", "line 3: it does not say who says so"),
    ],
)
def test_what_is_off_is_said_with_its_place(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_table(text, name="t.csv")
