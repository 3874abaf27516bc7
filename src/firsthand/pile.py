"""What a case is made of: the files its user named, what was collected, and all that these hold.

Every original is kept byte for byte and its coming is written in the custody log in the same step, before
anything is derived from it. Which original was opened, and what was found in it, is kept under the digest of
its bytes: a second build opens only what is new.
"""

import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from firsthand.model import Capture, Document, Failure
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read import Limits, Opened, Original, find_files
from firsthand.read.file import load
from firsthand.read.guarded import Guard
from firsthand.read.outside import outside_programs
from firsthand.step_keys import step_key
from firsthand.store import OPENING, READING, Store

Progress = Callable[[str, int, int], None]
_STEP = "read"
# The name of the note that says what the user last named.
_PILE = "pile"


@dataclass(frozen=True, slots=True)
class Pile:
    """The originals of a case, not yet loaded: how many there are, and what of those named cannot be used.

    `load` yields them one by one, so that no more than one is in memory.
    """

    size: int
    load: Callable[[], Iterator[Original | Failure]]
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """The documents read from a pile, the keys of the results used, and what could not be read."""

    documents: tuple[Document, ...]
    used: frozenset[str]
    failures: tuple[Failure, ...]


def files_pile(paths: Iterable[Path], limits: Limits) -> Pile:
    """Return the pile of all readable files at and under the paths."""
    files, failures = find_files(paths)

    def loaded() -> Iterator[Original | Failure]:
        for name, path in sorted(files):
            try:
                yield Original(name, load(path, name=name, limits=limits))
            except UnreadableDocumentError as error:
                yield Failure(name, _STEP, str(error))

    return Pile(len(files), loaded, tuple(failures))


def given_pile(originals: Iterable[Original]) -> Pile:
    """Return the pile of originals that are in hand."""
    given = sorted(originals, key=lambda one: one.name)
    return Pile(len(given), lambda: iter(given))


def kept_pile(store: Store) -> Pile:
    """Return the pile that the case was last built from, out of the originals it keeps."""
    kept: list[list[str]] = json.loads(store.note(_PILE) or "[]")

    def loaded() -> Iterator[Original | Failure]:
        for name, digest in kept:
            data = store.original(digest)
            if data is None:
                yield Failure(name, _STEP, f"{name}: is no longer in the case; firsthand verify tells more.")
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
                yield Failure(address, _STEP, f"{address}: its bytes are gone; firsthand verify tells more.")
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


def read_pile(
    store: Store,
    named: Pile,
    collected: Pile,
    *,
    limits: Limits,
    processes: int,
    progress: Progress,
    remember: bool = True,
) -> Read:
    """Open all originals, keep them and what was read, and log where each came from.

    One document stands for all originals of the same bytes. `remember` makes the named pile the one that a
    later build without names reads again.
    """
    total = named.size + collected.size
    reading = _Reading(store, limits)
    failures = [*named.failures, *collected.failures]
    top: list[list[str]] = []

    def originals() -> Iterator[Original]:
        done = 0
        for pile in (named, collected):
            for original in pile.load():
                progress("read", done, total)
                done += 1
                if isinstance(original, Failure):
                    failures.append(original)
                    continue
                if pile is named:
                    top.append([original.name, original.digest])
                if not reading.known(original, collected=pile is collected):
                    yield original

    with Guard(processes, limits) as guard:
        for original, outcomes in guard.open(originals()):
            reading.take(original, outcomes)
    progress("read", total, total)
    if remember and top:
        store.keep_note(_PILE, json.dumps(sorted(top), ensure_ascii=False))
    documents = reading.documents()
    ordered = tuple(sorted(documents, key=lambda d: (d.name, d.id)))
    return Read(ordered, frozenset(reading.used), (*failures, *reading.failures))


@dataclass(frozen=True, slots=True)
class _Found:
    """A document that was found under a name; `key` is that of its reading."""

    name: str
    digest: str
    key: str
    url: str | None
    taken: datetime | None
    within: str | None
    notes: tuple[str, ...]


class _Reading:
    """What is read so far; keeps and logs as it goes."""

    def __init__(self, store: Store, limits: Limits) -> None:
        self.store, self.limits = store, limits
        self.used: set[str] = set()
        self.failures: list[Failure] = []
        self._found: list[_Found] = []
        self._collected: set[str] = set()
        self._logged = {
            (entry.subject, entry.name) for entry in store.entries() if entry.deed in ("added", "unpacked")
        }

    def known(self, original: Original, *, collected: bool) -> bool:
        """Tell whether this original was opened before; then take what was found in it."""
        if collected:
            self._collected.add(original.digest)
        else:
            self._preserve(original)
        key = self._key(original)
        text = self.store.kept(OPENING, key)
        if text is None:
            return False
        opening = json.loads(text)
        parts = [(part["name"], part["digest"], part["key"], part) for part in opening["found"]]
        due = {part_key for _, _, part_key, _ in parts if part_key}
        if due - self.store.has(due):
            return False
        self.used.add(key)
        for name, digest, part_key, part in parts:
            self._add(original, original.name + name, digest, part_key, part)
        for name, message in opening["failures"]:
            told = message.replace(opening["name"], original.name)
            self.failures.append(Failure(original.name + name, _STEP, told))
        return True

    def take(self, original: Original, outcomes: Iterable[Opened | Failure]) -> None:
        """Keep what was found in an original."""
        found: list[dict[str, Any]] = []
        failures: list[tuple[str, str]] = []
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                failures.append((outcome.document.removeprefix(original.name), outcome.message))
                self.failures.append(outcome)
                continue
            part, document = outcome.original, outcome.document
            with self.store.together():
                self._preserve(part)
                if document is None:
                    continue
                key = step_key("read", part.digest, _suffix(part), part.media or "", repr(self.limits))
                plain = replace(document, name="", url=document.url if part.url is None else None)
                self.store.keep(READING, key, replace(plain, taken=None, within=None))
            named = {
                "name": part.name.removeprefix(original.name),
                "digest": part.digest,
                "key": key,
                "url": part.url,
                "taken": part.taken.isoformat() if part.taken else None,
                "within": part.within,
            }
            found.append(named)
            self._add(original, part.name, part.digest, key, named)
        opening = {"name": original.name, "found": found, "failures": failures}
        key = self._key(original)
        self.used.add(key)
        self.store.keep(OPENING, key, json.dumps(opening, ensure_ascii=False))

    def documents(self) -> Iterator[Document]:
        """Yield the documents found, each once, under the first of its names."""
        seen: dict[str, Document] = {}
        for found in sorted(self._found, key=lambda one: (one.name, one.digest)):
            if same := seen.get(found.digest):
                note = f"{found.name} holds the same bytes: one document, read once"
                seen[found.digest] = replace(same, notes=(*same.notes, note))
                continue
            document = self.store.kept(READING, found.key)
            assert document is not None, "kept a moment ago"
            seen[found.digest] = replace(
                document,
                name=found.name,
                url=found.url or document.url,
                taken=found.taken,
                within=found.within,
                notes=(*document.notes, *found.notes),
            )
        yield from seen.values()

    def _key(self, original: Original) -> str:
        kind = (_suffix(original), original.media or "", repr(self.limits), outside_programs())
        return step_key("open", original.digest, *kind)

    def _preserve(self, original: Original) -> None:
        digest = original.digest
        if (digest, original.name) in self._logged or digest in self._collected:
            return
        self._logged.add((digest, original.name))
        with self.store.together():
            self.store.keep_original(digest, original.data)
            details = {"bytes": str(len(original.data))}
            if original.within:
                details |= {"within": original.within}
                if original.url:
                    details |= {"address": original.url}
            deed = "unpacked" if original.within else "added"
            self.store.log(deed, subject=digest, name=original.name, details=details)  # type: ignore[arg-type]

    def _add(self, original: Original, name: str, digest: str, key: str, part: dict[str, Any]) -> None:
        self.used.add(key)
        taken = datetime.fromisoformat(part["taken"]) if part["taken"] else None
        if digest == original.digest:
            url, taken, notes = original.url or part["url"], original.taken or taken, original.notes
        else:
            url, notes = part["url"], ()
        self._found.append(_Found(name, digest, key, url, taken, part["within"], notes))


def _suffix(original: Original) -> str:
    return PurePosixPath(original.name).suffix.lower()
