"""What was done to which bytes, when, by whom, with which version; and what was taken from the web."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Deed = Literal[
    "begun",  # the case
    "added",  # a file of the user's; subject: its bytes
    "unpacked",  # a part of an archive or a letter; subject: its bytes, detail "within": the whole's
    "collected",  # an answer from the web; subject: the WARC record; details: address, status, payload
    "missed",  # an address that gave nothing; details: address, reason
    "waived",  # a rule that guards servers or the user was not followed; details: rule, reason
    "built",  # the record was derived; subject: the findings
    "kept",  # results and notes beside the originals, as they stood at closing; details: their digests
    "decided",  # by a reviewer; subject: the decision
    "published",  # subject: the manifest
    "stamped",  # a time-stamp authority's word; subject: the digest of the entry it stamps
    "locked",  # written out encrypted
    "unlocked",  # written out in plain
]
NOTHING = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the custody log, bound to the one before by its digest.

    `number` counts from 1 without a gap. `time` is UTC. `subject` is the SHA-256 of what it is about
    (`NOTHING` where there is none), `name` what the user calls that: a path, an address. `details` are in
    order of their name. `previous` is the digest of the entry before, `NOTHING` for the first; `digest` is
    the SHA-256 of all the rest, as `custody.chain` writes it.
    """

    number: int
    time: datetime
    deed: Deed
    subject: str
    name: str
    by: str
    tool: str
    details: tuple[tuple[str, str], ...]
    previous: str
    digest: str

    def detail(self, name: str) -> str | None:
        """Return a detail by its name, if the entry has it."""
        return dict(self.details).get(name)


@dataclass(frozen=True, slots=True)
class Capture:
    """One exchange with a server: what was asked and what it answered. The store keeps the bytes of both.

    `id` is the SHA-256 of its WARC records (request, response; or revisit) as gzip members, ready to be
    joined into a WARC file. `url` is the address of this exchange, `asked` the one that the user named
    (another where it was redirected), `address` the canonical form of `asked`, under which versions of one
    page are compared. `payload` is the SHA-256 of the decoded body, kept as an original and thereby the id of
    the document read from it; None where there is none (a redirect, an error, "not modified").
    `purpose` says what it was taken for: a "page", a "resource" of one, "robots", a "feed", a "sitemap", a
    "rendering" (what a browser made of a page, by its `media`: text/html, image/png, application/pdf).
    """

    id: str
    url: str
    asked: str
    address: str
    taken: datetime
    status: int
    media: str | None = None
    payload: str | None = None
    purpose: str = "page"
    etag: str | None = None
    modified: str | None = None
