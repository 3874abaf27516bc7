"""What the user decided about how the web is asked."""

import re
from dataclasses import dataclass
from importlib.metadata import version

from firsthand.collect.addresses import host_of
from firsthand.collect.limits import CollectLimits
from firsthand.model.errors import CollectError

ROBOT = "firsthand"
_SERVER = re.compile(r"\[?([^\[\]/\s]+?)\]?:(\d{1,5})")
_CONTACT = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?")


@dataclass(frozen=True, slots=True)
class Settings:
    """How the web is asked. Nothing is sent that is not named here.

    `delay_s` is the pause between two questions to one server. `contact` (an address, an e-mail) is told to
    every server that is asked. `ignore_robots` and `ignore_certificates` are the reasons for which robots.txt
    is not followed and certificates are not checked; None where they are. `private` allows private networks,
    `servers` single servers as "host:port". `other_sites` takes what a feed or a sitemap lists of other
    sites, too; `most` is how many addresses are taken of one of them. `browser` has each
    page drawn by a browser.
    """

    limits: CollectLimits = CollectLimits()
    delay_s: float = 1.0
    contact: str | None = None
    ignore_robots: str | None = None
    ignore_certificates: str | None = None
    private: bool = False
    servers: frozenset[str] = frozenset()
    other_sites: bool = False
    most: int | None = None
    browser: bool = False

    def __post_init__(self) -> None:
        if self.contact is not None and (
            not _CONTACT.fullmatch(self.contact) or any(mark in self.contact for mark in "()\\")
        ):
            raise CollectError(
                "The contact is sent to every server: plain characters, at most 200 of them, no parentheses."
            )
        for given in (self.ignore_robots, self.ignore_certificates):
            if given is not None and not given.strip():
                raise CollectError("Give a reason: it is written in the custody log.")

    @property
    def agent(self) -> str:
        """What firsthand calls itself to servers."""
        name = f"{ROBOT}/{version('firsthand')}"
        return f"{name} ({self.contact})" if self.contact else name


def server_named(text: str) -> str:
    """Return a server that is allowed, as "host:port"; raises CollectError."""
    found = _SERVER.fullmatch(text.strip())
    if found is None or not 0 < int(found[2]) < 65_536:
        raise CollectError(f"{text}: no server like this. Write HOST:PORT, as localhost:8000")
    return f"{host_of(found[1], address=text)}:{int(found[2])}"
