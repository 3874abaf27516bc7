"""The records of a WARC file, one by one, also out of files that are damaged.

A record is read only as far as it is asked for. After a place that is broken reading goes on with the next
record that can be found. WARC 0.17 to 1.1, packed with gzip (a member for each record, or not) or plain.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO

from firsthand.collect.archive.message import read_headers
from firsthand.collect.archive.unfolding import BEGINS, TornError, Unfolded

VERSIONS = re.compile(rb"WARC/(?:0\.1[78]|1\.[01])[ \t]*\r?\n?$")
_STEP = 1 << 16
_MOST_LINE, _MOST_HEAD = 64 * 1024, 1 << 20
# After so many broken places the rest of a file is left.
MOST_TEARS = 200
MOST = 1 << 42


@dataclass(frozen=True, slots=True)
class Torn:
    """A place in the file where no record can be read: what is wrong, and if reading ends there."""

    place: int
    fault: str
    final: bool = False


class Record:
    """One record: its headers, and its block as far as it is asked for, once.

    `place` is where it begins in the file: its gzip member, if it has one; `ordinal` counts records from 0;
    `size`, how much of the file it takes, is known when the next one was asked for. `faults` say what is
    wrong with it, known when its block was read.
    """

    def __init__(
        self, file: Unfolded, place: int, ordinal: int, headers: tuple[tuple[str, str], ...]
    ) -> None:
        self.place = place
        self.ordinal = ordinal
        self.headers = headers
        self.size = 0
        self.faults: list[str] = []
        self.torn = False
        self._known = {name.lower(): value for name, value in reversed(headers)}
        length = self._known.get("content-length", "")
        self._length = int(length) if length.isdecimal() and len(length) < 19 else 0
        if not length.isdecimal() or len(length) > 18:
            self.faults.append("does not say how long it is")
        self._file = file
        self._begins = file.place
        self._left = self._length
        self._kept = b""
        self._settled = False

    def header(self, name: str) -> str | None:
        """Return the first header of this name, whatever its case."""
        return self._known.get(name.lower())

    @property
    def kind(self) -> str:
        """Its type: "response", "request", "revisit", …"""
        return (self.header("WARC-Type") or "").strip().lower()

    @property
    def id(self) -> str:
        """Its id, as other records refer to it."""
        return (self.header("WARC-Record-ID") or "").strip("<> ")

    @property
    def url(self) -> str:
        """The address that it is about; some tools put it in angle brackets."""
        return (self.header("WARC-Target-URI") or "").strip("<> ")

    @property
    def taken(self) -> datetime | None:
        """When it was captured, in UTC."""
        return parse_time(self.header("WARC-Date"))

    def head(self, size: int) -> bytes:
        """Look at the first `size` bytes of the block."""
        self._read_to(min(size, self._length))
        return self._kept[:size]

    def block(self, most: int) -> bytes:
        """Return the block, or its first `most` bytes."""
        self._read_to(min(most, self._length))
        if self._length > most and not self._settled:
            self.faults.append(f"is longer than {most:,} bytes: the rest of it was not read")
        else:
            self._settle()
        return self._kept[:most]

    def _read_to(self, size: int) -> None:
        wanted = size - len(self._kept)
        if wanted <= 0 or self._settled or not self._left:
            return
        pieces = [self._kept]
        try:
            while wanted > 0:
                asked = min(wanted, _STEP)
                pieces.append(self._file.read(asked))
                wanted -= len(pieces[-1])
                self._left -= len(pieces[-1])
                if len(pieces[-1]) < asked:
                    break  # what could be read after that is the next record
        except TornError as error:
            self._tear(error)
        self._kept = b"".join(pieces)
        if wanted > 0 and not self.torn:
            self._left = 0
            self._settle(short=True)

    def finish(self) -> None:
        """Pass over what was not asked for."""
        try:
            while self._left and not self._settled and not self.torn:
                asked = min(self._left, _STEP)
                passed = len(self._file.read(asked))
                self._left -= passed
                if passed < asked:
                    self._left = 0
                    self._settle(short=True)
        except TornError as error:
            self._tear(error)
        self._settle()

    def _settle(self, *, short: bool = False) -> None:
        """See that the record ends where it says; if it does not, find where it does."""
        if self._settled or self.torn or self._left:
            return
        self._settled = True
        try:
            after = self._file.peek(4).replace(b"\r", b"")
            if not short and (not after or after.startswith(b"\n") or after == b"WARC"):
                return
            self.faults.append(
                "ends before it should" if short else f"is not {self._length:,} bytes long, as it says"
            )
            if not self._file.packed:
                self._file.seek(self._begins)
                self._file.find_record()
                self._kept = self._kept[: self._file.place - self._begins]
            elif found_in := BEGINS.search(self._kept):
                self._file.give_back(self._kept[found_in.start() :])
                self._kept = self._kept[: found_in.start()]
            else:
                self._file.find_record()
        except TornError as error:
            self._tear(error)

    def _tear(self, error: TornError) -> None:
        self.torn = True
        self._settled = True
        self.faults.append(f"is damaged ({error})")


def read_records(source: IO[bytes], *, most: int = MOST) -> Iterator[Record | Torn]:
    """Yield the records of a WARC file, and the places where it is broken; nothing is raised for either.

    A record can be read until the next one is asked for. The source must be one that can be sought in; at
    most `most` bytes are unfolded, all records together.
    """
    try:
        file = Unfolded(source, most=most)
    except TornError as error:
        yield Torn(0, str(error), final=True)
        return
    last: Record | None = None
    tears = ordinal = 0
    while True:
        fault = None
        try:
            found = _next_head(file)
            place = found[0] if found else file.place
        except TornError as error:
            found, place, fault = None, file.place, str(error)
        if last:
            last.size = place - last.place
            last = None
        if found:
            record = last = Record(file, place, ordinal, found[1])
            ordinal += 1
            yield record
            record.finish()
            if not record.torn:
                continue
        elif not fault:
            return
        tears += 1
        again = tears < MOST_TEARS and not file.spent and _recover(file)
        if fault or not again:
            yield Torn(place, fault or "no further record can be found after a damaged one", final=not again)
        if not again:
            return


def parse_time(text: str | None) -> datetime | None:
    """Read a WARC date, in UTC; None where it is none."""
    try:
        time = datetime.fromisoformat((text or "").strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)


def _next_head(file: Unfolded) -> tuple[int, tuple[tuple[str, str], ...]] | None:
    """Return where the next record begins and its headers; None at the end; raises TornError."""
    while True:
        place = file.place
        line = file.readline(_MOST_LINE)
        if line.strip():
            break
        if not line and not file.next_member():
            return None
    if not VERSIONS.match(line):
        known = line.startswith(b"WARC/")
        raise TornError("a version of WARC that is not read" if known else "bytes that belong to no record")
    lines: list[bytes] = []
    size = 0
    while line := file.readline(_MOST_LINE):
        if not line.strip(b"\r\n"):
            return place, read_headers(b"".join(lines))
        lines.append(line)
        size += len(line)
        if size > _MOST_HEAD:
            raise TornError("a record whose head is too long")
    raise TornError("the file ends within a record" if not file.packed else "a record that is only a head")


def _recover(file: Unfolded) -> bool:
    """Go to the next place where a record can be read; False where there is none."""
    try:
        if file.find_record():
            return True
    except TornError:
        pass  # what is left of this member is lost
    try:
        return file.packed and not file.spent and file.find_member()
    except TornError:
        return False
