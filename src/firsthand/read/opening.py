"""One original to all the documents in it: an archive is opened, and the archives in it, within limits."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from firsthand.model import Document, Failure
from firsthand.model.errors import UnreadableDocumentError
from firsthand.read.beat import begin
from firsthand.read.file import read_bytes
from firsthand.read.formats import format_of
from firsthand.read.limits import Limits
from firsthand.read.parts import Part

_STEP = "read"


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of one original under the name the user gave it, and what is known of where it is from.

    `within` is the SHA-256 of the original that it was taken out of; `notes` are for the document read.
    """

    name: str
    data: bytes
    url: str | None = None
    media: str | None = None
    taken: datetime | None = None
    within: str | None = None
    notes: tuple[str, ...] = ()
    digest: str = field(init=False)  # the SHA-256 of the bytes, in hex

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", hashlib.sha256(self.data).hexdigest())


@dataclass(frozen=True, slots=True)
class Opened:
    """An original and the document read from it; None where it only holds others."""

    original: Original
    document: Document | None


@dataclass(slots=True)
class _Budget:
    parts: int
    unpacked: int


def open_original(original: Original, *, limits: Limits | None = None) -> Iterator[Opened | Failure]:
    """Yield an original as read, then all that it holds, however deep, and what could not be read.

    Nothing is raised for bad input: every failure names its document and the next thing to do.
    """
    limits = limits or Limits()
    yield from _open(original, limits, _Budget(limits.parts, limits.unpacked), ())


def _open(
    original: Original, limits: Limits, budget: _Budget, above: tuple[str, ...]
) -> Iterator[Opened | Failure]:
    """Open one original; `above` are the digests of the originals that it was taken out of."""
    name = original.name
    if original.digest in above:
        yield Failure(
            name,
            _STEP,
            f"{name}: the same bytes as an archive that it lies in; it holds itself, without an end, and was "
            "not opened again. Ask who made the archive.",
        )
        return
    try:
        begin(name)
        kind = format_of(original.data, name=name, media=original.media)
        document = None
        if kind.reads:
            document = read_bytes(original.data, name=name, media=original.media, limits=limits)
            document = replace(
                document,
                url=original.url or document.url,
                taken=original.taken,
                within=original.within,
            )
    except UnreadableDocumentError as error:
        yield Failure(name, _STEP, str(error))
        return
    yield Opened(original, document)
    if not kind.unpacks:
        return
    try:
        yield from _open_parts(
            original, kind.unpack(original.data, name=name, limits=limits), limits, budget, above
        )
    except UnreadableDocumentError as error:
        yield Failure(name, _STEP, str(error))


def _open_parts(
    original: Original,
    parts: Iterator[Part | Failure],
    limits: Limits,
    budget: _Budget,
    above: tuple[str, ...],
) -> Iterator[Opened | Failure]:
    name, depth = original.name, len(above)
    for part in parts:
        if isinstance(part, Failure):
            yield part
            continue
        if depth >= limits.depth:
            yield Failure(
                name,
                _STEP,
                f"{name}: lies {depth} deep in others; what it holds was not opened. Unpack it yourself, or "
                f"raise the limit: --limit depth={depth + 1}",
            )
            return
        budget.parts -= 1
        budget.unpacked -= len(part.data)
        if budget.parts < 0 or budget.unpacked < 0:
            limit = f"parts={limits.parts}" if budget.parts < 0 else f"unpacked={limits.unpacked}"
            yield Failure(
                name,
                _STEP,
                f"{name}: holds more than is unpacked ({limit}); what came before {part.name} was read, it "
                "and the rest were not. Unpack it yourself, or raise the limit with --limit.",
            )
            return
        inner = Original(
            f"{name}/{part.name}", part.data, part.url, part.media, part.taken, within=original.digest
        )
        yield from _open(inner, limits, budget, (*above, original.digest))
