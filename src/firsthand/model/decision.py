"""What a reviewer decided."""

from dataclasses import dataclass
from typing import Literal

Action = Literal["show-person", "hide-person", "judge-claim", "withdraw"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a reviewer: dated, reasoned, appended, never overwritten.

    `at` is an ISO 8601 instant with its offset. `target` is the id of what it is about: a person's, a
    claim's, an earlier decision's (`withdraw`). `value` is the verdict on a claim in the reviewer's
    words ("false", "mostly true"), and `names` are the names a person had then, so that the decision
    still finds them when further documents change the id.
    """

    id: str
    at: str
    reviewer: str
    action: Action
    target: str
    reason: str
    value: str = ""
    names: tuple[str, ...] = ()
