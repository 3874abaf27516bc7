from datetime import date

import pytest
from orrery import document

from firsthand.model import Block, Document
from firsthand.trace.dating import Day, days_between, later_told, weekdays_told, written_on


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("May 9 , 2030", Day(5, 9, 2030)),
        ("Published 9 May 2030 at noon", Day(5, 9, 2030)),
        ("OSKHAVEN - May 9 -", Day(5, 9)),
        ("Friday , Sep 10 , 2030 | Updated 8 : 52 PM", Day(9, 10, 2030)),
        ("Ministers must act on the bridge by May 9 or lose it", None),
        ("The bridge is shut", None),
    ],
)
def test_the_day_at_the_head_of_an_account(head, day):
    assert written_on(document("a", f"{head}\n\nThe bridge over the Osk is shut, the town said.")) == day


def test_a_day_of_publication_goes_before_what_the_head_says():
    assert written_on(document("a", "9 May 2030\n\nShut.", published=date(2030, 6, 1))) == Day(6, 1, 2030)


@pytest.mark.parametrize(
    ("first", "second", "days"),
    [
        (Day(5, 9, 2030), Day(5, 12, 2030), 3),
        (Day(12, 30, 2029), Day(1, 2, 2030), 3),
        (Day(5, 9), Day(5, 8, 2030), -1),
        (Day(1, 9), Day(12, 8, 2030), None),
        (Day(2, 30, 2030), Day(2, 1, 2030), None),
        (None, Day(5, 9, 2030), None),
    ],
)
def test_days_between(first, second, days):
    assert days_between(first, second) == days


def test_a_later_weekday_is_counted_from_one_that_both_name():
    sunday = weekdays_told(document("a", "The bridge was shut on Sunday."))
    monday = weekdays_told(document("b", "The bridge, shut on Sunday, opened on Monday."))
    saturday = weekdays_told(document("c", "The bridge, sound on Saturday, was shut on Sunday."))
    other = weekdays_told(document("d", "The bridge opened on Monday."))
    assert later_told(sunday, monday) == 1
    assert later_told(monday, sunday) == -1
    assert later_told(sunday, saturday) == 0
    assert later_told(sunday, other) == 0


@pytest.mark.parametrize(
    ("language", "text", "day", "weekdays"),
    [
        (
            "de",
            "OSKHAFEN, 9. Mai 2030 - Am Montag sank die Fähre, am Dienstag kam Hilfe.",
            Day(5, 9, 2030),
            (0, 1),
        ),
        (
            "fr",
            "OSKPORT, 9 mai 2030 - Le bac a coulé lundi, l'aide est venue mardi.",
            Day(5, 9, 2030),
            (0, 1),
        ),
        ("es", "OSKPUERTO, 9 de mayo de 2030 - El lunes se hundió la balsa.", Day(5, 9, 2030), (0,)),
        ("it", "OSKPORTO, 9 maggio 2030 - Lunedì è affondato il traghetto.", Day(5, 9, 2030), (0,)),
    ],
)
def test_days_are_read_in_every_language_with_spaces(language, text, day, weekdays):
    told = Document("d", "d.txt", text, blocks=(Block(0, len(text), "paragraph"),), language=language)
    assert written_on(told) == day
    assert weekdays_told(told) == weekdays
