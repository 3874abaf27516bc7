"""A letter that is or carries an article: what the article says of itself goes before the letter's head."""

from email.message import EmailMessage

import pytest

from firsthand.read import Limits
from firsthand.read.mail.eml import read
from firsthand.read.page import Page

ACCOUNT = (
    "The nets at Lerholm went unchecked for years, the council said on Monday in a report.\n\n"
    "The minister of fish denied it. He said that every net had been looked at since 2019.\n"
)
ARTICLE = (
    "Harbour Courier, 7 May 2021\n\nNets went unchecked for years, says report\n\nBy Ana Lund\n\n" + ACCOUNT
)


def sent(body: str, *, subject: str = "For the file", sender: str = "Bo Ek <bo@lerholm.example>") -> Page:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = sender, "Desk <desk@lerholm.example>", subject
    letter["Date"] = "Mon, 10 May 2021 09:30:00 +0000"
    letter.set_content(body)
    return read(letter.as_bytes(), name="letter.eml", limits=Limits())


def told(page: Page) -> tuple[str | None, str | None, str | None, str]:
    return page.title, page.author, page.publisher, str(page.published)


def headline(page: Page) -> list[str]:
    return [page.text[block.start : block.end] for block in page.blocks if block.kind == "title"]


@pytest.mark.parametrize(
    "body",
    [
        ARTICLE,
        f"Hi Mira,\n\n{ARTICLE}",
        f"{ARTICLE}\nBest regards,\nBo Ek\n",
        "---------- Forwarded message ---------\nFrom: Desk <news@courier.example>\n"
        f"Date: Sat, 8 May 2021 at 08:00\nSubject: Fwd: nets\nTo: <bo@lerholm.example>\n\n{ARTICLE}",
    ],
)
def test_an_article_sent_on_is_its_writers(body: str) -> None:
    page = sent(body)
    assert told(page) == (
        "Nets went unchecked for years, says report",
        "Ana Lund",
        "Harbour Courier",
        "2021-05-07",
    )
    assert headline(page) == ["Nets went unchecked for years, says report"]


def test_who_sends_an_article_on_has_not_written_it_and_the_day_is_not_its_own() -> None:
    page = sent(f"The Lerholm Gazette\n\nNets went unchecked for years, says report\n\n{ACCOUNT}")
    heads = ("Nets went unchecked for years, says report", None, "The Lerholm Gazette", "None")
    assert told(page) == heads
    assert any("2021-05-10" in note and "not taken" in note for note in page.notes)


def test_a_release_without_a_name_is_its_senders() -> None:
    body = f"Ministry denies that nets went unchecked\n\n{ACCOUNT}"
    page = sent(body, sender="Ministry of Fish press office <press@fish.example>")
    assert page.title == "Ministry denies that nets went unchecked"
    assert str(page.published) == "2021-05-10"


@pytest.mark.parametrize(
    "body",
    [
        f"Dear Mira,\n\n{ACCOUNT}\nBest regards,\nBo Ek\n",
        f"Dear Mira,\n\nsome notes on the nets at Lerholm\n\n{ACCOUNT}\nBest regards,\nBo\n",
        f"Bo Ek, Quay Street 5 in Lerholm\n\nLerholm, 7 May 2021\n\nDear Mira,\n\n{ACCOUNT}",
        ACCOUNT,
    ],
)
def test_a_letter_stays_its_writers(body: str) -> None:
    page = sent(body, subject="The nets")
    assert (page.title, page.author) == ("The nets", "Bo Ek")
    assert page.published is not None
