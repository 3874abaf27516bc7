"""What a web page says of itself to machines: title, site, writers, date, address."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml.html import HtmlElement

from firsthand.read.bylines import from_timestamp

_ARTICLES = re.compile(r"(?:Article|Posting|Report|WebPage|Statement|Review)$")
_SPLIT = re.compile(r"\s+[|–—·»-]\s+|\s+::\s+")
_DATES = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "pubdate", "publishdate", "publish-date", "parsely-pub-date",
    "sailthru.date", "citation_publication_date",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """What the page claims for itself; None where it claims nothing."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    url: str | None = None


def read_head(root: HtmlElement) -> Head:
    """Return what a page says of itself in its head, in linked data and in its time elements."""
    metas = _metas(root)
    article = next((thing for thing in _linked_data(root) if _is_article(thing)), {})
    site = metas.get("og:site_name") or _name(article.get("publisher")) or metas.get("publisher")
    site = site or metas.get("dc.publisher") or metas.get("application-name")
    window = _text(root.findtext(".//title"))
    title = metas.get("og:title") or _text(article.get("headline")) or metas.get("twitter:title")
    if window and (title is None or title == window):
        title, tail = _without_site(window, site, [_text(h1.text_content()) or "" for h1 in root.iter("h1")])
        site = site or tail
    elif window and title and site is None and window.startswith(title):
        site = window[len(title) :].strip(" |–—-·»:") or None
    return Head(
        title=title,
        publisher=site,
        author=_author(root, metas, article),
        published=_published(root, metas, article),
        url=_address(root, metas),
    )


def _metas(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop")
        value = _text(meta.get("content"))
        if key and value:
            found.setdefault(key.strip().lower(), value)
    return found


def _linked_data(root: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json" or not script.text:
            continue
        try:
            waiting: list[Any] = [json.loads(script.text, strict=False)]
        except (ValueError, RecursionError):
            continue  # other people's broken linked data is no reason to lose the page
        while waiting:
            thing = waiting.pop(0)
            if isinstance(thing, list):
                waiting[:0] = thing
            elif isinstance(thing, dict):
                yield thing
                if isinstance(thing.get("@graph"), list):
                    waiting += thing["@graph"]


def _is_article(thing: dict[str, Any]) -> bool:
    kinds = thing.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and _ARTICLES.search(name) for name in names)


def _name(thing: Any) -> str | None:
    """Return the name in a piece of linked data: a text, an object, or a list of either."""
    if isinstance(thing, list):
        names = [name for name in map(_name, thing[:10]) if name]
        return ", ".join(names) or None
    if isinstance(thing, dict):
        return _name(thing.get("name"))
    return _text(thing)


def _author(root: HtmlElement, metas: dict[str, str], article: dict[str, Any]) -> str | None:
    named = _name(article.get("author")) or metas.get("author") or metas.get("article:author")
    named = named or metas.get("dc.creator") or metas.get("parsely-author")
    if named is None:
        link = next(
            (link for link in root.iter("a", "span") if "author" in (link.get("rel") or "").split()), None
        )
        named = _text(link.text_content()) if link is not None else None
    if named is None or named.startswith(("http:", "https:")):
        return None
    return re.sub(r"^by\s+", "", named, flags=re.I)


def _published(root: HtmlElement, metas: dict[str, str], article: dict[str, Any]) -> date | None:
    stamps = [article.get("datePublished"), *(metas.get(name) for name in _DATES)]
    for time in root.iter("time"):
        stamps.append(time.get("datetime"))
        break  # the first is the page's; later ones belong to comments and teasers
    for stamp in stamps:
        if isinstance(stamp, str) and (day := from_timestamp(stamp)):
            return day
    return None


def _address(root: HtmlElement, metas: dict[str, str]) -> str | None:
    for link in root.iter("link"):
        address = (link.get("href") or "").strip()
        if "canonical" in (link.get("rel") or "").lower().split() and address.startswith(("http:", "https:")):
            return address
    address = metas.get("og:url", "")
    return address if address.startswith(("http:", "https:")) else None


def _without_site(window: str, site: str | None, headings: Sequence[str]) -> tuple[str, str | None]:
    """Split "Title | Site" or "Site | Title": the site is what the page's heading lacks.

    Without such a heading it is the last part, where it is short and written like a name.
    """
    parts = [part.strip() for part in _SPLIT.split(window)]
    if len(parts) < 2:
        return window, None
    head = window[: window.rindex(parts[-1])].rstrip(" |–—-·»:")
    rest = window[window.index(parts[0]) + len(parts[0]) :].lstrip(" |–—-·»:")
    for heading in headings:
        if heading == window:
            return window, None
        if heading == head:
            return head, parts[-1]
        if heading == rest:
            return rest, parts[0]
    tail = parts[-1]
    named = len(tail.split()) <= 4 < len(window.split()) and tail[:1].isupper()
    if (site and tail.casefold() == site.casefold()) or named:
        return head, tail
    return window, None


def _text(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
