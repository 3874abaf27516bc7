"""What goes over the wire between a collector and a server, as it went."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Cut = Literal["length", "time", "disconnect"]
"""Why an answer is not whole: more than is taken, longer than is waited, or the server hung up."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The capture that an answer adds nothing to: its address, its time (UTC), the digest of its payload.

    The digest is as its record has it, "sha256:…"; `records.earlier_of` takes all three out of its records.
    """

    url: str
    taken: datetime
    digest: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question to a server and its answer, byte for byte.

    `url` is the address that was asked in this exchange, without a fragment; `asked` the one that the user
    named (another where it was redirected). `taken` is when the question was sent, in UTC. `ip` is the
    address that answered. `request` is all that was sent, `response` all that was received of the final
    answer (no "100 Continue" before it): status line, headers and body in the transfer and content encodings
    that they came in. Where it was cut, `truncated` says why. `revisit_of` names the earlier capture where
    the server said "not modified", or sent the same bytes.
    """

    url: str
    asked: str
    taken: datetime
    request: bytes
    response: bytes
    ip: str | None = None
    truncated: Cut | None = None
    revisit_of: Earlier | None = None


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a browser made of the page at `url`: its picture, its print, its HTML, told apart by `media`.

    `taken` is when it was made, in UTC; `by` names the browser and its version.
    """

    url: str
    taken: datetime
    media: str
    data: bytes
    by: str = ""
