"""Which addresses a case watches: those of its captures, and what the user added or dropped."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from firsthand.collect.addresses import canonical, fit
from firsthand.model.errors import CollectError
from firsthand.store import Store

_NOTE = "watch"


@dataclass(frozen=True, slots=True)
class Watched:
    """The pages and feeds that are looked at again, each once, in the order of their address."""

    pages: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()


def watched(store: Store) -> Watched:
    """Return what a case watches: the pages and feeds that it collected, with what was added and dropped."""
    kept = _kept(store)
    dropped = set(kept["dropped"])
    pages = {canonical(one): one for one in kept["pages"]}
    feeds = {canonical(one): one for one in kept["feeds"]}
    for capture in store.captures():
        found = {"page": pages, "feed": feeds}.get(capture.purpose)
        if found is not None:
            found.setdefault(capture.address, capture.asked)
    return Watched(
        tuple(pages[one] for one in sorted(pages) if one not in dropped and one not in feeds),
        tuple(feeds[one] for one in sorted(feeds) if one not in dropped),
    )


def change_watched(
    store: Store, *, pages: Iterable[str] = (), feeds: Iterable[str] = (), drop: Iterable[str] = ()
) -> Watched:
    """Add pages and feeds to what is watched, drop others; what was kept stays. Raises CollectError."""
    kept = _kept(store)
    now = watched(store)
    known = {canonical(one) for one in (*now.pages, *now.feeds)} | set(kept["dropped"])
    for one in drop:
        if canonical(fit(one)) not in known:
            raise CollectError(f"{one}: is not watched, so it cannot be dropped. What is: --list")
    added = {"pages": [fit(one) for one in pages], "feeds": [fit(one) for one in feeds]}
    gone = {canonical(fit(one)) for one in drop}
    back = {canonical(one) for found in added.values() for one in found}
    for kind, found in added.items():
        rest = [one for one in kept[kind] if canonical(one) not in gone | back]
        kept[kind] = sorted({*rest, *found})
    kept["dropped"] = sorted((set(kept["dropped"]) | gone) - back)
    store.keep_note(_NOTE, json.dumps(kept, ensure_ascii=False))
    return watched(store)


def _kept(store: Store) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(store.note(_NOTE) or "{}")
    return {"pages": [], "feeds": [], "dropped": []} | kept
