"""The addresses that a feed lists: RSS, Atom, JSON Feed. Nothing is fetched here."""

import json
from io import BytesIO
from typing import Any

from firsthand.model.errors import CollectError


def read_feed(body: bytes, *, url: str) -> list[str]:
    """Return the addresses a feed lists, as it writes them, newest first as far as it orders them.

    Raises CollectError where it is no feed.
    """
    if body.lstrip()[:1] == b"{":
        return _from_json(body, url)
    import feedparser  # type: ignore[import-untyped]  # takes a while to load

    try:
        # As a stream: a string would be taken for a file's name or an address, and opened.
        read = feedparser.parse(BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # a reader of broken feeds has many ways to fail
        raise CollectError(f"{url}: cannot be read as a feed ({type(error).__name__})") from error
    if not read.get("version") and not read.entries:
        raise CollectError(f"{url}: is no feed (RSS, Atom or JSON Feed). A page is collected without --feed")
    return [link for entry in read.entries if isinstance(link := _link(entry), str) and link]


def _link(entry: Any) -> str | None:
    if link := entry.get("link"):
        return str(link)
    named = entry.get("id", "")
    return named if isinstance(named, str) and named.startswith(("http://", "https://")) else None


def _from_json(body: bytes, url: str) -> list[str]:
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise CollectError(f"{url}: cannot be read as a JSON Feed ({error})") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(feed.get("version", "")):
        raise CollectError(f"{url}: is no feed (RSS, Atom or JSON Feed). A page is collected without --feed")
    links = (item.get("url") or item.get("external_url") for item in items if isinstance(item, dict))
    return [link for link in links if isinstance(link, str) and link]
