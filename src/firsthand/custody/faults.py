"""What a check of a case found: where it is not what its log says."""

from dataclasses import dataclass, field
from typing import Literal

from firsthand.model import Entry

Kind = Literal["changed", "missing", "inserted", "reordered", "unreadable"]
Part = Literal["entry", "original", "record", "capture", "decision", "table", "file", "stamp"]
Verdict = Literal["whole", "whole but not sealed", "broken"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as the log or the seal says.

    `what` names it within its kind: the number of an entry, the digest of an original, a table's name.
    `told` is a sentence for the reader.
    """

    kind: Kind
    part: Part
    what: str
    told: str


@dataclass(frozen=True, slots=True)
class CaseCheck:
    """What looking at a case file found.

    `sealed` says that the file has a seal; whether it fits is in the faults. `remarks` are what a reader
    should know that is no fault. `head` is the last entry of the log, None where none can be read.
    """

    faults: tuple[Fault, ...]
    remarks: tuple[str, ...]
    sealed: bool
    entries: int = 0
    originals: int = 0
    captures: int = 0
    decisions: int = 0
    head: Entry | None = None

    @property
    def verdict(self) -> Verdict:
        """Whether all of it is whole, whole as far as the log goes, or broken."""
        if self.faults:
            return "broken"
        return "whole" if self.sealed else "whole but not sealed"


@dataclass(slots=True)
class Notebook:
    """Faults and remarks as they are found."""

    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def fault(self, kind: Kind, part: Part, what: str, told: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(kind, part, what, told))
