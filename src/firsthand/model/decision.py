"""What a reviewer decided."""

from dataclasses import dataclass
from typing import Literal

from firsthand.model.passage import Passage

Action = Literal[
    "accept", "reject",
    "set-bounds", "set-attribution", "add-statement",
    "merge-claims", "split-claim", "judge-claim",
    "merge-sources", "split-source", "rename-source", "set-source-kind",
    "show-person", "hide-person",
    "withdraw",
]  # fmt: skip
Reviewed = Literal[
    "", "statement", "claim", "conflict", "variant", "record", "source", "person", "document", "decision"
]


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision as a reviewer asks for it, before it is checked, dated and kept.

    `target` is the id of what it is about; of `add-statement` the document's. What else is needed depends
    on the action:

    - `accept`, `reject`: a statement, claim, conflict, variant or record. A rejected one leaves the record: a
      conflict rejected is none, a claim rejected takes its statements with it.
    - `set-bounds`: `start`, `end` in the statement's document, code points, half open.
    - `set-attribution`: `chain`, names or ids of sources, the origin first; empty: the document itself.
    - `add-statement`: `start`, `end`, `chain`; `others` may name the claim it belongs to.
    - `merge-claims`, `merge-sources`: `others`, the ids that become one with the target.
    - `split-claim`: `others`, the ids of the statements that become a claim of their own.
    - `split-source`: `others`, the ids of statements in whose chains it is another source, `value` its name.
    - `judge-claim`: `value`, the verdict; `rename-source`: the name; `set-source-kind`: the kind.
    - `withdraw`: the target is a decision.

    `seen` is the id of the last decision on the target that the reviewer had before them, "" for none.
    """

    action: Action
    target: str
    reason: str = ""
    value: str = ""
    others: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None
    chain: tuple[str, ...] = ()
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a reviewer: dated, reasoned, appended, never overwritten.

    `at` is an ISO 8601 instant with its offset. `target` is the id of what it is about, `kind` what that
    is. `value`, `others` and `seen` are as in `Draft`; `passage` holds its bounds, `chain` its sources by
    their names, since ids of sources change with the documents. `names` are the names a person, source or
    record had then, and `about` the passages of the statements it was about: by them a decision finds its
    target again when further documents change the ids.
    """

    id: str
    at: str
    reviewer: str
    action: Action
    target: str
    reason: str
    value: str = ""
    names: tuple[str, ...] = ()
    kind: Reviewed = ""
    others: tuple[str, ...] = ()
    passage: Passage | None = None
    chain: tuple[str, ...] = ()
    about: tuple[Passage, ...] = ()
    seen: str = ""
