from datetime import date

import pytest

from firsthand.extract.analysis import analyse
from firsthand.extract.dates import find_dates
from firsthand.model import Document

PUBLISHED = date(2022, 12, 7)  # a Wednesday


def dates(text: str, published: date | None = PUBLISHED) -> list[tuple[str, date | None, date | None]]:
    document = Document(id="d", name="d.txt", text=text, published=published)
    (analysis,) = analyse([document])
    return [(text[day.start : day.end], day.earliest, day.latest) for day in find_dates(analysis)]


@pytest.mark.parametrize(
    ("text", "expression", "earliest", "latest"),
    [
        ("The quay was closed on 4 March 2021.", "4 March 2021", (2021, 3, 4), (2021, 3, 4)),
        ("The quay was closed on Sept. 3, 2018.", "Sept. 3, 2018", (2018, 9, 3), (2018, 9, 3)),
        ("The log says 2019-02-03 only.", "2019-02-03", (2019, 2, 3), (2019, 2, 3)),
        ("The log says 31/12/2016 only.", "31/12/2016", (2016, 12, 31), (2016, 12, 31)),
        ("The paper wrote (Dec05'22) so.", "Dec05'22", (2022, 12, 5), (2022, 12, 5)),
        ("The quay was closed on Dec 4.", "Dec 4", (2022, 12, 4), (2022, 12, 4)),
        ("They met on March 8 to 12.", "March 8 to 12", (2022, 3, 8), (2022, 3, 12)),
        ("They closed the quay in September.", "September", (2022, 9, 1), (2022, 9, 30)),
        ("They closed the quay last December.", "last December", (2021, 12, 1), (2021, 12, 31)),
        ("They left in October this year.", "October this year", (2022, 10, 1), (2022, 10, 31)),
        ("They left in January of last year.", "January of last year", (2021, 1, 1), (2021, 1, 31)),
        ("The mayor spoke on Monday.", "Monday", (2022, 12, 5), (2022, 12, 5)),
        ("The mayor spoke late Friday.", "late Friday", (2022, 12, 2), (2022, 12, 2)),
        ("The mayor will speak on Friday.", "Friday", (2022, 12, 9), (2022, 12, 9)),
        ("They meet next Tuesday.", "next Tuesday", (2022, 12, 13), (2022, 12, 13)),
        ("The bridge will open in July.", "July", (2023, 7, 1), (2023, 7, 31)),
        ("It rained last month.", "last month", (2022, 11, 1), (2022, 11, 30)),
        ("Earlier this week a crane fell.", "this week", (2022, 12, 5), (2022, 12, 11)),
        ("A crane fell two weeks ago.", "two weeks ago", (2022, 11, 20), (2022, 11, 26)),
        ("Within the past 10 days a crane fell.", "the past 10 days", (2022, 11, 27), (2022, 12, 7)),
        ("It fell yesterday.", "yesterday", (2022, 12, 6), (2022, 12, 6)),
        ("It fell over the weekend.", "over the weekend", (2022, 12, 3), (2022, 12, 4)),
        ("In 2015, it fell.", "2015", (2015, 1, 1), (2015, 12, 31)),
        ("The 2015 treaty holds.", "2015", (2015, 1, 1), (2015, 12, 31)),
        ("In early 2014 it fell.", "early 2014", (2014, 1, 1), (2014, 5, 1)),
        ("In the 1990s it fell.", "1990s", (1990, 1, 1), (1999, 12, 31)),
        ("It stood empty between 2016 and 2018.", "between 2016 and 2018", (2016, 1, 1), (2018, 12, 31)),
        ("It stood from March to June 2020.", "from March to June 2020", (2020, 3, 1), (2020, 6, 30)),
        ("Since 2015 nobody came.", "Since 2015", (2015, 1, 1), (2022, 12, 7)),
    ],
)
def test_expressions(
    text: str, expression: str, earliest: tuple[int, int, int], latest: tuple[int, int, int]
) -> None:
    assert dates(text) == [(expression, date(*earliest), date(*latest))]


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("The treaty holds until 2030.", None, date(2030, 12, 31)),
        ("It was over by the end of 2019.", None, date(2019, 12, 31)),
        ("It was over before 2019.", None, date(2019, 1, 1)),
        ("They came after 2019.", date(2019, 12, 31), None),
        ("The log says 1/5/17 only.", None, None),  # January or May?
    ],
)
def test_open_ends(text: str, earliest: date | None, latest: date | None) -> None:
    assert [(first, last) for _, first, last in dates(text)] == [(earliest, latest)]


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers may march to the quay, and we sat in the sun.",
        "They told Theresa May that the quay was closed, and spoke to May again.",
        "More than 2000 people came.",
        "THE DAILY TODAY reported it; the next day they left.",
        "It cost $2019 and weighed 1,995 kilos on bus 7.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert dates(text) == []


def test_without_a_date_of_publication_nothing_is_invented() -> None:
    found = dates("In September 2021 and on Monday, and on Dec 4 and last month.", None)
    assert found == [
        ("September 2021", date(2021, 9, 1), date(2021, 9, 30)),
        ("Monday", None, None),
        ("Dec 4", None, None),
        ("last month", None, None),
    ]
