"""A text as it stands on the page of an outlet: masthead, date, headline, writer, paragraphs, small print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from retold.account import Sentence
from retold.data import words
from retold.naming import person, place
from retold.wording import choose

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who prints: its name, the order its page is put together in, its writers, its small print."""

    name: str
    layout: int
    writers: tuple[str, ...]
    footer: str
    copyright: bool


def outlet(random: Random, *, agency: bool = False) -> Outlet:
    """Invent an outlet."""
    names = words("names")
    home = place(random)
    name = f"{home} {choose(names['agencies' if agency else 'outlets'], random)}"
    footer = choose(words("names")["page"]["footers"], random).format(
        outlet=name,
        home=home,
        often=choose(("six days", "twice", "five days"), random),
        countries=random.randint(4, 60),
    )
    writers = tuple(person(random) for _ in range(4))
    return Outlet(name, random.randrange(5), writers, footer, random.random() < 0.4)


def page(
    outlet: Outlet, published: date, title: str, sentences: Sequence[Sentence], random: Random
) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of a page and where in it each sentence stands."""
    parts = [_head(outlet, published, title, random)]
    at = len(parts[0])
    spans: list[tuple[int, int]] = []
    left = 0
    for number, one in enumerate(sentences):
        text = " ".join(one.words)
        goes_on = number > 0 and not sentences[number - 1].words[-1].rstrip("”").endswith((".", "!", "?"))
        if number and not goes_on and left <= 0:
            parts.append("\n\n")
            at += 2
            left = random.choice((1, 1, 2, 2, 3))
        elif number:
            parts.append(" ")
            at += 1
        left -= 1
        spans.append((at, at + len(text)))
        parts.append(text)
        at += len(text)
    if outlet.footer:
        parts.append(f"\n\n{outlet.footer}")
    if outlet.copyright:
        parts.append(f"\n\n© {published.year} {outlet.name}. All rights reserved.")
    parts.append("\n")
    return "".join(parts), spans


def _head(outlet: Outlet, published: date, title: str, random: Random) -> str:
    day = f"{published.day} {_MONTHS[published.month - 1]} {published.year}"
    american = f"{_MONTHS[published.month - 1]} {published.day}, {published.year}"
    writer = choose(outlet.writers, random)
    return (
        f"{outlet.name}, {day}\n\n{title}\n\nBy {writer}\n\n",
        f"{title}\n{outlet.name}, {day}\n\n",
        f"{title}\n\nBy {writer}, {outlet.name}\nPublished {day}\n\n",
        f"{outlet.name}\n{american}\n\n{title}\n\n",
        f"{outlet.name.upper()}\n\n{title}\n\nBy {writer}\n{day}\n\n",
    )[outlet.layout]
