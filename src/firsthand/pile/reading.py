"""Originals opened, kept and logged; what was opened before is not opened again."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from firsthand.extract import in_read_language, is_readable
from firsthand.model import Deed, Failure
from firsthand.pile.documents import Documents, Listed
from firsthand.pile.piles import STEP, Pile
from firsthand.read import Limits, Opened, Original
from firsthand.read.guarded import Guard
from firsthand.read.outside import outside_programs
from firsthand.step_keys import step_key
from firsthand.store import OPENING, READING, Store
from firsthand.store.batching import Batch

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Read:
    """The documents read from a pile, the keys of the results used, and what could not be read.

    `named` are name and digest of each original that the user named.
    """

    documents: Documents
    used: frozenset[str]
    failures: tuple[Failure, ...]
    named: tuple[tuple[str, str], ...] = ()


def read_pile(
    store: Store,
    named: Pile,
    collected: Pile,
    *,
    limits: Limits,
    processes: int,
    progress: Progress,
) -> Read:
    """Open all originals, keep them and what was read, and log where each came from.

    One document stands for all originals of the same bytes.
    """
    total = named.size + collected.size
    batch = Batch(store)
    reading = _Reading(store, limits, batch)
    failures = [*named.failures, *collected.failures]
    top: list[tuple[str, str]] = []

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
                    top.append((original.name, original.digest))
                if not reading.known(original, collected=pile is collected):
                    yield original

    with batch, Guard(processes, limits) as guard:
        for original, outcomes in guard.open(originals()):
            reading.take(original, outcomes)
    progress("read", total, total)
    documents = Documents(store, reading.listed())
    return Read(documents, frozenset(reading.used), (*failures, *reading.failures), tuple(top))


class _Reading:
    """What is read so far; keeps and logs as it goes."""

    def __init__(self, store: Store, limits: Limits, batch: Batch) -> None:
        self.store, self.limits, self.batch = store, limits, batch
        self.used: set[str] = set()
        self.failures: list[Failure] = []
        self._found: list[Listed] = []
        self._collected: set[str] = set()
        self._logged: set[tuple[str, str]] = set()
        self._log_read = False

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
        due = {part["key"] for part in opening["found"]}
        if due - self.store.has(due):
            return False
        self.used.add(key)
        for part in opening["found"]:
            self._add(original, part)
        for name, message in opening["failures"]:
            told = message.replace(opening["name"], original.name)
            self.failures.append(Failure(original.name + name, STEP, told))
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
            self._preserve(part)
            if document is None:
                continue
            key = step_key("read", part.digest, _suffix(part), part.media or "", repr(self.limits))
            plain = replace(document, name="", url=document.url if part.url is None else None)
            plain = replace(plain, taken=None, within=None)
            self.batch.keep(READING, key, plain)
            spoken = in_read_language(plain)
            named = {
                "name": part.name.removeprefix(original.name),
                "digest": part.digest,
                "key": key,
                "content": hashlib.sha256(repr(plain).encode("utf-8", "surrogatepass")).hexdigest(),
                "language": spoken.language,
                "readable": is_readable(plain),
                "size": len(plain.text),
                "url": part.url,
                "own_url": plain.url,
                "taken": part.taken.isoformat() if part.taken else None,
                "within": part.within,
            }
            found.append(named)
            self._add(original, named)
        opening = {"name": original.name, "found": found, "failures": failures}
        key = self._key(original)
        self.used.add(key)
        self.batch.keep(OPENING, key, json.dumps(opening, ensure_ascii=False))

    def listed(self) -> Iterator[Listed]:
        """Yield the documents found, each once, under the first of its names."""
        seen: dict[str, Listed] = {}
        for found in sorted(self._found, key=lambda one: (one.name, one.id)):
            if same := seen.get(found.id):
                note = f"{found.name} holds the same bytes: one document, read once"
                seen[found.id] = replace(same, notes=(*same.notes, note))
            else:
                seen[found.id] = found
        yield from seen.values()

    def _key(self, original: Original) -> str:
        kind = (_suffix(original), original.media or "", repr(self.limits), outside_programs())
        return step_key("open", original.digest, *kind)

    def _preserve(self, original: Original) -> None:
        digest = original.digest
        if self._is_logged(digest, original.name) or digest in self._collected:
            return
        self._logged.add((digest, original.name))
        self.batch.later(partial(self._log, original))

    def _is_logged(self, digest: str, name: str) -> bool:
        """Tell whether the log says where an original came from; what is not kept was never logged."""
        if not self._log_read and self.store.has_original(digest):
            deeds = ("added", "unpacked")
            self._logged |= {(one.subject, one.name) for one in self.store.entries() if one.deed in deeds}
            self._log_read = True
        return (digest, name) in self._logged

    def _log(self, original: Original) -> None:
        self.store.keep_original(original.digest, original.data)
        details = {"bytes": str(len(original.data))}
        if original.within:
            details |= {"within": original.within}
            if original.url:
                details |= {"address": original.url}
        deed: Deed = "unpacked" if original.within else "added"
        self.store.log(deed, subject=original.digest, name=original.name, details=details)

    def _add(self, original: Original, part: dict[str, Any]) -> None:
        """Take in a document that was found in an original."""
        self.used.add(part["key"])
        taken = datetime.fromisoformat(part["taken"]) if part["taken"] else None
        url: str | None = part["url"]
        notes: tuple[str, ...] = ()
        if part["digest"] == original.digest:
            url, taken, notes = original.url or url, original.taken or taken, original.notes
        self._found.append(
            Listed(
                id=part["digest"],
                name=original.name + part["name"],
                key=part["key"],
                content=part["content"],
                language=part["language"],
                readable=part["readable"],
                size=part["size"],
                url=url or part["own_url"],
                taken=taken,
                within=part["within"],
                notes=notes,
            )
        )


def _suffix(original: Original) -> str:
    return PurePosixPath(original.name).suffix.lower()
