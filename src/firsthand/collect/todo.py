"""What a run had set out to do, so that one that was stopped, or killed, goes on where it was.

The list is kept in the case before the first page is asked for; what of it is done is told from the custody
log, where every kept page has its entry. A run that comes to its end clears its list.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from firsthand.collect.keeping import NOT_MODIFIED
from firsthand.collect.listed.finding import Listing, Wanted
from firsthand.collect.outcome import Missed
from firsthand.collect.settings import Settings
from firsthand.custody import Keeper

_NOTE = "collecting"


@dataclass(frozen=True, slots=True)
class ToDo:
    """The addresses a stopped run had set out for, what it had missed by then, and what of them it kept."""

    listing: Listing
    done: frozenset[str]


def run_key(wanted: Wanted, settings: Settings) -> str:
    """Return what tells the runs of one command from those of another."""
    told = [wanted.addresses, wanted.feeds, wanted.sitemaps]
    chosen = [settings.most, settings.other_sites, settings.browser]
    return hashlib.sha256(json.dumps([told, chosen]).encode("utf-8", "surrogatepass")).hexdigest()


def find_todo(store: Keeper, key: str, *, browser: bool = False) -> ToDo | None:
    """Return what a stopped run of this key left, None where none was stopped."""
    kept = _kept(store).get(key)
    if kept is None:
        return None
    missed = [Missed(address, reason) for address, reason in kept["missed"]]
    listing = Listing(list(kept["addresses"]), missed, list(kept["notes"]))
    return ToDo(listing, _done_since(store, int(kept["since"]), browser=browser))


def keep_todo(store: Keeper, key: str, listing: Listing) -> None:
    """Keep what a run sets out to do."""
    since = 0
    for entry in store.entries():
        since = entry.number
    with store.together():
        todo = {
            "since": since,
            "addresses": listing.addresses,
            "missed": [[one.address, one.reason] for one in listing.missed],
            "notes": listing.notes,
        }
        store.keep_note(_NOTE, json.dumps(_kept(store) | {key: todo}))


def clear_todo(store: Keeper, key: str) -> None:
    """Note that a run came to its end."""
    with store.together():
        todo = _kept(store)
        if todo.pop(key, None) is not None:
            store.keep_note(_NOTE, json.dumps(todo))


def _kept(store: Keeper) -> dict[str, Any]:
    found = json.loads(store.note(_NOTE) or "{}")
    return found if isinstance(found, dict) else {}


def _done_since(store: Keeper, since: int, *, browser: bool) -> frozenset[str]:
    pages: set[str] = set()
    drawn: set[str] = set()
    for entry in store.entries():
        if entry.number <= since:
            continue
        asked, purpose = entry.detail("asked"), entry.detail("purpose")
        if asked is None:
            continue
        if purpose == "rendering":  # made or, where that failed, missed
            drawn.add(asked)
        elif entry.deed == "collected" and purpose == "page" and _is_whole(entry):
            pages.add(asked)
            if not _is_drawn(entry.detail("media")):
                drawn.add(asked)
    return frozenset(pages & drawn if browser else pages)


def _is_whole(entry: Any) -> bool:
    """Whether an entry tells of a page to read, and of no hop on the way to it."""
    return bool(entry.detail("payload")) or entry.detail("status") == str(NOT_MODIFIED)


def _is_drawn(media: str | None) -> bool:
    return not media or media in ("text/html", "application/xhtml+xml")
