"""Which answers in a web archive are documents, and which only help to show one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from urllib.parse import urljoin, urlsplit

from firsthand.collect.archive.index import sort_key
from firsthand.read.formats import FORMATS

_PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
_IMAGES = frozenset(media for one in FORMATS if one.name == "image" for media in one.media)
_MEDIA = frozenset(media for one in FORMATS for media in one.media)
_SUFFIXES = {suffix: one for one in FORMATS for suffix in one.suffixes}
_UNTOLD = frozenset({None, "", "application/octet-stream", "binary/octet-stream", "application/x-download"})
_WEB = ("http", "https", "ftp", "file")
# What a browser says it wants an answer for, where that is not to show it as a page of its own.
_WITHIN = frozenset({"iframe", "frame", "embed", "object", "empty", "script", "style", "image", "font"})


@dataclass(frozen=True, slots=True)
class Found:
    """One record that holds an answer: where it is, what it is. `earlier` is what a revisit refers to."""

    file: int
    ordinal: int
    id: str
    kind: str
    url: str
    taken: datetime | None
    status: int
    media: str | None
    whole: bool = True
    digest: str | None = None
    location: str | None = None
    refers: tuple[str, str, datetime | None] | None = None  # id, address, time

    @property
    def key(self) -> str:
        """The address as it is looked up."""
        return key_of(self.url)


@dataclass(slots=True)
class Catalogue:
    """All answers of an archive, and what its lists and its questions say of them.

    `pages` are the addresses that its maker lists as pages; None where there is no list. `wanted` says for
    what a browser wanted an answer, by the id of its record.
    """

    pages: frozenset[str] | None = None
    found: list[Found] = field(default_factory=list)
    wanted: dict[str, str] = field(default_factory=dict)
    others: Counter[str] = field(default_factory=Counter)

    def choose(self, pages: frozenset[str] | None) -> list[Found]:
        """Return the answers that are documents, in order; what the others are is counted."""
        chosen = []
        for one in self.found:
            given = 200 <= one.status < 300 and one.status not in (204, 205) and one.whole
            if one.kind != "revisit" and given and is_of_web(one) and self.is_page(one, one.media, pages):
                chosen.append(one)
            elif one.kind != "revisit":
                self.others[_what(one)] += 1
        return chosen

    def is_page(self, one: Found, media: str | None, pages: frozenset[str] | None) -> bool:
        """Tell whether what stands at an address, of this media type, is a page or a document."""
        if media in _UNTOLD:
            kind = _SUFFIXES.get(PurePosixPath(urlsplit(one.url).path).suffix.lower())
            return kind is not None and kind.name != "image"
        if media in _IMAGES:
            return pages is not None and one.key in pages
        if media in _PAGES:
            if pages is not None:
                return one.key in pages
            return self.wanted.get(one.id) not in _WITHIN
        return media in _MEDIA

    def listed(self) -> frozenset[str] | None:
        """Return the addresses listed as pages and where they lead; None where the list leads nowhere."""
        if not self.pages:
            return None
        leads = {one.key: _joined(one.url, one.location) for one in self.found if one.location}
        known = set(self.pages)
        steps: Iterable[str] = self.pages
        while steps := {leads[step] for step in steps if step in leads} - known:
            known |= steps
        held = {one.key for one in self.found if one.media in _PAGES and one.status < 300}
        return frozenset(known) if held & known else None


def key_of(url: str) -> str:
    """Return an address as it is compared with others."""
    return sort_key(url.partition("#")[0])


def is_of_web(one: Found) -> bool:
    """Tell whether an answer has an address of the web, or of a file, and is not there for robots only."""
    try:
        parts = urlsplit(one.url)
    except ValueError:
        return False
    return parts.scheme.lower() in _WEB and parts.path != "/robots.txt"


def _joined(url: str, location: str) -> str:
    try:
        return key_of(urljoin(url, location))
    except ValueError:
        return ""


def _what(one: Found) -> str:
    if one.kind == "response" and not 200 <= one.status < 300:
        return f"answer {one.status}" if one.status else "no answer"
    return one.media or "no type"
