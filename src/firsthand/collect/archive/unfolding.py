"""A WARC file unfolded piece by piece: plain, a gzip member for each record, or one for all of them."""

import re
import zlib
from typing import IO
from zipfile import BadZipFile

_STEP = 1 << 16
_GZIP = b"\x1f\x8b"
_MEMBER = re.compile(re.escape(b"\x1f\x8b\x08"))
# Where a record begins; what a line has to look like that is taken for one.
BEGINS = re.compile(rb"WARC/\d\.\d{1,2}[ \t]*\r?\n(?=[A-Za-z][\w-]*:)")
_LONGEST_BEGIN = 128


class TornError(Exception):
    """The packing is damaged or ends too early: what follows cannot be unfolded."""


class Unfolded:
    """The plain bytes of a WARC file, taken front to back; its source can be sought in.

    At most `most` bytes are read and unfolded in all, what is read again counted again. `packed` says that
    the file is made of gzip members, `begun` where in it the current one begins.
    """

    def __init__(self, source: IO[bytes], *, most: int) -> None:
        self._source = source
        self._left = self._most = most
        self._plain = b""
        self._raw = b""
        self._taken = 0  # of the file, before _raw
        self._raw = self._load()
        self._inflater: zlib._Decompress | None = None
        self.begun = 0
        self.packed = self._raw.startswith(_GZIP) or self._is_packed_further_on()

    @property
    def spent(self) -> bool:
        """Whether as much was read as is read at most."""
        return self._left < 0

    @property
    def place(self) -> int:
        """Where in the file a record that is taken next begins: its member if it is packed."""
        return self.begun if self.packed and self._inflater else self._taken - len(self._plain)

    def read(self, size: int) -> bytes:
        """Take up to `size` bytes; fewer at the end, and where a member ends and another record begins."""
        pieces: list[bytes] = []
        while size > 0 and self._fill():
            pieces.append(self._plain[:size])
            self._plain = self._plain[size:]
            size -= len(pieces[-1])
        return b"".join(pieces)

    def peek(self, size: int) -> bytes:
        """Look at up to `size` bytes within the current member without taking them."""
        while len(self._plain) < size and self._more():
            pass
        return self._plain[:size]

    def readline(self, most: int) -> bytes:
        """Take a line with its end, or `most` bytes of it; a line ends with its member."""
        while (ends := self._plain.find(b"\n", 0, most)) < 0 and len(self._plain) < most and self._more():
            pass
        size = ends + 1 if ends >= 0 else most
        line, self._plain = self._plain[:size], self._plain[size:]
        return line

    def give_back(self, data: bytes) -> None:
        """Put bytes back in front of what is taken next."""
        self._plain = data + self._plain

    def seek(self, place: int) -> None:
        """Go to a place of a file that is not packed."""
        self._source.seek(place)
        self._plain, self._raw, self._taken = b"", b"", place

    def next_member(self) -> bool:
        """Go on to what follows the current member; False at the end of the file; raises TornError."""
        if not self.packed:
            return bool(self._plain) or self._more()
        if self._inflater:
            self._inflater = None
        while not self._raw.lstrip(b"\0"):
            self._taken += len(self._raw)
            self._raw = self._load()
            if not self._raw:
                return False
        self._drop(len(self._raw) - len(self._raw.lstrip(b"\0")))
        self._raw += self._load() if len(self._raw) == 1 else b""
        self.begun = self._taken
        if not self._raw.startswith(_GZIP):
            raise TornError("bytes that belong to no record")
        self._inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        return True

    def find_member(self) -> bool:
        """Go to the next member after the torn one that holds a record; False where there is none."""
        self._plain, self._inflater = b"", None
        at = self.begun + 1
        self._source.seek(at)
        window = b""
        while piece := self._load():
            window += piece
            last = len(piece) < _STEP
            # Only what is followed by enough to look at; the rest with the next piece.
            for found in _MEMBER.finditer(window, 0, len(window) if last else max(0, len(window) - 1024)):
                if _holds_record(window[found.start() : found.start() + 1024]):
                    self._taken = self.begun = at + found.start()
                    self._source.seek(self._taken)
                    self._raw = self._load()
                    return True
            keep = min(len(window), 1026)
            at += len(window) - keep
            window = window[len(window) - keep :]
        self._raw, self._taken = b"", at + len(window)
        self.begun = self._taken
        return False

    def find_record(self) -> bool:
        """Go to where the next record seems to begin, within the member; False where none does."""
        while True:
            if found := BEGINS.search(self._plain):
                self._plain = self._plain[found.start() :]
                return True
            self._plain = self._plain[-_LONGEST_BEGIN:]
            if not self._more():
                self._plain = b""
                return False

    def _fill(self) -> bool:
        """See that there is something to take; a block may go on in the next member."""
        while not self._plain:
            if self._more():
                continue
            if not self.packed or not self.next_member():
                return False
            if self.peek(5) == b"WARC/":
                return False
        return True

    def _more(self) -> bool:
        """Unfold a further stretch of the current member; False at its end."""
        if not self.packed:
            piece, self._raw = self._raw or self._load(), b""
            self._taken += len(piece)
            self._plain += piece
            return bool(piece)
        inflater = self._inflater
        if inflater is None:
            return False
        size = len(self._plain)
        while len(self._plain) == size:
            if inflater.eof:
                return False
            if not self._raw:
                self._raw = self._load()
                if not self._raw:
                    raise TornError("the file ends within a record")
            fed = self._raw
            try:
                piece = inflater.decompress(fed, _STEP)
            except zlib.error as error:
                raise TornError("its packing is damaged") from error
            self._spend(len(piece))
            self._plain += piece
            # What was not used is fed again: so the place in the file is known, and the next member.
            rest = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
            self._drop(len(fed) - len(rest))
        return True

    def _load(self) -> bytes:
        try:
            piece = self._source.read(_STEP)
        except (OSError, EOFError, zlib.error, BadZipFile) as error:
            raise TornError(f"it cannot be read: {error}") from error
        self._spend(len(piece))
        return piece

    def _spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise TornError(f"more than {self._most:,} bytes in all")

    def _is_packed_further_on(self) -> bool:
        """Tell whether a file whose first bytes are damaged is a packed one."""
        if BEGINS.search(self._raw):
            return False
        starts = (found.start() for found in _MEMBER.finditer(self._raw))
        return any(_holds_record(self._raw[start : start + 1024]) for start in starts)

    def _drop(self, size: int) -> None:
        self._raw = self._raw[size:]
        self._taken += size


def _holds_record(head: bytes) -> bool:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 16).startswith(b"WARC/")
    except zlib.error:
        return False
