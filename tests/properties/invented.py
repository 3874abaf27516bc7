"""Small invented stories, put together from fragments, and built in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st

from firsthand.ask import Reading
from firsthand.building import build_from
from firsthand.model import Findings
from firsthand.read import Original

OUTLETS = ("Tarn Courier", "Vessa Herald", "Northbank Post", "Evening Lantern", "Isle Gazette")
COPIER = "Mirror Wire"
# One matter in five voices; a document tells some of them in some order.
FRAGMENTS = (
    "The ferry Osprey ran aground twice in March, the Harbour Watch said on Monday.",
    "Ina Roe, director of the Harbour Watch, said 14 passengers were hurt when the Osprey ran aground.",
    "The Ministry of Ports said nine passengers were hurt when the Osprey ran aground.",
    "The Ministry of Ports denied that the ferry Osprey had run aground in March.",
    '"Nobody told the passengers that the engine had failed," said Ina Roe of the Harbour Watch.',
    "The engine of the Osprey failed near Gull Rock, according to a report by the Harbour Watch.",
    "The ministry has opened an inquiry into the ferry Osprey and its owner, Marsh Lines.",
    "Marsh Lines said the Osprey had been inspected in February and found safe.",
)
UNRELATED = (
    "The orchard council of Pellin voted to plant 300 quince trees along the canal.",
    "Mayor Odo Finch said the quince trees would cost 40,000 crowns.",
    "Growers in Pellin expect the first quince harvest in five years.",
)


@dataclass(frozen=True)
class Account:
    """One document of a story: its outlet, day of May and paragraphs."""

    outlet: str
    day: int
    paragraphs: tuple[str, ...]
    title: str = "Ferry Osprey aground"

    @property
    def original(self) -> Original:
        """The document as a page."""
        told = "".join(f"<p>{paragraph}</p>" for paragraph in self.paragraphs)
        page = (
            f'<html lang="en"><head><title>{self.title}</title>'
            f'<meta property="og:site_name" content="{self.outlet}">'
            f'<meta property="article:published_time" content="2031-05-{self.day:02}">'
            f"</head><body><article><h1>{self.title}</h1>{told}</article></body></html>"
        )
        return Original(f"{self.outlet.casefold().replace(' ', '-')}.html", page.encode())


def _paragraphs(least: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(FRAGMENTS), min_size=least, max_size=5, unique=True).map(tuple)


@st.composite
def stories(draw: st.DrawFn) -> tuple[Account, ...]:
    """Two to four accounts of one matter; each after the first may retell an earlier one, shortened."""
    count = draw(st.integers(2, 4))
    told: list[Account] = []
    for outlet in OUTLETS[:count]:
        day = draw(st.integers(1, 9))
        if told and draw(st.booleans()):
            parent = draw(st.sampled_from(told))
            kept = draw(st.integers(1, len(parent.paragraphs)))
            told.append(Account(outlet, 10 + len(told), parent.paragraphs[:kept]))
        else:
            told.append(Account(outlet, day, draw(_paragraphs(2))))
    return tuple(told)


def copy_of(account: Account) -> Account:
    """The same text at another publisher, a day of its own: not the same bytes."""
    return replace(account, outlet=COPIER, day=20)


class _Remembering:
    """Runs in this process; a document that was read before is not read again."""

    def __init__(self) -> None:
        self._known: dict[str, Any] = {}

    def map(
        self,
        function: Callable[[Sequence[Any]], Sequence[Any]],
        items: Iterable[Any],
        *,
        weight: Callable[[Any], int],
        kind: Callable[[Any], str],
    ) -> Iterator[tuple[Any, Any]]:
        for item in items:
            if not isinstance(item, Reading):
                yield item, function([item])[0]
                continue
            if item.document.id not in self._known:
                self._known[item.document.id] = function([item])[0]
            yield item, self._known[item.document.id]


ENGINE = _Remembering()


def built(originals: Iterable[Original]) -> Findings:
    """Build a case in memory and return what was found."""
    with build_from(originals, engine=ENGINE) as case:
        return case.findings
