"""The documents in WARC files, taken out in two passes: one to see what there is, one to read what counts.

Nothing but the record at hand is in memory.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO
from urllib.parse import unquote, urlsplit

from firsthand.collect.archive.framing import Record, Torn, parse_time, read_records
from firsthand.collect.archive.message import MOST_HEAD, Answer, read_answer, read_head, split_message
from firsthand.model import Failure
from firsthand.read.archives.captures.choosing import Catalogue, Found, is_of_web, key_of
from firsthand.read.archives.captures.digests import mismatches
from firsthand.read.archives.inflating import HARMLESS
from firsthand.read.archives.passed import Passed, failure
from firsthand.read.archives.paths import Names
from firsthand.read.beat import beat
from firsthand.read.limits import Limits
from firsthand.read.parts import Part

_LONGEST = 200
# What is noted of a capture takes about a kilobyte of memory.
MOST_CAPTURES = 1_000_000
# Of the places where a file is broken, how many are told one by one; the last one always is.
_TEARS_TOLD = 5
_RANGE = re.compile(r"bytes\s+0-(\d+)/(\d+)")
# The address under which firsthand packs what a browser made of a page.
_DRAWN = "urn:dom:"
_ANSWERS = ("response", "revisit", "resource", "conversion")
_AGAIN = "Download or copy the archive again, or ask who made it."
_CHANGED = (
    "not what the archive's own digests say: changed after they were captured, or damaged. What is there was "
    "read",
    "Do not rely on them before who made the archive has explained it.",
)
_ELSEWHERE = (
    "captured only by reference to an earlier capture, which is not in this archive, and not read",
    "Add the archive that holds it.",
)


@dataclass(frozen=True, slots=True)
class WarcFile:
    """A WARC file in an archive: what it is called, how long it is, how it is opened."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a capture is filed under: one record may be what several captures hold."""

    url: str
    taken: datetime | None


def take_out(
    files: Sequence[WarcFile], *, name: str, limits: Limits, pages: frozenset[str] | None = None
) -> Iterator[Part | Failure]:
    """Yield the documents that WARC files hold, then what of them could not be had."""
    catalogue, passed = Catalogue(pages), Passed(name)
    for number, file in enumerate(files):
        yield from _survey(number, file, catalogue, passed, name=name, limits=limits)
    wanted, elsewhere = _assigned(catalogue, passed)
    names, count = Names(), 0
    for number, file in enumerate(files):
        for part in _read(number, file, wanted, names, passed, name=name, limits=limits):
            count += 1
            yield part
    yield from passed.failures()
    if not count and not wanted and not elsewhere:
        held = ", ".join(f"{number} × {what}" for what, number in catalogue.others.most_common(8))
        yield failure(
            name,
            f"a web archive without a page or document to read ({held or 'no answer of a server is in it'}). "
            "Leave it out, or capture the pages again.",
        )


def _survey(
    number: int, file: WarcFile, catalogue: Catalogue, passed: Passed, *, name: str, limits: Limits
) -> Iterator[Failure]:
    """Note every answer in a file, and say where the file is broken."""
    ids: set[str] = set()
    tears = 0
    with file.open() as source:
        for record in read_records(source, most=_most(file.size, limits)):
            beat()
            if isinstance(record, Torn):
                tears += 1
                if tears <= _TEARS_TOLD or record.final:
                    yield _torn(record, f"{name}/{file.name}" if file.name else name)
                continue
            if len(catalogue.found) >= MOST_CAPTURES:
                yield failure(
                    name,
                    f"more than {MOST_CAPTURES:,} captures in one archive; the rest was not read. Split it "
                    "(warcio extract), and read the pieces.",
                )
                return
            if record.kind == "request":
                _note_question(record, catalogue)
            elif record.kind in _ANSWERS:
                found = _found(number, record)
                # A conversion is told apart from a document only where its original is missing.
                if (
                    record.kind != "conversion"
                    or (record.header("WARC-Refers-To") or "").strip("<> ") not in ids
                ):
                    catalogue.found.append(found)
                ids.add(record.id)
            elif record.kind == "continuation":
                passed.by(
                    _called(record), "pieces of longer ones, and not joined", "Ask for the archive unsplit."
                )
            record.finish()
            for fault in record.faults:
                passed.by(f"{_called(record)}: the record {fault}", "broken in the archive", _AGAIN)


def _torn(torn: Torn, name: str) -> Failure:
    rest = "; the rest of it was not read" if torn.final else "; what follows was read"
    return failure(name, f"broken at byte {torn.place:,}: {torn.fault}{rest}. {_AGAIN}")


def _note_question(record: Record, catalogue: Catalogue) -> None:
    beside = (record.header("WARC-Concurrent-To") or "").strip("<> ")
    if beside:
        headers = Answer(0, read_head(split_message(record.head(MOST_HEAD))[0])[1], b"")
        if purpose := headers.header("Sec-Fetch-Dest"):
            catalogue.wanted[beside] = purpose.strip().lower()


def _found(number: int, record: Record) -> Found:
    whole, location, refers = True, None, None
    if record.kind in ("response", "revisit"):
        status, headers = read_head(split_message(record.head(MOST_HEAD))[0])
        answer = Answer(status, headers, b"")
        media = answer.media
        location = answer.header("Location") if 300 <= status < 400 else None
        if status == 206:
            part = _RANGE.match(answer.header("Content-Range") or "")
            whole = part is not None and int(part.group(1)) + 1 == int(part.group(2))
    else:
        status, media = 200, (record.header("Content-Type") or "").partition(";")[0].strip().lower() or None
    if record.kind == "revisit":
        refers = (
            (record.header("WARC-Refers-To") or "").strip("<> "),
            (record.header("WARC-Refers-To-Target-URI") or "").strip("<> "),
            parse_time(record.header("WARC-Refers-To-Date")),
        )
    return Found(
        file=number,
        ordinal=record.ordinal,
        id=record.id,
        kind=record.kind,
        url=_address(record, media),
        taken=record.taken,
        status=status,
        media=media,
        whole=whole,
        digest=record.header("WARC-Payload-Digest"),
        location=location,
        refers=refers,
    )


def _address(record: Record, media: str | None) -> str:
    """Return the address of a capture; of the HTML that a browser made of a page, that of the page.

    A page that a script writes holds no text but in that.
    """
    drawn = record.kind == "resource" and media == "text/html" and record.url.lower().startswith(_DRAWN)
    return record.url[len(_DRAWN) :] if drawn else record.url


def _assigned(catalogue: Catalogue, passed: Passed) -> tuple[dict[tuple[int, int], list[_Seen]], int]:
    """Return the records to read, by file and ordinal, each with the captures that hold it.

    With them, how many captures refer to one that is in another archive.
    """
    elsewhere = 0
    pages = catalogue.listed()
    wanted: dict[tuple[int, int], list[_Seen]] = {}
    for one in catalogue.choose(pages):
        wanted[one.file, one.ordinal] = [_Seen(one.url, one.taken)]
    finder = _Finder(catalogue.found)
    for one in catalogue.found:
        if one.kind != "revisit":
            continue
        held = finder.original_of(one)
        media = held.media if held else one.media
        if not (is_of_web(one) and catalogue.is_page(one, media, pages)):
            continue
        if held is None:
            elsewhere += 1
            passed.by(one.url[:_LONGEST], *_ELSEWHERE)
        elif held.whole and 200 <= held.status < 300:
            wanted.setdefault((held.file, held.ordinal), []).append(_Seen(one.url, one.taken))
    return wanted, elsewhere


class _Finder:
    """Finds the record that a revisit refers to."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._ids: dict[str, Found] = {}
        self._digests: dict[str, Found] = {}
        self._captures: dict[str, list[Found]] = {}
        for one in found:
            if one.kind in ("response", "resource"):
                self._ids.setdefault(one.id, one)
                self._captures.setdefault(one.key, []).append(one)
                if one.digest:
                    self._digests.setdefault(one.digest, one)

    def original_of(self, revisit: Found) -> Found | None:
        """Return it: by its id, by its address and time, or as the same payload; None if it is not here."""
        name, url, taken = revisit.refers or ("", "", None)
        if name and name in self._ids:
            return self._ids[name]
        same = [one for one in self._captures.get(key_of(url or revisit.url), ()) if 200 <= one.status < 300]
        if taken:
            for one in same:
                if one.taken and one.taken.replace(microsecond=0) == taken.replace(microsecond=0):
                    return one
        if revisit.digest and revisit.digest in self._digests:
            return self._digests[revisit.digest]
        # Nothing but the address is told (a bare "not modified"): then it is the last one before.
        if (url and taken) or revisit.digest:
            return None
        before = [one for one in same if one.taken and revisit.taken and one.taken <= revisit.taken]
        return max(before, key=lambda one: (one.taken, one.ordinal), default=None)


def _read(
    number: int,
    file: WarcFile,
    wanted: dict[tuple[int, int], list[_Seen]],
    names: Names,
    passed: Passed,
    *,
    name: str,
    limits: Limits,
) -> Iterator[Part]:
    """Yield the wanted records of a file as parts."""
    if not any(at == number for at, _ in wanted):
        return
    with file.open() as source:
        for record in read_records(source, most=_most(file.size, limits)):
            beat()
            if isinstance(record, Torn) or (number, record.ordinal) not in wanted:
                continue
            block = record.block(limits.file)
            answer = _answer(record, block, limits)
            cut = record.header("WARC-Truncated")
            for fault in [*answer.faults, *([f"was cut when it was captured ({cut})"] if cut else [])]:
                passed.by(f"{_called(record)}: the answer {fault}", "not whole, and read in part", _AGAIN)
            # What is broken anyway has other bytes; that was said.
            if not record.faults and mismatches(record, block, answer.body):
                passed.by(f"{_called(record)}, record {record.id}", *_CHANGED)
            if not answer.body.strip():
                passed.by(_called(record), "empty, and not read", "Capture them again if they should not be.")
                continue
            for seen in wanted[number, record.ordinal]:
                yield Part(
                    names.give(_name(seen)), answer.body, seen.url, answer.header("Content-Type"), seen.taken
                )


def _answer(record: Record, block: bytes, limits: Limits) -> Answer:
    if record.kind == "response":
        return read_answer(block, most=min(limits.file, max(HARMLESS, len(block) * limits.ratio)))
    return Answer(200, (("Content-Type", record.header("Content-Type") or "text/plain"),), block)


def _called(record: Record) -> str:
    return (record.url or record.id or record.kind)[:_LONGEST]


def _name(seen: _Seen) -> str:
    """Return what a capture is called: when it was taken, then its address."""
    parts = urlsplit(seen.url)
    time = f"{seen.taken:%Y-%m-%dT%H%M%SZ}" if seen.taken else "undated"
    path = unquote(parts.path).replace("\\", "/").rstrip("/")
    # Who is named in an address, and with which password, belongs in no name.
    return f"{time}/{parts.netloc.rpartition('@')[2]}{path}" + (f"_{parts.query}" if parts.query else "")


def _most(size: int, limits: Limits) -> int:
    return min(limits.unpacked, max(HARMLESS, size * limits.ratio))
