"""What changed between two looks."""

from dataclasses import dataclass
from typing import Literal

from firsthand.model import Claim, Conflict, Quantity, Statement

PageState = Literal[
    "new",  # seen for the first time
    "changed",  # in what it says
    "wording",  # in its account, but in nothing that a statement was taken from
    "furniture",  # only beside the account: menus, adverts, dates of the day
    "same",
]
Reach = Literal[
    "there",
    "gone",  # the server says so (404, 410)
    "unreachable",  # no answer, or one that says nothing about the page
    "back",  # there again, after it was gone or unreachable
    "elsewhere",  # its address leads to another one now
]


@dataclass(frozen=True, slots=True)
class Reworded:
    """A statement that is said in other words, or said to come from others, than before."""

    before: Statement
    after: Statement
    said_by_before: tuple[str, ...] = ()
    said_by_after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that a statement gives and gave otherwise; `words` are how the page writes each."""

    before: Statement
    after: Statement
    was: Quantity
    now: Quantity
    words: tuple[str, str]


@dataclass(frozen=True, slots=True)
class PageChange:
    """What became of one page. `address` is what it is called in the case.

    A statement whose figure moved is in `moved`, and not in `reworded` unless other words changed, too.
    `kept` pairs the ids of the statements of both versions that are the same ones, reworded or not.
    """

    address: str
    state: PageState
    gained: tuple[Statement, ...] = ()
    lost: tuple[Statement, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    moved: tuple[Moved, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    title: str | None = None
    reach: Reach = "there"
    reason: str = ""  # why it cannot be reached, or where it leads

    @property
    def told(self) -> bool:
        """Whether there is anything to tell."""
        return self.state != "same" or self.reach != "there"

    def aligned(self) -> dict[str, str]:
        """Return which statement of before each statement of now was, by their ids, now first."""
        return {now: was for was, now in self.kept}


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim whose weight changed: where it begins, how many stand behind it, whether it is contested."""

    before: Claim
    after: Claim
    origins_before: tuple[str, ...]
    origins_after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed between two states of a record."""

    pages: tuple[PageChange, ...] = ()
    claims: tuple[ClaimChange, ...] = ()
    conflicts: tuple[Conflict, ...] = ()  # that were not there before
    settled: tuple[Conflict, ...] = ()  # that are there no more

    @property
    def told(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.claims or self.conflicts or self.settled or any(page.told for page in self.pages))
