"""Where the originals of a case come from: files, bytes in hand, what the case keeps, what was collected."""

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from firsthand.model import Capture, Failure
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read import Limits, Original, find_files
from firsthand.read.file import load
from firsthand.store import Store

STEP = "read"
"""The step that a failure to read is told of."""
NAMED = "pile"
"""The name of the note that says what the user last named."""
_ADDED = "pile, added"  # and of the one that says what was added to that since
_MOST_ADDED = 1000  # before the two become one


@dataclass(frozen=True, slots=True)
class Pile:
    """The originals of a case, not yet loaded: how many there are, and what of those named cannot be used.

    `load` yields them one by one, so that no more than one is in memory.
    """

    size: int
    load: Callable[[], Iterator[Original | Failure]]
    failures: tuple[Failure, ...] = ()


def files_pile(paths: Iterable[Path], limits: Limits) -> Pile:
    """Return the pile of all readable files at and under the paths."""
    files, failures = find_files(paths)

    def loaded() -> Iterator[Original | Failure]:
        for name, path in sorted(files):
            try:
                yield Original(name, load(path, name=name, limits=limits))
            except UnreadableDocumentError as error:
                yield Failure(name, STEP, str(error))

    return Pile(len(files), loaded, tuple(failures))


def given_pile(originals: Iterable[Original]) -> Pile:
    """Return the pile of originals that are in hand."""
    given = sorted(originals, key=lambda one: one.name)
    return Pile(len(given), lambda: iter(given))


def _named_before(store: Store) -> list[list[str]]:
    """Return name and digest of each original that the user named last."""
    kept, added = _noted(store, NAMED), _noted(store, _ADDED)
    return _in_order([*kept, *added]) if added else kept


def keep_named(store: Store, named: Iterable[Sequence[str]]) -> None:
    """Make these the originals, by name and digest, that a build without names reads again."""
    with store.together():
        _note(store, NAMED, _in_order(named))
        if store.note(_ADDED) is not None:
            _note(store, _ADDED, [])


def add_named(store: Store, named: Iterable[Sequence[str]]) -> None:
    """Make these, too, originals that a build without names reads again; how many there are takes no time."""
    added = _in_order([*_noted(store, _ADDED), *named])
    if len(added) > _MOST_ADDED:
        keep_named(store, [*_noted(store, NAMED), *added])
    else:
        _note(store, _ADDED, added)


def _in_order(named: Iterable[Sequence[str]]) -> list[list[str]]:
    return [[name, digest] for name, digest in sorted({(name, digest) for name, digest in named})]


def _noted(store: Store, name: str) -> list[list[str]]:
    noted: list[list[str]] = json.loads(store.note(name) or "[]")
    return noted


def _note(store: Store, name: str, named: list[list[str]]) -> None:
    store.keep_note(name, json.dumps(named, ensure_ascii=False))


def kept_pile(store: Store) -> Pile:
    """Return the pile that the case was last built from, out of the originals it keeps."""
    kept = _named_before(store)

    def loaded() -> Iterator[Original | Failure]:
        for name, digest in kept:
            data = store.original(digest)
            if data is None:
                yield Failure(name, STEP, f"{name}: is no longer in the case; firsthand verify tells more.")
            else:
                yield Original(name, data)

    return Pile(len(kept), loaded)


def collected_pile(store: Store) -> Pile:
    """Return the pile of what was collected from the web: of every address its latest version.

    Where a browser rendered the page, what it made of it is read: a page that a script writes holds no text.
    """
    latest: dict[str, Capture] = {}
    times: dict[str, list[Capture]] = {}
    for capture in store.captures():
        if capture.purpose not in ("page", "rendering"):
            continue
        times.setdefault(capture.address, []).append(capture)
        if capture.payload and (capture.purpose == "page" or _is_web(capture)):
            latest[capture.address] = capture

    def loaded() -> Iterator[Original | Failure]:
        for address, capture in sorted(latest.items()):
            assert capture.payload is not None
            data = store.original(capture.payload)
            if data is None:
                yield Failure(address, STEP, f"{address}: its bytes are gone; firsthand verify tells more.")
            else:
                taken = capture.taken.astimezone(UTC)
                yield Original(address, data, capture.url, capture.media, taken, notes=_looks(times[address]))

    return Pile(len(latest), loaded)


def _is_web(capture: Capture) -> bool:
    return (capture.media or "").startswith(("text/html", "application/xhtml"))


def _looks(captures: list[Capture]) -> tuple[str, ...]:
    """Say when an address was looked at, how often its page had changed, and whether it is gone."""
    pages = [capture for capture in captures if capture.purpose == "page"]
    versions = [one.payload for one in pages if one.payload]
    changes = sum(before != after for before, after in itertools.pairwise(versions))
    notes: list[str] = []
    if len(pages) > 1:
        told = f"changed {changes} time{'s' if changes > 1 else ''}" if changes else "never changed"
        notes.append(f"looked at {len(pages)} times, from {pages[0].taken:%Y-%m-%d} on; {told} between")
    if pages and pages[-1].status in (404, 410):
        gone = f"gone since {pages[-1].taken:%Y-%m-%d} (status {pages[-1].status})"
        notes.append(f"{gone}; what is read is the last version collected")
    return tuple(notes)
