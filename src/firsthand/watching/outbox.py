"""What is to be told and where to: kept in the case until it was delivered, so that nothing is lost.

Only protected looks come in here: private persons stand under their pseudonyms in all that leaves.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from firsthand.model.errors import FirsthandError
from firsthand.store import Store
from firsthand.watching.changes import Changes
from firsthand.watching.looking import Look
from firsthand.watching.telling import as_data, as_fragment, as_markdown, as_text, headline

_OUTBOX, _TOLD = "watch outbox", "watch told"
# Looks that a feed or a page lists; older ones are in the custody log.
_LISTED = 50


@dataclass(frozen=True, slots=True)
class Report:
    """One look as it is told to others."""

    id: str
    time: str
    headline: str
    text: str
    markdown: str
    fragment: str
    data: Mapping[str, Any]


class DeliveryError(FirsthandError):
    """A report did not arrive; it is kept and tried again."""


class Channel(Protocol):
    """A way by which reports leave."""

    @property
    def name(self) -> str:
        """What tells it from others: "mail to ...", the path of a file."""

    def deliver(self, report: Report, told: Sequence[Report]) -> None:
        """Hand a report over, `told` being the latest ones, newest first; raises DeliveryError."""


def report_of(look: Look, changes: Changes) -> Report:
    """Return a look as a report; its id is the digest of what it says."""
    data = as_data(look, changes)
    digest = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
    return Report(
        digest,
        look.time.isoformat(),
        headline(look, changes),
        as_text(look, changes),
        as_markdown(look, changes),
        as_fragment(look, changes),
        data,
    )


def queue(store: Store, report: Report, channels: Sequence[Channel]) -> None:
    """Keep a report for each channel, in one step, before any is tried."""
    with store.together():
        told = [asdict(report), *_listed(store, _TOLD)][:_LISTED]
        store.keep_note(_TOLD, json.dumps(told, ensure_ascii=False))
        waiting = _listed(store, _OUTBOX)
        waiting += [{"channel": channel.name, "report": asdict(report)} for channel in channels]
        store.keep_note(_OUTBOX, json.dumps(waiting, ensure_ascii=False))


def deliver(store: Store, channels: Sequence[Channel]) -> list[str]:
    """Try all that waits, the oldest first; return what went wrong. What fails waits for the next time.

    What waits for a channel that is not there this time goes on waiting. After a failure a channel is left
    alone, so that reports arrive in their order.
    """
    ways = {channel.name: channel for channel in channels}
    told = [Report(**one) for one in _listed(store, _TOLD)]
    wrong: dict[str, str] = {}
    left: list[dict[str, Any]] = []
    waiting = _listed(store, _OUTBOX)
    for position, one in enumerate(waiting):
        name = one["channel"]
        if name not in ways or name in wrong:
            left.append(one)
            continue
        try:
            ways[name].deliver(Report(**one["report"]), told)
        except DeliveryError as error:
            wrong[name] = str(error)
            left.append(one)
        else:  # at once: what a killed run delivered just now is told twice at the most
            rest = json.dumps([*left, *waiting[position + 1 :]], ensure_ascii=False)
            store.keep_note(_OUTBOX, rest)
    return [f"{name}: {reason} It is kept and tried again." for name, reason in wrong.items()]


def waiting(store: Store) -> list[str]:
    """Return for which channels reports wait, a name for each report."""
    return [one["channel"] for one in _listed(store, _OUTBOX)]


def _listed(store: Store, name: str) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = json.loads(store.note(name) or "[]")
    return kept
