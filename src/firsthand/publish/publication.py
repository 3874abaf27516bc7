"""What is published: the protected findings and what every writer of files needs to know of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from firsthand.model import Findings
from firsthand.register.codebook import Codebook

Files = Mapping[str, bytes]
"""What a writer makes: the bytes of each file by its path in the published folder ("data/records.csv")."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A case as it leaves the house.

    `findings` are protected already: no private name is left in them, documents carry no text beyond
    the passages that are quoted. `title` heads every form of it. `day` stands for "now" in all files,
    so that publishing twice gives the same bytes: the day the user names, else that of the newest
    document or decision. `codebook` gives records their labels; None where the case has none.
    """

    findings: Findings
    title: str
    day: date
    codebook: Codebook | None = None


Writer = Callable[[Publication], Files]
"""Makes files of a publication; pure, and the same publication gives the same bytes."""
